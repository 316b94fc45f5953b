import Equations
import ForwardPropagation
import Numerics
import Tracing

/// Trains a network on a data set, epoch by epoch, with the lessons' own equations.
///
/// Everything is compiled and allocated before the first epoch; an epoch allocates nothing. The
/// same plan gives the same bits on every platform.
public final class Trainer {
  /// The plan.
  public let plan: TrainingPlan
  /// The training data.
  public let data: Dataset
  /// The number of finished epochs.
  public private(set) var epoch = 0
  /// The number of mini-batches learned from, which is Adam's t.
  public private(set) var updates = 0
  /// The number of epochs whose cost is not finite.
  public private(set) var epochsWithoutCost = 0
  /// The first NaN or infinity, and its origin.
  public private(set) var firstNonFinite: FirstNonFinite?

  private let program: TrainingProgram
  private let lessons: TrainingRules
  private let memory: UnsafeMutableBufferPointer<Double>
  private let base: UnsafeMutablePointer<Double>
  private var seeds: SeedSeries

  /// Prepares a run.
  ///
  /// - Throws: `TrainingError` for layers, sizes or variants that cannot run.
  public convenience init(_ plan: TrainingPlan, _ data: Dataset) throws(TrainingError) {
    try self.init(plan, on: TrainingGroundwork(plan, data))
  }

  /// Prepares a run on a groundwork that other runs may share.
  ///
  /// - Throws: `TrainingError` for variants that cannot run, or if the plan differs from the
  ///   groundwork's in more than the optimizer, the learning rate and its schedule.
  public init(_ plan: TrainingPlan, on groundwork: TrainingGroundwork) throws(TrainingError) {
    try groundwork.check(plan)
    self.plan = plan
    data = groundwork.data
    seeds = SeedSeries(from: plan.seed &+ 8)
    lessons = try groundwork.lessons.with(plan)
    var program = groundwork.program
    try program.finish(plan, lessons)
    self.program = program
    memory = .allocate(capacity: Swift.max(1, program.memorySize))
    memory.initialize(repeating: 0)
    guard let base = memory.baseAddress else { throw TrainingError("there is no memory") }
    self.base = base
    for (operand, values) in program.initial {
      for i in 0..<Swift.min(values.count, operand.shape.count) {
        base[operand.offset + i] = values[i]
      }
    }
    run(program.once)
  }

  deinit { memory.deallocate() }

  // MARK: Epochs

  /// Runs one epoch: shuffles, then takes a step for each mini-batch.
  ///
  /// A cost needs two logarithms for each example. So it is computed only if it is requested, or if
  /// an answer is exactly 0, 1 or NaN, so that every cost that is not finite is counted.
  ///
  /// - Parameter isPrinted: Whether the epoch's cost is requested.
  /// - Returns: The cost that the training loop prints; nil if it was not requested.
  public func runEpoch(isPrinted: Bool = true) -> Double? {
    shuffle()
    for state in program.epochStates {
      for i in 0..<state.shape.count { base[state.offset + i] = 0 }
    }
    let last = program.batches.count - 1
    var isSuspect = isPrinted
    for index in 0...last {
      let isSaturated = learn(index, isCosted: isPrinted || (isSuspect && index == last))
      isSuspect = isSuspect || isSaturated
    }
    let cost = base[program.steps[program.batches[last].step].cost.offset]
    if isSuspect, !cost.isFinite { epochsWithoutCost += 1 }
    if let schedule = program.schedule {
      let firstEpoch = plan.schedule == .squareRootEpoch ? 1 : 0
      base[schedule.epoch.offset] = Double(epoch + firstEpoch)
      run(schedule.instructions)
      base[program.learningRate.offset] = base[schedule.rate.offset]
    }
    epoch += 1
    return isPrinted ? cost : nil
  }

  /// The last requested cost, averaged in each of the plan's other ways.
  public var otherCosts: [Double] {
    guard let last = program.batches.last else { return [] }
    return program.steps[last.step].otherCosts.map { base[$0.offset] }
  }

  /// The learning rate of the next epoch.
  public var learningRate: Double { base[program.learningRate.offset] }

  private func shuffle() {
    let order = UnsafeMutableBufferPointer(
      start: base + program.order.offset, count: program.order.shape.count)
    for i in order.indices { order[i] = Double(i) }
    seeds.shuffle(order)
  }

  /// Learns from one mini-batch; returns whether its cost may not be finite.
  private func learn(_ index: Int, isCosted: Bool) -> Bool {
    let batch = program.batches[index]
    let step = program.steps[batch.step]
    updates += 1
    base[program.clock.offset] = Double(updates)
    run(batch.instructions)
    run(step.learning)
    var cost = 0.0
    let isSaturated = isSaturated(step.answers)
    if isCosted || isSaturated {
      run(step.costing)
      cost = base[step.cost.offset]
    }
    if firstNonFinite == nil, !(cost - cost + nonFiniteProbe(step.results) == 0) {
      firstNonFinite = FirstNonFinite(
        step.lines, base, epoch: epoch, batch: index, update: updates,
        parameters: program.parameters)
    }
    run(step.keeping)
    return isSaturated
  }

  /// Whether an answer is exactly 0, 1 or NaN: only then can a loss be infinite or NaN.
  private func isSaturated(_ answers: Operand) -> Bool {
    var inside = 0
    for i in 0..<answers.shape.count {
      let answer = base[answers.offset + i]
      inside += answer > 0 && answer < 1 ? 1 : 0
    }
    return inside != answers.shape.count
  }

  /// 0 if every new parameter is finite, otherwise NaN.
  private func nonFiniteProbe(_ new: [Operand]) -> Double {
    var sum = 0.0
    for operand in new { sum += nonFiniteProbe(operand) }
    return sum
  }

  private func nonFiniteProbe(_ all: Operand) -> Double {
    let values = base + all.offset
    var sums = SIMD2<Double>(repeating: 0)
    for i in stride(from: 0, to: all.shape.count - 1, by: 2) {
      let pair = SIMD2(values[i], values[i + 1])
      sums += pair - pair
    }
    let last = values[all.shape.count - 1]
    return sums[0] + sums[1] + (last - last)
  }

  @inline(__always)
  private func run(_ instructions: [Instruction]) {
    instructions.withUnsafeBufferPointer { for instruction in $0 { instruction.run(base) } }
  }

  // MARK: Results

  /// The current parameters, in order: W1, b1, W2 and so on.
  public var parameters: [(name: String, value: Matrix)] {
    program.parameters.map { name, operand in
      let elements = (0..<operand.shape.count).map { base[operand.offset + $0] }
      return (name.description, Matrix(shape: operand.shape, elements: elements) ?? Matrix(.nan))
    }
  }

  /// The network's answers for some examples, one column each: the probability of label 1.
  public func answers(_ X: Matrix) -> [Double] {
    var answers: [Double] = []
    answers.reserveCapacity(X.shape.columns)
    // Some columns at a time, to limit the memory of a wide layer.
    let parameters = parameters
    for first in stride(from: 0, to: X.shape.columns, by: 256) {
      let count = Swift.min(256, X.shape.columns - first)
      let elements = (0..<X.shape.rows).flatMap { row in
        X.elements[row * X.shape.columns + first..<row * X.shape.columns + first + count]
      }
      guard let some = Matrix(shape: Shape(X.shape.rows, count), elements: elements) else {
        continue
      }
      var given: [String: Matrix] = ["X": some, "Y": Matrix(0, shape: Shape(1, count))]
      for (name, value) in parameters { given[name] = value }
      answers += lessons.answers(given, layers: plan.layers.count - 1)
    }
    return answers
  }

  /// The number of examples that the network classifies correctly.
  public var correct: Int {
    zip(answers(data.X), data.Y.elements).reduce(0) { $0 + (($1.0 > 0.5) == ($1.1 == 1) ? 1 : 0) }
  }

  // MARK: Checks

  static func check(_ plan: TrainingPlan, _ data: Dataset) throws(TrainingError) {
    guard plan.optimizer.rule.updatesParameters else {
      throw TrainingError("the lesson '\(plan.optimizer.id)' updates no parameters")
    }
    guard plan.layers.count >= 2, plan.layers.count <= 51 else {
      throw TrainingError(
        "\(plan.layers.count == 1 ? "1 size" : "\(plan.layers.count) sizes") of layers given: expected the number of features, of the units of "
          + "each layer, and 1 at the end, as in 2,5,2,1")
    }
    guard plan.layers.allSatisfy({ 1...10_000 ~= $0 }) else {
      throw TrainingError("a layer has from 1 to 10000 units")
    }
    guard plan.layers[0] == data.features else {
      throw TrainingError(
        "the first layer is \(plan.layers[0]), but \(data.name) has \(data.features) "
          + "feature\(data.features == 1 ? "" : "s")")
    }
    guard plan.layers.last == 1 else {
      throw TrainingError("the last layer must be 1: one answer, the probability of label 1")
    }
    guard plan.batchSize >= 1 else {
      throw TrainingError("a mini-batch has at least 1 example, not \(plan.batchSize)")
    }
    let units = plan.layers.map { Double($0) }
    let weights = zip(units, units.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
    let widest = units.reduce(0, +) * Double(Swift.min(plan.batchSize, data.examples))
    guard weights <= 0x1p22, widest <= 0x1p24 else {
      throw TrainingError("this network and these mini-batches need more memory than Gradus takes")
    }
  }
}

extension TrainingRules {
  /// The answers of a network with given parameters; NaN if it cannot be evaluated.
  func answers(_ given: [String: Matrix], layers: Int) -> [Double] {
    let none = Array(repeating: Double.nan, count: given["X"]?.shape.columns ?? 0)
    var compiler = Compiler(sharesWork: true)
    var bound: [String: Operand] = [:]
    for (name, value) in given { bound[name] = compiler.reserve(value.shape) }
    var builder = ProgramBuilder(
      forward, [.series], shapes: [:], numbers: [:], compiler: compiler, bound: bound)
    guard let program = try? builder.build(),
      let answer = program.outputs.first(where: { $0.name == A[layers].name })?.value
    else { return none }
    compiler = builder.compiler
    var memory = [Double](repeating: 0, count: Swift.max(1, compiler.memorySize))
    for (offset, value) in compiler.constants { memory[offset] = value }
    for (name, value) in given {
      guard let operand = bound[name] else { continue }
      memory.replaceSubrange(
        operand.offset..<operand.offset + operand.shape.count, with: value.elements)
    }
    return memory.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return none }
      for instruction in compiler.instructions { instruction.run(base) }
      return (0..<answer.shape.count).map { base[answer.offset + $0] }
    }
  }
}
