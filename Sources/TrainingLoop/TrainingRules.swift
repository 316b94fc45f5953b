import BackPropagation
import Decay
import Equations
import ForwardPropagation
import MiniBatches
import Tracing
import Training

/// The lessons that take part in training a network with some layers, each with its variants.
struct TrainingRules {
  let forward: EditedRule
  let network: EditedRule
  let miniBatches: EditedRule
  private(set) var optimizer: EditedRule
  let cost: EditedRule
  /// The same sums, averaged in other ways; a run may keep them beside the printed cost.
  let otherCosts: [EditedRule]
  private(set) var schedule: EditedRule?

  /// The variants that a plan may name, with their lessons.
  ///
  /// If two lessons share a name, the first lesson's variant is meant.
  static func variants(_ optimizer: Lesson, layers: Int) -> [(lesson: String, variants: [Variant])]
  {
    [
      (optimizer.id, optimizer.variants),
      // The printed cost is the training lesson's; edits of J alone would change nothing.
      (
        forwardPropagation.id,
        forwardVariants(layers: layers).filter { variant in
          !variant.edits.allSatisfy { $0.target == J }
        }
      ),
      (backPropagation.id, backVariants(layers: layers)),
      (MiniBatches.miniBatches.id, MiniBatches.miniBatches.variants),
      (training.id, training.variants),
      // The other schedules are chosen by --decay; a table of answers is not an equation to train
      // with.
      (
        decay.id,
        decay.variants.filter { variant in
          variant.kind == .bug && variant.edits.allSatisfy { !$0.isOfAnswers }
        }
      ),
    ]
  }

  init(_ plan: TrainingPlan) throws(TrainingError) {
    let depth = plan.layers.count - 1
    var shares: [String: [AppliedVariant]] = [:]
    let known = Self.variants(plan.optimizer, layers: depth)
    for applied in plan.variants {
      guard
        let owner = known.first(where: { $0.variants.contains { $0.id == applied.variant.id } })
      else { throw TrainingError("no lesson of this run has a variant '\(applied.variant.id)'") }
      if let layer = applied.scope.layer, layer > depth {
        throw TrainingError(
          "'\(applied.argument)' is about layer \(layer), and the network has \(depth)")
      }
      shares[owner.lesson, default: []].append(applied)
    }
    var steps = shares[plan.optimizer.id] ?? []
    steps = plan.optimizer.withContext(steps)
    let forwards = shares[forwardPropagation.id] ?? []
    forward = try Self.edited(ForwardPropagation.forward(layers: depth), forwards)
    network = try Self.edited(
      forwardAndBack(layers: depth), forwards + (shares[backPropagation.id] ?? []))
    miniBatches = try Self.edited(
      MiniBatches.miniBatches.rule, shares[MiniBatches.miniBatches.id] ?? [])
    optimizer = try Self.edited(plan.optimizer.rule, steps)
    // The answers and their losses belong to the network's lines; only the epoch's sum remains.
    let sums = training.rule.lines.filter { $0.target == total || $0.target == Training.cost }
    var averaging = shares[training.id] ?? []
    if plan.costs == .lastBatchMean, let mean = training.variant(plan.costs.rawValue) {
      averaging.removeAll { $0.variant.id == mean.id }
      averaging.insert(AppliedVariant(mean), at: 0)
    }
    cost = try Self.edited(UpdateRule(lines: sums), averaging)
    var others: [EditedRule] = []
    for variant in plan.otherAveragings {
      others.append(try Self.edited(UpdateRule(lines: sums), [AppliedVariant(variant)]))
    }
    otherCosts = others
    schedule = try Self.schedule(plan, shares[decay.id] ?? [])
  }

  /// The same network, mini-batches and cost, with the optimizer and schedule of another plan.
  func with(_ plan: TrainingPlan) throws(TrainingError) -> TrainingRules {
    let own = plan.variants.filter { plan.optimizer.variant($0.variant.id) != nil }
    var other = self
    other.optimizer = try Self.edited(plan.optimizer.rule, plan.optimizer.withContext(own))
    other.schedule = try Self.schedule(plan, plan.variants.filter { plan.isOfSchedule($0) })
    return other
  }

  private static func schedule(
    _ plan: TrainingPlan, _ own: [AppliedVariant]
  ) throws(TrainingError) -> EditedRule? {
    var falls = own
    if let wanted = plan.schedule?.variant, let variant = decay.variant(wanted) {
      falls.insert(AppliedVariant(variant), at: 0)
    }
    for one in falls where one.variant.id != plan.schedule?.variant {
      let own = one.variant.within ?? TrainingPlan.Schedule.inverseTime.rawValue
      guard plan.schedule?.rawValue == own else {
        throw TrainingError(
          "the variant '\(one.argument)' is a mistake in the schedule '\(own)': it takes --decay \(own)"
        )
      }
    }
    return plan.schedule == nil ? nil : try edited(decay.rule, decay.withContext(falls))
  }

  private static func edited(
    _ rule: UpdateRule, _ variants: [AppliedVariant]
  ) throws(TrainingError) -> EditedRule {
    do { return try EditedRule(rule, applying: variants) } catch {
      throw TrainingError(error.message)
    }
  }
}

extension TrainingPlan {
  /// The hyperparameters a run may set besides its learning rate: the optimizer's and the
  /// schedule's.
  public var knownHyperparameters: [Symbol] {
    optimizer.symbols.filter { $0.isHyperparameter && $0.name != "alpha" }
      + (schedule == nil
        ? [] : decay.symbols.filter { $0.isHyperparameter && $0.name != "alpha0" })
  }

  /// Whether a variant is a mistake in the schedule and does not belong to the optimizer or the
  /// network.
  func isOfSchedule(_ one: AppliedVariant) -> Bool {
    optimizer.variant(one.variant.id) == nil && decay.variant(one.variant.id) != nil
  }

  /// The names of variants that belong to neither the optimizer nor the schedule.
  var groundVariants: [String] {
    variants.filter { optimizer.variant($0.variant.id) == nil && !isOfSchedule($0) }
      .map { $0.argument }
  }
}

extension Edit {
  /// Whether it changes written answers and no equation.
  fileprivate var isOfAnswers: Bool {
    if case .miscopy = change { true } else { false }
  }
}
