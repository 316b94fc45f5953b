import Interaction

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Lets somebody talk with a program until it ends: on the screen of a terminal, or else line by line.
///
/// The screen needs a terminal on both sides and a `TERM` that is not `dumb`; everything else gets lines.
///
/// - Parameters:
///   - program: The program; what it has become is there when this returns, also after Ctrl-C.
///   - input: Where keys or commands come from.
///   - output: Where pages go.
///   - environment: `TERM` and `NO_COLOR` are looked at.
/// - Returns: The exit code: 0 when the program has ended or the input has; 130 after Ctrl-C, 143 after
///   `kill`, 129 when the terminal is gone, 141 when nobody reads the output; 74 when it cannot be written.
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
