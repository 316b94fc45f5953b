import Equations
import Text
import Tracing

// The gradient cut off at a bound that the rule does not have.
extension Lesson {
  /// Every round bound, entry by entry or for the length of the whole gradient.
  var clippingSlips: [Variant] {
    let g = Symbol.gradient
    guard rule.updatesParameters, rule.symbols.contains(g) else { return [] }
    let bounds = [1e4, 1e3, 1e2, 1e1, 1, 0.1].flatMap { unit in
      [1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9].map { $0 / unit }
    }
    return bounds.map { bound in
      slip(
        "gradient-clipped-at-\(shortest(bound))",
        "Every entry of the gradient is cut off at ±\(shortest(bound)).",
        "where no entry is larger.",
        [.replace(g, with: max(min(g, bound), -bound))])
    }
      + bounds.map { bound in
        slip(
          "gradient-norm-clipped-at-\(shortest(bound))",
          "The gradient of each parameter is shortened to the length \(shortest(bound)).",
          "where no gradient is longer.",
          [.replace(g, with: g * min(1, bound / √sum(g ** 2)))])
      }
  }
}
