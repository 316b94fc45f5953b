/// How a piece of text stands out: always by more than colour.
public enum Emphasis: Sendable, Equatable {
  /// As the text around it.
  case plain
  /// A heading, or what was changed last.
  case strong
  /// What stands beside: a reason, a hint at a key.
  case quiet
  /// A warning: a bug is switched on, something is wrong.
  case warning
  /// Right.
  case good
  /// Wrong.
  case bad
  /// The place the eye should go to: the present line.
  case focus
}

extension Emphasis {
  /// What turns it on in a terminal, behind `ESC [`; nil for what stands there as it is.
  ///
  /// - Parameter hasColour: Whether colours are wanted; without them some of it is left, such as bold.
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

/// A line of text for people, in pieces that stand out differently.
public struct StyledLine: Sendable, Equatable, ExpressibleByStringInterpolation {
  /// A piece of a line.
  public struct Span: Sendable, Equatable {
    /// The text, without line breaks or control characters.
    public let text: String
    /// How it stands out.
    public let emphasis: Emphasis
  }

  /// The pieces, from left to right.
  public private(set) var spans: [Span] = []

  /// Creates a line of one piece.
  public init(_ text: String = "", _ emphasis: Emphasis = .plain) { append(text, emphasis) }

  /// Creates a plain line; numbers and names may be put in.
  public init(stringLiteral text: String) { append(text) }

  /// Adds a piece at the end; characters that a terminal would obey are made visible.
  public mutating func append(_ text: String, _ emphasis: Emphasis = .plain) {
    if !text.isEmpty { spans.append(Span(text: text.visible, emphasis: emphasis)) }
  }

  /// The line with a piece more.
  public func with(_ text: String, _ emphasis: Emphasis = .plain) -> StyledLine {
    var line = self
    line.append(text, emphasis)
    return line
  }

  /// The text alone.
  public var text: String { spans.reduce(into: "") { $0 += $1.text } }

  /// The text as a terminal shows it: each piece between the codes that turn its emphasis on and off.
  ///
  /// - Parameter hasColour: Whether colours are wanted.
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
