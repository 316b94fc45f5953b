import Interaction

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Runs an interactive program until it ends: on a terminal's screen, or else line by line.
///
/// The screen needs a terminal as input and output, and a `TERM` that is not `dumb`. Everything
/// else uses lines.
///
/// - Parameters:
///   - program: The program; it keeps its final state when this returns, also after Ctrl-C.
///   - input: The descriptor that keys or commands are read from.
///   - output: The descriptor that pages are written to.
///   - environment: The environment; only `TERM` and `NO_COLOR` are read.
/// - Returns: The exit code: 0 when the program or the input has ended; 130 after Ctrl-C, 143 after
///   `kill`, 129 when the terminal has closed, 141 when the output has no reader; 74 when writing
///   fails.
public func converse(
  with program: inout some Interactive, input: Int32 = STDIN_FILENO,
  output: Int32 = STDOUT_FILENO,
  environment: [String: String] = knownEnvironment()
) -> Int32 {
  if isatty(input) == 1, isatty(output) == 1, hasScreen(environment),
    let terminal = RawTerminal(input: input, output: output),
    let signals = Signals(Signals.endings + Signals.screen)
  {
    defer { signals.end() }
    var conversation = ScreenConversation(
      program, terminal, input: input, output: output, signals: signals,
      hasColour: environment["NO_COLOR", default: ""].isEmpty)
    let ending = conversation.run()
    program = conversation.program
    let hasColour = environment["NO_COLOR", default: ""].isEmpty
    let width = windowSize(output)?.columns ?? 80
    let farewell = conversation.farewell.flatMap { $0.wrapped(to: width, indent: 2) }.map {
      (hasColour ? $0.forTerminal(hasColour: true) : $0.text) + "\n"
    }
    try? writeAll(Array(farewell.joined().utf8), to: output)
    return ending.code
  }
  let signals = Signals(Signals.endings)
  defer { signals?.end() }
  var conversation = LineConversation(program, input: input, output: output, signals: signals)
  let ending = conversation.run()
  program = conversation.program
  return ending.code
}

/// Whether the terminal can move its cursor.
func hasScreen(_ environment: [String: String]) -> Bool {
  !["", "dumb", "unknown"].contains(environment["TERM", default: ""])
}
