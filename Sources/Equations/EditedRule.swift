/// A rule with a set of variants applied: the equations of each kind of parameter, the order in
/// which layers are visited, and the miscopied answers.
public struct EditedRule: Sendable {
  /// The unedited rule.
  public let base: UpdateRule
  /// The variants, in the order in which they were given.
  public let variants: [AppliedVariant]
  /// The wrong loop over the layers, if there is one.
  public let loop: LayerLoop?
  /// How the case's steps are taken, if not as they are.
  public let order: StepOrder?
  /// The answers written in place of a line's results.
  public let miscopied: [(target: Symbol, answers: [Double])]
  /// The final equations of each kind of parameter that some scope distinguishes.
  private let rules: [(place: ParameterKind, rule: UpdateRule)]
  /// Every symbol in the equations of any parameter, the unedited rule's first.
  ///
  /// Stored, since a training compiles the same rule for every mini-batch.
  public private(set) var symbols: [Symbol] = []

  /// The rule without variants.
  public init(_ base: UpdateRule) {
    self.base = base
    variants = []
    rules = []
    loop = nil
    order = nil
    miscopied = []
    symbols = base.symbols
  }

  /// The rule with variants applied together.
  ///
  /// Variants apply in the order given, except that a variant waits for another that creates what
  /// it edits. A lesson sorts its sets in the order of its list (`Lesson.withContext`), so the
  /// order on the command line does not matter.
  ///
  /// - Throws: `VariantConflict` if a variant finds nothing to edit once the others are applied, or
  ///   if the others undo its change: ε cannot be both missing and inside the root.
  public init(_ base: UpdateRule, applying set: [AppliedVariant]) throws(VariantConflict) {
    try self.init(base, allowing: set)
    symbols = usedSymbols
    guard set.count > 1 else { return }
    for (index, one) in set.enumerated() {
      var others = set
      others.remove(at: index)
      if let rest = try? EditedRule(base, allowing: others), rest.isSame(as: self) {
        throw VariantConflict(one, among: set)
      }
    }
  }

  /// The rule with variants applied, even if one of them has no effect.
  private init(_ base: UpdateRule, allowing set: [AppliedVariant]) throws(VariantConflict) {
    self.base = base
    var loop: LayerLoop?
    var order: StepOrder?
    var miscopied: [(target: Symbol, answers: [Double])] = []
    for applied in set {
      for edit in applied.variant.edits {
        switch edit.change {
        case .visit(let visited):
          if loop != nil { throw VariantConflict(applied, among: set) }
          loop = visited
        case .take(let taken):
          if order != nil { throw VariantConflict(applied, among: set) }
          order = taken
        case .miscopy(let target, let answers):
          if miscopied.contains(where: { $0.target == target }) {
            throw VariantConflict(applied, among: set)
          }
          miscopied.append((target, answers))
        default: break
        }
      }
    }
    // Bias and weight, in each layer that a scope names and in one that none names.
    var rules: [(place: ParameterKind, rule: UpdateRule)] = []
    for place in ParameterKind.all(in: set) {
      rules.append((place, try EditedRule.edited(base, set, at: place)))
    }
    self.rules = rules
    variants = set
    self.loop = loop
    self.order = order
    self.miscopied = miscopied
  }

  /// Whether two edited rules are equal for every kind of parameter.
  public func isSame(as other: EditedRule) -> Bool {
    loop == other.loop && order == other.order
      && miscopied.map { $0.target } == other.miscopied.map { $0.target }
      && ParameterKind.all(in: variants + other.variants).allSatisfy { place in
        rule(isBias: place.isBias, layer: place.layer)
          == other.rule(isBias: place.isBias, layer: place.layer)
      }
  }

  /// Whether every parameter has the same elementwise equations and reads only its own quantities.
  ///
  /// Then they can run over all parameters as if these were one.
  public var isUniform: Bool {
    loop == nil && order == nil && ParameterKind.all(in: variants).count == 2
      && rule(isBias: false, layer: nil) == rule(isBias: true, layer: nil)
      && rule(isBias: false, layer: nil).lines.allSatisfy { line in
        line.formula.isElementwise
          && line.formula.symbols.allSatisfy { $0.owner == .own && $0.role != .layer }
      }
  }

  /// The equations of one parameter.
  ///
  /// - Parameters:
  ///   - isBias: Whether the parameter is a bias.
  ///   - layer: Its layer; nil in a lesson without parameters.
  public func rule(isBias: Bool, layer: Int?) -> UpdateRule {
    // All layers that no scope names are alike.
    let isNamed = rules.contains { $0.place.layer == layer }
    let place = ParameterKind(isBias: isBias, layer: isNamed ? layer : nil)
    return rules.first { $0.place == place }?.rule ?? base
  }

  private var usedSymbols: [Symbol] {
    var found: [Symbol] = []
    for place in ParameterKind.all(in: variants) {
      let rule = rule(isBias: place.isBias, layer: place.layer)
      for symbol in base.symbols + rule.symbols where !found.contains(symbol) {
        found.append(symbol)
      }
    }
    return found
  }
}

extension [AppliedVariant] {
  /// The layers that some scope names, after nil, which stands for all other layers.
  public var scopedLayers: [Int?] {
    var layers: [Int?] = [nil]
    for applied in self {
      for scope in [applied.scope] + applied.variant.edits.map({ $0.scope }) {
        if let layer = scope.layer, !layers.contains(layer) { layers.append(layer) }
      }
    }
    return layers
  }
}
