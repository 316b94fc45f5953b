import Equations
import Interaction
import Numerics
import Text
import Tracing

/// Walks through a lesson one line at a time, forwards and backwards.
///
/// Each line has three beats: the equation with its reason, the numbers put in, the result.
///
/// It is a value type: a command's effect depends only on the current state. `StepperPage` shows
/// it; `StepperCommands` carries out commands.
public struct Stepper {
  /// How much of a line is visible.
  public enum Beat: Int, Comparable, Sendable {
    /// The equation and its reason.
    case equation = 1
    /// The equation with its numbers.
    case numbers
    /// The result.
    case result

    /// Orders beats by their appearance.
    public static func < (a: Beat, b: Beat) -> Bool { a.rawValue < b.rawValue }
  }

  let lesson: Lesson
  /// The case, with the current hyperparameters.
  var given: Case
  /// The case without changes.
  let original: Case
  /// The variants shown beside the rule.
  var variants: [AppliedVariant]
  var paired: PairedRun
  /// The current line.
  var index = 0
  var beat = Beat.equation
  /// The entry that is worked in full.
  var entry = MatrixIndex.first
  var style: NumberStyle
  /// The prediction of the current result, if the learner is predicting.
  var prediction: Prediction?
  /// Whether the learner is predicting results.
  var predicts = false
  /// The options that give the case, for the commands that are suggested at the end: `--case mine.json`.
  private(set) var caseOptions = ""
  /// How often a prediction was right, and how often one was made.
  var score = (right: 0, made: 0)
  /// The last search.
  var wanted = ""
  /// The last command, which Enter repeats.
  var lastCommand = "next"
  /// The lines that the last command revealed, for line mode.
  var spoken: [StyledLine] = []
  /// The place before the last command, used to show changes.
  var before: (t: Int, subject: String)?

  /// Starts at the first line.
  ///
  /// - Throws: `CaseError` if the case cannot run, or is too long to be recorded.
  public init(
    _ lesson: Lesson, _ given: Case, variants: [AppliedVariant] = [],
    style: NumberStyle = NumberStyle(), predicts: Bool = false, caseOptions: String = ""
  ) throws(CaseError) {
    self.lesson = lesson
    self.given = given
    original = given
    self.variants = variants
    self.style = style
    paired = try Self.paired(lesson, given, variants)
    self.predicts = predicts
    self.caseOptions = caseOptions
    spoken = opening
  }

  static func paired(
    _ lesson: Lesson, _ given: Case, _ variants: [AppliedVariant]
  ) throws(CaseError) -> PairedRun {
    let (context, _, full) = lesson.sides(of: variants)
    let rule = try Recording(lesson, variants: context, given)
    guard !rule.lines.isEmpty else {
      throw CaseError("the case has no steps, so there is no line to show")
    }
    guard !variants.isEmpty else { return PairedRun(rule, nil) }
    return PairedRun(rule, try Recording(lesson, variants: full, given))
  }

  /// The conventions that the rule's side runs with: those that the variants are mistakes in.
  var context: [AppliedVariant] { lesson.sides(of: variants).context }

  // MARK: Saving and restoring

  /// The current place, for returning to it later.
  ///
  /// - Parameters:
  ///   - name: The name by which the case was requested.
  ///   - seed: The seed its numbers were drawn from.
  public func place(inCase name: String, seed: UInt32?) -> LearnerProgress.Place {
    let changed = given.head.hyperparameters.filter { one in
      original.head.hyperparameters.first { $0.name == one.name }?.value != one.value
    }
    return LearnerProgress.Place(
      given: name, seed: seed, variants: variants.map { $0.argument },
      set: changed.map { LearnerProgress.Setting(name: $0.name, value: $0.value) }, line: index + 1,
      beat: beat.rawValue, predicts: predicts, digits: style.digits)
  }

  /// Returns to a saved place; a line that no longer exists becomes the last line.
  public mutating func comeBack(to place: LearnerProgress.Place) {
    var changed = given
    for one in place.set {
      // The file may have been edited; values that do not belong to the lesson are ignored.
      let symbol = lesson.symbols.first { $0.isHyperparameter && $0.name == one.name }
      guard let symbol, (try? symbol.check(one.value, text: "")) != nil else { continue }
      changed.head.set(one.name, to: one.value)
    }
    if let new = try? Self.paired(lesson, changed, variants) {
      paired = new
      given = changed
    }
    index = Swift.max(0, Swift.min(place.line, paired.lines.count) - 1)
    beat = Beat(rawValue: place.beat) ?? .equation
    predicts = predicts || place.predicts
    if 1...17 ~= place.digits { style = NumberStyle(digits: place.digits) }
    before = nil
    fitEntry()
    if predicts, beat == .result { beat = .numbers }
    askForPrediction()
    spoken = opening
  }

  // MARK: Moving

  /// The current line.
  var line: RecordedLine? { paired.line(index) }

  /// Goes to an existing line; coming from another line, to its first beat by default.
  mutating func go(to target: Int, _ wanted: Beat = .equation) {
    before = line.map { ($0.t, $0.subject) }
    index = Swift.max(0, Swift.min(target, paired.lines.count - 1))
    beat = wanted
    prediction = nil
    fitEntry()
    if predicts, beat == .result {
      beat = .numbers
    }
    askForPrediction()
  }

  /// Goes to the next beat; returns false at the end.
  mutating func advance() -> Bool {
    before = line.map { ($0.t, $0.subject) }
    if let next = Beat(rawValue: beat.rawValue + 1) {
      beat = next
      if beat == .result { prediction = nil } else { askForPrediction() }
      return true
    }
    guard index + 1 < paired.lines.count else { return false }
    go(to: index + 1)
    return true
  }

  /// Goes to the previous beat; returns false at the beginning.
  mutating func retreat() -> Bool {
    before = line.map { ($0.t, $0.subject) }
    if let last = Beat(rawValue: beat.rawValue - 1) {
      beat = last
      prediction = nil
      askForPrediction()
      return true
    }
    guard index > 0 else { return false }
    // A result that has been seen need not be predicted again.
    index -= 1
    beat = .result
    prediction = nil
    fitEntry()
    return true
  }

  /// Moves the worked entry into the current result's shape.
  mutating func fitEntry() {
    guard let shape = line?.line.value.shape else { return }
    if !entry.isInside(shape) { entry = .first }
  }

  private mutating func askForPrediction() {
    guard predicts, beat == .numbers, prediction == nil, let line = paired.ruleLine(index) else {
      return
    }
    prediction = Prediction(of: line, entry)
  }
}
