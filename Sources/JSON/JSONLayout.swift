/// How the members of an object, or the elements of a list, stand between their brackets.
public enum JSONLayout: Equatable, Sendable {
  /// `{"a": 1, "b": 2}`
  case inline
  /// `{ "a": 1, "b": 2 }`
  case spaced
  /// One member a line, indented by this number of spaces; the closing bracket stands two further left.
  case lines(Int)
  /// One member a line, indented by this number of spaces; the closing bracket follows the last.
  case hanging(Int)
}

/// An object or a list that is being written.
struct JSONFrame {
  let layout: JSONLayout
  /// Whether nothing has been written into it yet.
  var isEmpty = true
  /// The indent of the next member if that begins a line which the layout does not ask for.
  var lineBreak: Int?
}
