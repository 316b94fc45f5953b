import Text
import Tracing

/// The `gradus` command.
public enum Gradus {
  /// The version.
  public static let version = "0.1.0"

  /// Runs the command.
  ///
  /// - Parameters:
  ///   - arguments: What was typed after `gradus`.
  ///   - console: Where to write.
  /// - Returns: The exit code of the contract.
  public static func run(_ arguments: [String], console: Console) -> Int32 {
    var command: Subcommand?
    do {
      return try dispatch(arguments, console, &command)
    } catch {
      console.error(message(error, command))
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
      try console.write(try help(Array(arguments.dropFirst())))
      return 0
    default: break
    }
    guard let found = Subcommand.all.first(where: { $0.name == first }) else {
      throw .unknown(first, "command", among: Subcommand.all.map(\.name) + ["help"])
    }
    command = found
    let rest = Array(arguments.dropFirst())
    if rest.contains("--help") || rest.contains("-h") {
      try console.write(found.help)
      return 0
    }
    return try found.run(try Arguments(rest, options: found.options), console)
  }

  /// An error in its four parts: the problem, the valid words, the usage line, where to read more.
  static func message(_ error: CommandError, _ command: Subcommand?) -> String {
    var text = "Error: \(error.message.harmless)\n"
    switch error.code {
    case .usage:
      text += (command?.usageLine ?? "Usage: gradus COMMAND …") + "\n"
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

  private static func help(_ words: [String]) throws(CommandError) -> String {
    guard let topic = words.first else { return overview }
    if topic == "case" { return caseHelp }
    guard let command = Subcommand.all.first(where: { $0.name == topic }) else {
      throw .unknown(topic, "help topic", among: Subcommand.all.map(\.name) + ["case"])
    }
    return command.help
  }
}

extension String {
  /// The text as a terminal may be shown it: no control characters, no more than a screenful.
  fileprivate var harmless: String {
    let start = String(String.UnicodeScalarView(unicodeScalars.prefix(4_000)))
    return start.visibleLines
      + (unicodeScalars.count > 4_000 ? " …" : "")
  }
}
