import Equations
import Tracing
import TrainingLoop

/// A setting's run, as far as it has been compared with a log.
final class LogRun {
  let setting: LogSetting
  private let trainer: Trainer
  /// The cost at each requested epoch, in every way of averaging.
  private(set) var costs: [(epoch: Int, values: [Double])] = []
  /// The learning rates after those epochs.
  private(set) var rates: [Double] = []

  init?(_ setting: LogSetting, _ cache: TrainerCache) {
    self.setting = setting
    guard let trainer = cache.trainer(setting.plan) else { return nil }
    self.trainer = trainer
  }

  /// Continues the run to an epoch, and keeps that epoch's cost.
  func run(to epoch: Int) {
    guard costs.last.map({ $0.epoch < epoch }) ?? true else { return }
    while trainer.epoch < epoch { _ = trainer.runEpoch(isPrinted: false) }
    guard let cost = trainer.runEpoch() else { return }
    costs.append((epoch, [cost] + trainer.otherCosts))
    rates.append(trainer.learningRate)
  }

  /// The accuracy after a number of epochs: the number of right answers, and of all.
  func accuracy(after epochs: Int) -> (correct: Int, of: Int) {
    while trainer.epoch < epochs { _ = trainer.runEpoch(isPrinted: false) }
    return (trainer.correct, trainer.data.examples)
  }

  /// Whether two runs had the same costs, bit for bit, each in its own way of averaging.
  func isSame(as other: LogRun, _ own: Int, _ its: Int) -> Bool {
    var hasNumber = false
    for (one, two) in zip(costs, other.costs) {
      guard one.values.indices.contains(own), two.values.indices.contains(its) else { return false }
      let (a, b) = (one.values[own], two.values[its])
      guard a.isNaN && b.isNaN || a.bitPattern == b.bitPattern else { return false }
      hasNumber = hasNumber || a.isFinite
    }
    return hasNumber && costs.count == other.costs.count
  }
}

/// Makes trainers, and compiles shared parts once.
final class TrainerCache {
  private let data = Dataset.moons()
  private var groundworks: [String: TrainingGroundwork] = [:]

  /// A trainer for a plan; nil if the plan cannot run.
  func trainer(_ plan: TrainingPlan) -> Trainer? {
    let others = plan.variants.filter { plan.optimizer.variant($0.variant.id) == nil }
    let key = "\(plan.batchSize) " + others.map { $0.argument }.joined(separator: ",")
    if let known = groundworks[key] { return try? Trainer(plan, on: known) }
    guard let new = try? TrainingGroundwork(plan, data) else { return nil }
    groundworks[key] = new
    return try? Trainer(plan, on: new)
  }
}
