import Equations

/// A matrix in the flat memory of compiled code.
public struct Operand: Equatable, Sendable {
  /// Where its first element lies.
  public let offset: Int
  /// Rows and columns.
  public let shape: Shape

  /// Creates an operand.
  public init(offset: Int, shape: Shape) {
    self.offset = offset
    self.shape = shape
  }

  /// Where the element lies that a result's row and column read: an axis of length 1 is stretched.
  @inline(__always)
  public func index(_ row: Int, _ column: Int) -> Int {
    offset + (shape.rows == 1 ? 0 : row) * shape.columns + (shape.columns == 1 ? 0 : column)
  }
}

/// One operation of compiled code: operands in, result out, one rounding an element.
///
/// Plain data without references, so that running one costs no reference counting.
public struct Instruction: Sendable {
  /// What is computed.
  public enum Work: Equatable, Sendable {
    /// An operation on one operand.
    case unary(UnaryOperation, Operand)
    /// An operation on two operands.
    case binary(BinaryOperation, Operand, Operand)
    /// A copy, for a line whose formula is a bare symbol or number, and for keeping a state.
    case copy(Operand)
  }

  /// What is computed.
  public let work: Work
  /// Where the result goes.
  public let result: Operand

  /// Creates an instruction.
  public init(_ work: Work, into result: Operand) {
    self.work = work
    self.result = result
  }

  /// Runs the instruction on the memory.
  @inline(__always)
  public func run(_ memory: UnsafeMutablePointer<Double>) {
    let out = memory + result.offset
    let count = result.shape.count
    switch work {
    case .copy(let source): out.update(from: memory + source.offset, count: count)
    case .unary(let operation, let operand):
      let x = memory + operand.offset
      for i in 0..<count { out[i] = operation(x[i]) }
    case .binary(let operation, let left, let right):
      if count == 1 {
        out[0] = operation(memory[left.offset], memory[right.offset])
      } else if left.shape == result.shape, right.shape == result.shape {
        let x = memory + left.offset
        let y = memory + right.offset
        for i in 0..<count { out[i] = operation(x[i], y[i]) }
      } else {
        stretch(operation, left, right, memory)
      }
    }
  }

  private func stretch(
    _ operation: BinaryOperation, _ left: Operand, _ right: Operand,
    _ memory: UnsafeMutablePointer<Double>
  ) {
    var out = result.offset
    for row in 0..<result.shape.rows {
      for column in 0..<result.shape.columns {
        memory[out] = operation(memory[left.index(row, column)], memory[right.index(row, column)])
        out += 1
      }
    }
  }
}
