import Equations
import Numerics
import Readers
import Tracing

/// A result that the learner predicts before it is shown.
struct Prediction {
  /// The judgement on a typed number.
  enum Judgement: Equatable {
    /// The number is the result, at the digits typed.
    case right
    /// The number agrees with the result, but has too few digits to tell it from other numbers.
    case tooShort
    /// The number is not the result.
    case wrong
  }

  /// The line whose result is predicted.
  let line: RecordedLine
  /// The entry that is predicted.
  let entry: MatrixIndex
  /// The number of hints given.
  var rung = 0
  /// The number of answers typed.
  var attempts = 0

  /// The number of the last hint, which shows the result.
  static let lastRung = 4

  init(of line: RecordedLine, _ entry: MatrixIndex) {
    self.line = line
    self.entry = entry
  }

  /// The right answer.
  var answer: Double { line.value.element(entry) ?? .nan }

  /// The name of the predicted entry: `v_dW1[0,1]`.
  var name: String { line.target + entry.suffix(in: line.line.value.shape) }

  /// Judges a number at the digits it was typed with.
  ///
  /// One digit fits too many numbers: unless it is exact, two significant digits are required.
  static func judge(_ number: PrintedNumber, _ answer: Double) -> Judgement {
    guard number.admits(answer, .typed(for: answer)) else { return .wrong }
    let isExact = number.value == answer
    return !isExact && number.value.magnitude < number.reach(.typed(for: answer)) * 20
      ? .tooShort : .right
  }
}
