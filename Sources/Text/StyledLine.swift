/// The emphasis of a piece of text, which never uses colour alone.
public enum Emphasis: Sendable, Equatable {
  /// The same as the surrounding text.
  case plain
  /// A heading, or the latest change.
  case strong
  /// Secondary text: a reason, a hint at a key.
  case quiet
  /// A warning: a mistake is switched on, or something is wrong.
  case warning
  /// Something right.
  case good
  /// Something wrong.
  case bad
  /// The most important place: the current line.
  case focus
}

extension Emphasis {
  /// The terminal code that turns it on, after `ESC [`; nil if none is needed.
  ///
  /// - Parameter hasColour: Whether to use colours; without them other features remain, such as
  ///   bold.
  public func code(hasColour: Bool) -> String? {
    switch self {
    case .plain: nil
    case .strong: "1"
    case .quiet: "2"
    case .warning: hasColour ? "1;33" : "1"
    case .good: hasColour ? "32" : nil
    case .bad: hasColour ? "1;31" : "1"
    case .focus: "7"
    }
  }
}

/// A line of text in pieces with different emphasis.
public struct StyledLine: Sendable, Equatable, ExpressibleByStringInterpolation {
  /// A piece of a line.
  public struct Span: Sendable, Equatable {
    /// The text, without line breaks or control characters.
    public let text: String
    /// The emphasis.
    public let emphasis: Emphasis
  }

  /// The pieces, from left to right.
  public private(set) var spans: [Span] = []

  /// Creates a line of one piece.
  public init(_ text: String = "", _ emphasis: Emphasis = .plain) { append(text, emphasis) }

  /// Creates a plain line from a literal, which may contain interpolations.
  public init(stringLiteral text: String) { append(text) }

  /// Adds a piece at the end; characters that a terminal would obey are made visible.
  public mutating func append(_ text: String, _ emphasis: Emphasis = .plain) {
    if !text.isEmpty { spans.append(Span(text: text.visible, emphasis: emphasis)) }
  }

  /// The line with one more piece.
  public func with(_ text: String, _ emphasis: Emphasis = .plain) -> StyledLine {
    var line = self
    line.append(text, emphasis)
    return line
  }

  /// The text without emphasis.
  public var text: String { spans.reduce(into: "") { $0 += $1.text } }

  /// The text for a terminal, with codes that turn each piece's emphasis on and off.
  ///
  /// - Parameter hasColour: Whether to use colours.
  public func forTerminal(hasColour: Bool) -> String {
    spans.reduce(into: "") { text, span in
      if let code = span.emphasis.code(hasColour: hasColour) {
        text += "\u{1B}[\(code)m\(span.text)\u{1B}[0m"
      } else {
        text += span.text
      }
    }
  }
}
