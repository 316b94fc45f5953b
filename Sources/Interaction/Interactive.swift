import Text

/// A program people talk with: on a screen by keys, or line by line through a pipe, with the same commands.
public protocol Interactive {
  /// What is to be seen now.
  ///
  /// - Parameter width: The columns there are; nil where lines may be as long as they like.
  func page(width: Int?) -> Page
  /// What a key means now.
  func meaning(of key: Key) -> KeyMeaning
  /// Carries out a command as it was typed: `next`, `line 5`, `element 0,1`; an empty one repeats the last.
  mutating func perform(_ command: String) -> Reply
}

/// What is to be seen.
public struct Page: Sendable, Equatable {
  /// What stays at the top: the lesson, the case, where in the trace.
  public var heading: [StyledLine]
  /// What may be longer than the screen.
  public var body: [StyledLine]
  /// The lines of the body that must be seen if they fit.
  public var focus: Range<Int>
  /// What can be done here, in one line at the bottom.
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

/// What a program answers to a command.
public struct Reply: Sendable, Equatable {
  /// What it has to say: up to two lines beside the page, more in its place until a key is pressed.
  public var said: [StyledLine]
  /// Whether the page is another one, which line mode then prints.
  public var showsPage: Bool
  /// Whether the program has ended.
  public var isOver: Bool

  /// Creates an answer.
  public init(said: [StyledLine] = [], showsPage: Bool = false, isOver: Bool = false) {
    self.said = said
    self.showsPage = showsPage
    self.isOver = isOver
  }
}
