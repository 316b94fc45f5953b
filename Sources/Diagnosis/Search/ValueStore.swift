import Equations
import Numerics

/// Runs equations for thousands of candidate mistakes, and each operation on the same operands only
/// once.
///
/// Candidates that differ in one line share all the others; those that differ in the last line
/// share everything before it. A value is identified by its place in memory, and the same operation
/// on the same places is the same value.
final class ValueStore {
  /// The most numbers that are stored: half a gigabyte.
  static let mostNumbers = 1 << 26

  private var compiler = Compiler(sharesWork: true)
  private var memory: UnsafeMutablePointer<Double>
  private var capacity = 1 << 12
  private var instructionsRun = 0
  private var constantsWritten = 0

  /// Whether memory ran out, so that a value may be nil though Python would not stop.
  var isFull: Bool { compiler.memorySize > Self.mostNumbers }

  init() {
    memory = .allocate(capacity: capacity)
    memory.initialize(repeating: 0, count: capacity)
  }

  deinit { memory.deallocate() }

  /// Stores a matrix in memory.
  func place(_ value: Matrix) -> Operand? {
    let operand = compiler.reserve(value.shape)
    guard grow() else { return nil }
    for (i, element) in value.elements.enumerated() { memory[operand.offset + i] = element }
    if value.shape == .scalar { compiler.know(operand, is: value.elements[0]) }
    return operand
  }

  /// The value of a formula for operands in memory; nil if Python would stop with an error.
  func value(of formula: Formula, _ operands: (Symbol) -> Operand?) -> Operand? {
    guard let result = try? compiler.compile(formula, operands), grow() else { return nil }
    let constants = compiler.constants
    while constantsWritten < constants.count {
      memory[constants[constantsWritten].offset] = constants[constantsWritten].value
      constantsWritten += 1
    }
    return run() ? result : nil
  }

  /// The numbers of a value, row by row.
  func numbers(_ operand: Operand) -> UnsafeBufferPointer<Double> {
    UnsafeBufferPointer(start: memory + operand.offset, count: operand.shape.count)
  }

  /// A value as a matrix.
  func matrix(_ operand: Operand) -> Matrix {
    Matrix(shape: operand.shape, elements: Array(numbers(operand))) ?? Matrix(.nan)
  }

  /// Runs newly compiled instructions; false if they pick columns that a matrix does not have.
  private func run() -> Bool {
    var isSound = true
    while instructionsRun < compiler.instructions.count {
      let instruction = compiler.instructions[instructionsRun]
      instruction.run(memory)
      if case .binary(.columns, let matrix, let picked) = instruction.work {
        isSound =
          isSound
          && numbers(picked).allSatisfy {
            Int(exactly: $0).map { 0..<matrix.shape.columns ~= $0 } ?? false
          }
      }
      instructionsRun += 1
    }
    return isSound
  }

  private func grow() -> Bool {
    let needed = compiler.memorySize
    guard needed <= Self.mostNumbers else { return false }
    guard needed > capacity else { return true }
    let new = Swift.max(needed, capacity * 2)
    let larger = UnsafeMutablePointer<Double>.allocate(capacity: new)
    larger.initialize(repeating: 0, count: new)
    larger.update(from: memory, count: capacity)
    memory.deallocate()
    memory = larger
    capacity = new
    return true
  }
}
