import Equations

/// Turns formulas into instructions over one flat memory, for operands of known shapes.
///
/// The tree's own order is kept: children first, left before right, one operation a node.
public struct Compiler {
  /// The instructions so far.
  public private(set) var instructions: [Instruction] = []
  /// The node of the tree each instruction comes from, to say in words where a NaN was born.
  public private(set) var nodes: [Formula] = []
  /// How many doubles the memory must hold.
  public private(set) var memorySize = 0
  /// The numbers of the equations, to be written into the memory once.
  public private(set) var constants: [(offset: Int, value: Double)] = []

  /// Creates a compiler with nothing in memory.
  public init() {}

  /// Reserves room for a matrix.
  public mutating func reserve(_ shape: Shape) -> Operand {
    let operand = Operand(offset: memorySize, shape: shape)
    memorySize += shape.count
    return operand
  }

  /// Appends a copy from one operand to another of the same shape.
  public mutating func copy(_ source: Operand, to target: Operand, from formula: Formula) {
    append(.copy(source), into: target, from: formula)
  }

  private mutating func append(
    _ work: Instruction.Work, into result: Operand, from formula: Formula
  ) {
    instructions.append(Instruction(work, into: result))
    nodes.append(formula)
  }

  /// Compiles a formula.
  ///
  /// - Parameters:
  ///   - formula: The formula.
  ///   - operands: Where each of its symbols lies.
  /// - Returns: Where its value will be.
  /// - Throws: `CompileError` for operands that do not fit, or a symbol without a value.
  public mutating func compile(
    _ formula: Formula, _ operands: (Symbol) -> Operand?
  ) throws(CompileError) -> Operand {
    switch formula {
    case .number(let value):
      let operand = reserve(.scalar)
      constants.append((operand.offset, value))
      return operand
    case .symbol(let symbol):
      guard let operand = operands(symbol) else { throw .noValue(symbol) }
      return operand
    case .unary(let operation, let inner):
      let operand = try compile(inner, operands)
      let result = reserve(operation.shape(of: operand.shape))
      append(.unary(operation, operand), into: result, from: formula)
      return result
    case .binary(let operation, let first, let second):
      let left = try compile(first, operands)
      let right = try compile(second, operands)
      guard let shape = operation.shape(of: left.shape, right.shape) else {
        let notation = UnicodeNotation()
        throw .shapes(
          ShapeMismatch(
            left: first.written(in: notation).text, leftShape: left.shape,
            right: second.written(in: notation).text, rightShape: right.shape))
      }
      let result = reserve(shape)
      append(.binary(operation, left, right), into: result, from: formula)
      return result
    }
  }
}

/// Why a formula cannot be compiled.
public enum CompileError: Error, Sendable {
  /// A symbol has no value here.
  case noValue(Symbol)
  /// Two operands do not fit together.
  case shapes(ShapeMismatch)
}

extension Formula {
  /// Evaluates the formula once, for values of its symbols.
  ///
  /// - Throws: `CompileError` for a symbol without a value or shapes NumPy would refuse.
  public func evaluated(_ values: [Symbol: Matrix]) throws(CompileError) -> Matrix {
    var compiler = Compiler()
    var operands: [Symbol: Operand] = [:]
    for symbol in symbols {
      if let value = values[symbol] { operands[symbol] = compiler.reserve(value.shape) }
    }
    let result = try compiler.compile(self) { operands[$0] }
    var memory = [Double](repeating: 0, count: Swift.max(1, compiler.memorySize))
    for (symbol, operand) in operands {
      guard let value = values[symbol] else { continue }
      for (i, element) in value.elements.enumerated() { memory[operand.offset + i] = element }
    }
    for constant in compiler.constants { memory[constant.offset] = constant.value }
    return memory.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return Matrix(.nan) }
      for instruction in compiler.instructions { instruction.run(base) }
      return Matrix(shape: result.shape, copying: base + result.offset)
    }
  }
}
