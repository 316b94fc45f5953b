import Equations
import ForwardPropagation
import Numerics
import Tracing
import Training

// Forward and back propagation, the cost and the optimizer, for each number of examples.
extension TrainingProgram {
  /// Forward and back propagation and the cost, for mini-batches with a given number of examples.
  struct StepLayout {
    let width: Int
    let X: Operand
    let Y: Operand
    let gradients: Operand
    /// The network's quantities by name.
    let made: [String: Operand]
    let code: Range<Int>
    let network: [CompiledLine]
    let costs: [CompiledLine]
    let costKeep: [Instruction]
    let answers: Operand
    let cost: Operand
    let otherCosts: [Operand]
  }

  /// The layout of the step for a number of examples, compiled when it is first needed.
  mutating func layout(_ width: Int, _ labels: Operand) throws(TrainingError) -> Int {
    if let known = layouts.firstIndex(where: { $0.width == width }) { return known }
    guard labels.shape.rows == 1 else {
      throw TrainingError(
        "the labels of a mini-batch are \(labels.shape), not one row: no cost and no gradient fits them"
      )
    }
    compiler.beginSection()
    let X = compiler.reserve(Shape(data.features, width))
    let Y = compiler.reserve(labels.shape)
    try checkMemory()
    let gradients = compiler.reserve(allParameters.shape)
    let first = compiler.instructions.count
    let network = try compiled(
      lessons.network, [.series], bound: kept.with(["X": X, "Y": Y]), "the network",
      places: places(in: gradients))
    var made: [String: Operand] = [:]
    for (name, value) in network.outputs { made[name] = value }
    let costs = try compiled(
      lessons.cost, [.series],
      bound: kept.with(["loss": made["loss"] ?? Y, "Y": Y, "m": examplesCount()]),
      "the cost")
    noteEpochStates(of: costs)
    let others = try otherCosts(loss: made["loss"] ?? Y, Y)
    guard let cost = costs.outputs.first(where: { $0.name == Training.cost.name })?.value,
      let answers = made[A[plan.layers.count - 1].name]
    else { throw TrainingError("with these variants the training loop has no cost to print") }
    layouts.append(
      StepLayout(
        width: width, X: X, Y: Y, gradients: gradients, made: made,
        code: first..<compiler.instructions.count, network: network.lines, costs: costs.lines,
        costKeep: costs.keep + others.keep, answers: answers, cost: cost,
        otherCosts: others.costs))
    return layouts.count - 1
  }

  /// Adds a step: its layout and the optimizer's update.
  mutating func step(_ layout: StepLayout) throws(TrainingError) {
    compiler.beginSection()
    let first = compiler.instructions.count
    let (update, keep) = try optimizerStep(layout.made, layout.gradients)
    let all = Array(compiler.instructions[layout.code]) + compiler.instructions[first...]
    let isLearning = all.needed(
      for: keep.flatMap { $0.work.operands } + [layout.answers],
      memorySize: compiler.memorySize)
    let isCosting = all.needed(
      for: layout.costKeep.flatMap { $0.work.operands } + [layout.cost] + layout.otherCosts,
      memorySize: compiler.memorySize)
    let isConstant = all.unchanging(
      whenGiven: [layout.X, layout.Y, clock, learningRate, allParameters] + kept.values
        + otherStates.flatMap { $0.values },
      memorySize: compiler.memorySize)
    once += all.indices.filter { isConstant[$0] }.map { all[$0] }
    let places = all.indices.filter { !isConstant[$0] }
    steps.append(
      Step(
        width: layout.width, learning: places.filter { isLearning[$0] }.map { all[$0] },
        costing: places.filter { isCosting[$0] && !isLearning[$0] }.map { all[$0] }
          + layout.costKeep,
        keeping: keep, lines: layout.network + update + layout.costs, answers: layout.answers,
        cost: layout.cost, otherCosts: layout.otherCosts,
        results: keep.filter { isParameter($0.result) }.flatMap { $0.work.operands }))
  }

  /// The cost averaged in the plan's other ways, and the copies that keep each total.
  private mutating func otherCosts(
    loss: Operand, _ Y: Operand
  ) throws(TrainingError) -> (costs: [Operand], keep: [Instruction]) {
    var found: (costs: [Operand], keep: [Instruction]) = ([], [])
    let own = kept
    if otherStates.isEmpty {
      otherStates = Array(repeating: [:], count: lessons.otherCosts.count)
    }
    for (index, rule) in lessons.otherCosts.enumerated() {
      let states = rule.symbols.filter { $0.isState }.map { $0.name }
      for name in states { kept[name] = otherStates[index][name] }
      let program = try compiled(
        rule, [.series], bound: kept.with(["loss": loss, "Y": Y, "m": examplesCount()]),
        "the cost")
      for name in states {
        otherStates[index][name] = kept[name]
        kept[name] = own[name]
      }
      noteEpochStates(of: program)
      guard let cost = program.outputs.first(where: { $0.name == Training.cost.name })?.value
      else { throw TrainingError("with these variants the training loop has no cost to print") }
      found.costs.append(cost)
      found.keep += program.keep
    }
    return found
  }

  private mutating func noteEpochStates(of program: Program) {
    for slot in program.slots where slot.symbol.isState {
      if !epochStates.contains(slot.operand) { epochStates.append(slot.operand) }
    }
  }

  /// m, in the form that the cost's equations read.
  private mutating func examplesCount() -> Operand {
    if let operand = kept["examples"] { return operand }
    let operand = compiler.reserve(.scalar)
    initial.append((operand, [Double(data.examples)]))
    kept["examples"] = operand
    return operand
  }
}
