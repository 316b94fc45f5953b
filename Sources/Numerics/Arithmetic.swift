import Equations

extension UnaryOperation {
  /// Computes the operation on one number, which is also a 1×1 matrix; each step is correctly
  /// rounded.
  @inline(__always)
  public func callAsFunction(_ x: Double) -> Double {
    switch self {
    case .negate: -x
    case .squareRoot: x.squareRoot()
    case .floor: x.rounded(.down)
    case .round: x.rounded(.toNearestOrEven)
    case .exponential: Numerics.exponential(x)
    case .logarithm: Numerics.logarithm(x)
    case .relu: x < 0 ? 0 : x  // NaN stays NaN, and −0 stays −0, as in NumPy's maximum(0, x)
    case .sigmoid: 1 / (1 + Numerics.exponential(-x))
    case .transpose, .sum, .rowSums, .columnSums: x
    case .columnCount: 1
    }
  }
}

extension BinaryOperation {
  /// Computes the operation on two numbers, which are also 1×1 matrices: one correctly rounded operation.
  @inline(__always)
  public func callAsFunction(_ x: Double, _ y: Double) -> Double {
    switch self {
    case .add: x + y
    case .subtract: x - y
    case .multiply, .matrixProduct: x * y
    case .divide: x / y
    case .power: Numerics.power(x, y)
    case .maximum: x.isNaN ? x : (y.isNaN ? y : (x < y ? y : x))
    case .minimum: x.isNaN ? x : (y.isNaN ? y : (x > y ? y : x))
    case .compare(let relation): relation(x, y) ? 1 : 0
    case .columns: y == 0 ? x : .nan
    case .span: x
    }
  }
}

extension Relation {
  /// Whether the relation holds; it never does with NaN.
  @inline(__always)
  public func callAsFunction(_ x: Double, _ y: Double) -> Bool {
    switch self {
    case .greater: x > y
    case .atLeast: x >= y
    case .less: x < y
    case .atMost: x <= y
    case .equal: x == y
    }
  }
}
