/// A number in a file.
public struct JSONNumber: Equatable, Sendable {
  /// Its value, correctly rounded.
  public let value: Double
  /// Its text as written: `1e-08`, `0.10`.
  public let text: String
  /// Its position.
  public let place: JSONPlace
}
