/// The words for what an axis measures.
///
/// ```swift
/// PlotAxis(title: "t (days)", one: "day", many: "days")
/// ```
public struct PlotAxis: Equatable, Sendable {
  /// The title of the axis, with its unit.
  public let title: String
  /// The singular, as in "first cost 0.7 at epoch 0".
  public let one: String
  /// The plural, as in "over the epochs".
  public let many: String

  /// Creates an axis from its words.
  public init(title: String, one: String, many: String) {
    self.title = title
    self.one = one
    self.many = many
  }

  /// The epochs of a training.
  public static let epochs = PlotAxis(title: "epoch", one: "epoch", many: "epochs")
  /// The cost of a training.
  public static let cost = PlotAxis(title: "cost", one: "cost", many: "costs")
}
