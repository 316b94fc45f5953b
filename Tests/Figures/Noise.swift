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

/// Makes up prints of one to four numbers with one to three decimals, near the rule's.
///
/// Counts how often a mistake is named, or the print is called correct.
func shortNamed(
  _ lesson: Lesson, _ given: Case, _ diagnoser: Diagnoser, count wanted: Int,
  _ random: inout FixedRandom
) -> (named: Int, tried: Int) {
  guard let right = pasted(lesson, [], given) else { return (0, 0) }
  let arrays = right.parts[0].arrays.filter { 1...4 ~= $0.numbers.count }
  guard !arrays.isEmpty else { return (0, 0) }
  var named = 0
  for _ in 0..<wanted {
    let most = Int.random(in: 1...4, using: &random)
    let decimals = Int.random(in: 1...3, using: &random)
    let unit = [0.1, 0.01, 0.001][decimals - 1]
    var chosen: [PrintedArray] = []
    var isRight = true
    for var array in arrays.shuffled(using: &random)
    where chosen.isEmpty || chosen.reduce(array.numbers.count, { $0 + $1.numbers.count }) <= most {
      for index in array.numbers.indices {
        let old = array.numbers[index].value
        let made = old * Double.random(in: -1...2, using: &random)
        let short = ((made.isFinite ? made : 1) / unit).rounded() * unit
        // Half a unit away is right as well.
        if (short - old).magnitude > unit * 0.51 { isRight = false }
        array.numbers[index] = PrintedNumber(short, .decimals(decimals))
      }
      chosen.append(array)
    }
    var print = right
    print.parts[0].arrays = chosen
    guard !isRight, let report = try? diagnoser.diagnose(print) else { continue }
    if report.verdict != .unknown { named += 1 }
  }
  return (named, wanted)
}
