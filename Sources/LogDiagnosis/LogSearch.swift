import Equations
import Numerics
import Tracing
import TrainingLoop

/// Looks for the settings that print a log: the least unusual first, and most of them for one epoch only.
///
/// Every candidate runs the first epoch. Those whose cost is not the log's in any way of averaging are
/// dropped, the others go on to the next printed epoch. A log may be damaged: a candidate stays as long as
/// it does not differ in more lines than it agrees in, and a damaged first line is tried last.
struct LogSearch {
  let log: PrintedLog
  /// The log's lines but for those that stand there twice; of thousands some hundreds are compared.
  let lines: [PrintedLog.Line]
  private let rates: [Int: [PrintedLog.Line]]
  /// How many decimals the log's costs have, where most agree on it.
  private let usualDecimals: Int?
  /// The candidates that differ in at most so many things are tried.
  private let effort: Int
  let cache = TrainerCache()
  private let progress: (String) -> Void
  private var candidates: LogCandidates
  /// What has been compared with the whole log, or as far as it was worth it.
  private(set) var results: [LogMatch] = []
  /// How many settings were tried.
  private(set) var tried = 0
  /// Whether the costs are chaotic: a change in the last bit of a number alters what is printed.
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
  /// More candidates than these are not followed to the second line; fewer, if that is far off.
  private var mostFollowed: Int {
    Swift.max(8, 400_000 / Swift.max(1000, lines.dropFirst().first?.epoch ?? 0))
  }

  mutating func run() {
    var level = 0
    while level <= effort {
      sweep(level)
      // What is found by an unusual averaging is no smaller than what another level may hold.
      if let best, isFound(best), Swift.max(best.weight, isThin(best) ? 1 : 0) <= level { break }
      level += 1
    }
    if let best, best.agreeing > 1, !isDamaged(best) { refine(best) }
  }

  /// Tries every setting of a weight: first those that print the first line, then those that nearly do.
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

  /// The averagings of a run in which the first line is the log's, or is so but for two digits.
  private func beginning(_ run: LogRun) -> [LogMatch] {
    guard let first = lines.first else { return [] }
    // A first line that is lost costs a thousand epochs a candidate: there only its small sets are tried.
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

  /// Runs candidates on from line to line, as long as they may be meant.
  ///
  /// - Parameter most: How many lines may differ; without it, as many as damage may explain.
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

  // MARK: What is found

  static func isBetter(_ one: LogMatch, _ other: LogMatch) -> Bool {
    if one.agreeing != other.agreeing { return one.agreeing > other.agreeing }
    if one.weight != other.weight { return one.weight < other.weight }
    if one.agreeingRates != other.agreeingRates { return one.agreeingRates > other.agreeingRates }
    return one.changedLines < other.changedLines
  }

  /// The best so far.
  var best: LogMatch? { results.first }

  /// Whether so little agrees that a smaller set proves nothing against a larger one.
  private func isThin(_ match: LogMatch) -> Bool {
    zip(match.agrees, match.reproduced).filter { $0 && $1 != "nan" && $1 != "inf" }.count < 2
  }

  /// Whether a match explains the log: all of it, or all but some damaged lines, or its beginning where the
  /// rest is chaos.
  mutating func isFound(_ match: LogMatch) -> Bool {
    if match.agreeing == lines.count { return true }
    if match.agreeing >= 3, match.agreeing * 5 >= lines.count * 3 { return true }
    return match.leading >= 2 && isChaos(match)
  }

  /// Whether the run goes another way by the first line that differs if its sums are rounded otherwise.
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

  /// The same gradients with 1/m elsewhere in them: only the last bits differ.
  private var backMean: AppliedVariant? {
    candidates.variant("mean-in-the-gradients").map { AppliedVariant($0) }
  }

  /// Whether nothing but a few digits of some lines is left open.
  private func isDamaged(_ match: LogMatch) -> Bool {
    guard match.agreeing * 5 >= lines.count * 3, match.agrees.count == lines.count else {
      return false
    }
    return lines.indices.allSatisfy { index in
      match.agrees[index] || damage(match.reproduced[index], lines[index].printed, limit: 3) <= 3
    }
  }

  // MARK: The last step

  /// Whether one more variant explains what the best leaves open.
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
