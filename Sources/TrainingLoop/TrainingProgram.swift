import BackPropagation
import Equations
import ForwardPropagation
import MiniBatches
import Numerics
import Tracing
import Training

/// The lessons' equations compiled for a whole training run: straight-line code over one flat memory.
///
/// For each mini-batch of an epoch there is code that picks its examples; for each number of examples there
/// is code that runs the network forward and back, takes the optimizer's step and adds up the cost. The
/// programs meet in memory by the names of the quantities: a network's `dW1` is Adam's gradient.
struct TrainingProgram {
  /// What picks the examples of a mini-batch, and which step learns from them.
  struct Batch {
    let instructions: [Instruction]
    let step: Int
  }

  /// Everything that happens with a mini-batch of some number of examples.
  struct Step {
    let width: Int
    /// Forward, back, and the optimizer's update.
    let learning: [Instruction]
    /// What only the printed cost needs besides.
    let costing: [Instruction]
    /// The copies that make the new parameters and states the next step's.
    let keeping: [Instruction]
    /// The lines again, to say where a NaN was born.
    let lines: [CompiledLine]
    let answers: Operand
    let cost: Operand
    /// The cost averaged in the plan's other ways.
    let otherCosts: [Operand]
    /// The new parameters, before they are kept.
    let results: [Operand]
  }

  private(set) var batches: [Batch] = []
  private(set) var steps: [Step] = []
  /// Numbers that are written once, before the first step.
  private(set) var initial: [(operand: Operand, values: [Double])] = []
  /// What need run only once, before the first step: 1 − β₁, 1/m.
  private(set) var once: [Instruction] = []
  /// W1, b1, W2 … in order.
  private(set) var parameters: [(name: String, operand: Operand)] = []
  /// States that start again with every epoch: the cost's total.
  private(set) var epochStates: [Operand] = []
  private(set) var order: Operand
  private(set) var clock: Operand
  private(set) var learningRate: Operand
  /// The schedule's code, what it counts, and the rate it makes.
  private(set) var schedule: (instructions: [Instruction], epoch: Operand, rate: Operand)?
  private(set) var memorySize = 0

  private var compiler = Compiler(sharesWork: true)
  /// What every mini-batch shares, by name: parameters, their states, α, t.
  private var kept: [String: Operand] = [:]
  /// The states of each other averaging: all of them have a total, and each its own.
  private var otherStates: [[String: Operand]] = []
  private var plan: TrainingPlan
  private var lessons: TrainingRules
  private let data: Dataset
  /// The network's and the cost's part of each step.
  private var layouts: [StepLayout] = []

  /// Compiles everything but the optimizer and the schedule, which `finish` adds.
  init(
    groundworkOf plan: TrainingPlan, _ lessons: TrainingRules, _ data: Dataset
  ) throws(TrainingError) {
    self.plan = plan
    self.lessons = lessons
    self.data = data
    order = compiler.reserve(Shape(1, data.examples))
    clock = compiler.reserve(.scalar)
    learningRate = compiler.reserve(.scalar)
    kept = ["t": clock, "alpha": learningRate]
    reserveParameters()
    for (instructions, x, y) in try compileBatches() {
      let index = try layout(x.result.shape.columns, y.result)
      // The network reads its examples where they do not depend on the mini-batch.
      let picks = [
        Instruction(x.work, into: layouts[index].X), Instruction(y.work, into: layouts[index].Y),
      ]
      batches.append(Batch(instructions: instructions + picks, step: index))
    }
  }

  /// Adds the optimizer and the schedule of a plan that has all the rest in common with the groundwork's.
  mutating func finish(_ plan: TrainingPlan, _ lessons: TrainingRules) throws(TrainingError) {
    self.plan = plan
    self.lessons = lessons
    initial.append((learningRate, [plan.learningRate]))
    for layout in layouts { try step(layout) }
    try compileSchedule()
    for (offset, value) in compiler.constants {
      initial.append((Operand(offset: offset, shape: .scalar), [value]))
    }
    memorySize = compiler.memorySize
    compiler = Compiler()
  }

  // MARK: Parameters

  private mutating func reserveParameters() {
    var random = LegacyRandom(seed: plan.seed)
    for l in 1..<plan.layers.count {
      let weights = random.he(Shape(plan.layers[l], plan.layers[l - 1]))
      let biases = Matrix(0, shape: Shape(plan.layers[l], 1))
      for (symbol, value) in [(W[l], weights), (b[l], biases)] {
        let operand = compiler.reserve(value.shape)
        kept[symbol.name] = operand
        parameters.append((symbol.name, operand))
        initial.append((operand, value.elements))
      }
    }
  }

  // MARK: Mini-batches

  /// Compiles the picking of each mini-batch of an epoch: what comes before, and what makes its examples
  /// and its labels.
  private mutating func compileBatches() throws(TrainingError) -> [(
    before: [Instruction], examples: Instruction, labels: Instruction
  )] {
    let size = compiler.reserve(.scalar)
    compiler.know(size, is: Double(plan.batchSize))
    initial.append((size, [Double(plan.batchSize)]))
    let X = compiler.reserve(data.X.shape)
    let Y = compiler.reserve(data.Y.shape)
    initial.append((X, data.X.elements))
    initial.append((Y, data.Y.elements))
    var found: [(end: Int, x: Instruction, y: Instruction)] = []
    let start = compiler.instructions.count
    var count = 1
    while found.count < count {
      let t = compiler.reserve(.scalar)
      let number = Double(found.count + 1)
      compiler.know(t, is: number)
      initial.append((t, [number]))
      let program = try compiled(
        lessons.miniBatches, [.series],
        bound: ["X": X, "Y": Y, "p": order, "size": size, "t": t],
        "mini-batch \(found.count + 1)")
      func value(_ symbol: Symbol) -> Operand? {
        program.outputs.first { $0.name == symbol.name }?.value
      }
      func maker(_ symbol: Symbol) -> Instruction? {
        compiler.instructions[start...].last { $0.result == value(symbol) }
      }
      guard let x = maker(batchX), let y = maker(batchY) else {
        throw TrainingError("the mini-batches have no examples")
      }
      found.append((compiler.instructions.count, x, y))
      if found.count == 1 {
        let wanted = value(MiniBatches.batches).flatMap { compiler.known($0) } ?? 0
        count = try Self.count(wanted)
      }
    }
    try checkMemory()
    // What is known beforehand, the sizes and the places, need not run in every epoch.
    let all = Array(compiler.instructions[start...])
    let isNeeded = all.needed(
      for: found.flatMap { $0.x.work.operands + $0.y.work.operands },
      memorySize: compiler.memorySize)
    var from = start
    return found.map { end, x, y in
      defer { from = end }
      return ((from..<end).filter { isNeeded[$0 - start] }.map { compiler.instructions[$0] }, x, y)
    }
  }

  private static func count(_ wanted: Double) throws(TrainingError) -> Int {
    guard let count = Int(exactly: wanted), 1...mostBatches ~= count else {
      throw TrainingError(
        "an epoch would have \(shortest(wanted)) mini-batches: expected 1 to \(mostBatches)")
    }
    return count
  }

  /// The greatest number of mini-batches of an epoch.
  private static let mostBatches = 100_000

  /// Refuses what would not fit into memory: half a gigabyte of numbers.
  private func checkMemory() throws(TrainingError) {
    if compiler.memorySize > Tracer.mostNumbers {
      throw TrainingError("this network and these mini-batches need more memory than Gradus takes")
    }
  }

  // MARK: The step

  /// The network forward and back and the cost, for mini-batches of one number of examples.
  private struct StepLayout {
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

  /// The layout of the step for a number of examples, compiled if it is the first of its kind.
  private mutating func layout(_ width: Int, _ labels: Operand) throws(TrainingError) -> Int {
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

  /// A step: its layout and the optimizer's update.
  private mutating func step(_ layout: StepLayout) throws(TrainingError) {
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

  /// The cost averaged in the plan's other ways, and the copies that keep each one's total.
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

  /// The optimizer's lines, and the copies that keep what they made.
  ///
  /// Where every parameter has the same equations they run over all of them at once, as over one long row.
  private mutating func optimizerStep(
    _ made: [String: Operand], _ gradients: Operand
  ) throws(TrainingError) -> (lines: [CompiledLine], keep: [Instruction]) {
    let places = places(in: gradients)
    var isOneRow = lessons.optimizer.isUniform
    for (name, _) in parameters {
      guard let gradient = made["d\(name)"] else {
        throw TrainingError("with these variants the network makes no gradient of \(name)")
      }
      isOneRow = isOneRow && gradient == places["d\(name)"]
    }
    return isOneRow ? try updateAll(gradients) : try updateEach(gradients: made)
  }

  /// The gradient of each parameter as a part of one long row.
  private func places(in row: Operand) -> [String: Operand] {
    var places: [String: Operand] = [:]
    var offset = row.offset
    for (name, operand) in parameters {
      places["d\(name)"] = Operand(offset: offset, shape: operand.shape)
      offset += operand.shape.count
    }
    return places
  }

  private mutating func updateAll(
    _ gradients: Operand
  ) throws(TrainingError) -> (lines: [CompiledLine], keep: [Instruction]) {
    let everything = Program.Subject(named: "parameters")
    let program = try compiled(
      lessons.optimizer, [everything],
      bound: kept.with(["theta": allParameters, "g": gradients]), "the optimizer")
    return (program.lines, program.keep)
  }

  private mutating func updateEach(
    gradients: [String: Operand]
  ) throws(TrainingError) -> (lines: [CompiledLine], keep: [Instruction]) {
    var bound = kept
    var subjects: [Program.Subject] = []
    for (name, _) in parameters {
      guard let parameter = ParameterName(name) else { continue }
      subjects.append(Program.Subject(parameter))
      bound[parameter.gradient] = gradients[parameter.gradient]
    }
    if case .always(let layer)? = lessons.optimizer.loop, layer >= plan.layers.count {
      throw TrainingError(
        "with this variant only layer \(layer) is updated, and the network has "
          + "\(plan.layers.count - 1)")
    }
    let program = try compiled(lessons.optimizer, subjects, bound: bound, "the optimizer")
    return (program.lines, program.keep)
  }

  private func isParameter(_ operand: Operand) -> Bool {
    let all = allParameters
    return operand.offset >= all.offset && operand.offset < all.offset + all.shape.count
  }

  /// W1, b1, W2 … as one row: they lie one after the other.
  var allParameters: Operand {
    let count = parameters.reduce(0) { $0 + $1.operand.shape.count }
    return Operand(offset: parameters.first?.operand.offset ?? 0, shape: Shape(1, count))
  }

  /// m, as the equations of the cost read it.
  private mutating func examplesCount() -> Operand {
    if let operand = kept["examples"] { return operand }
    let operand = compiler.reserve(.scalar)
    initial.append((operand, [Double(data.examples)]))
    kept["examples"] = operand
    return operand
  }

  // MARK: The schedule

  private mutating func compileSchedule() throws(TrainingError) {
    guard let rule = lessons.schedule else { return }
    compiler.beginSection()
    let epoch = compiler.reserve(.scalar)
    let first = compiler.instructions.count
    let start = compiler.reserve(.scalar)
    initial.append((start, [plan.learningRate]))
    let program = try compiled(
      rule, [.series], bound: ["epoch": epoch, "t": clock, "alpha0": start], "the schedule")
    guard let rate = program.outputs.first(where: { $0.name == "alpha" })?.value else {
      throw TrainingError("the schedule makes no learning rate")
    }
    schedule = (Array(compiler.instructions[first...]), epoch, rate)
  }

  // MARK: Compiling

  /// Compiles a lesson's rule, going on from the code so far, and notes what its own memory starts with.
  private mutating func compiled(
    _ rule: EditedRule, _ subjects: [Program.Subject], bound: [String: Operand], _ what: String,
    places: [String: Operand] = [:]
  ) throws(TrainingError) -> Program {
    var shapes: [String: Shape] = [:]
    for (name, operand) in parameters { shapes[name] = operand.shape }
    shapes["parameters"] = allParameters.shape
    // Handed over, not copied: there may be thousands of mini-batches to compile.
    let codeSoFar = compiler
    compiler = Compiler()
    var builder = ProgramBuilder(
      rule, subjects, shapes: shapes, numbers: [:], compiler: codeSoFar, bound: bound,
      places: places)
    let program: Program
    do { program = try builder.build() } catch {
      throw TrainingError("\(what): \(error.message)")
    }
    compiler = builder.compiler
    if let grown = program.reshaped.first {
      throw TrainingError(
        "\(what): \(subjects[grown.subject].quantity(grown.symbol)) becomes \(grown.value.shape) in "
          + "the first update, by NumPy's broadcasting, and no longer fits a network of these layers"
      )
    }
    for slot in program.slots {
      let name = slot.subject.map { subjects[$0].quantity(slot.symbol) } ?? slot.symbol.name
      guard bound[name] == nil else { continue }
      switch slot.symbol.role {
      case .state(let value):
        initial.append((slot.operand, Array(repeating: value, count: slot.operand.shape.count)))
        kept[name] = slot.operand
      case .hyperparameter(let value, _):
        let own = plan.hyperparameters.first { $0.name == slot.symbol.name }?.value
        initial.append((slot.operand, [own ?? value]))
      case .layer:
        let layer = slot.subject.flatMap { subjects[$0].layer } ?? 0
        initial.append((slot.operand, [Double(layer)]))
      case .parameter, .gradient, .input, .step, .intermediate, .placeholder: break
      }
    }
    return program
  }
}

extension Program {
  /// The lines of all its updates.
  fileprivate var lines: [CompiledLine] { updates.flatMap { $0.lines } }
}

extension [String: Operand] {
  /// The same with some more, which take the place of their like.
  fileprivate func with(_ more: [String: Operand]) -> [String: Operand] {
    var all = self
    for (name, operand) in more { all[name] = operand }
    return all
  }
}
