import Equations

/// The parts that runs with different optimizers share: the mini-batches, the network and the cost,
/// compiled once.
///
/// This is most of the preparation of a run. To compare thousands of optimizers, prepare it once.
public struct TrainingGroundwork {
  let program: TrainingProgram
  let lessons: TrainingRules
  let data: Dataset
  private let plan: TrainingPlan

  /// Compiles the groundwork of a plan.
  ///
  /// - Throws: `TrainingError` for layers, sizes or variants that cannot run.
  public init(_ plan: TrainingPlan, _ data: Dataset) throws(TrainingError) {
    try Trainer.check(plan, data)
    self.plan = plan
    self.data = data
    lessons = try TrainingRules(plan)
    program = try TrainingProgram(groundworkOf: plan, lessons, data)
  }

  /// Checks that a plan can use this groundwork.
  func check(_ other: TrainingPlan) throws(TrainingError) {
    try Trainer.check(other, data)
    let isSame =
      other.layers == plan.layers && other.batchSize == plan.batchSize && other.seed == plan.seed
      && other.costs == plan.costs && other.groundVariants == plan.groundVariants
      && other.otherAveragings.map { $0.id } == plan.otherAveragings.map { $0.id }
    guard isSame else {
      throw TrainingError("the network, the mini-batches or the cost are not the groundwork's")
    }
  }
}
