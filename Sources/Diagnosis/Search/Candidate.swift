import Equations
import Tracing

/// A variant of the rule book as a candidate has it: for all parameters, or for some.
struct ScopedVariant: Hashable {
  /// Its position in the book.
  let variant: Int
  let scope: Edit.Scope
}

/// A set of mistakes that might explain what was printed.
typealias Candidate = [ScopedVariant]

/// The ways a variant can be narrowed to some of a case's parameters, each with the parameters it is then
/// active at.
struct Scopes {
  /// A way, and for each parameter whether the variant is active there.
  struct Choice {
    let scoped: ScopedVariant
    let isActive: [Bool]
  }

  /// Every variant of the book without a narrower scope.
  let everywhere: [Choice]
  /// The narrower scopes that differ from each other in the case's parameters, for each variant.
  let narrow: [[Choice]]

  init(_ variants: [Variant], _ subjects: [Program.Subject]) {
    var scopes: [Edit.Scope] = []
    if subjects.contains(where: { $0.isBias }), subjects.contains(where: { !$0.isBias }) {
      scopes += [.weights, .biases]
    }
    var layers: [Int] = []
    for subject in subjects {
      if let layer = subject.layer, !layers.contains(layer) { layers.append(layer) }
    }
    if layers.count > 1 { scopes += layers.map { .layer($0) } }
    var everywhere: [Choice] = []
    var narrow: [[Choice]] = []
    for (index, variant) in variants.enumerated() {
      let whole = Choice(
        scoped: ScopedVariant(variant: index, scope: .everywhere),
        isActive: subjects.map { variant.isActive(at: $0) })
      everywhere.append(whole)
      var own: [Choice] = []
      if variant.edits.allSatisfy({ $0.isOfOneParameter }) {
        var seen: [[Bool]] = [whole.isActive]
        for scope in scopes {
          let isActive = zip(subjects, whole.isActive).map {
            $1 && scope.includes(isBias: $0.isBias, layer: $0.layer)
          }
          guard isActive.contains(true), !seen.contains(isActive) else { continue }
          seen.append(isActive)
          own.append(
            Choice(scoped: ScopedVariant(variant: index, scope: scope), isActive: isActive))
        }
      }
      narrow.append(own)
    }
    self.everywhere = everywhere
    self.narrow = narrow
  }
}

extension Variant {
  /// Whether some edit of it applies to a parameter.
  fileprivate func isActive(at subject: Program.Subject) -> Bool {
    edits.contains { $0.scope.includes(isBias: subject.isBias, layer: subject.layer) }
  }

  /// How the loop over the layers goes wrong, if that is what the variant is about.
  var loop: LayerLoop? {
    for edit in edits { if case .visit(let loop) = edit.change { return loop } }
    return nil
  }

  /// Whether it rounds what comes out on the way.
  var isRounding: Bool {
    edits.contains { if case .round = $0.change { true } else { false } }
  }

  /// What is written down in the place of a line's results, if that is what the variant is about.
  var answers: (target: Symbol, values: [Double])? {
    for edit in edits {
      if case .miscopy(let target, let values) = edit.change { return (target, values) }
    }
    return nil
  }
}
