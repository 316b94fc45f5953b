import Equations
import Numerics
import Tracing

extension Case {
  /// The case for another optimizer: the same parameters and gradients, and its own constants where
  /// they have a counterpart here.
  ///
  /// The β of momentum is Adam's β₁.
  public func adapted(to other: Lesson) -> Case {
    var adapted = self
    adapted.head.lesson = other.id
    adapted.head.publishedKey = nil
    adapted.head.start = head.start.filter { ParameterName($0.name) != nil }
    adapted.head.hyperparameters = []
    for symbol in other.symbols where symbol.isHyperparameter {
      for name in [symbol.name] + (Self.counterparts[symbol.name] ?? []) {
        if let value = head.hyperparameters.first(where: { $0.name == name })?.value {
          adapted.head.set(symbol.name, to: value)
          break
        }
      }
    }
    return adapted
  }

  private static let counterparts = ["beta": ["beta1"], "beta1": ["beta"]]
}
