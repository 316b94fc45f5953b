/// A number as it stands in a file.
public struct JSONNumber: Equatable, Sendable {
  /// Its value, correctly rounded.
  public let value: Double
  /// Its own text: `1e-08`, `0.10`.
  public let text: String
  /// Where it stands.
  public let place: JSONPlace
}
