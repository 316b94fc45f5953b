// Operators that let a lesson's Swift code read like the lecture:
//
//   v ← β₁ * v + (1 - β₁) * g        ∵ "moving average of the gradients"
//   θ ← θ - α * v̂ / (√ŝ + ε)         ∵ "step against the gradient"

/// A part of an equation: a symbol, a formula, a number.
public protocol Term {
  /// The term as a formula.
  var formula: Formula { get }
}

extension Formula: Term {
  /// The formula itself.
  public var formula: Formula { self }
}

extension Symbol: Term {
  /// The symbol as a leaf.
  public var formula: Formula { .symbol(self) }
}

extension Int: Term {
  /// The whole number as a leaf.
  public var formula: Formula { .number(Double(self)) }
}

extension Double: Term {
  /// The number as a leaf.
  public var formula: Formula { .number(self) }
}

precedencegroup ReasonPrecedence {
  higherThan: AssignmentPrecedence
  lowerThan: TernaryPrecedence
}
precedencegroup UpdatePrecedence {
  higherThan: ReasonPrecedence
  lowerThan: AdditionPrecedence
}
precedencegroup PowerPrecedence {
  higherThan: MultiplicationPrecedence
  associativity: right
}

infix operator ∵ : ReasonPrecedence
infix operator ← : UpdatePrecedence
infix operator ** : PowerPrecedence
infix operator • : MultiplicationPrecedence
prefix operator √

/// The sum x + y.
public func + <X: Term, Y: Term>(x: X, y: Y) -> Formula { .binary(.add, x.formula, y.formula) }

/// The difference x − y.
public func - <X: Term, Y: Term>(x: X, y: Y) -> Formula {
  .binary(.subtract, x.formula, y.formula)
}

/// The product x·y, element by element.
public func * <X: Term, Y: Term>(x: X, y: Y) -> Formula {
  .binary(.multiply, x.formula, y.formula)
}

/// The quotient x / y, element by element.
public func / <X: Term, Y: Term>(x: X, y: Y) -> Formula { .binary(.divide, x.formula, y.formula) }

/// The matrix product of x and y, NumPy's `x @ y`.
public func • <X: Term, Y: Term>(x: X, y: Y) -> Formula {
  .binary(.matrixProduct, x.formula, y.formula)
}

/// The power xʸ, element by element.
public func ** <X: Term, Y: Term>(x: X, y: Y) -> Formula { .binary(.power, x.formula, y.formula) }

/// The negative −x.
public prefix func - <X: Term>(x: X) -> Formula { .unary(.negate, x.formula) }

/// The square root √x, element by element.
public prefix func √ <X: Term>(x: X) -> Formula { .unary(.squareRoot, x.formula) }

/// The whole number ⌊x⌋ at or below x.
public func floor<X: Term>(_ x: X) -> Formula { .unary(.floor, x.formula) }

/// The whole number nearest to x, a tie to the even one.
public func round<X: Term>(_ x: X) -> Formula { .unary(.round, x.formula) }

/// The greater of x and y, element by element.
public func max<X: Term, Y: Term>(_ x: X, _ y: Y) -> Formula {
  .binary(.maximum, x.formula, y.formula)
}

/// The lesser of x and y, element by element.
public func min<X: Term, Y: Term>(_ x: X, _ y: Y) -> Formula {
  .binary(.minimum, x.formula, y.formula)
}

/// The exponential function eˣ, element by element.
public func exp<X: Term>(_ x: X) -> Formula { .unary(.exponential, x.formula) }

/// The natural logarithm, element by element.
public func log<X: Term>(_ x: X) -> Formula { .unary(.logarithm, x.formula) }

/// The rectified linear unit max(0, x), element by element.
public func relu<X: Term>(_ x: X) -> Formula { .unary(.relu, x.formula) }

/// The sigmoid σ(x) = 1 / (1 + e⁻ˣ), element by element.
public func σ<X: Term>(_ x: X) -> Formula { .unary(.sigmoid, x.formula) }

/// The sum of all elements of x.
public func sum<X: Term>(_ x: X) -> Formula { .unary(.sum, x.formula) }

/// The sums along an axis, as in NumPy with `keepdims=True`.
public func sum<X: Term>(_ x: X, axis: Axis) -> Formula { .unary(axis.sums, x.formula) }

/// The direction of a sum.
public enum Axis: Sendable {
  /// NumPy's `axis=0`: down each column.
  case down
  /// NumPy's `axis=1`: along each row.
  case along

  fileprivate var sums: UnaryOperation { self == .down ? .columnSums : .rowSums }
}

/// The number of columns of x.
public func columnCount<X: Term>(_ x: X) -> Formula { .unary(.columnCount, x.formula) }

/// The numbers from x up to, but not including, y: Python's `x:y`.
public func span<X: Term, Y: Term>(_ x: X, _ y: Y) -> Formula {
  .binary(.span, x.formula, y.formula)
}

extension Term {
  /// The transposed matrix Xᵀ.
  public var transposed: Formula { .unary(.transpose, formula) }

  /// The columns whose numbers are in a row: NumPy's `X[:, p]`.
  public func columns<Picked: Term>(_ picked: Picked) -> Formula {
    .binary(.columns, formula, picked.formula)
  }

  /// 1 if the relation holds, otherwise 0: `[t > 1]` in a trace.
  public func `is`<Y: Term>(_ relation: Relation, _ y: Y) -> Formula {
    .binary(.compare(relation), formula, y.formula)
  }
}

/// An assignment of the rule: the target gets the value of the formula.
public func ← <Value: Term>(target: Symbol, value: Value) -> Assignment {
  Assignment(target: target, formula: value.formula, reason: "")
}

/// An assignment with its reason, as the lecture gives it.
public func ∵ (assignment: Assignment, reason: String) -> Assignment {
  Assignment(target: assignment.target, formula: assignment.formula, reason: reason)
}
