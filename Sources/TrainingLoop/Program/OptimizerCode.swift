import Equations
import Numerics
import Tracing

// The optimizer's lines: one for all parameters if they have the same equations, otherwise one for
// each.
extension TrainingProgram {
  /// The optimizer's lines, and the copies that keep their results.
  ///
  /// If every parameter has the same equations, they run over all parameters at once, as over one
  /// long row.
  mutating func optimizerStep(
    _ made: [String: Operand], _ gradients: Operand
  ) throws(TrainingError) -> (lines: [CompiledLine], keep: [Instruction]) {
    let places = places(in: gradients)
    var isOneRow = lessons.optimizer.isUniform
    for (name, _) in parameters {
      guard let gradient = made[name.gradient] else {
        throw TrainingError("with these variants the network makes no gradient of \(name)")
      }
      isOneRow = isOneRow && gradient == places[name.gradient]
    }
    return isOneRow ? try updateAll(gradients) : try updateEach(gradients: made)
  }

  /// The gradient of each parameter as a part of one long row.
  func places(in row: Operand) -> [String: Operand] {
    var places: [String: Operand] = [:]
    var offset = row.offset
    for (name, operand) in parameters {
      places[name.gradient] = Operand(offset: offset, shape: operand.shape)
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
    for (parameter, _) in parameters {
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
}
