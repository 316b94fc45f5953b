import Files
import Text
import Tracing

/// One command of the program: its words, its options, and its action.
struct Subcommand: Sendable {
  let name: String
  /// A description in one line.
  let summary: String
  /// The rest of the usage line, after the name.
  let usage: String
  /// Further information for the help.
  let discussion: String
  let options: [Option]
  let run: @Sendable (Arguments, Console) throws(CommandError) -> Int32

  static let all: [Subcommand] = [
    lessons, trace, step, hunt, compare, plot, diagnose, grade, coverage, key, worksheet,
    train, race, golden, completions,
  ]

  /// The usage line, wrapped between its parts: `[--case NAME|FILE]` stays together.
  func writeUsage(in text: inout WrappedText) {
    var depth = 0
    let whole = usage.map { character -> Character in
      if character == "[" { depth += 1 }
      if character == "]" { depth -= 1 }
      return character == " " && depth > 0 ? "\u{A0}" : character
    }
    text.words(String(whole), after: "Usage: gradus \(name) ", indent: 13)
  }

  /// Adds the whole help text.
  func writeHelp(in text: inout WrappedText) {
    text.words(summary)
    text.line()
    writeUsage(in: &text)
    if !discussion.isEmpty { text.line() }
    text.paragraphs(discussion)
    text.line()
    text.line(StyledLine("Options", .strong))
    let rows = options.map { ["\($0.name) \($0.value)", $0.help] }
    text.rows(
      (rows + [["--help", "Show this text."]]).map { $0.map { StyledLine($0) } }, indent: 2)
  }
}

extension WrappedText {
  /// Adds paragraphs separated by empty lines; a line that begins with a space is not wrapped.
  mutating func paragraphs(_ text: String) {
    var paragraph = ""
    for part in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if part.isEmpty || part.hasPrefix(" ") {
        if !paragraph.isEmpty { words(paragraph) }
        paragraph = ""
        line(StyledLine(String(part)))
      } else {
        paragraph += (paragraph.isEmpty ? "" : " ") + part
      }
    }
    if !paragraph.isEmpty { words(paragraph) }
  }
}
