import Equations
import JSON
import Text

extension Symbol {
  /// Whether it is a hyperparameter.
  public var isHyperparameter: Bool {
    if case .hyperparameter = role { true } else { false }
  }

  /// Whether it is a state.
  public var isState: Bool {
    if case .state = role { true } else { false }
  }

  /// Checks that a hyperparameter may have a value.
  ///
  /// - Throws: `CaseError` with the value as it was written and the range.
  public func check(
    _ value: Double, text: String, at place: JSONPlace? = nil
  ) throws(CaseError) {
    guard case .hyperparameter(_, let range) = role, !range.contains(value) else { return }
    throw CaseError("\(name) (\(glyph)) is \(text): expected a number \(range.words)", at: place)
  }
}

extension [Symbol] {
  /// Finds a hyperparameter by what people call it: `beta1`, `β₁`, `beta_1`; `alpha` also by `lr`.
  ///
  /// A name exactly as it is declared comes before a spelling of it.
  public func hyperparameter(named name: String) -> Symbol? {
    let known = filter { $0.isHyperparameter }
    return known.first { $0.name == name || $0.glyph == name }
      ?? known.first { symbol in
        isSameName(symbol.name, name) || symbol.otherNames.contains { isSameName($0, name) }
      }
  }
}
