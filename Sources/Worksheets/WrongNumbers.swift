import Diagnosis
import Equations
import Numerics
import Tracing

extension [MistakeRun] {
  /// The wrong answers that mistakes give for an entry, at a number of digits.
  ///
  /// A mistake whose answer would be marked right is left out.
  func wrong(
    _ target: String, after t: Int, at index: MatrixIndex, answer: Double, digits: Int,
    beside key: Recording
  ) -> [WrongAnswer] {
    let style = NumberStyle(digits: digits)
    var found: [WrongAnswer] = []
    for run in self {
      guard
        let value = run.recording?.written(target, after: t, beside: key)?.element(index)
      else { continue }
      let written = style.rounded(value)
      guard !writesAnswer(value, answer, digits: digits) else { continue }
      let variants = run.applied.map { [$0] } ?? []
      if let at = found.firstIndex(where: {
        let other = style.rounded($0.value)
        return $0.variants.isEmpty == variants.isEmpty
          && (written == other || (written.isNaN && other.isNaN))
      }) {
        found[at].variants += variants
      } else {
        found.append(WrongAnswer(value: value, variants: variants))
      }
    }
    return found
  }
}

/// Whether a number is marked right for an answer with a required number of significant digits.
///
/// It may be half a unit of the last digit away (`Tolerance.init(answer:digits:)`).
///
/// NaN matches only NaN, and an infinity only itself. 0 has no first digit: only 0 and tiny
/// rounding errors match.
public func isAnswer(_ number: Double, _ answer: Double, digits: Int) -> Bool {
  Tolerance(answer: answer, digits: digits).admits(number)
}

/// Whether `number`, rounded to `digits` digits, is marked as the answer.
func writesAnswer(_ number: Double, _ answer: Double, digits: Int) -> Bool {
  number == answer
    || isAnswer(NumberStyle(digits: digits).rounded(number), answer, digits: digits)
}
