import Equations
import Tracing

// Two changes in one line: who is unsure of a formula seldom gets only one sign of it wrong.
extension Lesson {
  /// Every line with two small changes that people make together.
  var linePairs: [Variant] {
    let kinds = PlainChanges(rule)
    return rule.lines.flatMap { line in
      var seen: Set<Formula> = [line.formula]
      let single = kinds.changes(of: line.formula)
      for one in single { seen.insert(one) }
      return single.flatMap { kinds.changes(of: $0) }.filter { seen.insert($0).inserted }.map {
        Variant.rewritten([Assignment(target: line.target, formula: $0, reason: line.reason)])
      }
    }
  }
}

/// The changes of a formula that are plain enough for two of them to meet in one line: another sign, an operation turned
/// round, a factor or an exponent lost, a constant for its complement, another quantity of the update.
private struct PlainChanges {
  private let weights: [Symbol]
  private let quantities: [Symbol]
  private let hasLayers: Bool

  init(_ rule: UpdateRule) {
    weights = rule.symbols.filter { $0.isAveragingWeight }
    quantities = rule.symbols.filter {
      $0.isState || $0.role == .intermediate || $0.role == .gradient
    }
    hasLayers = rule.updatesParameters
  }

  /// The formula with one of the changes in one place.
  func changes(of formula: Formula) -> [Formula] {
    weights.compactMap { formula.exchanging($0) } + inside(formula)
  }

  private func inside(_ formula: Formula) -> [Formula] {
    switch formula {
    case .number: return []
    case .symbol(let symbol): return others(symbol)
    case .unary(let operation, let operand):
      return (operation == .squareRoot ? [operand] : [])
        + inside(operand).map { .unary(operation, $0) }
    case .binary(.subtract, .number(1), .symbol(let weight)) where weight.isAveragingWeight:
      // 1 − (1 − β) is β, not another change.
      return [.symbol(weight), 1 + weight]
        + weights.filter { $0 != weight }.map { 1 - $0 }
    case .binary(let operation, let left, let right):
      return turned(operation, left, right) + (formula.regrouped.map { [$0] } ?? [])
        + inside(left).map { .binary(operation, $0, right) }
        + inside(right).map { .binary(operation, left, $0) }
    }
  }

  private func turned(
    _ operation: BinaryOperation, _ left: Formula, _ right: Formula
  ) -> [Formula] {
    switch operation {
    case .add: [left - right] + (right.isOfConstants ? [left] : [])
    case .subtract: [left + right]
    case .multiply: left.isOfConstants ? [right] : []
    case .divide: [left * right]
    case .power: right.symbols.isEmpty ? [left] : [left, left * right]
    default: []
    }
  }

  private func others(_ symbol: Symbol) -> [Formula] {
    let own = symbol.formula
    if symbol.isAveragingWeight {
      return weights.filter { $0 != symbol }.map { $0.formula } + [1 - own]
    }
    if symbol.role == .step {
      return [own + 1, own - 1, 2.formula] + (hasLayers ? [Symbol.layer.formula] : [])
    }
    guard symbol.owner == .own, quantities.contains(symbol) else { return [] }
    return quantities.filter { $0 != symbol }.map { $0.formula }
  }
}

extension Formula {
  /// Whether it is made of constants and the number of the step.
  var isOfConstants: Bool {
    symbols.allSatisfy { $0.isHyperparameter || $0.role == .step }
  }

  /// The formula with β and 1 − β in each other's place; nil if it does not have both.
  func exchanging(_ weight: Symbol) -> Formula? {
    let rest: Formula = 1 - weight
    let marked = replacing(rest, with: .symbol(.placeholder("rest")))
    guard let marked, marked.symbols.contains(weight) else { return nil }
    return marked.substituting([weight: rest, .placeholder("rest"): .symbol(weight)])
  }
}
