// Variants that several optimizers share, each with its own sources.

private let (θ, g) = (Symbol.parameter, Symbol.gradient)
private let (α, ε, λ) = (Symbol.learningRate, Symbol.epsilon, Symbol.weightDecay)
private let (x, y) = (Symbol.placeholder("x"), Symbol.placeholder("y"))

extension Variant {
  /// L2 regularization: λ·θ is added to the gradient before a symbol's line.
  public static func coupledWeightDecay(
    before line: Symbol, entering place: String = "before anything else", sources: [String]
  ) -> Variant {
    Variant(
      "coupled-weight-decay", .convention,
      "L2 regularization: λ·θ is added to the gradient \(place).",
      invisible: "where θ is 0 before every update, or λ is 0.", sources: sources,
      edits: [.insert(g ← g + λ * θ ∵ "add the gradient of the L2 penalty", before: line)])
  }

  /// The weight decay shrinks θ itself.
  public static func decoupledWeightDecay(_ consequence: String, sources: [String]) -> Variant {
    Variant(
      "decoupled-weight-decay", .convention,
      "The weight decay shrinks θ itself by α·λ\(consequence)",
      invisible: "where θ is 0 before every update, or λ is 0.", sources: sources,
      edits: [.replace(θ - x, with: θ * (1 - α * λ) - x, in: θ)])
  }

  /// The loop over the layers returns after its first turn.
  public static func firstLayerOnly(sources: [String]) -> Variant {
    Variant(
      "first-layer-only", .bug,
      "The return statement stands inside the loop, so only the first layer is updated.",
      invisible: "in a network of one layer.", sources: sources, edits: [.visit(.firstTurnOnly)])
  }

  /// The loop over the layers visits the same layer again and again.
  public static func layerTwoOnly(sources: [String]) -> Variant {
    Variant(
      "layer-two-only", .bug,
      "str(l+1) read as str(1+1): every turn of the loop updates layer 2, and no other layer moves.",
      invisible: "in a network that has layer 2 only.", sources: sources,
      edits: [.visit(.always(2))])
  }

  /// ε under the root instead of beside it.
  ///
  /// `limit` is the gradient above which the mistake does not show in the first step, with the
  /// defaults.
  public static func epsilonInsideRoot(
    _ whose: String, above limit: String, sources: [String]
  ) -> Variant {
    Variant(
      "epsilon-inside-root", .convention,
      "ε is added under the root instead of beside it: \(whose).",
      invisible: firstStep(limit) + ".",
      sources: sources, edits: [.replace(√x + ε, with: √(x + ε))])
  }

  /// ε is missing.
  ///
  /// `limit` is the gradient above which the mistake does not show in the first step, with the
  /// defaults.
  public static func missingEpsilon(above limit: String, sources: [String]) -> Variant {
    Variant(
      "missing-epsilon", .bug,
      "ε is left out: 0/0 wherever the gradient has been 0 from the start.",
      invisible: firstStep(limit) + ".",
      sources: sources, edits: [.replace(√x + ε, with: √x)])
  }

  /// ε in the wrong place of the fraction.
  ///
  /// `limit` is the gradient above which the mistake does not show in the first step, with the
  /// defaults.
  public static func epsilonOutsideFraction(above limit: String, sources: [String]) -> Variant {
    Variant(
      "epsilon-outside-fraction", .bug,
      "ε is added to the quotient instead of to its denominator, which stays unprotected.",
      invisible: firstStep(limit) + ", and α·ε below 10⁻⁹.",
      sources: sources, edits: [.replace(α * x / (y + ε), with: α * (x / y + ε))])
  }

  private static func firstStep(_ limit: String) -> String {
    "where ε changes θ by less than 10⁻⁹: at the first step with the defaults, gradients above \(limit)"
  }

  /// The step is divided by a square instead of a root.
  public static func squareForRoot(
    of moment: String, consequence: String = "", in line: Symbol? = nil, sources: [String]
  ) -> Variant {
    Variant(
      "square-for-root", .bug,
      "np.square is typed for np.sqrt: the step is divided by \(moment)²\(consequence).",
      invisible: "where \(moment) is 0 or 1.", sources: sources,
      edits: [.replace(√x, with: x ** 2, in: line)])
  }

  /// The step is divided by a moment instead of its root.
  public static func missingRoot(
    of moment: String, in line: Symbol? = nil, sources: [String]
  ) -> Variant {
    Variant(
      "missing-root", .bug, "The root is left out: the step is divided by \(moment) itself.",
      invisible: "where \(moment) is 0 or 1.", sources: sources,
      edits: [.replace(√x, with: x, in: line)])
  }
}
