import Equations

/// A matrix in the flat memory of compiled code.
public struct Operand: Hashable, Sendable {
  /// The offset of its first element.
  public let offset: Int
  /// Rows and columns.
  public let shape: Shape

  /// Creates an operand.
  public init(offset: Int, shape: Shape) {
    self.offset = offset
    self.shape = shape
  }

  /// The memory offsets it occupies.
  var places: Range<Int> { offset..<offset + shape.count }

  /// The offset of the element read for a row and column of the result; an axis of length 1 is
  /// stretched.
  @inline(__always)
  public func index(_ row: Int, _ column: Int) -> Int {
    offset + (shape.rows == 1 ? 0 : row) * shape.columns + (shape.columns == 1 ? 0 : column)
  }
}

/// One operation of compiled code: operands in, result out.
///
/// Plain data without references, so that running it needs no reference counting.
public struct Instruction: Sendable {
  /// The operation of an instruction and its operands.
  public enum Work: Hashable, Sendable {
    /// An operation on one operand.
    case unary(UnaryOperation, Operand)
    /// An operation on two operands.
    case binary(BinaryOperation, Operand, Operand)
    /// The product X·Yᵀ of two operands.
    case timesTransposed(Operand, Operand)
    /// A copy, for a line whose formula is a single symbol or number, and for keeping a state.
    case copy(Operand)
    /// `count` neighbouring columns, starting at a column that is known at compile time.
    case slice(Operand, from: Int, count: Int)
  }

  /// The operation and its operands.
  public let work: Work
  /// The operand for the result.
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
    switch work {
    case .copy(let source): copyElements(memory + source.offset, into: out, result.shape.count)
    case .timesTransposed(let left, let right):
      timesTransposed(memory + left.offset, left.shape, memory + right.offset, right.shape, out)
    case .slice(let matrix, let first, _):
      for row in 0..<result.shape.rows {
        copyElements(
          memory + matrix.offset + row * matrix.shape.columns + first,
          into: out + row * result.shape.columns, result.shape.columns)
      }
    case .unary(let operation, let operand):
      let x = memory + operand.offset
      if operation.isElementwise {
        operation.run(x, into: out, count: result.shape.count)
      } else {
        operation.run(x, operand.shape, into: out)
      }
    case .binary(let operation, let left, let right):
      if operation.isElementwise {
        if result.shape == .scalar {
          out[0] = operation(memory[left.offset], memory[right.offset])
        } else {
          runElementwise(operation, left, right, memory)
        }
      } else {
        operation.run(
          memory + left.offset, left.shape, memory + right.offset, right.shape, into: out,
          result.shape)
      }
    }
  }

  /// Row by row; an operand of one row or one column is read again and again.
  private func runElementwise(
    _ operation: BinaryOperation, _ left: Operand, _ right: Operand,
    _ memory: UnsafeMutablePointer<Double>
  ) {
    let out = memory + result.offset
    let x = memory + left.offset
    let y = memory + right.offset
    if left.shape == result.shape, right.shape == result.shape {
      operation.run(x, 1, y, 1, into: out, count: result.shape.count)
    } else if left.shape == result.shape, right.shape == .scalar {
      operation.run(x, 1, y, 0, into: out, count: result.shape.count)
    } else if left.shape == .scalar, right.shape == result.shape {
      operation.run(x, 0, y, 1, into: out, count: result.shape.count)
    } else {
      for row in 0..<result.shape.rows {
        operation.run(
          memory + left.index(row, 0), left.shape.columns == 1 ? 0 : 1,
          memory + right.index(row, 0), right.shape.columns == 1 ? 0 : 1,
          into: out + row * result.shape.columns, count: result.shape.columns)
      }
    }
  }
}

@inline(never)
private func timesTransposed(
  _ x: UnsafePointer<Double>, _ left: Shape, _ y: UnsafePointer<Double>, _ right: Shape,
  _ out: UnsafeMutablePointer<Double>
) {
  MatrixProduct(x: x, y: y, out: out, rows: left.rows, inner: left.columns, columns: right.rows)
    .runTransposed()
}

/// Eight elements at a time: for the few dozen of a small network the system's function is slower.
@inline(__always)
private func copyElements(
  _ from: UnsafePointer<Double>, into out: UnsafeMutablePointer<Double>, _ count: Int
) {
  guard count <= 256 else { return out.update(from: from, count: count) }
  let (source, target) = (UnsafeRawPointer(from), UnsafeMutableRawPointer(out))
  var i = 0
  while i + 8 <= count {
    let some = source.loadUnaligned(fromByteOffset: 8 * i, as: SIMD8<Double>.self)
    target.storeBytes(of: some, toByteOffset: 8 * i, as: SIMD8<Double>.self)
    i += 8
  }
  while i < count {
    out[i] = from[i]
    i += 1
  }
}

extension Instruction.Work {
  /// The operands that are read.
  public var operands: [Operand] {
    switch self {
    case .unary(_, let x), .copy(let x), .slice(let x, _, _): [x]
    case .binary(_, let x, let y), .timesTransposed(let x, let y): [x, y]
    }
  }
}

extension [Instruction] {
  /// Which instructions the results depend on, directly or indirectly.
  ///
  /// - Parameters:
  ///   - results: The results that are needed.
  ///   - memorySize: The number of doubles in the code's memory.
  public func needed(for results: [Operand], memorySize: Int) -> [Bool] {
    var isNeeded = [Bool](repeating: false, count: memorySize)
    for result in results { for i in result.places { isNeeded[i] = true } }
    var kept = [Bool](repeating: false, count: count)
    for at in indices.reversed() where self[at].result.places.contains(where: { isNeeded[$0] }) {
      kept[at] = true
      for operand in self[at].work.operands { for i in operand.places { isNeeded[i] = true } }
    }
    return kept
  }

  /// Which instructions give the same result in every run, because nothing they read changes.
  ///
  /// - Parameters:
  ///   - inputs: The operands that change from run to run.
  ///   - memorySize: The number of doubles in the code's memory.
  public func unchanging(whenGiven inputs: [Operand], memorySize: Int) -> [Bool] {
    var changes = [Bool](repeating: false, count: memorySize)
    for input in inputs { for i in input.places { changes[i] = true } }
    return map { instruction in
      // The number of columns depends on the shape alone.
      if case .unary(.columnCount, _) = instruction.work { return true }
      let isSame = !instruction.work.operands.contains { $0.places.contains { changes[$0] } }
      if !isSame { for i in instruction.result.places { changes[i] = true } }
      return isSame
    }
  }
}
