import Equations
import Tracing

/// A variant of the rule book in a candidate, for all parameters or for some.
struct ScopedVariant: Hashable {
  /// Its index in the book.
  let variant: Int
  let scope: Edit.Scope
}

/// A set of mistakes that might explain the printed numbers.
typealias Candidate = [ScopedVariant]

/// The ways to narrow a variant to some of a case's parameters, each with the parameters at which
/// the variant is then active.
struct Scopes {
  /// A narrowed variant, and for each parameter whether it is active there.
  struct Choice {
    let scoped: ScopedVariant
    let isActive: [Bool]
  }

  /// Every variant of the book without a narrower scope.
  let everywhere: [Choice]
  /// For each variant, the narrower scopes that affect different parameters of the case.
  let narrow: [[Choice]]
  /// For each variant, the single parameters that no other scope gives.
  let single: [[Choice]]

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
    let parameters = subjects.compactMap { one in
      one.layer.map { Edit.Scope.parameter(isBias: one.isBias, layer: $0) }
    }
    var everywhere: [Choice] = []
    var narrow: [[Choice]] = []
    var single: [[Choice]] = []
    for (index, variant) in variants.enumerated() {
      let whole = Choice(
        scoped: ScopedVariant(variant: index, scope: .everywhere),
        isActive: subjects.map { variant.isActive(at: $0) })
      everywhere.append(whole)
      var own: [Choice] = []
      var alone: [Choice] = []
      if variant.edits.allSatisfy({ $0.isOfOneParameter }) {
        var seen: [[Bool]] = [whole.isActive]
        for scope in scopes + parameters {
          let isActive = zip(subjects, whole.isActive).map {
            $1 && scope.includes(isBias: $0.isBias, layer: $0.layer)
          }
          guard isActive.contains(true), !seen.contains(isActive) else { continue }
          seen.append(isActive)
          let choice = Choice(
            scoped: ScopedVariant(variant: index, scope: scope), isActive: isActive)
          if case .parameter = scope { alone.append(choice) } else { own.append(choice) }
        }
      }
      narrow.append(own)
      single.append(alone)
    }
    self.everywhere = everywhere
    self.narrow = narrow
    self.single = single
  }
}

extension Variant {
  /// Whether any of its edits applies to a parameter.
  fileprivate func isActive(at subject: Program.Subject) -> Bool {
    edits.contains { $0.scope.includes(isBias: subject.isBias, layer: subject.layer) }
  }

  /// The wrong loop over the layers, if the variant changes the loop.
  var loop: LayerLoop? {
    for edit in edits { if case .visit(let loop) = edit.change { return loop } }
    return nil
  }

  /// Whether it rounds intermediate results.
  var isRounding: Bool {
    edits.contains { edit in
      switch edit.change {
      case .round: true
      case .rewrite(let line): line.formula.rounds
      default: false
      }
    }
  }

  /// The constant that gets another value; nil if it is not such a variant.
  var valuedConstant: Symbol? {
    guard edits.count == 1, case .replace(.symbol(let constant), _, _) = edits[0].change,
      constant.isHyperparameter
    else { return nil }
    return constant
  }

  /// Whether its equations read a constant.
  func uses(_ constant: Symbol) -> Bool {
    edits.contains { edit in
      switch edit.change {
      case .replace(_, let new, _): new.symbols.contains(constant)
      case .rewrite(let line), .insert(let line, _): line.formula.symbols.contains(constant)
      default: false
      }
    }
  }

  /// The values written in place of a line's results, if the variant does that.
  var answers: (target: Symbol, values: [Double])? {
    for edit in edits {
      if case .miscopy(let target, let values) = edit.change { return (target, values) }
    }
    return nil
  }
}

extension Formula {
  /// Whether something in it is rounded.
  fileprivate var rounds: Bool {
    switch self {
    case .number, .symbol: false
    case .unary(let operation, let operand): operation == .round || operand.rounds
    case .binary(_, let left, let right): left.rounds || right.rounds
    }
  }
}
