import Equations
import Numerics

/// A lesson's equations compiled for one case: straight-line code over a flat memory that runs one step.
///
/// Each line writes into memory of its own, so that everything a line read and made can be shown
/// after it ran; what is kept for the next step is copied back at the end.
package final class Program {
  /// A parameter of the case, or the series of a lesson without parameters.
  package struct Subject {
    package let name: String
    /// The parameter; nil for a series, and for what stands for several parameters.
    package let parameter: ParameterName?

    package var layer: Int? { parameter?.layer }
    package var isBias: Bool { parameter?.isBias ?? false }
    /// What scopes and loops tell apart.
    package var kind: ParameterKind { ParameterKind(isBias: isBias, layer: layer) }

    /// The one subject of a lesson without parameters.
    package static let series = Subject(named: "")

    /// A parameter.
    package init(_ parameter: ParameterName) {
      name = parameter.description
      self.parameter = parameter
    }

    /// Something whose quantities have the plain names of their symbols.
    package init(named name: String) {
      self.name = name
      parameter = nil
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

  /// The updates, one a parameter, in order.
  package let updates: [UpdateView]
  /// Copies of what the next step starts from.
  package let keep: [Instruction]
  /// What the next step starts from when its shape has changed, which takes a new program.
  package let reshaped: [(subject: Int, symbol: Symbol, value: Operand)]
  /// Where each subject's parameter, states and gradients lie; and what belongs to no subject.
  package let slots: [Slot]
  /// Where t lies.
  let clock: [Int]
  /// Where the gradients and inputs of a step lie, by the names a case gives them.
  let given: [(name: String, operand: Operand)]
  /// What a step leaves behind, in the order of the trace's `outputs`.
  package let outputs: [(name: String, value: Operand)]
  let constants: [(offset: Int, value: Double)]
  let memorySize: Int
  /// Whether it is for one step only, because a shape follows from a number such as t.
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

/// One compiled line: its instructions, its value, and everything needed to print it.
public final class CompiledLine: Sendable {
  /// The equation.
  public let assignment: Assignment
  /// The ASCII name of what it assigns: `v_dW1`.
  public let target: String
  /// The operations, in order.
  public let instructions: [Instruction]
  /// The node of the tree each operation comes from.
  public let nodes: [Formula]
  /// The numbers of the columns it picks, and the matrix it picks them from.
  let picks: [(matrix: Operand, numbers: Operand)]
  /// Where the value will be.
  public let value: Operand
  /// Where the symbols of the right-hand side lie.
  public let operands: [Symbol: Operand]
  /// The equation, `v ← β₁·v + (1 − β₁)·g`.
  public let equation: String
  /// The right-hand side with a slot for each 1×1 value.
  public let substitution: Template
  /// The right-hand side with a slot for every symbol, for one element; nil if an element comes from a
  /// whole row or column.
  public let element: Template?
  /// Which of the case's answers to write down in the place of the value, step by step.
  public let answers: [Double]
  /// What NumPy's broadcasting does to the target's shape, in words.
  public let shapeNote: String?

  init(
    assignment: Assignment, target: String, instructions: [Instruction], nodes: [Formula],
    value: Operand, operands: [Symbol: Operand], answers: [Double], shapeNote: String?
  ) {
    self.assignment = assignment
    self.target = target
    self.instructions = instructions
    self.nodes = nodes
    picks = instructions.compactMap {
      if case .binary(.columns, let matrix, let numbers) = $0.work {
        (matrix, numbers)
      } else {
        nil
      }
    }
    self.value = value
    self.operands = operands
    self.answers = answers
    self.shapeNote = shapeNote
    equation = assignment.unicode
    let numbers = Set(operands.filter { $0.value.shape == .scalar }.keys)
    substitution = Template(
      assignment.formula.written(in: UnicodeNotation(slots: numbers)), operands)
    element =
      assignment.formula.isElementwise
      ? Template(
        assignment.formula.written(in: UnicodeNotation(slots: Set(operands.keys))), operands) : nil
  }
}

/// Written text with slots in a tracer's memory for its numbers.
public struct Template: Sendable {
  /// A piece of the text.
  public enum Piece: Sendable {
    /// Text that never changes, as UTF-8.
    case text([UInt8])
    /// A number; a hyperparameter's is the same in every step, and shown in full as t and l are.
    case number(Operand, least: BindingStrength, isSuperscript: Bool, precision: Precision)
  }

  /// How a number is shown.
  public enum Precision: Sendable {
    /// A constant of the run: as it was given.
    case constant
    /// Something counted or measured, t, l or an input: every digit of it.
    case count
    /// A result: in significant digits.
    case result

    init(_ role: Symbol.Role) {
      switch role {
      case .hyperparameter: self = .constant
      case .step, .layer, .input: self = .count
      default: self = .result
      }
    }
  }

  /// The pieces in order.
  public let pieces: [Piece]

  init(_ written: Fragment, _ operands: [Symbol: Operand]) {
    pieces = written.pieces.map { piece in
      switch piece {
      case .text(let text): return .text(Array(text.utf8))
      case .slot(let slot):
        guard let operand = operands[slot.symbol] else {
          return .text(Array(slot.symbol.glyph.utf8))
        }
        // A measured number is shown in full; one of a whole matrix of them is not.
        let isAlone = operand.shape == .scalar
        return .number(
          operand, least: slot.least, isSuperscript: slot.isSuperscript,
          precision: isAlone ? Precision(slot.symbol.role) : .result)
      }
    }
  }

  private init(pieces: [Piece]) { self.pieces = pieces }

  /// The same with the numbers that never change already put in, for a stream of a million steps.
  public func withConstants(_ memory: UnsafePointer<Double>, _ style: NumberStyle) -> Template {
    var merged: [Piece] = []
    for piece in pieces {
      guard let text = piece.constantText(memory, style) else {
        merged.append(piece)
        continue
      }
      if case .text(let before)? = merged.last {
        merged[merged.count - 1] = .text(before + text)
      } else {
        merged.append(.text(text))
      }
    }
    return Template(pieces: merged)
  }

  /// Appends the text with the numbers that lie in memory now.
  ///
  /// - Parameters:
  ///   - memory: The tracer's memory.
  ///   - row: The row of the element meant, where an operand has several.
  ///   - column: Its column.
  ///   - style: How numbers are shown.
  ///   - bytes: Where to append.
  public func append(
    _ memory: UnsafePointer<Double>, row: Int = 0, column: Int = 0, _ style: NumberStyle,
    to bytes: inout [UInt8]
  ) {
    for piece in pieces { piece.append(memory, row: row, column: column, style, to: &bytes) }
  }
}

extension Template.Piece {
  /// The piece's text if it is the same in every step.
  fileprivate func constantText(
    _ memory: UnsafePointer<Double>, _ style: NumberStyle
  ) -> [UInt8]? {
    switch self {
    case .number(_, _, _, .result), .number(_, _, _, .count): return nil
    case .number(_, _, _, .constant), .text: break
    }
    var text: [UInt8] = []
    append(memory, row: 0, column: 0, style, to: &text)
    return text
  }

  @inline(__always)
  fileprivate func append(
    _ memory: UnsafePointer<Double>, row: Int, column: Int, _ style: NumberStyle,
    to bytes: inout [UInt8]
  ) {
    switch self {
    case .text(let text): bytes.append(contentsOf: text)
    case .number(let operand, let least, let isSuperscript, let precision):
      let value = memory[operand.index(row, column)]
      let style = precision == .result ? style : .full
      if isSuperscript {
        let text = style.text(value)
        bytes.append(contentsOf: (text.superscript ?? "^\(text)").utf8)
      } else if least > .comparison, style.strength(value) < least {
        bytes.append(UInt8(ascii: "("))
        style.append(value, to: &bytes)
        bytes.append(UInt8(ascii: ")"))
      } else {
        style.append(value, to: &bytes)
      }
    }
  }
}
