import Equations
import Numerics
import Tracing
import TrainingLoop

/// Searches for the settings that print a log: the least unusual first, and most of them for one
/// epoch only.
///
/// Every candidate runs the first epoch. If its cost matches the log's in some way of averaging, it
/// continues to the next printed epoch. A log may be damaged: a candidate stays as long as it
/// agrees in at least as many lines as it differs in, and a damaged first line is tried last.
struct LogSearch {
  let log: PrintedLog
  /// The log's lines without repeated ones; of thousands, some hundreds are compared.
  let lines: [PrintedLog.Line]
  private let rates: [Int: [PrintedLog.Line]]
  /// The number of decimals that most of the log's costs have.
  private let usualDecimals: Int?
  /// The most things in which a candidate may differ.
  private let effort: Int
  let cache = TrainerCache()
  private let progress: (String) -> Void
  private var candidates: LogCandidates
  /// The candidates compared with the whole log, or with as much of it as was useful.
  private(set) var results: [LogMatch] = []
  /// The number of settings tried.
  private(set) var tried = 0
  /// Whether the costs are chaotic: a change in the last bit of a number changes the printed costs.
  private(set) var isChaotic = false

  init(
    _ log: PrintedLog, optimizers: [Lesson], effort: Int, progress: @escaping (String) -> Void
  ) {
    self.log = log
    self.effort = effort
    self.progress = progress
    let all = log.distinctCosts
    let step = (all.count + Self.mostLines - 1) / Self.mostLines
    lines = all.indices.filter { $0 < 2 || $0 % Swift.max(1, step) == 0 || $0 == all.count - 1 }
      .map { all[$0] }
    usualDecimals = log.usualDecimals
    rates = Dictionary(grouping: log.learningRates) { $0.epoch }
    candidates = LogCandidates(log, optimizers)
  }

  // MARK: Levels

  private static let mostLines = 400
  /// The most candidates that are followed to the second line; fewer if that line is far away.
  private var mostFollowed: Int {
    Swift.max(8, 400_000 / Swift.max(1000, lines.dropFirst().first?.epoch ?? 0))
  }

  mutating func run() {
    var level = 0
    while level <= effort {
      sweep(level)
      // A result with an unusual averaging counts as no smaller than those of the next level.
      if let best, isFound(best), Swift.max(best.weight, isThin(best) ? 1 : 0) <= level { break }
      level += 1
    }
    if let best, best.agreeing > 1, !isDamaged(best) { refine(best) }
  }

  /// Tries every setting of a weight: first those that print the first line, then those that nearly
  /// do.
  private mutating func sweep(_ level: Int) {
    let settings = candidates.settings(weight: level)
    var exact: [LogMatch] = []
    var near: [LogMatch] = []
    for (index, setting) in settings.enumerated() {
      if index % 200 == 0 {
        progress("\(words(level)): \(index) of \(settings.count) candidates, \(exact.count) left")
      }
      tried += 1
      guard let run = LogRun(setting, cache) else { continue }
      for match in beginning(run) {
        if match.agrees.last == true {
          exact.append(match)
        } else {
          near.append(match)
        }
      }
    }
    follow(exact)
    if let best, isFound(best) { return }
    follow(near)
  }

  /// The averagings of a run that print the log's first line, or differ from it by two digits at
  /// most.
  private func beginning(_ run: LogRun) -> [LogMatch] {
    guard let first = lines.first else { return [] }
    // If the first line is late, each candidate is costly, so only small sets are tried.
    let most = first.epoch == 0 ? Int.max : first.epoch <= 2000 ? 1 : 0
    guard run.setting.weight <= most else { return [] }
    run.run(to: first.epoch)
    let rates = rates[first.epoch] ?? []
    return Averaging.all.indices.compactMap { averaging in
      var match = LogMatch(run, averaging: averaging)
      match.compare(first, decimals(first))
      match.compare(rates: rates)
      guard match.agrees.last == true || isNear(match.reproduced.last ?? "", first.printed) else {
        return nil
      }
      return match
    }
  }

  private func isNear(_ own: String, _ printed: String) -> Bool {
    lines.count >= 4 && printed != "nan" && own != "nan"
      && damage(own, printed, limit: 2) <= 2
  }

  private func words(_ level: Int) -> String {
    switch level {
    case 0: "the rules themselves"
    case 1: "one mistake"
    default: "\(level) mistakes"
    }
  }

  // MARK: Following

  /// Continues candidates from line to line, as long as they may explain the log.
  ///
  /// - Parameter most: The most lines that may differ; by default as many as damage may explain.
  private mutating func follow(_ some: [LogMatch], differing most: Int? = nil) {
    var live = Array(some.prefix(mostFollowed))
    for line in lines.dropFirst() {
      guard !live.isEmpty else { return }
      progress("epoch \(line.epoch): \(live.count) left")
      let rates = rates[line.epoch] ?? []
      var next: [LogMatch] = []
      for var match in live {
        match.run.run(to: line.epoch)
        match.compare(line, decimals(line))
        match.compare(rates: rates)
        if let most {
          if match.differing <= most { next.append(match) }
        } else if match.differing >= 2, match.differing > match.agreeing {
          results.append(match)
        } else {
          next.append(match)
        }
      }
      live = next
    }
    results += live
    results = results.sorted(by: Self.isBetter).prefix(200).map { $0 }
  }

  func decimals(_ line: PrintedLog.Line) -> Int {
    usualDecimals ?? (line.decimals > 0 ? line.decimals : 6)
  }

  // MARK: Results

  static func isBetter(_ one: LogMatch, _ other: LogMatch) -> Bool {
    if one.agreeing != other.agreeing { return one.agreeing > other.agreeing }
    if one.weight != other.weight { return one.weight < other.weight }
    if one.agreeingRates != other.agreeingRates { return one.agreeingRates > other.agreeingRates }
    return one.changedLines < other.changedLines
  }

  /// The best result so far.
  var best: LogMatch? { results.first }

  /// Whether too little agrees: then a smaller set is not better than a larger one.
  private func isThin(_ match: LogMatch) -> Bool {
    zip(match.agrees, match.reproduced).filter { $0 && $1 != "nan" && $1 != "inf" }.count < 2
  }

  /// Whether a match explains the log: all of it, all but some damaged lines, or its beginning if
  /// the rest is chaotic.
  mutating func isFound(_ match: LogMatch) -> Bool {
    if match.agreeing == lines.count { return true }
    if match.agreeing >= 3, match.agreeing * 5 >= lines.count * 3 { return true }
    return match.leading >= 2 && isChaos(match)
  }

  /// Whether the run diverges by the first line that differs if its sums are rounded differently.
  private mutating func isChaos(_ match: LogMatch) -> Bool {
    guard let mean = backMean, match.agrees.count > match.leading else { return false }
    let first = lines[match.leading]
    guard let twin = LogRun(match.run.setting.adding(mean), cache) else { return false }
    twin.run(to: first.epoch)
    let own = match.run.costs.last { $0.epoch == first.epoch }?.values[match.averaging]
    let its = twin.costs.last?.values[match.averaging]
    let isOther =
      own.map { fixed($0, decimals: decimals(first)) }
      != its.map { fixed($0, decimals: decimals(first)) }
    isChaotic = isChaotic || isOther
    return isOther
  }

  /// The same gradients with 1/m moved elsewhere: only the last bits differ.
  private var backMean: AppliedVariant? {
    candidates.variant("mean-in-the-gradients").map { AppliedVariant($0) }
  }

  /// Whether only a few digits of some lines remain unexplained.
  private func isDamaged(_ match: LogMatch) -> Bool {
    guard match.agreeing * 5 >= lines.count * 3, match.agrees.count == lines.count else {
      return false
    }
    return lines.indices.allSatisfy { index in
      match.agrees[index] || damage(match.reproduced[index], lines[index].printed, limit: 3) <= 3
    }
  }

  // MARK: The last step

  /// Whether one more variant explains what the best result leaves open.
  private mutating func refine(_ best: LogMatch) {
    progress("one more mistake beside the best")
    var matches: [LogMatch] = []
    for setting in LogCandidates.more(best.run.setting) {
      guard let run = LogRun(setting, cache) else { continue }
      tried += 1
      matches += beginning(run).filter { $0.averaging == best.averaging && $0.agrees.last == true }
    }
    follow(matches, differing: best.differing)
  }
}
