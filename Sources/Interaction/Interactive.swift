import Text

/// An interactive program: on a screen by keys, or line by line through a pipe, with the same
/// commands.
public protocol Interactive {
  /// The current page.
  ///
  /// - Parameter width: The number of columns; nil if lines may have any length.
  func page(width: Int?) -> Page
  /// The current meaning of a key.
  func meaning(of key: Key) -> KeyMeaning
  /// Carries out a typed command: `next`, `line 5`, `element 0,1`; an empty one repeats the last.
  mutating func perform(_ command: String) -> Reply
}

/// The visible contents of a program.
public struct Page: Sendable, Equatable {
  /// The part that stays at the top: the lesson, the case, the place in the trace.
  public var heading: [StyledLine]
  /// The part that may be longer than the screen.
  public var body: [StyledLine]
  /// The lines of the body that must be visible, if they fit.
  public var focus: Range<Int>
  /// The available actions, in one line at the bottom.
  public var footer: StyledLine

  /// Creates a page.
  public init(
    heading: [StyledLine] = [], body: [StyledLine] = [], focus: Range<Int> = 0..<0,
    footer: StyledLine = ""
  ) {
    self.heading = heading
    self.body = body
    self.focus = focus
    self.footer = footer
  }
}

/// A program's reply to a command.
public struct Reply: Sendable, Equatable {
  /// The message: up to two lines beside the page; a longer one replaces the page until a key is
  /// pressed.
  public var said: [StyledLine]
  /// Whether the page has changed, so that line mode prints it.
  public var showsPage: Bool
  /// Whether the program has ended.
  public var isOver: Bool

  /// Creates a reply.
  public init(said: [StyledLine] = [], showsPage: Bool = false, isOver: Bool = false) {
    self.said = said
    self.showsPage = showsPage
    self.isOver = isOver
  }
}
