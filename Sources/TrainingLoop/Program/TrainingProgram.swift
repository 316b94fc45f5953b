import Equations
import ForwardPropagation
import Numerics
import Tracing

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

  var batches: [Batch] = []
  var steps: [Step] = []
  /// Numbers that are written once, before the first step.
  var initial: [(operand: Operand, values: [Double])] = []
  /// What need run only once, before the first step: 1 − β₁, 1/m.
  var once: [Instruction] = []
  /// W1, b1, W2 … in order.
  var parameters: [(name: ParameterName, operand: Operand)] = []
  /// States that start again with every epoch: the cost's total.
  var epochStates: [Operand] = []
  var order: Operand
  var clock: Operand
  var learningRate: Operand
  /// The schedule's code, what it counts, and the rate it makes.
  var schedule: (instructions: [Instruction], epoch: Operand, rate: Operand)?
  var memorySize = 0

  var compiler = Compiler(sharesWork: true)
  /// What every mini-batch shares, by name: parameters, their states, α, t.
  var kept: [String: Operand] = [:]
  /// The states of each other averaging: all of them have a total, and each its own.
  var otherStates: [[String: Operand]] = []
  var plan: TrainingPlan
  var lessons: TrainingRules
  let data: Dataset
  /// The network's and the cost's part of each step.
  var layouts: [StepLayout] = []

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

  mutating func reserveParameters() {
    var random = LegacyRandom(seed: plan.seed)
    for l in 1..<plan.layers.count {
      let weights = random.he(Shape(plan.layers[l], plan.layers[l - 1]))
      let biases = Matrix(0, shape: Shape(plan.layers[l], 1))
      for (symbol, value) in [(W[l], weights), (b[l], biases)] {
        guard let name = ParameterName(symbol.name) else { continue }
        let operand = compiler.reserve(value.shape)
        kept[symbol.name] = operand
        parameters.append((name, operand))
        initial.append((operand, value.elements))
      }
    }
  }

  func isParameter(_ operand: Operand) -> Bool {
    let all = allParameters
    return operand.offset >= all.offset && operand.offset < all.offset + all.shape.count
  }

  /// W1, b1, W2 … as one row: they lie one after the other.
  var allParameters: Operand {
    let count = parameters.reduce(0) { $0 + $1.operand.shape.count }
    return Operand(offset: parameters.first?.operand.offset ?? 0, shape: Shape(1, count))
  }

  /// Refuses what would not fit into memory: half a gigabyte of numbers.
  func checkMemory() throws(TrainingError) {
    if compiler.memorySize > Tracer.mostNumbers {
      throw TrainingError("this network and these mini-batches need more memory than Gradus takes")
    }
  }
}
