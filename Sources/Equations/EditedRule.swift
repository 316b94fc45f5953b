/// A rule with a set of variants applied: one list of equations for each kind of parameter, the order
/// in which layers are visited, and the answers that were miscopied.
public struct EditedRule: Sendable {
  /// The unedited rule.
  public let base: UpdateRule
  /// The variants, in the order in which they were given.
  public let variants: [AppliedVariant]
  /// How the loop over the layers goes wrong, if it does.
  public let loop: LayerLoop?
  /// The answers written down in the place of a line's results.
  public let miscopied: [(target: Symbol, answers: [Double])]
  /// The finished equations of each kind of parameter that some scope tells apart.
  private let rules: [(place: ParameterKind, rule: UpdateRule)]
  /// Every symbol that some parameter's equations use, the unedited rule's first.
  ///
  /// Kept, since a training compiles the same rule for every mini-batch.
  public private(set) var symbols: [Symbol] = []

  /// The rule as it is.
  public init(_ base: UpdateRule) {
    self.base = base
    variants = []
    rules = []
    loop = nil
    miscopied = []
    symbols = base.symbols
  }

  /// The rule with variants applied together.
  ///
  /// Variants apply in the order given, except that one whose place another one makes waits for it.
  /// A lesson gives its sets in the order of its list (`Lesson.withContext`), so that the order on the
  /// command line does not matter.
  ///
  /// - Throws: `VariantConflict` if what a variant edits is not there once the others are applied, or if
  ///   the others leave nothing of its change: ε cannot be both missing and inside the root.
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

  /// The rule with variants applied, even if one of them changes nothing.
  private init(_ base: UpdateRule, allowing set: [AppliedVariant]) throws(VariantConflict) {
    self.base = base
    var loop: LayerLoop?
    var miscopied: [(target: Symbol, answers: [Double])] = []
    for applied in set {
      for edit in applied.variant.edits {
        switch edit.change {
        case .visit(let visited):
          if loop != nil { throw VariantConflict(applied, among: set) }
          loop = visited
        case .miscopy(let target, let answers):
          if miscopied.contains(where: { $0.target == target }) {
            throw VariantConflict(applied, among: set)
          }
          miscopied.append((target, answers))
        default: break
        }
      }
    }
    // Bias and weight, in each layer that some scope names and in one that none does.
    var rules: [(place: ParameterKind, rule: UpdateRule)] = []
    for place in ParameterKind.all(in: set) {
      rules.append((place, try EditedRule.edited(base, set, at: place)))
    }
    self.rules = rules
    variants = set
    self.loop = loop
    self.miscopied = miscopied
  }

  /// Whether two edited rules are the same for every kind of parameter.
  public func isSame(as other: EditedRule) -> Bool {
    loop == other.loop && miscopied.map { $0.target } == other.miscopied.map { $0.target }
      && ParameterKind.all(in: variants + other.variants).allSatisfy { place in
        rule(isBias: place.isBias, layer: place.layer)
          == other.rule(isBias: place.isBias, layer: place.layer)
      }
  }

  /// Whether every parameter has the same equations and none reads another one's quantities, each element
  /// by itself: then they may run over all parameters as over a single one.
  public var isUniform: Bool {
    loop == nil && ParameterKind.all(in: variants).count == 2
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
    // A layer that no scope names is like any other such layer.
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

/// A kind of parameter that a scope can single out.
package struct ParameterKind: Hashable {
  package let isBias: Bool
  package let layer: Int?

  package init(isBias: Bool, layer: Int?) {
    self.isBias = isBias
    self.layer = layer
  }

  static func all(in set: [AppliedVariant]) -> [ParameterKind] {
    set.scopedLayers.flatMap {
      [ParameterKind(isBias: false, layer: $0), ParameterKind(isBias: true, layer: $0)]
    }
  }

  func isIn(_ scope: Edit.Scope) -> Bool { scope.includes(isBias: isBias, layer: layer) }
}

extension [AppliedVariant] {
  /// The layers that some scope names, after nil, which stands for all the others.
  public var scopedLayers: [Int?] {
    var layers: [Int?] = [nil]
    for applied in self {
      for scope in [applied.scope] + applied.variant.edits.map({ $0.scope }) {
        if case .layer(let layer) = scope, !layers.contains(layer) { layers.append(layer) }
      }
    }
    return layers
  }
}

extension EditedRule {
  /// Applies one variant at one place; nil if an edit that applies there finds nothing to edit.
  package static func apply(
    _ applied: AppliedVariant, to rule: UpdateRule, at place: ParameterKind
  ) -> UpdateRule? {
    guard place.isIn(applied.scope) else { return rule }
    var rule = rule
    for edit in applied.variant.edits where place.isIn(edit.scope) {
      guard let edited = rule.applying(edit.change) else { return nil }
      rule = edited
    }
    return rule
  }

  /// Applies all variants at a place, in the first order in which they all can.
  ///
  /// Orders are tried as a dictionary would list them, so the set alone decides which one it is.
  package static func edited(
    _ base: UpdateRule, _ set: [AppliedVariant], at place: ParameterKind
  ) throws(VariantConflict) -> UpdateRule {
    // A line written anew comes before the edits inside it, which it would undo.
    let ordered = set.filter { $0.rewritesLines } + set.filter { !$0.rewritesLines }
    var search = OrderSearch(variants: ordered, place: place)
    guard let rule = search.rule(base, waiting: Array(ordered.indices), after: []) else {
      throw VariantConflict(ordered[search.stuck], among: set)
    }
    return rule
  }
}

/// The search for an order in which a set of variants applies at one place.
private struct OrderSearch {
  let variants: [AppliedVariant]
  let place: ParameterKind
  /// The variant that last found nothing to edit.
  var stuck = 0
  /// Where the search has failed already: the same rule with the same variants waiting fails again.
  var failed: Set<State> = []

  struct State: Hashable {
    let rule: UpdateRule
    let waiting: [Int]
  }

  init(variants: [AppliedVariant], place: ParameterKind) {
    self.variants = variants
    self.place = place
  }

  /// The rule with all waiting variants applied; nil if no order of them can be.
  mutating func rule(_ rule: UpdateRule, waiting: [Int], after done: [Int]) -> UpdateRule? {
    if waiting.isEmpty { return rule }
    let state = State(rule: rule, waiting: waiting)
    if failed.contains(state) { return nil }
    for index in waiting {
      let next = variants[index]
      // A line written anew would silently undo what an earlier variant did to it.
      guard !done.contains(where: { next.rewrites(what: variants[$0], at: place) }),
        let edited = EditedRule.apply(next, to: rule, at: place)
      else {
        stuck = index
        continue
      }
      let rest = waiting.filter { $0 != index }
      if let whole = self.rule(edited, waiting: rest, after: done + [index]) { return whole }
    }
    failed.insert(state)
    return nil
  }
}

extension AppliedVariant {
  /// Whether it writes or leaves out whole lines.
  package var rewritesLines: Bool {
    variant.edits.contains { edit in
      switch edit.change {
      case .rewrite, .drop: true
      default: false
      }
    }
  }

  /// Whether this variant rewrites or drops a line that another one has edited.
  func rewrites(what other: AppliedVariant, at place: ParameterKind) -> Bool {
    guard place.isIn(scope), place.isIn(other.scope) else { return false }
    let edited = other.variant.edits.filter { place.isIn($0.scope) }.compactMap { $0.target }
    return variant.edits.contains { edit in
      guard place.isIn(edit.scope), let target = edit.target, edited.contains(target) else {
        return false
      }
      switch edit.change {
      case .rewrite, .drop: return true
      default: return false
      }
    }
  }
}

/// Two or more variants that no code can contain together.
public struct VariantConflict: Error, Sendable {
  /// The variant that finds nothing left to edit.
  public let variant: AppliedVariant
  /// The set it was to be applied with.
  public let set: [AppliedVariant]

  init(_ variant: AppliedVariant, among set: [AppliedVariant]) {
    self.variant = variant
    self.set = set
  }

  /// What is wrong, in one sentence.
  public var message: String {
    let others = set.map { $0.argument }.filter { $0 != variant.argument }
    guard !others.isEmpty else {
      return "Variant '\(variant.argument)' changes nothing: what it edits is not in the rule."
    }
    let names = others.map { "'\($0)'" }.joined(separator: ", ")
    return "Variant '\(variant.argument)' cannot be combined with \(names): "
      + "they change the same part of the equations."
  }
}
