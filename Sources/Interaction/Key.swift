/// A key of a terminal, decoded from the bytes it sends.
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
  /// Bytes without a known meaning.
  case unknown
}

/// The meaning of a key for a program.
public enum KeyMeaning: Equatable, Sendable {
  /// A command, as it could be typed.
  case command(String)
  /// A prompt at the bottom of the screen, whose answer is appended to the command.
  ///
  /// `initial` is the text already in the answer. A key in `endings` ends the answer at once and
  /// appends it to that key's command instead: `5g` is "line 5".
  case ask(
    label: String, command: String, initial: String = "", endings: [Character: String] = [:])
  /// Scrolling, which the screen handles itself.
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
