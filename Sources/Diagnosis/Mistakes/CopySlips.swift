import Equations
import Tracing

// A line copied from another parameter's and not fully changed: b's quantity where W's belongs, another layer's.
extension Lesson {
  /// Every quantity of a line read from the biases, or from the layer above or below.
  ///
  /// W's in the biases' lines are changes of one place like others; another layer's gradient in every line is a slip.
  var copySlips: [Variant] {
    guard rule.updatesParameters else { return [] }
    return Self.copied.flatMap { place in
      rule.lines.flatMap { line in
        line.formula.symbols.filter { $0.isOfParameter && $0.role != .parameter }
          .compactMap { copied($0, place.owner, in: line) }.map { .rewritten([$0]) }
      } + gradient(of: place.owner)
    }
  }

  /// The update of a parameter that starts from another one.
  var startSlips: [Variant] {
    guard let line = rule.lines.last(where: { $0.target.role == .parameter }) else { return [] }
    return Self.copied.compactMap { place in
      copied(line.target, place.owner, in: line).map { edited in
        slip(
          "starts-from-\(place.id)",
          "The update starts from \(line.target.glyph) of \(place.whose) instead of its own.",
          "where both are equal.", [.rewrite(edited)])
      }
    }
  }

  private static var copied: [(owner: Symbol.Owner, id: String, whose: String)] {
    [
      (.biases, "the-biases", "the layer's biases"),
      (.nextLayer, "the-next-layer", "the next layer"),
      (.previousLayer, "the-previous-layer", "the layer before"),
    ]
  }

  private func copied(_ symbol: Symbol, _ owner: Symbol.Owner, in line: Assignment) -> Assignment? {
    line.formula.replacing(.symbol(symbol), with: .symbol(symbol.of(owner))).map {
      line.target ← $0 ∵ line.reason
    }
  }

  /// The biases' gradient in every line of the weights.
  private func gradient(of owner: Symbol.Owner) -> [Variant] {
    let g = Symbol.gradient
    guard owner == .biases, rule.symbols.contains(g) else { return [] }
    return [
      slip(
        "weights-use-biases-gradient",
        "The weights use the gradient of the biases: db typed for dW.",
        "where every entry of a row of the weights' gradient is the bias's own.",
        [.replace(g, with: g.of(.biases), scope: .weights)])
    ]
  }
}

extension Symbol {
  /// Whether each parameter has its own.
  fileprivate var isOfParameter: Bool {
    guard owner == .own else { return false }
    switch role {
    case .parameter, .gradient, .state, .intermediate: return true
    default: return false
    }
  }
}
