import Files
import Text

/// The destination of a command's data: a file, written completely or not at all, or standard
/// output.
///
/// Standard output receives nothing before the run has succeeded or made `heldBack` bytes. So an
/// error in a case of ordinary length leaves no partial output there either.
final class Output {
  /// The number of bytes that are written at once.
  static let pieceSize = 1 << 16
  /// The number of bytes held back while the run may still fail.
  static let heldBack = 1 << 22

  /// Whether the data can change a terminal's colours and nothing else.
  var isHarmless = false

  private let console: Console
  private let file: OutputFile?
  private var held: [UInt8] = []
  private var isStreaming = false

  init(_ arguments: Arguments, _ console: Console) throws(CommandError) {
    self.console = console
    do {
      let path = arguments["--output"].flatMap { $0 == "-" ? nil : $0 }
      file = try path.map { (path) throws(OutputFile.Failure) in
        try OutputFile(path, arguments.overwriting)
      }
    } catch { throw CommandError(error) }
  }

  /// Takes bytes.
  func take(_ bytes: [UInt8]) throws(CommandError) {
    if let file {
      do { try file.write(bytes.visibleLines()) } catch { throw CommandError(error) }
      return
    }
    if isStreaming {
      try write(bytes)
      return
    }
    held += bytes
    if held.count >= Self.heldBack {
      isStreaming = true
      try write(held)
      held = []
    }
  }

  /// Takes a text, in colour if it goes to a terminal that shows colours.
  func take(_ text: WrappedText) throws(CommandError) {
    isHarmless = file == nil && console.hasColour
    let lines = text.lines.map { isHarmless ? $0.forTerminal(hasColour: true) : $0.text }
    try take(Array(lines.map { $0 + "\n" }.joined().utf8))
  }

  /// Writes the rest; a file is put in place.
  func finish() throws(CommandError) {
    if let file {
      do { try file.finish() } catch { throw CommandError(error) }
    } else if !held.isEmpty {
      try write(held)
    }
  }

  private func write(_ bytes: [UInt8]) throws(CommandError) {
    do { try (isHarmless ? console.harmless : console.out)(bytes) } catch { throw .closed }
  }
}
