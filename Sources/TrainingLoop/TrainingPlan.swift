import Equations
import Tracing

/// How a network is to be trained: the course's run unless said otherwise.
public struct TrainingPlan: Sendable {
  /// The lesson whose rule makes the steps.
  public var optimizer: Lesson
  /// Variants of any lesson that takes part, each with its lesson's own scope.
  public var variants: [AppliedVariant] = []
  /// Units of each layer, the input's features first.
  public var layers = [2, 5, 2, 1]
  /// Examples of a full mini-batch.
  public var batchSize = 64
  /// α, or α₀ of a schedule.
  public var learningRate = 0.0007
  /// Other hyperparameters, by name: `beta1`, `rate`.
  public var hyperparameters: [(name: String, value: Double)] = []
  /// The schedule of the learning rate; nil for a constant one.
  public var schedule: Schedule?
  /// What a printed cost is.
  public var costs = Averaging.totalOverM
  /// Variants of the training lesson that average the cost otherwise: a run keeps theirs beside the printed
  /// cost, so that one run answers for all of them.
  public var otherAveragings: [Variant] = []
  /// The initial weights are drawn after this seed, and the mini-batches of the first epoch are shuffled
  /// after this seed and 8: the course's 3 and 11.
  public var seed: UInt32 = 3

  /// Plans the course's run with a lesson's rule.
  public init(optimizer: Lesson) { self.optimizer = optimizer }

  /// The variants that a run may have: the optimizer's, and those of the network, its cost, its mini-batches
  /// and its schedule; where two lessons use one name, the first one's is meant.
  public var knownVariants: [Variant] {
    TrainingRules.variants(optimizer, layers: Swift.max(1, layers.count - 1)).flatMap {
      $0.variants
    }
    .reduce(into: []) { all, one in
      if !all.contains(where: { $0.id == one.id }) { all.append(one) }
    }
  }

  /// What the number is that an epoch prints.
  public enum Averaging: String, CaseIterable, Sendable {
    /// The summed losses of the epoch over m: the course's later notebook, and the lesson's rule.
    case totalOverM = "total-over-m"
    /// The mean of the epoch's last mini-batch: the course's older notebook.
    case lastBatchMean = "last-batch-mean"
  }

  /// A schedule of the lesson on learning-rate decay.
  public enum Schedule: String, CaseIterable, Sendable {
    /// The lesson's rule, α₀ / (1 + rate·epoch).
    case inverseTime = "inverse-time"
    /// α₀·baseᵉᵖᵒᶜʰ
    case exponential
    /// k/√epoch·α₀, epochs counted from 1.
    case squareRootEpoch = "square-root-epoch"
    /// k/√t·α₀, t being the number of the mini-batch.
    case squareRootStep = "square-root-step"
    /// Inverse time in stairs of some epochs: the course's notebook of 2021.
    case staircase

    /// The variant of the lesson that it is; nil for the lesson's rule.
    var variant: String? { self == .inverseTime ? nil : rawValue }
  }
}

/// Why a network cannot be trained as planned, for the person who planned it.
public struct TrainingError: Error, Equatable, Sendable {
  /// What is wrong and what was expected.
  public let message: String

  /// Creates an error.
  public init(_ message: String) { self.message = message }
}
