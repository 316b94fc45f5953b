import Readers
import Tracing

// Finds which of several cases a print was made with.
extension Diagnoser {
  /// Diagnoses a reading on the case that explains it best.
  ///
  /// A case whose own numbers these are comes first. Then follow the case that needs the fewest
  /// mistakes, the one that matches the most numbers, and the one that has a place for the most
  /// numbers. In a tie the earlier case wins.
  ///
  /// - Parameters:
  ///   - reading: The reading.
  ///   - diagnosers: One for each case; at least one.
  /// - Returns: The report, and the index of its diagnoser.
  /// - Throws: `ReadingError` if none of it can be compared with the quantities of any case.
  public static func diagnose(
    _ reading: Reading, among diagnosers: [Diagnoser]
  ) throws(ReadingError) -> (report: Report, place: Int) {
    // With one case there is no choice, and the reading is aligned only once.
    guard diagnosers.count > 1 else { return (try diagnosers[0].diagnose(reading), 0) }
    let placed = diagnosers.map { $0.placed(reading) }
    let most = placed.max() ?? 0
    // Shapes often decide already. If no case has a place for the numbers, the first one reports
    // the error.
    let likely = most == 0 ? [0] : placed.indices.filter { placed[$0] * 2 >= most }
    var best: (report: Report, place: Int)?
    for place in likely.filter({ diagnosers[$0].isOfRule(reading, atLeast: 0) }) + likely {
      let report = try diagnosers[place].diagnose(reading)
      if let known = best,
        !report.explains(better: known.report, hasMorePlaced: placed[place] > placed[known.place])
      {
        continue
      }
      best = (report, place)
      if report.mistakes.map({ $0 <= 1 }) ?? false { break }
    }
    guard let best else { return (try diagnosers[0].diagnose(reading), 0) }
    return best
  }

  /// The number of numbers in a reading that have a place in the case.
  private func placed(_ reading: Reading) -> Int {
    guard let observations = try? aligned(reading) else { return 0 }
    return observations.reduce(0) { sum, one in
      guard let outcome = rule[one.subject] else { return sum }
      return sum + one.entries.count { search.runs.number(one, $0, outcome) != nil }
    }
  }
}

extension Report {
  /// The number of mistakes that explain the numbers; nil if no explanation is known.
  ///
  /// The numbers of an earlier step explain as much as two mistakes.
  fileprivate var mistakes: Int? {
    verdict == .correct ? 0 : diagnoses.first?.variants.count ?? (earlier == nil ? nil : 2)
  }

  /// Whether it explains its numbers better than another report, or at least compares more of
  /// them.
  fileprivate func explains(better other: Report, hasMorePlaced: Bool) -> Bool {
    switch (mistakes, other.mistakes) {
    case (let own?, let others?): own < others
    case (_?, nil): true
    case (nil, _?): false
    // Of many numbers, a few may match by chance.
    case (nil, nil):
      hasMorePlaced
        || ruleReproduces > other.ruleReproduces && ruleReproduces * 2 >= total
    }
  }
}
