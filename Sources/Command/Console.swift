import Terminal
import Text
import Tracing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A command's outputs and its environment; tests replace them.
public struct Console {
  /// Writes data to standard output.
  public var out: ([UInt8]) throws(ConsoleClosed) -> Void
  /// Writes styled lines to standard output.
  public var lines: ([StyledLine]) throws(ConsoleClosed) -> Void
  /// Writes text to standard output; it can change a terminal's colours and nothing else.
  var harmless: ([UInt8]) throws(ConsoleClosed) -> Void
  /// Writes messages to standard error.
  public var error: (String) -> Void
  /// Shows a line of progress on standard error, replacing the one before; an empty line removes
  /// it.
  public var progress: (String) -> Void
  /// Whether standard output is a terminal that shows colour.
  public var hasColour: Bool
  /// The number of columns of the terminal; nil if standard output is not a terminal.
  public var width: Int?
  /// Whether standard error is a terminal, which can show progress.
  public var showsProgress: Bool
  /// Whether this run is in continuous integration, where no goldens are recorded.
  public var isCI: Bool
  /// The folder of the goldens.
  public var goldens: String
  /// The folder of the lessons' pages.
  public var pages: String
  /// The folder for saved progress; nil if there is none.
  public var states: String?
  /// The file descriptors of interactive programs.
  public var talk: (input: Int32, output: Int32)

  /// Creates a console from its parts.
  ///
  /// Everything a command writes passes through `visibleLines` first.
  public init(
    out: @escaping ([UInt8]) throws(ConsoleClosed) -> Void, error: @escaping (String) -> Void,
    hasColour: Bool = false, width: Int? = nil, showsProgress: Bool = false, isCI: Bool = false,
    goldens: String = "golden", pages: String = "lessons", states: String? = nil,
    talk: (input: Int32, output: Int32) = (STDIN_FILENO, STDOUT_FILENO)
  ) {
    // Text from a case, a file name or a command line must never act as a terminal command.
    self.out = { (bytes) throws(ConsoleClosed) in
      try out(bytes.visibleLines())
    }
    harmless = out
    // The pieces of a line are already made visible, so only Gradus's own codes pass.
    lines = { (lines) throws(ConsoleClosed) in
      let text = lines.reduce(into: "") { text, line in
        text += (hasColour ? line.forTerminal(hasColour: true) : line.text) + "\n"
      }
      try out(Array(text.utf8))
    }
    self.error = { error($0.visibleLines) }
    progress = { error("\r\u{1B}[K" + $0.visible) }
    self.hasColour = hasColour
    self.width = width
    self.showsProgress = showsProgress
    self.isCI = isCI
    self.goldens = goldens
    self.pages = pages
    self.states = states
    self.talk = talk
  }

  /// The console of this process.
  public static func standard() -> Console {
    let environment = knownEnvironment()
    let isTerminal = isatty(STDOUT_FILENO) == 1
    return Console(
      out: { (bytes) throws(ConsoleClosed) in
        do { try writeAll(bytes, to: STDOUT_FILENO) } catch { throw ConsoleClosed() }
      },
      error: { try? writeAll(Array($0.utf8), to: STDERR_FILENO) },
      hasColour: isTerminal && allowsColour(environment),
      width: isTerminal ? terminalWidth() : nil,
      showsProgress: isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb",
      isCI: !environment["CI", default: ""].isEmpty, states: stateFolder(environment))
  }

  /// The user's folder for saved state, by the XDG base directory specification; a relative
  /// `XDG_STATE_HOME` is ignored.
  static func stateFolder(_ environment: [String: String]) -> String? {
    if let folder = environment["XDG_STATE_HOME"], folder.hasPrefix("/") {
      return folder + "/gradus"
    }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return home + "/.local/state/gradus"
  }

  /// Whether the environment allows colour: `NO_COLOR` is not set, and `TERM` is not `dumb`.
  static func allowsColour(_ environment: [String: String]) -> Bool {
    environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
  }

  private static func terminalWidth() -> Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// An empty text as wide as the terminal, or 80 columns.
  var page: WrappedText { WrappedText(width: width ?? 80) }

  /// Writes a text to standard output, in colour if possible.
  func write(_ text: WrappedText) throws(CommandError) {
    do { try lines(text.lines) } catch { throw CommandError.closed }
  }

  /// Writes text to standard output, wrapped to the terminal's width.
  func writeWords(_ text: String) throws(CommandError) {
    var page = self.page
    for line in text.split(separator: "\n") { page.words(String(line), indent: 2) }
    try write(page)
  }

  /// Writes text to standard output.
  func write(_ text: String) throws(CommandError) {
    do { try out(Array(text.utf8)) } catch { throw CommandError.closed }
  }
}

/// Standard output has no reader any more.
public struct ConsoleClosed: Error {
  /// Creates the error.
  public init() {}
}
