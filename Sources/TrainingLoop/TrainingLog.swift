/// The printed costs of a run, and more frequent ones for a plot.
public struct TrainingLog: Sendable {
  /// One printed line.
  public struct Entry: Sendable {
    /// The epoch, counted from 0.
    public let epoch: Int
    /// Its cost.
    public let cost: Double
    /// The learning rate after the epoch.
    public let learningRate: Double
  }

  /// The printed lines.
  public private(set) var entries: [Entry] = []
  /// The costs for a plot: at most four thousand epochs.
  public private(set) var curve: [(epoch: Int, cost: Double)] = []
  /// The number of epochs between printed lines.
  public let every: Int
  /// The number of epochs between points of the curve; nil without a curve.
  private let curveStep: Int?

  /// Prepares a log.
  public init(every: Int, epochs: Int, hasCurve: Bool) {
    self.every = Swift.max(1, every)
    curveStep = hasCurve ? Swift.max(1, epochs / 2000) : nil
    entries.reserveCapacity(Swift.min(epochs / self.every + 1, 1 << 16))
    if let curveStep { curve.reserveCapacity(Swift.min(epochs / curveStep + 1, 4096)) }
  }

  /// Whether the cost of an epoch is needed.
  public func wants(_ epoch: Int) -> Bool {
    epoch % every == 0 || (curveStep.map { epoch % $0 == 0 } ?? false)
  }

  /// Adds the cost of the epoch that a trainer has just run.
  public mutating func add(_ cost: Double, of trainer: Trainer) {
    let epoch = trainer.epoch - 1
    if epoch % every == 0 {
      entries.append(Entry(epoch: epoch, cost: cost, learningRate: trainer.learningRate))
    }
    if let curveStep, epoch % curveStep == 0 { curve.append((epoch, cost)) }
  }
}
