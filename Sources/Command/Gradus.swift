import Curriculum
import Text
import Tracing

/// The `gradus` command.
public enum Gradus {
  /// The version.
  public static let version = "0.1.0"

  /// Runs the command.
  ///
  /// - Parameters:
  ///   - arguments: The arguments after `gradus`.
  ///   - console: The outputs and the environment.
  /// - Returns: The exit code.
  public static func run(_ arguments: [String], console: Console) -> Int32 {
    var command: Subcommand?
    do {
      return try dispatch(arguments, console, &command)
    } catch {
      let text = message(error, command, console.width ?? 80)
      console.error(console.width.map { text.wrapped(to: $0) } ?? text)
      return error.code.rawValue
    }
  }

  private static func dispatch(
    _ arguments: [String], _ console: Console, _ command: inout Subcommand?
  ) throws(CommandError) -> Int32 {
    guard let first = arguments.first else {
      try console.write(greeting)
      return 0
    }
    switch first {
    case "--version":
      try console.write("gradus \(version)\n")
      return 0
    case "help", "--help", "-h":
      var text = console.page
      try help(Array(arguments.dropFirst()), in: &text)
      try console.write(text)
      return 0
    default: break
    }
    let commands = Subcommand.all
    let known =
      commands.first { $0.name == first } ?? commands.first { isSameName($0.name, first) }
    guard let found = known else {
      throw unknownCommand(first, "command", among: Subcommand.all.map(\.name) + ["help"])
    }
    command = found
    let rest = Array(arguments.dropFirst())
    if rest.contains("--help") || rest.contains("-h") {
      var text = console.page
      found.writeHelp(in: &text)
      try console.write(text)
      return 0
    }
    return try found.run(try Arguments(rest, options: found.options), console)
  }

  /// The message for an error: the problem, the valid words, the usage line, where to read more.
  static func message(_ error: CommandError, _ command: Subcommand?, _ width: Int) -> String {
    var text = "Error: \(error.message.harmless)\n"
    switch error.code {
    case .usage:
      var usage = WrappedText(width: width)
      if let command {
        command.writeUsage(in: &usage)
      } else {
        usage.line("Usage: gradus COMMAND …")
      }
      text += usage.plain
      text += "  See 'gradus help\(command.map { " \($0.name)" } ?? "")' for more.\n"
    case .unreadable:
      switch command?.name {
      case "train", "race":
        text += "  See 'gradus help train' for what a table looks like.\n"
      case "diagnose", "grade":
        text +=
          "  See 'gradus help diagnose' for what can be read, 'gradus help case' for case files.\n"
      case "key", "worksheet":
        text +=
          "  See 'gradus help key' for rosters and sources, 'gradus help case' for case files.\n"
      default: text += "  See 'gradus help case' for what a case file looks like.\n"
      }
    case .noFile, .differs, .cannotCreate, .cannotWrite: break
    }
    return text
  }

  private static func help(
    _ words: [String], in text: inout WrappedText
  ) throws(CommandError) {
    guard let topic = words.first else { return writeOverview(in: &text) }
    if topic == "case" { return writeCaseHelp(in: &text) }
    guard let command = Subcommand.all.first(where: { $0.name == topic }) else {
      throw unknownCommand(topic, "help topic", among: Subcommand.all.map(\.name) + ["case"])
    }
    command.writeHelp(in: &text)
  }

  /// An unknown command; where it is a lesson, with the command that shows the lesson's page.
  private static func unknownCommand(
    _ word: String, _ what: String, among known: [String]
  ) -> CommandError {
    guard let lesson = Curriculum.lesson(named: word) else {
      return .unknown(word, what, among: known)
    }
    return CommandError(
      .usage,
      "'\(word)' is a lesson; expected a \(what).\n'gradus lessons \(lesson.id) --page' shows its page, "
        + "'gradus trace \(lesson.id)' runs it.")
  }
}

extension String {
  /// The lines as a terminal of some columns shows them, broken at spaces.
  fileprivate func wrapped(to width: Int) -> String {
    var text = WrappedText(width: width)
    for line in split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      let line = StyledLine(String(line))
      text.words(line, indent: line.indentation + 2)
    }
    return text.plain
  }

  /// The text made safe for a terminal: no control characters, at most a screenful.
  fileprivate var harmless: String {
    let start = String(String.UnicodeScalarView(unicodeScalars.prefix(4_000)))
    return start.visibleLines
      + (unicodeScalars.count > 4_000 ? " …" : "")
  }
}
