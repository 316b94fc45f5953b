import Equations
import Text
import Tracing

// One number on the way rounded and carried on, as with a calculator.
extension Lesson {
  /// Every line's result, and every number on the way to one, rounded to 1 to 6 decimals; and all of them, roots
  /// included.
  var roundedPlaces: [Variant] {
    (1...6).flatMap { decimals in
      rule.lines.flatMap { rounded($0, decimals) } + roundedRoots(decimals)
    }
  }

  /// Every line's result rounded, and the root in the step, which people who work by hand write down too.
  private func roundedRoots(_ decimals: Int) -> [Variant] {
    guard let last = rule.lines.last, last.target.role == .parameter else { return [] }
    let (θ, x, y) = (Symbol.parameter, Symbol.placeholder("x"), Symbol.placeholder("y"))
    let root = (√y).rounded(decimals)
    guard last.formula.replacing(√y, with: root) != nil else { return [] }
    let places = counted(decimals, "decimal")
    let edits: [Edit] = [Edit(.round(decimals: decimals)), .replace(√y, with: root, in: θ)]
    return [
      slip(
        "rounded-to-\(decimals)-with-root",
        "Every line's result, and the root in the step, was rounded to \(places).",
        "where every result has no more decimals.", edits),
      slip(
        "rounded-to-\(decimals)-with-root-and-step",
        "Every line's result, the root and the step were rounded to \(places).",
        "where every result has no more decimals.",
        edits + [.replace(θ - x, with: θ - x.formula.rounded(decimals), in: θ)]),
    ]
  }

  private func rounded(_ line: Assignment, _ decimals: Int) -> [Variant] {
    let inner = line.formula.parts.dropFirst().filter { !$0.isFixed }.compactMap { part in
      line.formula.replacing(part, with: part.rounded(decimals))
    }.map { Variant.rewritten([line.target ← $0 ∵ line.reason]) }
    guard line.target.role != .parameter else { return inner }
    let name = line.target.name
    return [
      slip(
        "\(name)-rounded-to-\(decimals)",
        "\(line.target.glyph) is rounded to \(counted(decimals, "decimal")) "
          + "and the rounded number used further.",
        "where \(line.target.glyph) has no more decimals.",
        [.rewrite(line.target ← line.formula.rounded(decimals) ∵ line.reason)])
    ] + inner
  }
}

extension Formula {
  /// The formula and all its parts that are not a single symbol or number, each once, from the outside in.
  fileprivate var parts: [Formula] {
    switch self {
    case .number, .symbol: return []
    case .unary(_, let operand): return [self] + operand.parts
    case .binary(_, let left, let right):
      let inner = left.parts
      return [self] + inner + right.parts.filter { !inner.contains($0) }
    }
  }

  /// Whether it is the same number in every step, and short: 1 − β.
  fileprivate var isFixed: Bool { symbols.allSatisfy { $0.isHyperparameter } }

  /// It in the three operations of `np.round(x, decimals)`.
  fileprivate func rounded(_ decimals: Int) -> Formula {
    let unit = Formula.number((0..<decimals).reduce(1.0) { power, _ in power * 10 })
    return round(self * unit) / unit
  }
}
