import Equations
import Numerics
import Text

/// A lesson's equations compiled for one case: straight-line code over a flat memory that runs one
/// step.
///
/// Each line has memory of its own, so that its operands and result can be shown after it ran.
/// Values kept for the next step are copied back at the end.
package final class Program {
  /// A parameter of the case, or the series of a lesson without parameters.
  package struct Subject {
    package let name: String
    /// The parameter; nil for a series, and for a subject that stands for several parameters.
    package let parameter: ParameterName?

    // Stored, not computed: the optimizer of Swift 6.3.1 crashes if one expression reads both
    // through the optional.
    package let layer: Int?
    package let isBias: Bool
    /// The kind that scopes and loops distinguish.
    package var kind: ParameterKind { ParameterKind(isBias: isBias, layer: layer) }

    /// The one subject of a lesson without parameters.
    package static let series = Subject(named: "")

    /// A parameter.
    package init(_ parameter: ParameterName) {
      name = parameter.description
      self.parameter = parameter
      layer = parameter.layer
      isBias = parameter.isBias
    }

    /// A subject whose quantities have the plain names of their symbols.
    package init(named name: String) {
      self.name = name
      parameter = nil
      layer = nil
      isBias = false
    }

    /// The name of one of its quantities: `W1` for θ, `dW1` for g, `v_dW1` for v.
    package func quantity(_ symbol: Symbol) -> String {
      guard let parameter else { return symbol.name }
      return switch symbol.role {
      case .parameter: name
      case .gradient: parameter.gradient
      case .state, .intermediate: parameter.quantity(symbol.name)
      default: symbol.name
      }
    }
  }

  /// The updates in order, one for each parameter.
  package let updates: [UpdateView]
  /// Copies of the values the next step starts from.
  package let keep: [Instruction]
  /// Values for the next step whose shape has changed, which requires a new program.
  package let reshaped: [(subject: Int, symbol: Symbol, value: Operand)]
  /// The places of each subject's parameter, states and gradients, and of everything without a
  /// subject.
  package let slots: [Slot]
  /// The place of t.
  let clock: [Int]
  /// The places of a step's gradients and inputs, by their names in a case.
  let given: [(name: String, operand: Operand)]
  /// The results of a step, in the order of the trace's `outputs`.
  package let outputs: [(name: String, value: Operand)]
  let constants: [(offset: Int, value: Double)]
  let memorySize: Int
  /// Whether the program fits one step only, because a shape depends on a number such as t.
  let isForOneStep: Bool

  package struct Slot {
    /// Nil for hyperparameters, t and inputs.
    package let subject: Int?
    package let symbol: Symbol
    package let operand: Operand
  }

  init(
    updates: [UpdateView], keep: [Instruction],
    reshaped: [(subject: Int, symbol: Symbol, value: Operand)], slots: [Slot], clock: [Int],
    given: [(name: String, operand: Operand)], outputs: [(name: String, value: Operand)],
    constants: [(offset: Int, value: Double)], memorySize: Int, isForOneStep: Bool
  ) {
    self.updates = updates
    self.keep = keep
    self.reshaped = reshaped
    self.slots = slots
    self.clock = clock
    self.given = given
    self.outputs = outputs
    self.constants = constants
    self.memorySize = memorySize
    self.isForOneStep = isForOneStep
  }
}
