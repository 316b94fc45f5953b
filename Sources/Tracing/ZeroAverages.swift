import Equations
import Numerics
import Text

/// Whether the averages of a case are 0 before its first step, as in every run.
///
/// In a run they are 0 before step 1 and at no later step. A case that begins at step 1 with something else, such
/// as RMSprop's case for a pencil, begins where no run does. A case that begins at a later step from 0, as the
/// course's test of Adam does, divides by 1 − βᵗ as if t steps had been averaged; a rule without such a correction
/// does not look at t, and nothing is said of it.
struct ZeroAverages: Sendable {
  /// The averages.
  private let averages: [Symbol]
  /// The results whose equations have t as an exponent.
  private let corrected: [Symbol]
  /// The averages of which the case starts some entry from another number than 0.
  private let started: [Symbol]

  /// Looks at the start of a case; nil if the rule has no averages.
  init?(_ rule: UpdateRule, _ head: CaseHead) {
    corrected = rule.lines.filter { $0.formula.hasExponent(.step) }.map { $0.target }
    averages = rule.symbols.filter { $0.owner == .own && $0.role == .state(start: 0) }
    guard !averages.isEmpty else { return nil }
    var names: [String] = []
    for (name, value) in head.start where value.elements.contains(where: { $0 != 0 }) {
      let quantity: String
      switch QuantityName(name) {
      case .derived(let own, _), .plain(let own): quantity = own
      case .parameter, .gradient: continue
      }
      names.append(quantity)
    }
    started = averages.filter { names.contains($0.name) }
  }

  /// What a reader should know where no run reaches the first step from such a start; nil where one does.
  func note(firstStep t: Int) -> String? {
    let results = corrected.filter { $0.role == .intermediate }
    if t <= 1, !started.isEmpty {
      let those = listed(started.map { $0.glyph })
      return "No run reaches the start of this case: before step 1 \(those) "
        + (started.count == 1
          ? "is 0 in every run, and here it is not." : "are 0 in every run, and here they are not.")
    }
    guard t > 1, started.isEmpty, !corrected.isEmpty else { return nil }
    let zero = listed(averages.map { $0.glyph })
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
