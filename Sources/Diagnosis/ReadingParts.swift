import Equations
import Numerics
import Readers
import Tracing

// Chooses the part of a reading to compare with the case.
extension Diagnoser {
  /// The quantities of a reading that can be compared.
  func aligned(_ reading: Reading) throws(ReadingError) -> [Observation] {
    try align(reading).0.observations
  }

  /// The part that belongs to this lesson, and the quantities its arrays stand for.
  func align(_ reading: Reading) throws(ReadingError) -> (Alignment, notes: [String]) {
    let parts = reading.parts.joiningSingles
    var best: (alignment: Alignment, at: Int)?
    for (index, part) in parts.enumerated() where !part.isExpected {
      let alignment = Alignment(
        part, isNamedByFile: reading.kind == .npy, search.runs, rule: rule, ruleNames: ruleNames)
      guard !alignment.observations.isEmpty else { continue }
      if let best, score(best.alignment, parts[best.at]) > score(alignment, part) { continue }
      best = (alignment, index)
    }
    guard let best else {
      let known = search.runs.quantityNames { _ in true }.prefix(12).joined(separator: ", ")
      let count = reading.parts.reduce(0) { $0 + $1.arrays.count }
      throw ReadingError(
        count == 0
          ? "there are no numbers to compare; expected what print shows of \(known)"
          : "\(count == 1 ? "the one array is not a quantity" : "none of the \(count) arrays is a quantity") "
            + "of the lesson '\(lesson.id)' in case \(given.head.name); "
            + "expected some of \(known), with their names or in this order",
        at: reading.parts.first?.arrays.first?.place)
    }
    let others = parts.filter { !$0.isExpected && !$0.arrays.isEmpty }.count
    guard others > 1, let title = parts[best.at].title else { return (best.alignment, []) }
    return (
      best.alignment,
      ["\(others) parts hold numbers; \(title) fits this lesson best and was compared."]
    )
  }

  /// How well a part matches this lesson: by the function its code calls and by its labels, minus
  /// the unknown ones.
  func score(_ alignment: Alignment, _ part: Reading.Part) -> Int {
    var called = 0
    if let source = part.source.map(plainName) {
      // The notebook's names: update_parameters_with_gd, update_parameters_with_adam.
      let initials = lesson.id.split(separator: "-").map { String($0.prefix(1)) }.joined()
      if source.holds(plainName(lesson.id)) || source.holds("with" + initials) { called = 1000 }
    }
    return called + alignment.labelled * 4 + alignment.observations.count
      - alignment.unknownCount * 2
  }

  /// The number of numbers that the rule reproduces.
  func agreeing(_ observations: [Observation]) -> Int {
    observations.reduce(0) { sum, one in
      sum + (rule[one.subject].map { search.runs.agreeing(one, $0) } ?? 0)
    }
  }
}

extension [Reading.Part] {
  /// The parts, with consecutive parts of a single array joined.
  ///
  /// In some notebooks each quantity is the last line of its own cell.
  fileprivate var joiningSingles: [Reading.Part] {
    let isSingle = { (part: Reading.Part) in !part.isExpected && part.arrays.count == 1 }
    guard filter(isSingle).count > 1 else { return self }
    var joined: [Reading.Part] = []
    var isOpen = false
    for part in self {
      if isSingle(part), isOpen, let last = joined.last, last.student == part.student,
        !last.arrays.contains(where: { $0.names == part.arrays[0].names })
      {
        joined[joined.count - 1].arrays += part.arrays
        joined[joined.count - 1].title = last.title.map { first in
          String(first.prefix { $0 != "," }) + ", and what follows"
        }
      } else {
        joined.append(part)
      }
      isOpen = isSingle(part) || (isOpen && part.arrays.isEmpty)
    }
    return joined
  }
}

extension VariantRuns {
  /// The names a print may use for certain quantities, parameters first.
  func quantityNames(_ isMeant: (Symbol) -> Bool) -> [String] {
    observables.filter(isMeant).flatMap { symbol in subjects.map { $0.quantity(symbol) } }
  }
}
