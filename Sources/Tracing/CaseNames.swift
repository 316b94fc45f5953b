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

/// The name of a parameter: letters, then the number of its layer.
public struct ParameterName: Equatable, Sendable {
  /// The layer.
  public let layer: Int
  /// Whether it is a bias: `b1`.
  public let isBias: Bool

  /// Reads a name such as `W1`; nil if it is none.
  public init?(_ name: String) {
    let letters = name.prefix { $0.isLetter && $0.isASCII }
    let digits = name.dropFirst(letters.count)
    guard !letters.isEmpty, digits.utf8.count <= 6, let layer = Int(digits), layer >= 1,
      digits.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 })
    else { return nil }
    self.layer = layer
    isBias = letters == "b"
  }
}
