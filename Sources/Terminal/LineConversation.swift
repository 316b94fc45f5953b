import Interaction
import Text

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A conversation line by line: through a pipe, on a simple terminal, or with a screen reader.
struct LineConversation<Program: Interactive> {
  var program: Program
  let input: Int32
  let output: Int32
  let signals: Signals?

  private let isTyped: Bool
  private var reader = LineReader()
  private var heading: [StyledLine] = []

  init(_ program: Program, input: Int32, output: Int32, signals: Signals?) {
    (self.program, self.input, self.output, self.signals) = (program, input, output, signals)
    isTyped = isatty(input) == 1
  }

  /// Runs the conversation until it ends.
  mutating func run() -> Ending {
    do {
      try open()
      while true {
        if isTyped { try write("> ") }
        switch arrival(on: input, signals) {
        case .nothing: break
        case .bytes(let bytes):
          for line in reader.take(bytes) where try take(line) { return .over }
        case .signals(let numbers):
          if isTyped { try write("\n") }
          if let number = Signals.ending(among: numbers) { return .signal(number) }
        case .end:
          if let line = reader.finish(), try take(line) { return .over }
          if isTyped { try write("\n") }
          try say(program.perform("quit"))
          return .over
        }
      }
    } catch { return Ending(error, of: SIGPIPE) }
  }

  /// Prints the whole first page.
  private mutating func open() throws(WriteFailure) {
    let page = currentPage
    heading = page.heading
    let parts = [page.heading, page.body, page.footer.spans.isEmpty ? [] : [page.footer]]
    try write(parts.filter { !$0.isEmpty }.map { $0.printed }.joined(separator: "\n"))
  }

  /// Carries out a line; true if the program has ended.
  private mutating func take(_ line: LineReader.Line) throws(WriteFailure) -> Bool {
    switch line {
    case .tooLong:
      try write("A line is longer than 64 KB, which no command is; it was passed over.\n")
    case .notText:
      try write("A line is not UTF-8 text, as commands are; it was passed over.\n")
    case .text(let command):
      if !isTyped { try write(StyledLine("> " + command).text + "\n") }
      let reply = program.perform(command)
      try say(reply)
      return reply.isOver
    }
    return false
  }

  /// Prints a reply, and the page if it has changed; the heading only if that has changed too.
  private mutating func say(_ reply: Reply) throws(WriteFailure) {
    var text = reply.said.printed
    if reply.showsPage {
      let page = currentPage
      if page.heading != heading { text += page.heading.printed }
      heading = page.heading
      text += page.body.printed
    }
    try write(text)
  }

  private var currentPage: Page {
    program.page(width: nil)
  }

  private func write(_ text: String) throws(WriteFailure) {
    try writeAll(Array(text.utf8), to: output)
  }
}

extension [StyledLine] {
  /// The lines as plain text.
  var printed: String { map { $0.text + "\n" }.joined() }
}
