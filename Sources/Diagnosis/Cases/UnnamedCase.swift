import Readers
import Tracing

// Which of several cases a print was made with.
extension Diagnoser {
  /// Diagnoses what was read on the case that explains it best.
  ///
  /// A case whose own numbers these are comes first, then the one that needs the fewest mistakes, then the one
  /// that has the most of the numbers, then the one that has a place for the most of them. Of two that do equally
  /// well the earlier one is taken.
  ///
  /// - Parameters:
  ///   - reading: What was read.
  ///   - diagnosers: One for each case; at least one.
  /// - Returns: The report, and the place of its diagnoser.
  /// - Throws: `ReadingError` if nothing of it can be compared with the quantities of any case.
  public static func diagnose(
    _ reading: Reading, among diagnosers: [Diagnoser]
  ) throws(ReadingError) -> (report: Report, place: Int) {
    // With one case there is nothing to choose, and the reading need not be aligned more than once.
    guard diagnosers.count > 1 else { return (try diagnosers[0].diagnose(reading), 0) }
    let placed = diagnosers.map { $0.placed(reading) }
    let most = placed.max() ?? 0
    // The shapes often tell already; what has no place in any case is an error, and the first one says which.
    let likely = most == 0 ? [0] : placed.indices.filter { placed[$0] * 2 >= most }
    var best: (report: Report, place: Int)?
    for place in likely.filter({ diagnosers[$0].isOfRule(reading, atLeast: 0) }) + likely {
      let report = try diagnosers[place].diagnose(reading)
      if let known = best, !report.explains(better: known.report) {
        // Where nothing explains the numbers, the case with their shapes is the one to compare them with.
        let isExplained = report.mistakes != nil || known.report.mistakes != nil
        if isExplained || placed[place] <= placed[known.place] { continue }
      }
      best = (report, place)
      if report.mistakes.map({ $0 <= 1 }) ?? false { break }
    }
    guard let best else { return (try diagnosers[0].diagnose(reading), 0) }
    return best
  }

  /// How many numbers of a reading have a place in the case.
  private func placed(_ reading: Reading) -> Int {
    guard let observations = try? aligned(reading) else { return 0 }
    return observations.reduce(0) { sum, one in
      guard let outcome = rule[one.subject] else { return sum }
      return sum + one.entries.count { search.runs.number(one, $0, outcome) != nil }
    }
  }
}

extension Report {
  /// How many mistakes explain the numbers; nil if none are known that do.
  fileprivate var mistakes: Int? {
    verdict == .correct ? 0 : diagnoses.first?.variants.count
  }

  /// Whether it explains its numbers better than another report does.
  fileprivate func explains(better other: Report) -> Bool {
    switch (mistakes, other.mistakes) {
    case (let own?, let others?): own < others
    case (_?, nil): true
    case (nil, _?): false
    // Of many numbers a few may be the same by chance.
    case (nil, nil): ruleReproduces > other.ruleReproduces && ruleReproduces * 2 >= total
    }
  }
}
