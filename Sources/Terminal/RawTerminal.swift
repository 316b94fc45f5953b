#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A terminal that reports every key as it is pressed and shows only what the program draws.
///
/// `leave()`, `exit` and a crash restore it. Ctrl-C, Ctrl-\ and Ctrl-Z still send signals.
struct RawTerminal {
  private let input: Int32
  private let output: Int32
  private let original: termios

  /// Reads a terminal's settings; nil if this is not a terminal.
  init?(input: Int32, output: Int32) {
    var attributes = termios()
    guard tcgetattr(input, &attributes) == 0 else { return nil }
    (self.input, self.output, original) = (input, output, attributes)
    Rescue.prepare
    Rescue.shared.pointee.input = input
    Rescue.shared.pointee.output = output
    Rescue.shared.pointee.attributes = attributes
  }

  /// The size of the window.
  var size: WindowSize { windowSize(output) ?? WindowSize(columns: 0, rows: 0) }

  /// Switches the terminal to raw mode.
  func enter() throws(WriteFailure) {
    var attributes = original
    attributes.c_iflag &= ~tcflag_t(BRKINT | ICRNL | INLCR | IGNCR | INPCK | ISTRIP | IXON)
    attributes.c_lflag &= ~tcflag_t(ECHO | ICANON | IEXTEN)
    withUnsafeMutableBytes(of: &attributes.c_cc) { characters in
      for (place, value) in [(Int(VMIN), UInt8(1)), (Int(VTIME), 0)]
      where characters.indices.contains(place) { characters[place] = value }
    }
    Rescue.shared.pointee.isNeeded = true
    // A background process stops here until it is in the foreground, so this comes before any
    // output.
    while tcsetattr(input, TCSADRAIN, &attributes) != 0, errno == EINTR {}
    try writeAll(Array(Painter.entering.utf8), to: output)
  }

  /// Restores the terminal.
  func leave() { Rescue.giveBack() }
}
