import Diagnosis
import Equations
import Numerics
import Tracing

extension [MistakeRun] {
  /// What the mistakes put into an entry, number by number, as it is written to so many digits: a mistake
  /// that writes what would be taken for right does not show.
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

/// Whether a number is marked as the answer, which is asked for with a number of significant digits.
///
/// It may be half a unit of the last digit away (`Tolerance.init(answer:digits:)`).
///
/// NaN is NaN, and an infinity only itself. 0 has no first digit: it is 0, or what rounding errors leave of it.
public func isAnswer(_ number: Double, _ answer: Double, digits: Int) -> Bool {
  Tolerance(answer: answer, digits: digits).admits(number)
}

/// Whether `number`, rounded to `digits` digits, is marked as the answer.
func writesAnswer(_ number: Double, _ answer: Double, digits: Int) -> Bool {
  number == answer
    || isAnswer(NumberStyle(digits: digits).rounded(number), answer, digits: digits)
}
