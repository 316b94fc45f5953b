import Equations
import Numerics

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
