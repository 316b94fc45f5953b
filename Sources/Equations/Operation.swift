/// An operation on one operand.
public enum UnaryOperation: Hashable, Sendable {
  /// −x
  case negate
  /// √x
  case squareRoot
  /// ⌊x⌋, the greatest whole number that is not above x.
  case floor
  /// x rounded to the nearest whole number, a tie to the even one, as NumPy rounds.
  case round
}

/// An operation on two operands, each element by itself (NumPy's broadcasting decides the pairs).
public enum BinaryOperation: Hashable, Sendable {
  /// x + y
  case add
  /// x − y
  case subtract
  /// x·y
  case multiply
  /// x / y
  case divide
  /// xʸ with a whole number y.
  case power
  /// The greater of x and y; NaN if either is.
  case maximum
  /// 1 where x > y, otherwise 0.
  case greater
}

/// How tightly a formula's outermost operation binds; a weaker operand gets brackets.
public enum BindingStrength: Int, Comparable, Sendable {
  /// A comparison.
  case comparison
  /// A sum, a difference, and anything with a minus in front, a negative number included.
  case sum
  /// A product, a quotient, and a number written with a power of ten.
  case product
  /// A power.
  case power
  /// A root, which binds tighter than a power: √x² is (√x)².
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
    case .floor, .round: .atom
    }
  }
}

extension BinaryOperation {
  /// How tightly it binds when written with an ordinary sign.
  public var strength: BindingStrength {
    switch self {
    case .add, .subtract: .sum
    case .multiply, .divide: .product
    case .power: .power
    case .maximum: .atom
    case .greater: .comparison
    }
  }

  /// The weakest left operand that needs no brackets.
  ///
  /// Operations of one strength group from the left, as Python groups them; a power's base is an
  /// exception (`(a**b)**c`).
  public var leastLeft: BindingStrength { self == .power ? .prefix : strength }

  /// The weakest right operand that needs no brackets: one step stronger, so that the brackets show
  /// the tree's own order, which decides the last bits.
  public var leastRight: BindingStrength {
    switch strength {
    case .comparison: .sum
    case .sum: .product
    case .product: .power
    case .power, .prefix, .atom: .prefix
    }
  }
}
