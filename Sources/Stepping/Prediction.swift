import Equations
import Numerics
import Readers
import Tracing

/// A result that the learner predicts before it is shown.
struct Prediction {
  /// What a typed number turned out to be.
  enum Judgement: Equatable {
    /// It is the result, at the digits typed.
    case right
    /// It agrees with the result, but shows too few digits to tell the result from other numbers.
    case tooShort
    /// It is not.
    case wrong
  }

  /// The line whose result is asked for.
  let line: RecordedLine
  /// The entry asked for.
  let entry: MatrixIndex
  /// How many hints have been given.
  var rung = 0
  /// How often a number was typed.
  var attempts = 0

  /// The last rung of the ladder of hints, which is the result.
  static let lastRung = 4

  init(of line: RecordedLine, _ entry: MatrixIndex) {
    self.line = line
    self.entry = entry
  }

  /// The result's entry.
  var answer: Double { line.value.element(entry) ?? .nan }

  /// What is asked for: `v_dW1[0,1]`.
  var name: String { line.target + entry.suffix(in: line.line.value.shape) }

  /// Judges a number at the digits it was typed with.
  ///
  /// One digit fits too many numbers: unless it is exact, two significant ones are wanted.
  static func judge(_ number: PrintedNumber, _ answer: Double) -> Judgement {
    guard number.admits(answer, .typed(for: answer)) else { return .wrong }
    let isExact = number.value == answer
    return !isExact && number.value.magnitude < number.reach(.typed(for: answer)) * 20
      ? .tooShort : .right
  }
}
