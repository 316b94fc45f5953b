import Equations

/// Compiles formulas into instructions over one flat memory, for operands of known shapes.
///
/// The order is the tree's: children first, left before right, one operation for each node.
public struct Compiler {
  /// The instructions so far.
  public private(set) var instructions: [Instruction] = []
  /// The tree node that each instruction comes from, used to explain where a NaN first appeared.
  public private(set) var nodes: [Formula] = []
  /// The number of doubles that the memory must hold.
  public private(set) var memorySize = 0
  /// The numbers of the equations, to be written into the memory once.
  public private(set) var constants: [(offset: Int, value: Double)] = []
  /// Whether some shape depends on a number that is known for one step only: a span of columns.
  public private(set) var dependsOnNumbers = false

  /// Whether equal work on equal operands is done only once.
  private let sharesWork: Bool
  private var done: [Instruction.Work: Operand] = [:]
  private var numbers: [UInt64: Operand] = [:]
  /// The plain numbers known at compile time, by offset.
  private var known: [Int: Double] = [:]
  /// The first column of each span, by offset.
  private var spans: [Int: Int] = [:]

  /// Creates a compiler with nothing in memory.
  ///
  /// - Parameter sharesWork: Whether equal work on equal operands is done only once. Use it if no
  ///   instruction must belong to a particular line and no operand changes while the code runs.
  public init(sharesWork: Bool = false) { self.sharesWork = sharesWork }

  /// Reserves room for a matrix.
  public mutating func reserve(_ shape: Shape) -> Operand {
    let operand = Operand(offset: memorySize, shape: shape)
    let (size, isTooMuch) = memorySize.addingReportingOverflow(shape.count)
    memorySize = isTooMuch ? .max : size  // callers check the size before they allocate the memory
    return operand
  }

  /// Redirects the last instruction's result to another place of the same shape.
  ///
  /// - Returns: Whether the last instruction makes that result and nothing else.
  public mutating func redirect(_ result: Operand, to place: Operand) -> Bool {
    guard let last = instructions.last, last.result == result, result.shape == place.shape else {
      return false
    }
    instructions[instructions.count - 1] = Instruction(last.work, into: place)
    if sharesWork { done[last.work] = place }
    return true
  }

  /// Tells the compiler a plain number's value, which spans of columns need for their shape.
  public mutating func know(_ operand: Operand, is value: Double) {
    known[operand.offset] = value
  }

  /// A plain number's value at run time, if it is known at compile time.
  public func known(_ operand: Operand) -> Double? { known[operand.offset] }

  /// Starts a section that runs at another time: operands may have changed, so no earlier work is
  /// shared.
  public mutating func beginSection() { done = [:] }

  /// Appends a copy from one operand to another of the same shape.
  public mutating func copy(_ source: Operand, to target: Operand, from formula: Formula) {
    append(.copy(source), into: target, from: formula)
    if source.shape == .scalar { known[target.offset] = known[source.offset] }
  }

  private mutating func append(
    _ work: Instruction.Work, into result: Operand, from formula: Formula
  ) {
    instructions.append(Instruction(work, into: result))
    nodes.append(formula)
    if sharesWork { done[work] = result }
  }

  /// Compiles a formula.
  ///
  /// - Parameters:
  ///   - formula: The formula.
  ///   - operands: The operand for each of its symbols.
  /// - Returns: The operand that will hold its value.
  /// - Throws: `CompileError` for operands that do not fit, or a symbol without a value.
  public mutating func compile(
    _ formula: Formula, _ operands: (Symbol) -> Operand?
  ) throws(CompileError) -> Operand {
    switch formula {
    case .number(let value):
      if sharesWork, let operand = numbers[value.bitPattern] { return operand }
      let operand = reserve(.scalar)
      constants.append((operand.offset, value))
      known[operand.offset] = value
      numbers[value.bitPattern] = operand
      return operand
    case .symbol(let symbol):
      guard let operand = operands(symbol) else { throw .noValue(symbol) }
      return operand
    case .unary(let operation, let inner):
      let operand = try compile(inner, operands)
      let work = Instruction.Work.unary(operation, operand)
      if let same = done[work] { return same }
      let result = reserve(operation.shape(of: operand.shape))
      if operation == .columnCount {
        known[result.offset] = Double(operand.shape.columns)
      } else if operand.shape == .scalar, let x = known[operand.offset] {
        known[result.offset] = operation(x)
      }
      append(work, into: result, from: formula)
      return result
    case .binary(.matrixProduct, let first, .unary(.transpose, let second)):
      let left = try compile(first, operands)
      let right = try compile(second, operands)
      let transposed = Operand(
        offset: right.offset, shape: UnaryOperation.transpose.shape(of: right.shape))
      let shape = try shape(
        of: .matrixProduct, left, transposed, first, .unary(.transpose, second))
      let work = Instruction.Work.timesTransposed(left, right)
      if let same = done[work] { return same }
      let result = reserve(shape)
      append(work, into: result, from: formula)
      return result
    case .binary(let operation, let first, let second):
      let left = try compile(first, operands)
      let right = try compile(second, operands)
      var work = Instruction.Work.binary(operation, left, right)
      if operation == .columns, let from = spans[right.offset], from >= 0,
        from + right.shape.columns <= left.shape.columns
      {
        work = .slice(left, from: from, count: right.shape.columns)
      }
      if let same = done[work] { return same }
      let shape =
        operation == .span
        ? try spanShape(left, right, formula)
        : try shape(of: operation, left, right, first, second)
      let result = reserve(shape)
      if operation == .span {
        spans[result.offset] = known[left.offset].flatMap(Int.init(exactly:))
      }
      if left.shape == .scalar, right.shape == .scalar, operation != .span,
        let x = known[left.offset], let y = known[right.offset]
      {
        known[result.offset] = operation(x, y)
      }
      append(work, into: result, from: formula)
      return result
    }
  }

  private func shape(
    of operation: BinaryOperation, _ left: Operand, _ right: Operand, _ first: Formula,
    _ second: Formula
  ) throws(CompileError) -> Shape {
    if let shape = operation.shape(of: left.shape, right.shape) { return shape }
    let notation = UnicodeNotation()
    throw .shapes(
      ShapeMismatch(
        left: first.written(in: notation).text, leftShape: left.shape,
        right: second.written(in: notation).text, rightShape: right.shape,
        rule: operation.shapeRule))
  }

  private mutating func spanShape(
    _ left: Operand, _ right: Operand, _ formula: Formula
  ) throws(CompileError) -> Shape {
    dependsOnNumbers = true
    let text = formula.written(in: UnicodeNotation()).text
    guard let from = known[left.offset], let to = known[right.offset] else {
      throw .span("\(text) is not known before the step runs")
    }
    let written = "\(text) is \(shortest(from)):\(shortest(to))"
    guard let first = Int(exactly: from), let last = Int(exactly: to) else {
      throw .span("\(written), expected whole numbers")
    }
    guard first < last, last.subtractingReportingOverflow(first).partialValue <= 1 << 26,
      !last.subtractingReportingOverflow(first).overflow
    else { throw .span("\(written), which is \(first < last ? "too long" : "empty")") }
    return Shape(1, last - first)
  }
}

/// The reason a formula cannot be compiled.
public enum CompileError: Error, Sendable {
  /// A symbol has no value here.
  case noValue(Symbol)
  /// Two operands do not fit together.
  case shapes(ShapeMismatch)
  /// A span of numbers has no length.
  case span(String)
}

extension Formula {
  /// Evaluates the formula once, for values of its symbols.
  ///
  /// - Throws: `CompileError` for a symbol without a value or shapes NumPy would refuse.
  public func evaluated(_ values: [Symbol: Matrix]) throws(CompileError) -> Matrix {
    var compiler = Compiler()
    var operands: [Symbol: Operand] = [:]
    for symbol in symbols {
      guard let value = values[symbol] else { continue }
      let operand = compiler.reserve(value.shape)
      operands[symbol] = operand
      if value.shape == .scalar { compiler.know(operand, is: value.elements[0]) }
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
