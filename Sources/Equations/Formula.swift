/// The right-hand side of an equation, as a tree.
///
/// From this one value come the result, the symbols, the substituted numbers, Unicode, LaTeX, MathML
/// and NumPy text, and every buggy variant (a rewriting of the tree). The tree is the order of
/// evaluation: each node is one correctly rounded operation, children first, left before right.
///
/// ## How it grows
///
/// A node is a leaf or an *operation* with one or two operands. What an operation means stands in
/// tables keyed by the operation, each an exhaustive `switch`, so that the compiler names each table a
/// new `case` is missing from: how tightly it binds (`Operation.swift`), what it computes
/// (`Numerics/Arithmetic.swift`), the shape of its result (`Numerics/Broadcasting.swift`), and its four
/// notations. Walking, rewriting, substitution and comparison never mention an operation.
///
/// - An elementwise function or comparison: a case and its rows.
/// - An operation on whole matrices (a product, a transpose, a sum along an axis, picked columns): a case,
///   its rows with `isElementwise` false, and a loop of its own in `Numerics/WholeMatrix.swift`; and how a
///   trace writes out one element of it (`Tracing/WorkedElement.swift`).
public indirect enum Formula: Hashable, Sendable {
  /// A number written in the equation itself.
  case number(Double)
  /// A quantity.
  case symbol(Symbol)
  /// An operation on one operand.
  case unary(UnaryOperation, Formula)
  /// An operation on two operands.
  case binary(BinaryOperation, Formula, Formula)
}

extension Formula {
  /// The symbols of the formula, each once, in reading order.
  public var symbols: [Symbol] {
    var found: [Symbol] = []
    forEachSymbol { if !found.contains($0) { found.append($0) } }
    return found
  }

  /// Calls a closure with each symbol in reading order, repeats included.
  public func forEachSymbol(_ body: (Symbol) -> Void) {
    switch self {
    case .number: break
    case .symbol(let symbol): body(symbol)
    case .unary(_, let operand): operand.forEachSymbol(body)
    case .binary(_, let left, let right):
      left.forEachSymbol(body)
      right.forEachSymbol(body)
    }
  }

  /// Whether it is a bare symbol or number.
  public var isLeaf: Bool {
    switch self {
    case .number, .symbol: true
    case .unary, .binary: false
    }
  }

  /// Whether each element of the result comes from the elements in its place.
  public var isElementwise: Bool {
    switch self {
    case .number, .symbol: true
    case .unary(let operation, let operand): operation.isElementwise && operand.isElementwise
    case .binary(let operation, let left, let right):
      operation.isElementwise && left.isElementwise && right.isElementwise
    }
  }
}
