import Equations
import Tracing

// Mistakes with a constant or a coefficient: its complement, one that is lost, one too many.
extension Lesson {
  /// 1 − β for β, a weight decay without α, a gradient twice or half as large.
  var coefficientSlips: [Variant] { complementSlips + decaySlips + scaledGradientSlips }

  /// β taken the other way round, as the weight of what is new: 1 − β wherever the rule has β.
  private var complementSlips: [Variant] {
    rule.symbols.filter { $0.isAveragingWeight }.map { one in
      slip(
        "\(one.name)-complement",
        "\(one.glyph) is taken the other way round: 1 − \(one.glyph) for \(one.glyph) in every line.",
        "where \(one.glyph) is 1/2.", [.replace(one, with: 1 - one)])
    }
  }

  /// θ shrinks by λ·θ, whatever the learning rate.
  private var decaySlips: [Variant] {
    guard rule.updatesParameters, symbols.contains(.weightDecay) else { return [] }
    let (θ, x, λ) = (Symbol.parameter, Symbol.placeholder("x"), Symbol.weightDecay)
    return [
      slip(
        "weight-decay-without-alpha",
        "A weight decay shrinks θ by λ·θ: its factor α is missing.",
        "where θ is 0 or λ is 0.", [.replace(θ - x, with: θ - x - λ * θ, in: θ)])
    ]
  }

  /// A derivative without its ½, or with one too many.
  private var scaledGradientSlips: [Variant] {
    let g = Symbol.gradient
    guard rule.updatesParameters, rule.symbols.contains(g) else { return [] }
    return [
      slip(
        "gradient-doubled", "The gradient is twice as large: 2·g for g.",
        "where the gradient is 0.", [.replace(g, with: 2 * g)]),
      slip(
        "gradient-halved", "The gradient is half as large: g/2 for g.",
        "where the gradient is 0.", [.replace(g, with: g / 2)]),
    ]
  }
}

extension Symbol {
  /// Whether it is a weight between 0 and 1, such as β.
  var isAveragingWeight: Bool {
    guard case .hyperparameter(_, let range) = role else { return false }
    return range == .averagingDecay
  }
}
