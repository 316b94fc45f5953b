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

/// Where the command writes, and what it knows of its surroundings; tests put their own in its place.
public struct Console {
  /// Takes data: standard output.
  public var out: ([UInt8]) throws(ConsoleClosed) -> Void
  /// Takes lines of text that stand out differently: standard output.
  public var lines: ([StyledLine]) throws(ConsoleClosed) -> Void
  /// Takes text that can do nothing to a terminal but change its colours: standard output.
  var harmless: ([UInt8]) throws(ConsoleClosed) -> Void
  /// Takes talk: standard error.
  public var error: (String) -> Void
  /// Takes a line of progress, which stands on standard error in place of the one before; an empty one goes.
  public var progress: (String) -> Void
  /// Whether standard output is a terminal that shows colour.
  public var hasColour: Bool
  /// How many columns the terminal has; nil if standard output is none.
  public var width: Int?
  /// Whether standard error is a terminal, on which a line of progress may come and go.
  public var showsProgress: Bool
  /// Whether this is a run of continuous integration, where nothing is recorded.
  public var isCI: Bool
  /// The folder that holds the goldens.
  public var goldens: String
  /// The folder that holds the lessons' pages.
  public var pages: String
  /// The folder in which progress is remembered; nil if there is nowhere to.
  public var states: String?
  /// What programs people talk with read from and write to: file descriptors.
  public var talk: (input: Int32, output: Int32)

  /// Creates a console from its parts.
  ///
  /// Everything a command writes passes `visibleLines` first.
  public init(
    out: @escaping ([UInt8]) throws(ConsoleClosed) -> Void, error: @escaping (String) -> Void,
    hasColour: Bool = false, width: Int? = nil, showsProgress: Bool = false, isCI: Bool = false,
    goldens: String = "golden", pages: String = "lessons", states: String? = nil,
    talk: (input: Int32, output: Int32) = (STDIN_FILENO, STDOUT_FILENO)
  ) {
    // Nothing that a case, a file name or a command line brings can be a command to the terminal.
    self.out = { (bytes) throws(ConsoleClosed) in
      try out(bytes.visibleLines())
    }
    harmless = out
    // The pieces of a line are visible already, so only our own codes pass.
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

  /// The user's folder for what a program remembers, by the XDG base directory specification: a relative
  /// `XDG_STATE_HOME` counts as none.
  static func stateFolder(_ environment: [String: String]) -> String? {
    if let folder = environment["XDG_STATE_HOME"], folder.hasPrefix("/") {
      return folder + "/gradus"
    }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return home + "/.local/state/gradus"
  }

  /// Whether the environment lets a terminal have colour: no `NO_COLOR`, and `TERM` is not `dumb`.
  static func allowsColour(_ environment: [String: String]) -> Bool {
    environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
  }

  private static func terminalWidth() -> Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// An empty text of as many columns as the terminal has, or 80.
  var page: WrappedText { WrappedText(width: width ?? 80) }

  /// Writes a text to standard output, in colours if there are any.
  func write(_ text: WrappedText) throws(CommandError) {
    do { try lines(text.lines) } catch { throw CommandError.closed }
  }

  /// Writes lines of words to standard output, each broken to the columns there are.
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

/// Standard output does not take any more.
public struct ConsoleClosed: Error {
  /// Creates the error.
  public init() {}
}
