import Text

/// A quantity that each layer of a network has: W₁, W₂ and so on.
///
/// The lecture's W^[l] is written `W[l]`:
///
/// ```swift
/// Z[l] ← W[l] • A[l - 1] + b[l]
/// ```
public struct LayeredSymbol: Sendable {
  /// The ASCII name without its number: `W`, `dZ`.
  public let name: String
  /// The role, which says where its value comes from.
  public let role: Symbol.Role
  /// A short description, to be followed by "of layer 1".
  public let meaning: String
  /// The symbol for layer 0: the input of the network.
  public let zero: Symbol?

  /// Creates a family of symbols.
  public init(
    _ name: String, _ meaning: String, role: Symbol.Role = .intermediate, zero: Symbol? = nil
  ) {
    self.name = name
    self.meaning = meaning
    self.role = role
    self.zero = zero
  }

  /// The quantity of one layer, counted from 1.
  public subscript(_ layer: Int) -> Symbol {
    if layer == 0, let zero { return zero }
    return Symbol(
      name: "\(name)\(layer)", glyph: name + "\(layer)".asSubscript, latex: "\(name)^{[\(layer)]}",
      role: role, meaning: "\(meaning) of layer \(layer)")
  }
}
