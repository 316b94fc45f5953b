import Equations

extension UnaryOperation {
  /// Computes the operation on one number: one correctly rounded operation.
  @inline(__always)
  public func callAsFunction(_ x: Double) -> Double {
    switch self {
    case .negate: -x
    case .squareRoot: x.squareRoot()
    case .floor: x.rounded(.down)
    case .round: x.rounded(.toNearestOrEven)
    }
  }
}

extension BinaryOperation {
  /// Computes the operation on two numbers: one correctly rounded operation.
  ///
  /// A power with an exponent that is no whole number gives NaN; whoever runs the formula says so.
  @inline(__always)
  public func callAsFunction(_ x: Double, _ y: Double) -> Double {
    switch self {
    case .add: x + y
    case .subtract: x - y
    case .multiply: x * y
    case .divide: x / y
    case .power: Int(exactly: y).map { integerPower(x, $0) } ?? .nan
    case .maximum: x.isNaN ? x : (y.isNaN ? y : (x < y ? y : x))
    case .greater: x > y ? 1 : 0
    }
  }
}
