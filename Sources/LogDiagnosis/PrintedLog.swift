import Tracing

/// A printed training log: costs, learning rates and an accuracy, each with its position.
///
/// The text may be a bare log, lines run together, or a whole note with prose and code; its first
/// run is taken.
public struct PrintedLog: Sendable {
  /// One printed number.
  public struct Line: Sendable {
    /// The epoch, corrected if the other lines show what it was.
    public internal(set) var epoch: Int
    /// The epoch as read, if it was corrected.
    public internal(set) var misreadEpoch: Int?
    /// The number's own text, with a point for a decimal comma: `0.695414`, `nan`.
    public let printed: String
    /// The number of digits after the point.
    public let decimals: Int
    /// The line of the text, counted from 1.
    public let line: Int
    /// The column, in characters, counted from 1.
    public let column: Int
    /// Whether the same epoch with the same number occurs earlier.
    public internal(set) var isDoubled = false
  }

  /// The costs, in the order of the text.
  public private(set) var costs: [Line]
  /// The learning rates printed beside them.
  public private(set) var learningRates: [Line]
  /// The accuracy after the costs; its epoch is the last cost's.
  public private(set) var accuracy: Line?
  /// Epochs whose line is missing.
  public private(set) var lostEpochs: [Int] = []
  /// The number of epochs between two lines; nil for a single line.
  public private(set) var every: Int?
  /// The number of other runs further down in the text.
  public private(set) var furtherRuns = 0
  /// The lesson named above the log, as in `optimizer = "adam"`.
  public private(set) var namedOptimizer: String?
  /// Learning rates named in code or prose: `learning_rate = 0.01`.
  public private(set) var namedLearningRates: [Double]
  /// Mini-batch sizes named in the text: `mini_batch_size = 64`.
  public private(set) var namedBatchSizes: [Int]

  /// The greatest epoch of a log that is read.
  public static let lastEpoch = 100_000

  /// Reads a text.
  ///
  /// - Parameter optimizers: The lessons that may be named above the log.
  /// - Throws: `PrintedLogError` if there is no line like `Cost after epoch 0: 0.695414`.
  public init(_ text: String, optimizers: [Lesson] = []) throws(PrintedLogError) {
    var scanner = LogScanner(text, optimizers: optimizers)
    let found = scanner.all()
    let runs = Self.runs(found)
    guard let first = runs.first(where: { !$0.costs.isEmpty }) else {
      throw PrintedLogError(
        "there is no line like 'Cost after epoch 0: 0.695414'"
          + (found.isTooFar ? " of an epoch up to \(Self.lastEpoch)" : ""))
    }
    costs = first.costs
    learningRates = first.learningRates
    accuracy = first.accuracy
    namedOptimizer = first.optimizer
    furtherRuns = runs.filter { !$0.costs.isEmpty }.count - 1
    namedLearningRates = found.namedLearningRates
    namedBatchSizes = found.namedBatchSizes
    mendEpochs()
    markDoubled()
    findLost()
  }

  /// The costs without repeated ones.
  public var distinctCosts: [Line] { costs.filter { !$0.isDoubled } }

  /// The number of decimals that most of the log's costs have.
  public var usualDecimals: Int? {
    let all = distinctCosts.filter { $0.decimals > 0 }.map { $0.decimals }
    guard let common = all.mostCommon, all.filter({ $0 == common }).count * 5 >= all.count * 3
    else { return nil }
    return common
  }

  // MARK: Runs

  private struct Run {
    var costs: [Line] = []
    var learningRates: [Line] = []
    var accuracy: Line?
    var optimizer: String?
  }

  /// A run begins where the epochs start again.
  private static func runs(_ found: LogScanner.Found) -> [Run] {
    var runs: [Run] = []
    var run = Run()
    var optimizer: String?
    for item in found.items {
      switch item {
      case .cost(let line):
        if let first = run.costs.first, let last = run.costs.last, line.epoch <= first.epoch,
          line.epoch != last.epoch || line.printed != last.printed
        {
          runs.append(run)
          run = Run(costs: [line], optimizer: optimizer)
          continue
        }
        if run.costs.isEmpty { run.optimizer = optimizer }
        run.costs.append(line)
      case .optimizer(let name): optimizer = name
      case .learningRate(let line): run.learningRates.append(line)
      case .accuracy(let line):
        // The first accuracy after the costs; earlier ones belong to other runs, later ones to
        // other tables.
        if let last = run.costs.last, run.accuracy == nil {
          var line = line
          line.epoch = last.epoch
          run.accuracy = line
        }
      }
    }
    return runs + [run]
  }

  // MARK: Damage to the epochs

  /// Corrects an epoch that does not fit its series if its neighbours do.
  private mutating func mendEpochs() {
    let steps = zip(costs, costs.dropFirst()).map { $1.epoch - $0.epoch }.filter { $0 > 0 }
    every = steps.mostCommon
    guard let every, costs.count >= 4 else { return }
    for index in 1..<costs.count {
      let before = costs[index - 1].epoch
      let own = costs[index].epoch
      let after = index + 1 < costs.count ? costs[index + 1].epoch : before + 2 * every
      let isInSeries = own >= before && own <= after && (own - before) % every == 0
      guard !isInSeries, after == before + 2 * every else { continue }
      costs[index].misreadEpoch = own
      costs[index].epoch = before + every
    }
    costs.sort { $0.epoch < $1.epoch }
  }

  private mutating func markDoubled() {
    var known: Set<String> = []
    for index in costs.indices {
      let own = "\(costs[index].epoch) \(costs[index].printed)"
      costs[index].isDoubled = !known.insert(own).inserted
    }
  }

  private mutating func findLost() {
    guard let every, let last = costs.last?.epoch, last / every <= 10_000 else { return }
    let known = Set(costs.map { $0.epoch })
    guard known.allSatisfy({ $0 % every == 0 }) else { return }
    lostEpochs = stride(from: 0, to: last, by: every).filter { !known.contains($0) }
    // A log of a few separate lines has no missing ones.
    if lostEpochs.count >= known.count { lostEpochs = [] }
  }
}

/// An error in a text that is not a training log, worded for the user.
public struct PrintedLogError: Error, Equatable, Sendable {
  /// What was found and what was expected.
  public let message: String

  /// Creates an error.
  public init(_ message: String) { self.message = message }
}

extension [Int] {
  /// The most frequent number, the first one in a tie.
  var mostCommon: Int? {
    var counts: [Int: Int] = [:]
    for one in self { counts[one, default: 0] += 1 }
    let most = counts.values.max()
    return first { counts[$0] == most }
  }
}
