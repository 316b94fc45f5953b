/// The layout of an object's members or a list's elements between their brackets.
public enum JSONLayout: Equatable, Sendable {
  /// `{"a": 1, "b": 2}`
  case inline
  /// `{ "a": 1, "b": 2 }`
  case spaced
  /// One member per line, indented by a number of spaces; the closing bracket is two columns
  /// further left.
  case lines(Int)
  /// One member per line, indented by a number of spaces; the closing bracket follows the last
  /// member.
  case hanging(Int)
}

/// An object or a list being written.
struct JSONFrame {
  let layout: JSONLayout
  /// Whether it has no members yet.
  var isEmpty = true
  /// The indent of the next member, if it begins an extra line.
  var lineBreak: Int?
}
