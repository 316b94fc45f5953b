import Numerics

/// Training examples: features, one column for each example, and labels of 0 or 1.
public struct Dataset: Sendable {
  /// The name: `moons`, or a file's name.
  public let name: String
  /// The features: rows are features, columns are examples.
  public let X: Matrix
  /// The labels, one row.
  public let Y: Matrix

  /// Creates a data set; nil if there is not exactly one label for each example.
  public init?(name: String, X: Matrix, Y: Matrix) {
    guard X.shape.columns == Y.shape.columns, Y.shape.rows == 1, X.shape.count > 0 else {
      return nil
    }
    self.name = name
    self.X = X
    self.Y = Y
  }

  /// The number of features.
  public var features: Int { X.shape.rows }
  /// The number of examples, the lecture's m.
  public var examples: Int { X.shape.columns }
  /// The number of examples with label 1.
  public var ones: Int { Y.elements.reduce(0) { $0 + ($1 == 1 ? 1 : 0) } }
}
