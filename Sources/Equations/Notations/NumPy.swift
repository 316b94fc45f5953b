/// Runnable Python that computes the same bits: `v = beta1 * v + (1 - beta1) * g`.
///
/// It expects `import numpy as np`, arrays of shape (rows, columns) for matrices, and plain Python
/// numbers for hyperparameters, `t`, `l` and plain inputs.
public struct NumPyNotation: Notation, Sendable {
  /// Creates the notation.
  public init() {}

  /// Writes the symbol's ASCII name; a quantity of the weights gets `_W`.
  public func write(_ symbol: Symbol) -> Fragment { Fragment(symbol.pythonName) }

  /// Writes a number in full.
  public func write(_ number: Double) -> Fragment {
    if number.isNaN { return Fragment("np.nan") }
    if number.isInfinite { return number < 0 ? Fragment("-np.inf", .sum) : Fragment("np.inf") }
    return Fragment(shortest(number), number.sign == .minus ? .sum : .atom)
  }

  /// Writes -x, np.sqrt(x) and similar calls, x.T, and sums that keep both axes.
  public func write(_ operation: UnaryOperation, _ operand: Fragment) -> Fragment {
    switch operation {
    case .negate: Fragment("-\(operand.bracketed(below: .product).text)", .sum)
    case .squareRoot: Fragment("np.sqrt(\(operand.text))")
    case .floor: Fragment("np.floor(\(operand.text))")
    case .round: Fragment("np.round(\(operand.text))")
    case .exponential: Fragment("np.exp(\(operand.text))")
    case .logarithm: Fragment("np.log(\(operand.text))")
    case .relu: Fragment("np.maximum(0, \(operand.text))")
    case .sigmoid:
      Fragment("1 / (1 + np.exp(-\(operand.bracketed(below: .product).text)))", .product)
    case .transpose: Fragment("\(operand.bracketed(below: .atom).text).T")
    case .sum: Fragment("np.sum(\(operand.text))")
    case .rowSums: Fragment("np.sum(\(operand.text), axis=1, keepdims=True)")
    case .columnSums: Fragment("np.sum(\(operand.text), axis=0, keepdims=True)")
    case .columnCount: Fragment("\(operand.bracketed(below: .atom).text).shape[1]")
    }
  }

  /// Writes the operation with the grouping of Python.
  public func write(
    _ operation: BinaryOperation, _ left: Fragment, _ right: Fragment
  ) -> Fragment {
    let x = left.bracketed(below: operation.leastLeft).text
    let y = right.bracketed(below: operation.leastRight).text
    return switch operation {
    case .add: Fragment("\(x) + \(y)", .sum)
    case .subtract: Fragment("\(x) - \(y)", .sum)
    case .multiply: Fragment("\(x) * \(y)", .product)
    case .divide: Fragment("\(x) / \(y)", .product)
    case .power: Fragment("\(x) ** \(y)", .power)
    case .maximum: Fragment("np.maximum(\(left.text), \(right.text))")
    case .minimum: Fragment("np.minimum(\(left.text), \(right.text))")
    case .compare(let relation): Fragment("(\(x) \(relation.python) \(y))")
    case .matrixProduct: Fragment("\(x) @ \(y)", .product)
    case .columns:
      Fragment("\(left.bracketed(below: .atom).text)[:, np.ravel(\(right.text)).astype(int)]")
    case .span: Fragment("np.arange(\(left.text), \(right.text))")
    }
  }
}

extension Symbol {
  /// The name of the symbol in NumPy text.
  public var pythonName: String {
    switch owner {
    case .own: name
    case .weights: "\(name)_W"
    case .biases: "\(name)_b"
    case .nextLayer: "\(name)_next"
    case .previousLayer: "\(name)_previous"
    }
  }
}

extension Assignment {
  /// The line as a Python statement.
  public var numPy: String { "\(target.name) = \(formula.written(in: NumPyNotation()).text)" }
}
