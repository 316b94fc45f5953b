import Equations
import Numerics
import Text

/// The averages that are still 0 before a case's first step, in a rule that corrects them by a
/// power of t.
///
/// Normally this happens only before step 1. A case that starts at a later step, as the course's
/// test of Adam does, divides by 1 − βᵗ as if t steps had been averaged.
struct ZeroAverages: Sendable {
  /// The averages.
  private let averages: [Symbol]
  /// The results whose equations have t as an exponent.
  private let corrected: [Symbol]

  /// Examines a case's start; nil if the rule has no exponent t, or some average does not start at
  /// 0.
  init?(_ rule: UpdateRule, _ head: CaseHead) {
    corrected = rule.lines.filter { $0.formula.hasExponent(.step) }.map { $0.target }
    averages = rule.symbols.filter { $0.owner == .own && $0.role == .state(start: 0) }
    guard !corrected.isEmpty, !averages.isEmpty else { return nil }
    for (name, value) in head.start {
      let quantity: String
      switch QuantityName(name) {
      case .derived(let own, _), .plain(let own): quantity = own
      case .parameter, .gradient: continue
      }
      guard averages.contains(where: { $0.name == quantity }) else { continue }
      if value.elements.contains(where: { $0 != 0 }) { return nil }
    }
  }

  /// A note for the reader if the first step is not step 1; otherwise nil.
  func note(firstStep t: Int) -> String? {
    guard t > 1 else { return nil }
    let zero = listed(averages.map { $0.glyph })
    let results = corrected.filter { $0.role == .intermediate }
    let effect =
      results.isEmpty
      ? ""
      : ", so \(listed(results.map { $0.glyph })) \(results.count == 1 ? "comes" : "come") out too close to 0"
    return "No run reaches the start of this case, t = \(t) with \(zero) still 0: the correction "
      + "expects \(t) steps and finds 1\(effect)."
  }
}

extension Formula {
  /// Whether a symbol occurs in some exponent of the formula.
  fileprivate func hasExponent(_ symbol: Symbol) -> Bool {
    switch self {
    case .number, .symbol: false
    case .unary(_, let operand): operand.hasExponent(symbol)
    case .binary(let operation, let left, let right):
      (operation == .power && right.symbols.contains(symbol)) || left.hasExponent(symbol)
        || right.hasExponent(symbol)
    }
  }
}
