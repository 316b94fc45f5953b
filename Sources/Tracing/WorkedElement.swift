import Equations
import Numerics

/// Writes out one element of a line in full: `0.5·1 + (−2)·3 + 0.1` for an element of W·A + b.
///
/// Elementwise lines have a prepared text (`CompiledLine.element`). This type walks the tree, for
/// lines in which an element depends on a whole row or column.
struct WorkedElement<Style: Notation> {
  /// The operands of the symbols.
  let operands: [Symbol: Operand]
  let memory: UnsafePointer<Double>

  private let notation: Style
  /// Writes a value, with all its digits if it is exact.
  private let number: (Double, _ isExact: Bool) -> Fragment
  /// The number of terms shown at the start of a long sum; the last term is always shown.
  private let firstTerms = 4

  init(
    _ operands: [Symbol: Operand], _ memory: UnsafePointer<Double>, in notation: Style,
    number: @escaping (Double, _ isExact: Bool) -> Fragment
  ) {
    self.operands = operands
    self.memory = memory
    self.notation = notation
    self.number = number
  }

  /// The text of the element in a row and a column.
  func text(_ formula: Formula, _ row: Int, _ column: Int) -> String {
    written(formula, row, column).text
  }

  private func written(_ formula: Formula, _ row: Int, _ column: Int) -> Fragment {
    switch formula {
    case .number(let value): return notation.write(value)
    case .symbol(let symbol):
      guard let operand = operands[symbol] else { return notation.write(symbol) }
      let value = memory[operand.index(row, column)]
      // A counted or measured number is shown in full, unless it is part of a matrix.
      let isCount = operand.shape == .scalar && Template.Precision(symbol.role) != .result
      return number(value, isCount)
    case .unary(let operation, let inner):
      let shape = shape(of: inner)
      switch operation {
      case .transpose: return written(inner, column, row)
      case .rowSums: return sum(shape.columns) { written(inner, row, $0) }
      case .columnSums: return sum(shape.rows) { written(inner, $0, column) }
      case .sum:
        return sum(shape.count) { written(inner, $0 / shape.columns, $0 % shape.columns) }
      case .columnCount: return notation.write(Double(shape.columns))
      case .negate, .squareRoot, .floor, .round, .exponential, .logarithm, .relu, .sigmoid:
        return notation.write(operation, stretched(inner, row, column))
      }
    case .binary(let operation, let left, let right):
      switch operation {
      case .matrixProduct:
        return sum(shape(of: left).columns) {
          notation.write(.multiply, written(left, row, $0), written(right, $0, column))
        }
      case .columns:
        guard let picked = pick(right, 0, column) else {
          return notation.write(operation, written(left, row, column), written(right, 0, column))
        }
        return written(left, row, picked)
      case .span: return notation.write(operation, written(left, 0, 0), written(right, 0, 0))
      case .add, .subtract, .multiply, .divide, .power, .maximum, .minimum, .compare:
        return notation.write(
          operation, stretched(left, row, column), stretched(right, row, column))
      }
    }
  }

  /// An operand of an elementwise operation; an axis of length 1 is stretched.
  private func stretched(_ formula: Formula, _ row: Int, _ column: Int) -> Fragment {
    let shape = shape(of: formula)
    return written(formula, shape.rows == 1 ? 0 : row, shape.columns == 1 ? 0 : column)
  }

  private func sum(_ count: Int, _ term: (Int) -> Fragment) -> Fragment {
    guard count > 0 else { return notation.write(0) }
    var sum = term(0)
    let isLong = count > firstTerms + 2
    for i in 1..<Swift.max(1, isLong ? firstTerms : count) {
      sum = notation.write(.add, sum, term(i))
    }
    guard isLong else { return sum }
    return notation.write(.add, notation.write(.add, sum, notation.write(.dots)), term(count - 1))
  }

  /// The shape of a part of the line.
  private func shape(of formula: Formula) -> Shape {
    switch formula {
    case .number: .scalar
    case .symbol(let symbol): operands[symbol]?.shape ?? .scalar
    case .unary(let operation, let inner): operation.shape(of: shape(of: inner))
    case .binary(let operation, let left, let right):
      operation.shape(of: shape(of: left), shape(of: right)) ?? .scalar
    }
  }

  /// The column that a single symbol or a span picks, if it is known without running anything.
  private func pick(_ formula: Formula, _ row: Int, _ column: Int) -> Int? {
    switch formula {
    case .symbol(let symbol):
      operands[symbol].flatMap { Int(exactly: memory[$0.index(row, column)]) }
    case .binary(.span, .symbol(let from), _):
      operands[from].flatMap { Int(exactly: memory[$0.offset]) }.map { $0 &+ column }
    case .binary(.columns, let inner, let picked):
      pick(picked, 0, column).flatMap { pick(inner, row, $0) }
    default: nil
    }
  }
}
