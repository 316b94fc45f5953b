import Equations

/// What runs of different optimizers share: the mini-batches, the network and the cost, compiled once.
///
/// Most of the preparation of a run is this. Who compares thousands of optimizers prepares it once.
public struct TrainingGroundwork {
  let program: TrainingProgram
  let lessons: TrainingRules
  let data: Dataset
  private let plan: TrainingPlan

  /// Compiles the groundwork of a plan.
  ///
  /// - Throws: `TrainingError` for layers, sizes or variants that no run can have.
  public init(_ plan: TrainingPlan, _ data: Dataset) throws(TrainingError) {
    try Trainer.check(plan, data)
    self.plan = plan
    self.data = data
    lessons = try TrainingRules(plan)
    program = try TrainingProgram(groundworkOf: plan, lessons, data)
  }

  /// Whether a plan can stand on it.
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
