/// The right-hand side of an equation, as a tree.
///
/// Results, symbols, substituted numbers, Unicode, LaTeX, MathML and NumPy text, and every variant
/// (a rewriting of the tree) are derived from this one value. The tree gives the order of
/// evaluation: each node is one correctly rounded operation, children first, left before right.
///
/// ## How to extend it
///
/// A node is a leaf or an *operation* with one or two operands. The meaning of an operation is in
/// tables, each an exhaustive `switch`, so the compiler names every table that a new `case` is
/// missing from: how tightly it binds (`Operation.swift`), its computation
/// (`Numerics/Arithmetic.swift`), the shape of its result (`Numerics/Broadcasting.swift`), and its
/// four notations. Walking, rewriting, substitution and comparison never mention an operation.
///
/// - An elementwise function or comparison needs a case and its rows.
/// - An operation on whole matrices (a product, a transpose, a sum along an axis, picked columns)
///   needs a case, its rows with `isElementwise` false, and its own loop in
///   `Numerics/WholeMatrix.swift`. `Tracing/WorkedElement.swift` says how a trace writes out one
///   element.
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

  /// Whether it is a single symbol or number.
  public var isLeaf: Bool {
    switch self {
    case .number, .symbol: true
    case .unary, .binary: false
    }
  }

  /// Whether each element of the result depends only on the elements at its position.
  public var isElementwise: Bool {
    switch self {
    case .number, .symbol: true
    case .unary(let operation, let operand): operation.isElementwise && operand.isElementwise
    case .binary(let operation, let left, let right):
      operation.isElementwise && left.isElementwise && right.isElementwise
    }
  }
}
