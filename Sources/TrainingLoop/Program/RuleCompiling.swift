import Equations
import Numerics
import Tracing

// Compiles a lesson's rule into the program.
extension TrainingProgram {
  /// Compiles a lesson's rule after the code so far, and notes the initial values of its own
  /// memory.
  mutating func compiled(
    _ rule: EditedRule, _ subjects: [Program.Subject], bound: [String: Operand], _ what: String,
    places: [String: Operand] = [:]
  ) throws(TrainingError) -> Program {
    var shapes: [String: Shape] = [:]
    for (name, operand) in parameters { shapes[name.description] = operand.shape }
    shapes["parameters"] = allParameters.shape
    // Moved, not copied: there may be thousands of mini-batches to compile.
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
  /// The lines of all updates.
  var lines: [CompiledLine] { updates.flatMap { $0.lines } }
}

extension [String: Operand] {
  /// The dictionary with more entries, which replace existing ones.
  func with(_ more: [String: Operand]) -> [String: Operand] {
    var all = self
    for (name, operand) in more { all[name] = operand }
    return all
  }
}
