/// The formulas that a pattern's placeholders stand for.
public typealias Bindings = [Symbol: Formula]

extension Formula {
  /// Replaces every occurrence of a pattern, outermost first.
  ///
  /// A symbol with the role `placeholder` matches any formula, the same one wherever it recurs:
  ///
  /// ```swift
  /// (θ - α * v̂ / (√ŝ + ε)).replacing(√x + ε, with: √(x + ε))   // θ − α·v̂ / √(ŝ + ε)
  /// ```
  ///
  /// A single symbol also matches where it is read from the layer's weights; its replacement is
  /// then read from the weights too.
  ///
  /// - Returns: The new formula, or nil if the pattern does not occur.
  public func replacing(_ pattern: Formula, with template: Formula) -> Formula? {
    if case .symbol(let old) = pattern, case .symbol(let own) = self,
      case .symbol(let new) = template,
      old.owner == .own, new.owner == .own, own == old.ofWeights
    {
      return .symbol(new.ofWeights)
    }
    var bindings: Bindings = [:]
    if matches(pattern, &bindings) { return template.substituting(bindings) }
    switch self {
    case .number, .symbol: return nil
    case .unary(let operation, let operand):
      return operand.replacing(pattern, with: template).map { .unary(operation, $0) }
    case .binary(let operation, let left, let right):
      let newLeft = left.replacing(pattern, with: template)
      let newRight = right.replacing(pattern, with: template)
      guard newLeft != nil || newRight != nil else { return nil }
      return .binary(operation, newLeft ?? left, newRight ?? right)
    }
  }

  /// Whether the formula has the shape of a pattern; collects what its placeholders stand for.
  public func matches(_ pattern: Formula, _ bindings: inout Bindings) -> Bool {
    switch (pattern, self) {
    case (.symbol(let symbol), _) where symbol.role == .placeholder:
      if let bound = bindings[symbol] { return bound == self }
      bindings[symbol] = self
      return true
    case (.unary(let wanted, let inner), .unary(let operation, let operand)):
      return wanted == operation && operand.matches(inner, &bindings)
    case (.binary(let wanted, let first, let second), .binary(let operation, let left, let right)):
      return wanted == operation && left.matches(first, &bindings)
        && right.matches(second, &bindings)
    default: return pattern == self
    }
  }

  /// Replaces each symbol that has a formula, and leaves the others unchanged.
  public func substituting(_ formulas: Bindings) -> Formula {
    switch self {
    case .number: self
    case .symbol(let symbol): formulas[symbol] ?? self
    case .unary(let operation, let operand): .unary(operation, operand.substituting(formulas))
    case .binary(let operation, let left, let right):
      .binary(operation, left.substituting(formulas), right.substituting(formulas))
    }
  }
}
