/// A formula in ASCII without spaces, short enough for a command line: `beta1*v+(1-beta1)*g`.
///
/// Operations without their own sign are functions: `sqrt(x)`, `dot(x,y)`. `FormulaReader` reads
/// the text back into the same formula.
public struct CodeNotation: Notation, Sendable {
  /// Creates the notation.
  public init() {}

  /// Writes the symbol's ASCII name; a quantity of the weights gets `_W`.
  public func write(_ symbol: Symbol) -> Fragment { Fragment(symbol.pythonName) }

  /// Writes a number in full.
  public func write(_ number: Double) -> Fragment {
    Fragment(shortest(number), number.sign == .minus ? .sum : .atom)
  }

  /// Writes -x, and every other operation as a function.
  public func write(_ operation: UnaryOperation, _ operand: Fragment) -> Fragment {
    guard let name = operation.codeName else {
      return Fragment("-\(operand.bracketed(below: .product).text)", .sum)
    }
    return Fragment("\(name)(\(operand.text))")
  }

  /// Writes the four arithmetic signs and **, and every other operation as a function.
  public func write(
    _ operation: BinaryOperation, _ left: Fragment, _ right: Fragment
  ) -> Fragment {
    if let name = operation.codeName { return Fragment("\(name)(\(left.text),\(right.text))") }
    let x = left.bracketed(below: operation.leastLeft).text
    let y = right.bracketed(below: operation.leastRight).text
    return Fragment("\(x)\(operation.codeSign)\(y)", operation.strength)
  }
}

extension UnaryOperation {
  /// The operations written as functions.
  static let named: [UnaryOperation] = [
    .squareRoot, .floor, .round, .exponential, .logarithm, .relu, .sigmoid, .transpose, .sum,
    .rowSums, .columnSums, .columnCount,
  ]

  /// The function's name; nil for the minus sign.
  var codeName: String? {
    switch self {
    case .negate: nil
    case .squareRoot: "sqrt"
    case .floor: "floor"
    case .round: "round"
    case .exponential: "exp"
    case .logarithm: "log"
    case .relu: "relu"
    case .sigmoid: "sigmoid"
    case .transpose: "transpose"
    case .sum: "sum"
    case .rowSums: "rowsums"
    case .columnSums: "colsums"
    case .columnCount: "ncols"
    }
  }
}

extension BinaryOperation {
  /// The operations written as functions.
  static let named: [BinaryOperation] =
    [.maximum, .minimum, .matrixProduct, .columns, .span]
    + Relation.allCases.map { .compare($0) }

  /// The function's name; nil for operations with a sign.
  var codeName: String? {
    switch self {
    case .add, .subtract, .multiply, .divide, .power: nil
    case .maximum: "max"
    case .minimum: "min"
    case .matrixProduct: "dot"
    case .columns: "columns"
    case .span: "span"
    case .compare(.greater): "greater"
    case .compare(.atLeast): "atleast"
    case .compare(.less): "less"
    case .compare(.atMost): "atmost"
    case .compare(.equal): "equal"
    }
  }

  /// The sign between the operands; empty for operations written as functions.
  var codeSign: String {
    switch self {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .power: "**"
    default: ""
    }
  }
}

extension Assignment {
  /// The line in code notation: `v=beta1*v+(1-beta1)*g`.
  public var code: String { "\(target.name)=\(formula.written(in: CodeNotation()).text)" }
}
