/// What is wrong with a file: where, what was found, what was expected.
public struct JSONError: Error, Equatable, Sendable {
  /// Where; nil if the file itself failed.
  public let place: JSONPlace?
  /// What stands there.
  public let found: String
  /// What should.
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
