import Equations

/// What `gradus plot` draws of a lesson unless it is asked for something else.
public enum LessonPicture: Sendable {
  /// The quantities over the steps of a case.
  case steps(unit: StepUnit = .step, areCounts: Bool = false)
  /// Moving averages of the course's temperatures, or their corrected form, over the days.
  case averages(areCorrected: Bool)
  /// A learning rate over the epochs.
  case schedule
  /// The path of an optimizer on the contours of an elongated bowl.
  case bowl(BowlPaths)

  /// What the steps of a case are.
  public enum StepUnit: Sendable {
    /// Steps of any kind.
    case step
    /// Mini-batches of a training.
    case miniBatch
  }
}

/// The paths in an optimizer's picture of the bowl, and their constants.
public struct BowlPaths: Sendable {
  /// The constants that make the lecture's point on this bowl.
  public let constants: [(symbol: Symbol, value: Double)]
  /// Values of the first constant to compare with each other, in place of other lessons' paths.
  public let compared: [Double]
  /// The ids of the lessons to draw first; beside a variant only the first of them is drawn.
  public let beside: [String]
  /// What stands beside the path in other lessons' pictures; nil for the lesson's title.
  public let label: String?

  /// Creates the facts of a picture.
  public init(
    _ constants: [(symbol: Symbol, value: Double)], compared: [Double] = [],
    beside: [String] = [], label: String? = nil
  ) {
    self.constants = constants
    self.compared = compared
    self.beside = beside
    self.label = label
  }
}
