/// A key of a terminal, as the bytes it sends are understood.
public enum Key: Equatable, Sendable {
  case character(Character)
  case control(Character)
  case enter
  case escape
  case tab
  case backtab
  case backspace
  case delete
  case up
  case down
  case left
  case right
  case home
  case end
  case pageUp
  case pageDown
  /// Bytes that mean nothing here.
  case unknown
}

/// What a key means to a program.
public enum KeyMeaning: Equatable, Sendable {
  /// A command, as it might have been typed on a line.
  case command(String)
  /// A question at the bottom of the screen, whose answer goes behind the command.
  ///
  /// `initial` is what stands in the answer already. A key among `endings` ends the answer at once and
  /// puts it behind that command instead: `5g` is "line 5".
  case ask(
    label: String, command: String, initial: String = "", endings: [Character: String] = [:])
  /// The screen's own business: scrolling the page.
  case scroll(Scroll)
  /// Nothing.
  case nothing

  /// How far to scroll.
  public enum Scroll: Equatable, Sendable {
    case lineUp
    case lineDown
    case pageUp
    case pageDown
  }
}
