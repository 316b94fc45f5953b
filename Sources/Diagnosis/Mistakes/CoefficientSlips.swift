import Equations
import Tracing

// Mistakes with a constant or a coefficient: its complement, one that is lost, one too many.
extension Lesson {
  /// 1 − β for β, a weight decay without α, a gradient twice or half as large, no step at all.
  var coefficientSlips: [Variant] {
    complementSlips + decaySlips + scaledGradientSlips + unmovedSlips
  }

  /// θ stays what it was.
  private var unmovedSlips: [Variant] {
    guard rule.updatesParameters else { return [] }
    let (θ, x) = (Symbol.parameter, Symbol.placeholder("x"))
    return [
      slip(
        "not-updated", "The step is never taken: θ stays what it was.", "where the step is 0.",
        [.replace(θ - x, with: θ, in: θ)])
    ]
  }

  /// β taken the other way round, as the weight of what is new: 1 − β wherever the rule has β.
  private var complementSlips: [Variant] {
    let weights = rule.symbols.filter { $0.isAveragingWeight }
    let single = weights.map { one in
      slip(
        "\(one.name)-complement",
        "\(one.glyph) is taken the other way round: 1 − \(one.glyph) for \(one.glyph) in every line.",
        "where \(one.glyph) is 1/2.", [.replace(one, with: 1 - one)])
    }
    guard weights.count > 1 else { return single }
    let names = weights.map { $0.glyph }.joined(separator: " and ")
    return single + [
      slip(
        "weights-complement",
        "\(names) are taken the other way round: 1 − β for β in every line.",
        "where \(names) are 1/2.", weights.map { .replace($0, with: 1 - $0) })
    ]
  }

  /// 1 − k for a constant k that does not weight an average.
  var otherComplements: [Variant] {
    let constants = rule.symbols.filter {
      $0.isHyperparameter && !$0.isAveragingWeight && !$0.isTiny && $0 != .learningRate
    }
    return constants.map { one in
      slip(
        "\(one.name)-complement", "1 − \(one.glyph) for \(one.glyph) in every line.",
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

  /// The gradient times or over a number that people mistake for the number of examples.
  var gradientMultiples: [Variant] {
    let g = Symbol.gradient
    guard rule.updatesParameters, rule.symbols.contains(g) else { return [] }
    return [3, 4, 5, 6, 7, 8, 9, 10, 16, 20, 32, 50, 64, 100, 128, 1000].flatMap { count in
      [
        slip(
          "gradient-times-\(count)", "The gradient is \(count) times as large: not divided by m?",
          "where the gradient is 0.", [.replace(g, with: count * g)]),
        slip(
          "gradient-over-\(count)", "The gradient is divided by \(count): by m once more?",
          "where the gradient is 0.", [.replace(g, with: g / count)]),
      ]
    }
  }
}

extension Symbol {
  /// Whether it is a weight between 0 and 1, such as β.
  var isAveragingWeight: Bool {
    guard case .hyperparameter(_, let range) = role else { return false }
    return range == .averagingDecay
  }
}
