import Text

/// The commands of an interactive program: each has a word, most have a key, and all have a line of
/// help.
public protocol TypedCommand: RawRepresentable, CaseIterable, Equatable where RawValue == String {
  /// The command's key; nil if the command can only be typed.
  var key: Character? { get }
  /// The command's argument, for the help; empty if there is none.
  var argument: String { get }
  /// The command's description.
  var meaning: String { get }
  /// The prompt that its key shows at the bottom of a screen; nil if it acts at once.
  var question: String? { get }
}

extension TypedCommand {
  /// The meaning of its key.
  public var keyMeaning: KeyMeaning {
    question.map { .ask(label: $0, command: rawValue + " ") } ?? .command(rawValue)
  }

  /// The command for a word: its name, its key, or an unambiguous beginning of its name.
  public static func named(_ word: String) -> Self? {
    if let exact = Self(rawValue: word) { return exact }
    if word.count == 1, let byKey = allCases.first(where: { $0.key == word.first }) { return byKey }
    let possible = allCases.filter { $0.rawValue.hasPrefix(word) }
    return possible.count == 1 ? possible[0] : nil
  }

  /// The words of all commands.
  public static var words: [String] { allCases.map { $0.rawValue } }

  /// The table for the help: keys, commands, descriptions.
  public static var table: [StyledLine] {
    let rows = allCases.map { command in
      (
        key: command.key.map { String($0) } ?? " ",
        name: command.rawValue + (command.argument.isEmpty ? "" : " " + command.argument),
        meaning: command.meaning
      )
    }
    let width = rows.map { $0.name.count }.max() ?? 0
    return rows.map { row in
      let gap = String(repeating: " ", count: width - row.name.count + 2)
      return StyledLine("  ").with(row.key, .strong).with("  " + row.name + gap + row.meaning)
    }
  }
}
