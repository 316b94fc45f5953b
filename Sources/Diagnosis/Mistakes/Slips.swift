import Equations
import Text
import Tracing

extension Lesson {
  /// Mistakes that any lesson can have: a constant misread, an index off by one, an update made
  /// twice.
  ///
  /// They follow from the lesson's symbols and equations alone. Mistakes already in the lesson's
  /// list are left out.
  public var slips: [Variant] {
    var all = signSlips + constantSlips + weightSlips + stepSlips + roundingSlips
    all += coefficientSlips + timeSlips
    if rule.updatesParameters { all += loopSlips + gradientSlips }
    return all.filter { slip in !variants.contains { $0.edits == slip.edits || $0.id == slip.id } }
  }

  private var constants: [Symbol] { rule.symbols.filter { $0.isHyperparameter } }

  private var constantSlips: [Variant] {
    var found: [Variant] = []
    for one in constants {
      guard case .hyperparameter(let standard, let range) = one.role else { continue }
      // An averaging weight has no power of ten to misread, and a smaller ε is not a typical
      // mistake.
      if range.upper > 1 {
        found.append(
          slip(
            "\(one.name)-times-10", "\(one.glyph) is ten times too large, as 10e-8 is for 1e-8.",
            "where the equations do not use \(one.glyph).", [.replace(one, with: 10 * one)]))
      }
      if range.upper > 1, standard > 1e-4 {
        found.append(
          slip(
            "\(one.name)-over-10", "\(one.glyph) is ten times too small.",
            "where the equations do not use \(one.glyph).", [.replace(one, with: one / 10)]))
      }
      found.append(
        slip(
          "\(one.name)-default",
          "\(one.glyph) keeps its default \(shortest(standard)), whatever the case gives.",
          "where the case gives the default.",
          [.replace(one, with: Formula.number(standard))]))
    }
    for (index, one) in constants.enumerated() {
      for other in constants[(index + 1)...] {
        found.append(
          slip(
            "\(one.name)-\(other.name)-exchanged",
            "\(one.glyph) and \(other.glyph) are read in each other's place.",
            "where both have one value.", [Edit(.exchange(one, other))]))
      }
    }
    return found
  }

  /// A step in the wrong direction, and an average without the weight of the new value.
  private var signSlips: [Variant] {
    let (θ, x, y) = (Symbol.parameter, Symbol.placeholder("x"), Symbol.placeholder("y"))
    var found: [Variant] = []
    if rule.updatesParameters {
      found.append(
        slip(
          "ascent", "The step is added, not subtracted: the parameters climb.",
          "where the step is 0.", [.replace(θ - x, with: θ + x, in: θ)]))
    }
    for one in constants {
      for line in rule.lines {
        let pattern: Formula = x + (1 - one) * y
        guard line.formula.replacing(pattern, with: x + y) != nil else { continue }
        found.append(
          slip(
            "no-factor-1-minus-\(one.name)",
            "The factor 1 − \(one.glyph) is left out, so that what is new counts in full.",
            "where what is new is 0.", [.replace(pattern, with: x + y, in: line.target)]))
      }
    }
    return found
  }

  /// The weights of an average exchanged: (1 − β)·v + β·g.
  private var weightSlips: [Variant] {
    let weights: [(constant: Symbol, edits: [Edit])] = constants.compactMap { one in
      guard case .hyperparameter(_, let range) = one.role, range.upper <= 1 else { return nil }
      var edits: [Edit] = []
      for line in rule.lines {
        guard let exchanged = line.formula.exchanging(one) else { continue }
        edits.append(
          .rewrite(Assignment(target: line.target, formula: exchanged, reason: line.reason)))
      }
      return edits.isEmpty ? nil : (one, edits)
    }
    let single = weights.map { one in
      slip(
        "\(one.constant.name)-and-rest-exchanged",
        "\(one.constant.glyph) and 1 − \(one.constant.glyph) stand in each other's place in the average.",
        "where \(one.constant.glyph) is 1/2.", one.edits)
    }
    guard weights.count > 1 else { return single }
    return single + [
      slip(
        "weights-and-rests-exchanged",
        "β and 1 − β stand in each other's place in every average.",
        "where both weights are 1/2.", weights.flatMap { $0.edits })
    ]
  }

  private var stepSlips: [Variant] {
    guard rule.symbols.contains(.step) else { return [] }
    let t = Symbol.step
    return [
      slip(
        "t-one-too-small", "t is one too small: the first step counts as step 0.",
        "where the equations do not use t.", [.replace(t, with: t - 1)]),
      slip(
        "t-one-too-large",
        "t is one too large: it was raised before the first step and again in it.",
        "where the equations do not use t.", [.replace(t, with: t + 1)]),
      slip(
        "t-one-too-small-after-step-one",
        "t is one too small from step 2 on: the first step is made apart, with t = 1.",
        "at the first step.",
        [.replace(t, with: Formula.binary(.maximum, .number(1), t - 1))]),
    ]
  }

  private var roundingSlips: [Variant] {
    var found: [Variant] = []
    for decimals in 1...6 {
      let places = counted(decimals, "decimal")
      let rounding = Edit(.round(decimals: decimals))
      found.append(
        slip(
          "rounded-to-\(decimals)",
          "Every line's result was rounded to \(places) and the rounded number used further.",
          "where every result has no more decimals.", [rounding]))
      // People who work by hand write the step down before subtracting it.
      guard rule.updatesParameters else { continue }
      let (unit, x) = (
        Formula.number((0..<decimals).reduce(1.0) { power, _ in power * 10 }),
        Symbol.placeholder("x")
      )
      let θ = Symbol.parameter
      found.append(
        slip(
          "rounded-to-\(decimals)-with-step",
          "Every line's result, and the step before it was subtracted, was rounded to \(places).",
          "where every result has no more decimals.",
          [rounding, .replace(θ - x, with: θ - round(x * unit) / unit, in: θ)]))
    }
    return found
  }

  private var loopSlips: [Variant] {
    [
      slip(
        "first-layer-only", "Only the first layer is updated, as with a return inside the loop.",
        "in a network of one layer.", [.visit(.firstTurnOnly)]),
      slip(
        "last-layer-skipped", "The last layer is never updated: the loop ends one turn early.",
        "where the last layer's gradients are 0.", [.visit(.allButLast)]),
      slip(
        "first-layer-skipped", "The first layer is never updated: the loop begins one turn late.",
        "where the first layer's gradients are 0.", [.visit(.allButFirst)]),
      slip(
        "layer-two-only", "Every turn of the loop updates layer 2, and no other layer moves.",
        "in a network that has layer 2 only.", [.visit(.always(2))]),
      slip(
        "layer-one-only", "Every turn of the loop updates layer 1, and no other layer moves.",
        "in a network of one layer.", [.visit(.always(1))]),
      slip(
        "biases-not-updated", "The biases are never updated.", "where the biases' gradients are 0.",
        [.visit(.weightsOnly)]),
      slip(
        "weights-not-updated", "The weights are never updated.",
        "where the weights' gradients are 0.", [.visit(.biasesOnly)]),
      slip(
        "updated-twice", "The whole update is made twice in each step.",
        "where the gradients are 0.", [.visit(.twice)]),
    ]
  }

  private var gradientSlips: [Variant] {
    let g = Symbol.gradient
    guard rule.symbols.contains(g),
      let step = rule.lines.last(where: { $0.target.role == .parameter })
    else { return [] }
    let turned = Assignment(
      target: step.target, formula: .unary(.transpose, step.formula), reason: step.reason)
    return biasSlips(step) + [
      slip(
        "gradient-of-next-layer",
        "The gradient of the next layer is used: an index is one too large.",
        "where both layers have the same gradients.", [.replace(g, with: g.of(.nextLayer))]),
      slip(
        "gradient-of-previous-layer",
        "The gradient of the layer before is used: an index is one too small.",
        "where both layers have the same gradients.", [.replace(g, with: g.of(.previousLayer))]),
      slip(
        "gradients-swapped", "Layers 1 and 2 use each other's gradients.",
        "where both layers have the same gradients.",
        [
          .replace(g, with: g.of(.nextLayer), scope: .layer(1)),
          .replace(g, with: g.of(.previousLayer), scope: .layer(2)),
        ]),
      slip(
        "bias-uses-weights-gradient",
        "The biases use the gradient of the weights: dW typed for db.",
        "where every row of the weights' gradient is the bias's own, and the layer has one input.",
        [.replace(g, with: g.ofWeights, scope: .biases)]),
      slip(
        "gradient-transposed", "The gradient is transposed before it is used.",
        "where the gradient is symmetric.",
        [Edit(.replace(.symbol(g), with: .unary(.transpose, .symbol(g)), in: nil))]),
      slip(
        "parameter-transposed", "The updated parameter is transposed.",
        "where it is symmetric.", [.rewrite(turned)]),
    ]
  }

  /// The bias's step made from quantities of the weights: two or three names copied from the line
  /// above.
  private func biasSlips(_ step: Assignment) -> [Variant] {
    let copied = step.formula.symbols.filter { symbol in
      symbol.owner == .own && (symbol.isState || symbol.role == .intermediate)
    }
    guard copied.count > 1 else { return [] }
    return [
      slip(
        "bias-uses-weights-averages",
        "The bias's step is made of the weights' averages; NumPy stretches b to W's shape.",
        "where the averages are equal in every entry and the layer has one input.",
        copied.map { .replace($0, with: $0.ofWeights, in: step.target, scope: .biases) })
    ]
  }

  func slip(
    _ id: String, _ title: String, _ invisible: String, _ edits: [Edit]
  ) -> Variant {
    Variant(
      id, .slip, title, invisible: invisible, sources: ["foreseen for every lesson"], edits: edits)
  }
}
