import Equations
import Tracing

extension Lesson {
  /// The same change made in two lines of one form, such as both corrections of Adam: who writes
  /// 1 + β₁ᵗ in one writes 1 + β₂ᵗ in the other.
  var siblingMutants: [Variant] {
    var found: [Variant] = []
    for (index, line) in rule.lines.enumerated() {
      for other in rule.lines[(index + 1)...] where other.target.role.isLike(line.target.role) {
        guard let form = CommonForm(line.formula, other.formula) else { continue }
        found += form.changes.map { change in
          .rewritten([
            Assignment(target: line.target, formula: change.first, reason: line.reason),
            Assignment(target: other.target, formula: change.second, reason: other.reason),
          ])
        }
      }
    }
    return found
  }
}

/// The formula that two formulas have in common, with symbols for what differs.
private struct CommonForm {
  private var first: Bindings = [:]
  private var second: Bindings = [:]
  private var common: Formula = 0.formula

  /// Compares two formulas; nil if they have no operation in common.
  init?(_ first: Formula, _ second: Formula) {
    common = merged(first, second)
    if case .symbol = common { return nil }
    if case .number = common { return nil }
    if self.first.isEmpty { return nil }
  }

  /// Every change of the common form, in both formulas.
  var changes: [(first: Formula, second: Formula)] {
    var seen: Set<Formula> = [common]
    return common.mutations(.none).filter { seen.insert($0).inserted }.map {
      ($0.substituting(first), $0.substituting(second))
    }
  }

  private mutating func merged(_ one: Formula, _ other: Formula) -> Formula {
    if one == other { return one }
    switch (one, other) {
    case (.unary(let operation, let x), .unary(let same, let y)) where operation == same:
      return .unary(operation, merged(x, y))
    case (.binary(let operation, let a, let b), .binary(let same, let c, let d))
    where operation == same:
      let left = merged(a, c)
      return .binary(operation, left, merged(b, d))
    default: return .symbol(place(one, other))
    }
  }

  /// The symbol for two different parts; two averaging weights stay one.
  private mutating func place(_ one: Formula, _ other: Formula) -> Symbol {
    for (symbol, formula) in first where formula == one && second[symbol] == other {
      return symbol
    }
    let name = "part\(first.count)"
    let symbol: Symbol =
      if case .symbol(let x) = one, case .symbol(let y) = other, x.isAveragingWeight,
        y.isAveragingWeight
      {
        .hyperparameter(name, name, default: 0.9, range: .averagingDecay, "either weight")
      } else {
        .placeholder(name)
      }
    first[symbol] = one
    second[symbol] = other
    return symbol
  }
}

extension Symbol.Role {
  /// Whether both are states or both results within a step.
  fileprivate func isLike(_ other: Symbol.Role) -> Bool {
    switch (self, other) {
    case (.state, .state), (.intermediate, .intermediate): true
    default: false
    }
  }
}
