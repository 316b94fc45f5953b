/// An error in a file: its position, what was found, and what was expected.
public struct JSONError: Error, Equatable, Sendable {
  /// The position; nil if the file itself could not be read.
  public let place: JSONPlace?
  /// What was found.
  public let found: String
  /// What was expected.
  public let expected: String

  /// Creates an error.
  public init(_ place: JSONPlace?, found: String, expected: String) {
    self.place = place
    self.found = found
    self.expected = expected
  }

  /// The error in words: `line 3, column 7: expected ',' or ']', found '}'`.
  public var message: String {
    let start = place.map { "line \($0.line), column \($0.column): " } ?? ""
    return start + "expected \(expected), found \(found)"
  }
}
