import Equations

/// Two shapes that an operation cannot join, as NumPy would refuse them.
public struct ShapeMismatch: Error, Equatable, Sendable {
  /// The left operand, as the equation writes it.
  public let left: String
  /// Its shape.
  public let leftShape: Shape
  /// The right operand.
  public let right: String
  /// Its shape.
  public let rightShape: Shape

  /// What is wrong, in one sentence.
  public var message: String {
    "\(left) is \(leftShape) and \(right) is \(rightShape): shapes that cannot be combined "
      + "(rows and columns must agree, or be 1)."
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
    case .negate, .squareRoot, .floor, .round: operand
    }
  }
}

extension BinaryOperation {
  /// The shape of the result, or nil if the operands do not fit.
  public func shape(of left: Shape, _ right: Shape) -> Shape? {
    switch self {
    case .add, .subtract, .multiply, .divide, .power, .maximum, .greater:
      left.broadcast(with: right)
    }
  }
}
