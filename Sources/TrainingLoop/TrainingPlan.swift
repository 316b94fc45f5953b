import Equations
import Tracing

/// A plan for training a network; by default the course's run.
public struct TrainingPlan: Sendable {
  /// The lesson whose rule makes the steps.
  public var optimizer: Lesson
  /// Variants of any participating lesson, each with its own scope.
  public var variants: [AppliedVariant] = []
  /// The number of units in each layer, the input's features first.
  public var layers = [2, 5, 2, 1]
  /// The size of a full mini-batch.
  public var batchSize = 64
  /// The learning rate α, or α₀ of a schedule.
  public var learningRate = 0.0007
  /// Other hyperparameters, by name: `beta1`, `rate`.
  public var hyperparameters: [(name: String, value: Double)] = []
  /// The schedule of the learning rate; nil for a constant one.
  public var schedule: Schedule?
  /// The averaging of a printed cost.
  public var costs = Averaging.totalOverM
  /// Variants of the training lesson that average the cost differently.
  ///
  /// A run also keeps their costs, so that one run covers all of them.
  public var otherAveragings: [Variant] = []
  /// The seed of the initial weights; the mini-batches of the first epoch are shuffled with this
  /// seed plus 8.
  ///
  /// The course uses 3 and 11.
  public var seed: UInt32 = 3

  /// Creates the course's run with a lesson's rule.
  public init(optimizer: Lesson) { self.optimizer = optimizer }

  /// The variants a run may use: the optimizer's, and those of the network, its cost, its
  /// mini-batches and its schedule.
  ///
  /// If two lessons share a name, the first lesson's variant is meant.
  public var knownVariants: [Variant] {
    TrainingRules.variants(optimizer, layers: Swift.max(1, layers.count - 1)).flatMap {
      $0.variants
    }
    .reduce(into: []) { all, one in
      if !all.contains(where: { $0.id == one.id }) { all.append(one) }
    }
  }

  /// The meaning of the number that an epoch prints.
  public enum Averaging: String, CaseIterable, Sendable {
    /// The sum of the epoch's losses over m: the course's later notebook, and the lesson's rule.
    case totalOverM = "total-over-m"
    /// The mean over the epoch's last mini-batch: the course's older notebook.
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
    /// k/√t·α₀, where t is the number of the mini-batch.
    case squareRootStep = "square-root-step"
    /// Inverse time, constant for some epochs at a time: the course's notebook of 2021.
    case staircase

    /// The lesson's variant for this schedule; nil for the lesson's rule.
    var variant: String? { self == .inverseTime ? nil : rawValue }
  }
}

/// The reason a network cannot be trained as planned, worded for the user.
public struct TrainingError: Error, Equatable, Sendable {
  /// What was found and what was expected.
  public let message: String

  /// Creates an error.
  public init(_ message: String) { self.message = message }
}
