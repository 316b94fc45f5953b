import Curriculum
import Equations
import Numerics
import Plots
import Text
import Tracing

/// The averages of the temperature series for three β, with and without bias correction.
struct AveragePicture {
  let plot: LinePlot

  /// The lecture's three, which average over about 10, 50 and 2 days.
  private static let betas = [0.9, 0.98, 0.5]

  init(_ request: PictureRequest) throws(CommandError) {
    let lesson = request.lesson
    let known = lesson.symbols.filter(\.isHyperparameter)
    let given = try request.arguments.assignments(known, of: lesson.id).last?.value
    guard let average = Lesson.ofAverages(areCorrected: false),
      let correction = Lesson.ofAverages(areCorrected: true)
    else { throw CommandError(.usage, "No lesson draws averages.") }
    let data = try average.picturedCase()
    var curves: [Curve] = []
    for beta in given.map({ [$0] }) ?? Self.betas {
      let text = NumberStyle.full.text(beta)
      for (lesson, kind) in [(average, Curve.Kind.line), (correction, .companion)] {
        var head = data.head
        head.set("beta", to: beta)
        let points = try request.series(of: lesson, [], head, data.steps)
        let glyph = lesson.rule.lines.last?.target.glyph ?? ""
        curves.append(
          Curve(
            name: "\(glyph), β = \(text)" + (kind == .line ? "" : ", corrected"),
            label: "\(glyph), β = \(text)", kind: kind, points: points))
      }
    }
    curves.append(.data(data.steps, "theta", "θ, the temperature of the day"))
    let equations = (average.rule.lines + correction.rule.lines.suffix(1)).map(\.unicode)
    plot = LinePlot(
      title: !lesson.drawsCorrected ? "Averages of thirty days" : "Averages, corrected and not",
      subtitle: equations.joined(separator: "; dashed, with bias correction: "),
      xAxis: .days, yAxis: .temperature, curves: curves)
  }
}

extension Lesson {
  /// Whether it draws bias-corrected averages.
  fileprivate var drawsCorrected: Bool {
    if case .averages(areCorrected: true, _) = picture { true } else { false }
  }

  /// The lesson that draws plain or corrected averages.
  fileprivate static func ofAverages(areCorrected: Bool) -> Lesson? {
    Curriculum.lessons.first {
      if case .averages(areCorrected, _) = $0.picture { true } else { false }
    }
  }
}

extension PlotAxis {
  static let days = PlotAxis(title: "t (days)", one: "day", many: "days")
  static let temperature = PlotAxis(
    title: "temperature (°F)", one: "temperature", many: "temperatures")
}

extension Curve {
  /// A case's inputs as points.
  static func data(_ steps: [Step], _ input: String, _ name: String) -> Curve {
    var points: [(x: Double, y: Double)] = []
    for step in steps {
      guard let value = step.values.first(where: { $0.name == input })?.value.elements.first else {
        continue
      }
      for turn in 0..<step.times { points.append((Double(step.t + turn), value)) }
    }
    return Curve(name: name, kind: .points, points: points)
  }
}

extension PictureRequest {
  /// The values of a line of a lesson's rule, step by step; by default of the last line.
  func series(
    of lesson: Lesson, of named: Symbol? = nil, _ variants: [AppliedVariant], _ head: CaseHead,
    _ steps: [Step]
  ) throws(CommandError) -> [(x: Double, y: Double)] {
    do {
      let taken = Case(head: head, steps: steps).taken(by: variants)
      var tracer = try Tracer(lesson, variants: variants, head: taken.head)
      guard let target = named ?? lesson.rule.lines.last?.target else { return [] }
      let entry = PlottedEntry(
        quantity: AssignedQuantity(name: target.name, symbol: target, shape: .scalar),
        index: .first)
      var keeper = SeriesKeeper([entry], start: [nil])
      for step in taken.steps { try tracer.run(step, into: &keeper) }
      return keeper.values[0].map { (Double($0.t), $0.value) }
    } catch {
      throw CommandError(.usage, error.message.capitalizedFirst + ".")
    }
  }
}
