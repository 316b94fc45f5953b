import Equations
import ForwardPropagation
import Tracing
import Training
import TrainingLoop

/// A possible setting behind a log.
///
/// The averaging of the costs is not part of it, since one run has all of them.
struct LogSetting: Sendable {
  var optimizer: Lesson
  /// Variants of every participating lesson, except those of the averaging.
  var variants: [AppliedVariant] = []
  var learningRate = 0.0007
  var batchSize = 64
  var schedule: TrainingPlan.Schedule?
  /// The number of differences from the course's own run.
  var weight = 0

  /// The plan of the run, with costs averaged in every way.
  var plan: TrainingPlan {
    var plan = TrainingPlan(optimizer: optimizer)
    plan.variants = variants
    plan.learningRate = learningRate
    plan.batchSize = batchSize
    plan.schedule = schedule
    plan.otherAveragings = Averaging.all.compactMap { $0.variant }
    return plan
  }

  /// The number of lines of the equations that its variants change.
  var changedLines: Int { variants.reduce(0) { $0 + $1.variant.edits.count } }

  /// Whether two settings are equal apart from their weight.
  func isSame(as other: LogSetting) -> Bool {
    optimizer.id == other.optimizer.id && learningRate == other.learningRate
      && batchSize == other.batchSize && schedule == other.schedule
      && variants.map { $0.argument }.sorted() == other.variants.map { $0.argument }.sorted()
  }

  /// The same with one more variant.
  func adding(_ one: AppliedVariant) -> LogSetting {
    var more = self
    more.variants.append(one)
    more.weight += 1
    return more
  }
}

/// A way of averaging an epoch's cost.
struct Averaging: Sendable {
  /// The rule's own, or a variant's name.
  let id: String
  /// The variant of the training lesson; nil for its rule.
  let variant: Variant?

  /// Whether some course prints costs this way.
  var isAccepted: Bool { variant == nil || id == TrainingPlan.Averaging.lastBatchMean.rawValue }
  var weight: Int { isAccepted ? 0 : 1 }

  /// The rule first, then the lesson's variants of the averaging.
  static let all: [Averaging] =
    [Averaging(id: TrainingPlan.Averaging.totalOverM.rawValue, variant: nil)]
    + training.variants.filter { variant in
      variant.edits.allSatisfy { $0.target != Training.a && $0.target != ℓ }
    }.map { Averaging(id: $0.id, variant: $0) }
}
