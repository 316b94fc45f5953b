import Equations
import JSON

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
