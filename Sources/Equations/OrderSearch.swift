extension EditedRule {
  /// Applies one variant at one place; nil if one of its edits applies there but finds nothing to
  /// edit.
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

  /// Applies all variants at a place, in the first order that works.
  ///
  /// Orders are tried in lexicographic order, so the result depends on the set alone.
  package static func edited(
    _ base: UpdateRule, _ set: [AppliedVariant], at place: ParameterKind
  ) throws(VariantConflict) -> UpdateRule {
    // Rewritten lines come before the edits inside them, which they would undo.
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
  /// The last variant that found nothing to edit.
  var stuck = 0
  /// Where the search has already failed: the same rule with the same remaining variants fails
  /// again.
  var failed: Set<State> = []

  struct State: Hashable {
    let rule: UpdateRule
    let waiting: [Int]
  }

  init(variants: [AppliedVariant], place: ParameterKind) {
    self.variants = variants
    self.place = place
  }

  /// The rule with all remaining variants applied; nil if no order works.
  mutating func rule(_ rule: UpdateRule, waiting: [Int], after done: [Int]) -> UpdateRule? {
    if waiting.isEmpty { return rule }
    let state = State(rule: rule, waiting: waiting)
    if failed.contains(state) { return nil }
    for index in waiting {
      let next = variants[index]
      // A rewritten line would silently undo an earlier variant's change to it.
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
  /// Whether it rewrites or drops whole lines.
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
