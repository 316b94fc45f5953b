/// A point of a data set with two classes.
public struct LabelledPoint: Equatable, Sendable {
  /// The coordinates x₁ and x₂.
  public let x, y: Double
  /// Whether it belongs to class 1 rather than class 0.
  public let label: Bool

  /// Creates a point.
  public init(x: Double, y: Double, label: Bool) {
    self.x = x
    self.y = y
    self.label = label
  }
}
