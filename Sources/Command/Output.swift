import Files
import Text

/// Where a command's data goes: a file, whole or not at all, or standard output.
///
/// To standard output nothing goes before the run has ended well or made `heldBack` bytes, so an error in
/// a case of ordinary length leaves nothing half-written there either.
final class Output {
  /// How many bytes are worth handing on.
  static let pieceSize = 1 << 16
  /// How many bytes are held back while the run may still fail.
  static let heldBack = 1 << 22

  /// Whether what it takes can do nothing to a terminal but change its colours.
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

  /// Takes a text, in colours where it goes to a terminal that shows them.
  func take(_ text: WrappedText) throws(CommandError) {
    isHarmless = file == nil && console.hasColour
    let lines = text.lines.map { isHarmless ? $0.forTerminal(hasColour: true) : $0.text }
    try take(Array(lines.map { $0 + "\n" }.joined().utf8))
  }

  /// Hands on what is left; a file gets its name.
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
