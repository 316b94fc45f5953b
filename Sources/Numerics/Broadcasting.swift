import Equations

/// Two operands whose shapes do not fit an operation; NumPy would refuse them.
public struct ShapeMismatch: Error, Equatable, Sendable {
  /// The left operand, as the equation writes it.
  public let left: String
  /// Its shape.
  public let leftShape: Shape
  /// The right operand.
  public let right: String
  /// Its shape.
  public let rightShape: Shape
  /// The operation's requirement for the two shapes.
  public let rule: String

  /// The error, in one sentence.
  public var message: String {
    "\(left) is \(leftShape) and \(right) is \(rightShape): shapes that cannot be combined (\(rule))."
  }
}

extension Shape {
  /// The shape of an elementwise operation by NumPy's rule: along each axis the two lengths agree,
  /// or one of them is 1 and is stretched.
  ///
  /// Nil where NumPy would refuse.
  public func broadcast(with other: Shape) -> Shape? {
    func length(_ a: Int, _ b: Int) -> Int? { a == b || b == 1 ? a : (a == 1 ? b : nil) }
    guard let rows = length(rows, other.rows), let columns = length(columns, other.columns)
    else { return nil }
    return Shape(rows, columns)
  }
}

extension UnaryOperation {
  /// The shape of the result.
  public func shape(of operand: Shape) -> Shape {
    switch self {
    case .negate, .squareRoot, .floor, .round, .exponential, .logarithm, .relu, .sigmoid: operand
    case .transpose: Shape(operand.columns, operand.rows)
    case .sum, .columnCount: .scalar
    case .rowSums: Shape(operand.rows, 1)
    case .columnSums: Shape(1, operand.columns)
    }
  }
}

extension BinaryOperation {
  /// The shape of the result, or nil if the operands do not fit.
  ///
  /// The shape of a span depends on its numbers; `Compiler` finds it.
  public func shape(of left: Shape, _ right: Shape) -> Shape? {
    switch self {
    case .add, .subtract, .multiply, .divide, .power, .maximum, .minimum, .compare:
      left.broadcast(with: right)
    case .matrixProduct:
      left.columns == right.rows ? Shape(left.rows, right.columns) : nil
    case .columns: right.rows == 1 ? Shape(left.rows, right.columns) : nil
    case .span: nil
    }
  }

  /// The operation's requirement for its operands' shapes.
  public var shapeRule: String {
    switch self {
    case .add, .subtract, .multiply, .divide, .power, .maximum, .minimum, .compare:
      "rows and columns must agree, or be 1"
    case .matrixProduct: "a product needs as many columns on the left as rows on the right"
    case .columns: "the picked columns must be one row of numbers"
    case .span: "a span goes from one number to another"
    }
  }
}
