import Equations
import ForwardPropagation
import Numerics
import Tracing

/// The lessons' equations compiled for a whole training run: straight-line code over one flat
/// memory.
///
/// For each mini-batch of an epoch there is code that picks its examples. For each number of
/// examples there is code that runs the network forward and back, takes the optimizer's step and
/// adds up the cost. The programs share memory by the names of quantities: a network's `dW1` is
/// Adam's gradient.
struct TrainingProgram {
  /// The code that picks the examples of a mini-batch, and the step that learns from them.
  struct Batch {
    let instructions: [Instruction]
    let step: Int
  }

  /// The code for mini-batches with a given number of examples.
  struct Step {
    let width: Int
    /// Forward, back, and the optimizer's update.
    let learning: [Instruction]
    /// The additional code that only a printed cost needs.
    let costing: [Instruction]
    /// The copies that carry the new parameters and states into the next step.
    let keeping: [Instruction]
    /// The lines, used to explain where a NaN first appeared.
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
  /// Values that are written once, before the first step.
  var initial: [(operand: Operand, values: [Double])] = []
  /// Code that runs only once, before the first step: 1 − β₁, 1/m.
  var once: [Instruction] = []
  /// W1, b1, W2 … in order.
  var parameters: [(name: ParameterName, operand: Operand)] = []
  /// States that restart with every epoch: the cost's total.
  var epochStates: [Operand] = []
  var order: Operand
  var clock: Operand
  var learningRate: Operand
  /// The schedule's code, its epoch counter, and the resulting rate.
  var schedule: (instructions: [Instruction], epoch: Operand, rate: Operand)?
  var memorySize = 0

  var compiler = Compiler(sharesWork: true)
  /// The quantities that all mini-batches share, by name: parameters, their states, α, t.
  var kept: [String: Operand] = [:]
  /// The states of each other averaging; each has its own total.
  var otherStates: [[String: Operand]] = []
  var plan: TrainingPlan
  var lessons: TrainingRules
  let data: Dataset
  /// The network's and the cost's code of each step.
  var layouts: [StepLayout] = []

  /// Compiles everything except the optimizer and the schedule, which `finish` adds.
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
      // The network reads its examples from the same place for every mini-batch.
      let picks = [
        Instruction(x.work, into: layouts[index].X), Instruction(y.work, into: layouts[index].Y),
      ]
      batches.append(Batch(instructions: instructions + picks, step: index))
    }
  }

  /// Adds the optimizer and the schedule of a plan that otherwise matches the groundwork's.
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

  /// W1, b1, W2 … as one row: they are stored one after the other.
  var allParameters: Operand {
    let count = parameters.reduce(0) { $0 + $1.operand.shape.count }
    return Operand(offset: parameters.first?.operand.offset ?? 0, shape: Shape(1, count))
  }

  /// Throws if more memory is needed than half a gigabyte of numbers.
  func checkMemory() throws(TrainingError) {
    if compiler.memorySize > Tracer.mostNumbers {
      throw TrainingError("this network and these mini-batches need more memory than Gradus takes")
    }
  }
}
