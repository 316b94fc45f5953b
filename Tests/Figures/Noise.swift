import Diagnosis
import Numerics
import Readers
import Tracing

/// Changes numbers of the rule's print at random.
///
/// Counts how often a mistake is named, or the print is called correct.
func noiseNamed(
  _ lesson: Lesson, _ given: Case, _ diagnoser: Diagnoser, count wanted: Int,
  _ random: inout FixedRandom
) -> (named: Int, tried: Int) {
  guard let right = pasted(lesson, [], given) else { return (0, 0) }
  var named = 0
  var tried = 0
  while tried < wanted {
    var changed = right
    let count = Int.random(in: 1...4, using: &random)
    for _ in 0..<count {
      let at = Int.random(in: 0..<changed.parts[0].arrays.count, using: &random)
      guard !changed.parts[0].arrays[at].numbers.isEmpty else { continue }
      let entry = Int.random(in: 0..<changed.parts[0].arrays[at].numbers.count, using: &random)
      let factor = 1 + Double.random(in: -0.5...0.5, using: &random)
      let old = changed.parts[0].arrays[at].numbers[entry].value
      changed.parts[0].arrays[at].numbers[entry].value = old * factor + 0.01 * (factor - 1)
    }
    tried += 1
    guard let report = try? diagnoser.diagnose(changed) else { continue }
    if report.verdict != .unknown { named += 1 }
  }
  return (named, tried)
}
