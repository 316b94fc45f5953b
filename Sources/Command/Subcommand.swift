import Files
import Tracing

/// One command of the program: its words, its options, and what it does.
struct Subcommand: Sendable {
  let name: String
  /// What it does, in one line.
  let summary: String
  /// What follows its name in the usage line.
  let usage: String
  /// What to know beyond the options.
  let discussion: String
  let options: [Option]
  let run: @Sendable (Arguments, Console) throws(CommandError) -> Int32

  static let all: [Subcommand] = [
    lessons, trace, step, hunt, compare, plot, diagnose, grade, coverage, key, worksheet,
    train, race, golden,
  ]

  /// The usage line.
  var usageLine: String { "Usage: gradus \(name) \(usage)" }

  /// The whole help text.
  var help: String {
    var text = "\(summary)\n\n\(usageLine)\n"
    if !discussion.isEmpty { text += "\n\(discussion)\n" }
    let rows = options.map { option in
      ["  \(option.name) \(option.value)", option.help]
    }
    return text + "\n" + aligned([["Options", ""]] + rows + [["  --help", "Show this text."]])
  }
}
