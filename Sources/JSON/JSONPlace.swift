/// A position in a file; line and column count from 1.
public struct JSONPlace: Equatable, Sendable {
  /// The line.
  public let line: Int
  /// The character within the line.
  public let column: Int

  /// Creates a place.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}
