import Equations
import Numerics

/// One compiled line: its instructions, its value, and everything needed to print it.
public final class CompiledLine: Sendable {
  /// The equation.
  public let assignment: Assignment
  /// The ASCII name of the quantity it assigns: `v_dW1`.
  public let target: String
  /// The operations, in order.
  public let instructions: [Instruction]
  /// The tree node that each operation comes from.
  public let nodes: [Formula]
  /// The matrices it picks columns from, with the numbers of the columns.
  let picks: [(matrix: Operand, numbers: Operand)]
  /// The operand for the value.
  public let value: Operand
  /// The operands of the right-hand side's symbols.
  public let operands: [Symbol: Operand]
  /// The equation, `v ← β₁·v + (1 − β₁)·g`.
  public let equation: String
  /// The right-hand side with a slot for each 1×1 value.
  public let substitution: Template
  /// The right-hand side for one element, with a slot for every symbol; nil if an element depends
  /// on a whole row or column.
  public let element: Template?
  /// The case's answers to write in place of the value, step by step.
  public let answers: [Double]
  /// A note in words if NumPy's broadcasting changes the target's shape.
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
