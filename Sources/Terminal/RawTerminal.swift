#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A terminal that hands over every key as it is pressed, and shows only what the program draws.
///
/// It is given back at `leave()`, at `exit` and at a crash. Ctrl-C, Ctrl-\ and Ctrl-Z stay signals.
struct RawTerminal {
  private let input: Int32
  private let output: Int32
  private let original: termios

  /// Looks at a terminal; nil if it is none.
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

  /// Takes the terminal.
  func enter() throws(WriteFailure) {
    var attributes = original
    attributes.c_iflag &= ~tcflag_t(BRKINT | ICRNL | INLCR | IGNCR | INPCK | ISTRIP | IXON)
    attributes.c_lflag &= ~tcflag_t(ECHO | ICANON | IEXTEN)
    withUnsafeMutableBytes(of: &attributes.c_cc) { characters in
      for (place, value) in [(Int(VMIN), UInt8(1)), (Int(VTIME), 0)]
      where characters.indices.contains(place) { characters[place] = value }
    }
    Rescue.shared.pointee.isNeeded = true
    // In the background this stops the process until it is in front again, so it comes before any byte.
    while tcsetattr(input, TCSADRAIN, &attributes) != 0, errno == EINTR {}
    try writeAll(Array(Painter.entering.utf8), to: output)
  }

  /// Gives the terminal back.
  func leave() { Rescue.giveBack() }
}
