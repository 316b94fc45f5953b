import Equations
import Numerics
import Tracing
import TrainingLoop

/// Names what printed a training log: the optimizer, the averaging of the cost, and the mistakes,
/// if known.
public struct LogDiagnosis: Sendable {
  /// A line of the log, with what an explanation prints there.
  public struct Line: Sendable {
    /// The epoch.
    public let epoch: Int
    /// The log's number.
    public let printed: String
    /// The explanation's number; nil if its run stopped earlier.
    public let reproduced: String?
    /// Whether they are the same.
    public var agrees: Bool { reproduced == printed }
  }

  /// Settings and variants that print all or most of the log.
  public struct Explanation: Sendable {
    /// The lesson whose rule makes the steps.
    public let optimizer: Lesson
    /// Whether that is the optimizer of the course's own training.
    let isOfUsualOptimizer: Bool
    /// The meaning of a printed cost: `total-over-m`, `last-batch-mean`, or a mistake of the
    /// training lesson.
    public let averaging: String
    /// The schedule of the learning rate; nil for a constant one.
    public let decay: TrainingPlan.Schedule?
    /// The learning rate, or its start value in a schedule.
    public let learningRate: Double
    /// The size of a full mini-batch.
    public let batchSize: Int
    /// The number of epochs of the run, as the log implies.
    public let epochs: Int
    /// The number of epochs between printed costs.
    public let every: Int
    /// The mistakes and conventions, including the averaging's if no course averages that way.
    public let variants: [AppliedVariant]
    /// Every line of the log, without repeated ones.
    public let lines: [Line]
    /// The number of learning rates that agree, and of all printed ones.
    public let learningRates: (agreeing: Int, of: Int)
    /// The accuracy of the run; nil if it did not run to its end.
    public let accuracy: (correct: Int, of: Int)?
    /// Whether the printed accuracy is the run's; nil if there is nothing to compare.
    public let accuracyAgrees: Bool?
    /// Other sets of variants that make the same run, bit for bit.
    public internal(set) var sameRun: [[AppliedVariant]] = []

    /// The number of lines that agree.
    public var reproduced: Int { lines.filter { $0.agrees }.count }

    /// The arguments with which `gradus` repeats the run.
    public var arguments: [String] {
      var words = ["train"]
      if !isOfUsualOptimizer { words += ["--optimizer", optimizer.id] }
      if !variants.isEmpty {
        words += ["--variant", variants.map { $0.argument }.joined(separator: ",")]
      }
      if let decay { words += ["--decay", decay.rawValue] }
      let standard = TrainingPlan(optimizer: optimizer)
      if learningRate != standard.learningRate { words += ["--learning-rate", "\(learningRate)"] }
      if batchSize != standard.batchSize { words += ["--batch-size", "\(batchSize)"] }
      if averaging == TrainingPlan.Averaging.lastBatchMean.rawValue {
        words += ["--cost", averaging]
      }
      if epochs != 10_000 { words += ["--epochs", "\(epochs)"] }
      if every != 1000 { words += ["--every", "\(every)"] }
      return words
    }

    /// The command that shows the run.
    public var command: String { "gradus " + arguments.joined(separator: " ") }

    /// Whether it contains a mistake.
    public var hasBug: Bool { variants.contains { $0.variant.kind == .bug } }
  }

  /// The log.
  public let log: PrintedLog
  /// The verdict on the log.
  public let verdict: Verdict
  /// The explanations, the best first; for an unknown log, the nearest one found.
  public let explanations: [Explanation]
  /// The number of lines that the rule alone prints, with the same learning rate and averaging.
  public let ruleReproduces: Int
  /// Whether the run is chaotic, so that only its first lines can be compared.
  public let isChaotic: Bool
  /// The number of candidates that were run.
  public let tried: Int
}

/// Diagnoses a training log.
///
/// - Parameters:
///   - text: The log, alone or in a note.
///   - optimizers: The lessons whose rules may have made the steps.
///   - usual: The lesson of the course's own training.
///   - effort: How many things may differ from the course's own run. With 3, an unknown log takes
///     about ten seconds.
///   - progress: Called with a few words from time to time.
/// - Throws: `PrintedLogError` if the text has no line of a log.
public func diagnoseLog(
  _ text: String, optimizers: [Lesson], usual: Lesson, effort: Int = 3,
  progress: @escaping (String) -> Void = { _ in }
) throws(PrintedLogError) -> LogDiagnosis {
  LogDiagnosis(
    try PrintedLog(text, optimizers: optimizers), optimizers: optimizers, usual: usual,
    effort: effort, progress: progress)
}

extension LogDiagnosis {
  /// Diagnoses a parsed training log.
  ///
  /// - Parameters:
  ///   - log: The log.
  ///   - optimizers: The lessons whose rules may have made the steps.
  ///   - usual: The lesson of the course's own training.
  ///   - effort: How many things may differ from the course's own run.
  ///   - progress: Called with a few words from time to time.
  public init(
    _ log: PrintedLog, optimizers: [Lesson], usual: Lesson, effort: Int = 3,
    progress: @escaping (String) -> Void = { _ in }
  ) {
    let others = optimizers.filter { $0.id != usual.id }
    var search = LogSearch(
      log, optimizers: [usual] + others, effort: Swift.max(0, Swift.min(effort, 3)),
      progress: progress)
    search.run()
    self.log = log
    tried = search.tried
    guard let best = search.best, search.isFound(best) else {
      verdict = .unknown
      isChaotic = false
      explanations = search.best.map { [Explanation($0, log, search.lines, usual)] } ?? []
      ruleReproduces = search.best.map { search.ofRule($0) } ?? 0
      return
    }
    isChaotic = search.isChaotic && best.agreeing < search.lines.count
    let found = Self.grouped(search.asGood(as: best)).prefix(12).map { group in
      var explanation = Explanation(group[0], log, search.lines, usual)
      explanation.sameRun = group.dropFirst().map { Explanation.variants(of: $0) }
      return explanation
    }
    explanations = found
    ruleReproduces = search.ofRule(best)
    verdict =
      found.count > 1
      ? .ambiguous
      : found[0].variants.isEmpty ? .correct : found[0].hasBug ? .diagnosed : .convention
  }

  /// The explanations grouped by identical runs; in each group the one that changes the fewest
  /// lines comes first.
  private static func grouped(_ matches: [LogMatch]) -> [[LogMatch]] {
    var groups: [[LogMatch]] = []
    for match in matches.sorted(by: { $0.changedLines < $1.changedLines }) {
      let at = groups.firstIndex { group in
        group[0].changedLines < match.changedLines
          && group[0].run.isSame(as: match.run, group[0].averaging, match.averaging)
      }
      if let at { groups[at].append(match) } else { groups.append([match]) }
    }
    return groups
  }
}

extension LogSearch {
  /// Every result that explains as much as the best one with as few variants.
  ///
  /// If only a single line agrees, also those with one more variant, since one number proves
  /// little.
  func asGood(as best: LogMatch) -> [LogMatch] {
    let numbers = Array(zip(best.agrees, best.reproduced)).filter {
      $0 && $1 != "nan" && $1 != "inf"
    }
    let slack = numbers.count < 2 ? 1 : 0
    let good = results.filter {
      $0.agreeing == best.agreeing && $0.agreeingRates == best.agreeingRates
        && $0.weight <= best.weight + slack
    }
    guard numbers.isEmpty else { return good }
    // A NaN is the same with every way of averaging.
    var once: [LogMatch] = []
    for match in good where !once.contains(where: { $0.run === match.run }) { once.append(match) }
    return once
  }

  /// The number of lines that the rule alone prints like a match.
  func ofRule(_ match: LogMatch) -> Int {
    var setting = match.run.setting
    setting.variants = []
    guard let run = LogRun(setting, cache) else { return 0 }
    let averaging = Averaging.all[match.averaging].isAccepted ? match.averaging : 0
    var own = LogMatch(run, averaging: averaging)
    for line in lines {
      run.run(to: line.epoch)
      own.compare(line, decimals(line))
    }
    return own.agreeing
  }
}

extension LogDiagnosis.Explanation {
  static func variants(of match: LogMatch) -> [AppliedVariant] {
    let averaging = Averaging.all[match.averaging]
    // An averaging that a course itself uses is a setting, `--cost`, and not a variant to report.
    guard !averaging.isAccepted, let own = averaging.variant else {
      return match.run.setting.variants
    }
    return match.run.setting.variants + [AppliedVariant(own)]
  }

  init(
    _ match: LogMatch, _ log: PrintedLog, _ printed: [PrintedLog.Line], _ usual: Lesson
  ) {
    let setting = match.run.setting
    optimizer = setting.optimizer
    isOfUsualOptimizer = setting.optimizer.id == usual.id
    averaging = Averaging.all[match.averaging].id
    decay = setting.schedule
    learningRate = setting.learningRate
    batchSize = setting.batchSize
    variants = Self.variants(of: match)
    lines = printed.indices.map { index in
      LogDiagnosis.Line(
        epoch: printed[index].epoch, printed: printed[index].printed,
        reproduced: match.reproduced.indices.contains(index) ? match.reproduced[index] : nil)
    }
    learningRates = (match.agreeingRates, match.ratesSeen)
    every = log.every ?? 1000
    // The run ends one interval after its last line, unless lines are missing there.
    let last = printed.last?.epoch ?? 0
    var ends = [last + (log.every ?? 1)]
    for usual in [5000, 10_000] where !ends.contains(usual) && usual > last { ends.append(usual) }
    guard let wanted = log.accuracy, match.reproduced.count == printed.count else {
      accuracy = nil
      accuracyAgrees = log.accuracy == nil ? nil : false
      epochs = ends[0]
      return
    }
    var first: (correct: Int, of: Int)?
    for end in ends.sorted() where end >= ends[0] {
      let own = match.run.accuracy(after: end)
      first = first ?? own
      if wanted.isAccuracy(own.correct, of: own.of) {
        (epochs, accuracy, accuracyAgrees) = (end, own, true)
        return
      }
    }
    (epochs, accuracy, accuracyAgrees) = (ends[0], first, false)
  }
}

extension PrintedLog.Line {
  /// Whether a number of right answers gives the printed accuracy, in percent or not.
  func isAccuracy(_ correct: Int, of all: Int) -> Bool {
    let share = Double(correct) / Double(all)
    let isPercent = printed.hasSuffix("%")
    let text = isPercent ? String(printed.dropLast()) : printed
    guard let value = Double(text) else { return false }
    let own = isPercent || value > 1 ? share * 100 : share
    if decimals > 10 { return (value - own).magnitude < 1e-9 }
    return fixed(own, decimals: decimals) == text
  }
}
