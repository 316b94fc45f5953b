import Equations
import Numerics
import Tracing

// How a lesson's rule is compiled into the program.
extension TrainingProgram {
  /// Compiles a lesson's rule, going on from the code so far, and notes what its own memory starts with.
  mutating func compiled(
    _ rule: EditedRule, _ subjects: [Program.Subject], bound: [String: Operand], _ what: String,
    places: [String: Operand] = [:]
  ) throws(TrainingError) -> Program {
    var shapes: [String: Shape] = [:]
    for (name, operand) in parameters { shapes[name.description] = operand.shape }
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
  var lines: [CompiledLine] { updates.flatMap { $0.lines } }
}

extension [String: Operand] {
  /// The same with some more, which take the place of their like.
  func with(_ more: [String: Operand]) -> [String: Operand] {
    var all = self
    for (name, operand) in more { all[name] = operand }
    return all
  }
}
