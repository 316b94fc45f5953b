import Equations
import Tracing

// A line copied from another parameter's and not fully changed: b's quantity where W's belongs, another layer's.
extension Lesson {
  /// Every quantity of a line read from the biases, or from the layer above or below.
  ///
  /// W's in the biases' lines are changes of one place like others; another layer's gradient in every line is a slip.
  var copySlips: [Variant] {
    guard rule.updatesParameters else { return [] }
    let places: [(owner: Symbol.Owner, id: String, whose: String)] = [
      (.biases, "the-biases", "the layer's biases"),
      (.nextLayer, "the-next-layer", "the next layer"),
      (.previousLayer, "the-previous-layer", "the layer before"),
    ]
    return places.flatMap { place in
      rule.lines.flatMap { line in
        line.formula.symbols.filter { $0.isOfParameter }.compactMap { symbol -> Variant? in
          let copied = symbol.of(place.owner)
          guard let formula = line.formula.replacing(.symbol(symbol), with: .symbol(copied))
          else { return nil }
          let edited = line.target ← formula ∵ line.reason
          guard symbol.role == .parameter, line.target == symbol else {
            return .rewritten([edited])
          }
          return slip(
            "starts-from-\(place.id)",
            "The update starts from \(symbol.glyph) of \(place.whose) instead of its own.",
            "where both are equal.", [.rewrite(edited)])
        }
      } + gradient(of: place.owner)
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
