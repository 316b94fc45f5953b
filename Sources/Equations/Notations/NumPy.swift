/// Runnable Python that computes the same bits: `v = beta1 * v + (1 - beta1) * g`.
///
/// It expects `import numpy as np`, arrays of shape (rows, columns) for matrices and plain Python
/// numbers for hyperparameters, `t`, `l` and inputs given as a bare number.
public struct NumPyNotation: Notation, Sendable {
  /// Creates the notation.
  public init() {}

  /// Writes the symbol's ASCII name; a quantity of the weights gets `_W`.
  public func write(_ symbol: Symbol) -> Written { Written(symbol.pythonName) }

  /// Writes a number in full.
  public func write(_ number: Double) -> Written {
    if number.isNaN { return Written("np.nan") }
    if number.isInfinite { return number < 0 ? Written("-np.inf", .sum) : Written("np.inf") }
    return Written(shortest(number), number.sign == .minus ? .sum : .atom)
  }

  /// Writes -x, np.sqrt(x) and its like, x.T, sums that keep both axes.
  public func write(_ operation: UnaryOperation, _ operand: Written) -> Written {
    switch operation {
    case .negate: Written("-\(operand.bracketed(below: .product).text)", .sum)
    case .squareRoot: Written("np.sqrt(\(operand.text))")
    case .floor: Written("np.floor(\(operand.text))")
    case .round: Written("np.round(\(operand.text))")
    case .exponential: Written("np.exp(\(operand.text))")
    case .logarithm: Written("np.log(\(operand.text))")
    case .relu: Written("np.maximum(0, \(operand.text))")
    case .sigmoid:
      Written("1 / (1 + np.exp(-\(operand.bracketed(below: .product).text)))", .product)
    case .transpose: Written("\(operand.bracketed(below: .atom).text).T")
    case .sum: Written("np.sum(\(operand.text))")
    case .rowSums: Written("np.sum(\(operand.text), axis=1, keepdims=True)")
    case .columnSums: Written("np.sum(\(operand.text), axis=0, keepdims=True)")
    case .columnCount: Written("\(operand.bracketed(below: .atom).text).shape[1]")
    }
  }

  /// Writes the operation as Python groups it.
  public func write(
    _ operation: BinaryOperation, _ left: Written, _ right: Written
  ) -> Written {
    let x = left.bracketed(below: operation.leastLeft).text
    let y = right.bracketed(below: operation.leastRight).text
    return switch operation {
    case .add: Written("\(x) + \(y)", .sum)
    case .subtract: Written("\(x) - \(y)", .sum)
    case .multiply: Written("\(x) * \(y)", .product)
    case .divide: Written("\(x) / \(y)", .product)
    case .power: Written("\(x) ** \(y)", .power)
    case .maximum: Written("np.maximum(\(left.text), \(right.text))")
    case .minimum: Written("np.minimum(\(left.text), \(right.text))")
    case .compare(let relation): Written("(\(x) \(relation.python) \(y))")
    case .matrixProduct: Written("\(x) @ \(y)", .product)
    case .columns:
      Written("\(left.bracketed(below: .atom).text)[:, np.ravel(\(right.text)).astype(int)]")
    case .span: Written("np.arange(\(left.text), \(right.text))")
    }
  }
}

extension Symbol {
  /// The name of the symbol in NumPy text.
  public var pythonName: String {
    switch owner {
    case .own: name
    case .weights: "\(name)_W"
    case .nextLayer: "\(name)_next"
    case .previousLayer: "\(name)_previous"
    }
  }
}

extension Assignment {
  /// The line as a Python statement.
  public var numPy: String { "\(target.name) = \(formula.written(in: NumPyNotation()).text)" }
}
