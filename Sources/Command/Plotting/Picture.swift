import Equations
import Plots
import Tracing

/// A picture of a lesson: curves over the steps, or paths in a plane.
enum Picture {
  case lines(LinePlot)
  case paths(PathPlot)

  /// The SVG document.
  var svg: String {
    switch self {
    case .lines(let plot): plot.svg
    case .paths(let plot): plot.svg
    }
  }

  /// The picture as plain text.
  func text(width: Int) -> String {
    switch self {
    case .lines(let plot): plot.text(width: width)
    case .paths(let plot): plot.text(width: width)
    }
  }
}

/// A request for a picture.
struct PictureRequest {
  let lesson: Lesson
  let variants: [AppliedVariant]
  let arguments: Arguments
  let console: Console

  /// The picture of a lesson's page.
  static func picture(of lesson: Lesson) throws(CommandError) -> Picture {
    let console = Console(out: { _ in }, error: { _ in })
    return try PictureRequest(
      lesson: lesson, variants: [], arguments: Arguments([lesson.id], options: []), console: console
    ).pagePicture()
  }

  /// Whether to draw the steps of a case instead of the lesson's own picture.
  private var isOfSteps: Bool {
    arguments["--case"] != nil || arguments["--only"] != nil || arguments["--seed"] != nil
  }

  /// Whether only the lesson was named.
  private var isAsDeclared: Bool {
    !isOfSteps && variants.isEmpty && arguments["--set"] == nil
  }

  /// Makes the picture.
  func picture() throws(CommandError) -> Picture {
    if arguments["--page"] != nil {
      if !variants.isEmpty || isOfSteps || arguments["--set"] != nil {
        throw CommandError(.usage, "The option --page draws the page's picture as it is, alone.")
      }
      return try pagePicture()
    }
    return try ownPicture()
  }

  /// The picture of the lesson's page.
  private func pagePicture() throws(CommandError) -> Picture {
    if let wanted = lesson.pagePicture { return .lines(try pagePicture(wanted)) }
    return try ownPicture()
  }

  /// The requested picture; by default the lesson's usual one.
  private func ownPicture() throws(CommandError) -> Picture {
    switch lesson.picture {
    case .averages:
      if !isOfSteps, variants.isEmpty { return .lines(try AveragePicture(self).plot) }
    case .schedule:
      if arguments["--only"] == nil, arguments["--seed"] == nil {
        return .lines(try SchedulePicture(self).plot)
      }
    case .bowl(let paths):
      if !isOfSteps { return .paths(try BowlPicture(self, paths).plot) }
    case .functions(let curves):
      if isAsDeclared { return .lines(try functionPicture(curves)) }
    case .trainings(let curves, _):
      if isAsDeclared { return .lines(try trainingPicture(curves)) }
    case .steps: break
    }
    if let name = arguments["--case"] { return .lines(try StepsPicture(self, of: name).plot) }
    return .lines(try StepsPicture(self, of: try lesson.caseOfSeveralSteps().name).plot)
  }
}
