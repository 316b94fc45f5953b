import Equations
import JSON
import Text

extension Symbol {
  /// Whether this is a hyperparameter.
  public var isHyperparameter: Bool {
    if case .hyperparameter = role { true } else { false }
  }

  /// Whether this is a state.
  public var isState: Bool {
    if case .state = role { true } else { false }
  }

  /// Checks a hyperparameter's value.
  ///
  /// - Throws: `CaseError` with the value as written and the allowed range.
  public func check(
    _ value: Double, text: String, at place: JSONPlace? = nil
  ) throws(CaseError) {
    guard case .hyperparameter(_, let range) = role, !range.contains(value) else { return }
    throw CaseError("\(name) (\(glyph)) is \(text): expected a number \(range.words)", at: place)
  }
}

extension [Symbol] {
  /// Finds a hyperparameter by any common name: `beta1`, `β₁`, `beta_1`; `alpha` also by `lr`.
  ///
  /// An exact name takes precedence over other spellings.
  public func hyperparameter(named name: String) -> Symbol? {
    let known = filter { $0.isHyperparameter }
    return known.first { $0.name == name || $0.glyph == name }
      ?? known.first { symbol in
        isSameName(symbol.name, name) || symbol.otherNames.contains { isSameName($0, name) }
      }
  }
}
