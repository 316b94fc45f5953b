/// An operation on one operand: each element by itself, or the matrix as a whole.
public enum UnaryOperation: Hashable, Sendable {
  /// −x
  case negate
  /// √x
  case squareRoot
  /// ⌊x⌋, the greatest whole number not above x.
  case floor
  /// x rounded to the nearest whole number, a tie to the even one, as in NumPy.
  case round
  /// eˣ
  case exponential
  /// log x, the natural logarithm.
  case logarithm
  /// max(0, x): the rectified linear unit.
  case relu
  /// σ(x) = 1 / (1 + e⁻ˣ), in these three rounded operations.
  case sigmoid
  /// Xᵀ: rows become columns.
  case transpose
  /// The sum of all elements, row by row.
  case sum
  /// The sum of each row, from left to right: NumPy's `axis=1`, kept as a column.
  case rowSums
  /// The sum of each column, from top to bottom: NumPy's `axis=0`, kept as a row.
  case columnSums
  /// The number of columns of a matrix, which is the number of examples.
  case columnCount
}

/// An operation on two operands: elementwise, with NumPy's broadcasting, or on whole matrices.
public enum BinaryOperation: Hashable, Sendable {
  /// x + y
  case add
  /// x − y
  case subtract
  /// x·y
  case multiply
  /// x / y
  case divide
  /// xʸ
  case power
  /// The greater of x and y; NaN if either is.
  case maximum
  /// The lesser of x and y; NaN if either is.
  case minimum
  /// 1 if the relation holds, otherwise 0, like NumPy's booleans.
  case compare(Relation)
  /// The matrix product X·Y, each sum from left to right.
  case matrixProduct
  /// The columns of X whose numbers are in a row, counted from 0.
  case columns
  /// The whole numbers from x up to, but not including, y, as a row: Python's `x:y`.
  case span
}

/// A comparison of two numbers.
public enum Relation: Hashable, Sendable, CaseIterable {
  /// x > y
  case greater
  /// x ≥ y
  case atLeast
  /// x < y
  case less
  /// x ≤ y
  case atMost
  /// x = y
  case equal

  /// The sign between the operands.
  public var sign: String {
    switch self {
    case .greater: ">"
    case .atLeast: "≥"
    case .less: "<"
    case .atMost: "≤"
    case .equal: "="
    }
  }

  /// The operator in Python.
  public var python: String {
    switch self {
    case .greater: ">"
    case .atLeast: ">="
    case .less: "<"
    case .atMost: "<="
    case .equal: "=="
    }
  }
}

/// How tightly a formula's outermost operation binds; a weaker operand gets brackets.
public enum BindingStrength: Int, Comparable, Sendable {
  /// A comparison.
  case comparison
  /// A sum, a difference, and anything with a minus sign in front, including negative numbers.
  case sum
  /// A product, a quotient, and a number written with a power of ten.
  case product
  /// A power.
  case power
  /// A root, which binds more tightly than a power: √x² is (√x)².
  case prefix
  /// A symbol, a plain number, anything in brackets.
  case atom

  /// Orders the strengths from the loosest to the tightest.
  public static func < (left: BindingStrength, right: BindingStrength) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension UnaryOperation {
  /// How tightly it binds when written with an ordinary sign.
  public var strength: BindingStrength {
    switch self {
    case .negate: .sum
    case .squareRoot: .prefix
    case .transpose: .power
    case .floor, .round, .exponential, .logarithm, .relu, .sigmoid: .atom
    case .sum, .rowSums, .columnSums, .columnCount: .atom
    }
  }

  /// Whether each element of the result depends only on the element at its position.
  public var isElementwise: Bool {
    switch self {
    case .negate, .squareRoot, .floor, .round, .exponential, .logarithm, .relu, .sigmoid: true
    case .transpose, .sum, .rowSums, .columnSums, .columnCount: false
    }
  }
}

extension BinaryOperation {
  /// How tightly it binds when written with an ordinary sign.
  public var strength: BindingStrength {
    switch self {
    case .add, .subtract: .sum
    case .multiply, .divide, .matrixProduct: .product
    case .power: .power
    case .maximum, .minimum, .columns: .atom
    case .compare, .span: .comparison
    }
  }

  /// Whether each element of the result depends only on the two elements at its position.
  public var isElementwise: Bool {
    switch self {
    case .add, .subtract, .multiply, .divide, .power, .maximum, .minimum, .compare: true
    case .matrixProduct, .columns, .span: false
    }
  }

  /// The weakest left operand that needs no brackets.
  ///
  /// Operations of one strength group from the left, as Python groups them; a power's base is an
  /// exception (`(a**b)**c`).
  public var leastLeft: BindingStrength { self == .power ? .prefix : strength }

  /// The weakest right operand that needs no brackets: one step stronger, so that brackets show the
  /// tree's order, which affects the last bits.
  public var leastRight: BindingStrength {
    switch strength {
    case .comparison: .sum
    case .sum: .product
    case .product: .power
    case .power, .prefix, .atom: .prefix
    }
  }
}
