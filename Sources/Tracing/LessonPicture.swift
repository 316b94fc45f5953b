import Equations

/// The picture of a lesson that `gradus plot` draws by default.
public enum LessonPicture: Sendable {
  /// The quantities over the steps of a case.
  case steps(unit: StepUnit = .step, areCounts: Bool = false)
  /// Moving averages of a case's temperatures, or their corrected form, over the days.
  case averages(areCorrected: Bool, caseName: String)
  /// A learning rate over the epochs, with the constants of a case.
  case schedule(caseName: String)
  /// The path of an optimizer on the contours of an elongated bowl.
  case bowl(BowlPaths)
  /// Formulas of one quantity over a range of its values.
  case functions(FunctionCurves)
  /// The costs of several trainings over their epochs; a case's steps are mini-batches.
  case trainings(TrainingCurves, areCounts: Bool = false)

  /// The kind of a case's steps.
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
  /// The ids of the lessons to draw first; beside a variant, only the first of them is drawn.
  public let beside: [String]
  /// The path's label in other lessons' pictures; nil for the lesson's title.
  public let label: String?

  /// Creates the data of a picture.
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

/// Formulas of one quantity, drawn over a range of its values.
public struct FunctionCurves: Sendable {
  /// A short description of the picture.
  public let title: String
  /// The quantity on the horizontal axis.
  public let argument: Symbol
  /// Its values.
  public let range: ClosedRange<Double>
  /// The formulas, each with its legend.
  public let formulas: [(formula: Formula, words: String)]

  /// Creates the data of a picture.
  public init(
    title: String, of argument: Symbol, over range: ClosedRange<Double>,
    _ formulas: [(formula: Formula, words: String)]
  ) {
    self.title = title
    self.argument = argument
    self.range = range
    self.formulas = formulas
  }
}

/// Trainings of the course's network on its moons, each with a cost curve.
public struct TrainingCurves: Sendable {
  /// A short description of the picture.
  public let title: String
  /// The number of epochs of each training.
  public let epochs: Int
  /// The trainings.
  public let runs: [Run]

  /// A training's differences from the course's.
  public struct Run: Sendable {
    /// The name in the legend.
    public let name: String
    /// A shorter label beside the curve.
    public let label: String
    /// The size of a full mini-batch; nil for the course's.
    public let batchSize: Int?
    /// The ids of the variants that are switched on.
    public let variants: [String]

    /// Creates the data of a training.
    public init(
      _ name: String, label: String, batchSize: Int? = nil, variants: [String] = []
    ) {
      self.name = name
      self.label = label
      self.batchSize = batchSize
      self.variants = variants
    }
  }

  /// Creates the data of a picture.
  public init(title: String, epochs: Int, _ runs: [Run]) {
    self.title = title
    self.epochs = epochs
    self.runs = runs
  }
}
