import Text

/// The commands of a program people talk with: a word each, for most of them a key, and one line of help.
public protocol TypedCommand: RawRepresentable, CaseIterable, Equatable where RawValue == String {
  /// The key that means it; nil for what is only typed.
  var key: Character? { get }
  /// What follows it, for the help; empty if nothing does.
  var argument: String { get }
  /// What it does.
  var meaning: String { get }
  /// What its key asks at the bottom of a screen; nil if it acts at once.
  var question: String? { get }
}

extension TypedCommand {
  /// What its key means.
  public var keyMeaning: KeyMeaning {
    question.map { .ask(label: $0, command: rawValue + " ") } ?? .command(rawValue)
  }

  /// The command a word means: its name, its key, or its first letters if no other command has them.
  public static func named(_ word: String) -> Self? {
    if let exact = Self(rawValue: word) { return exact }
    if word.count == 1, let byKey = allCases.first(where: { $0.key == word.first }) { return byKey }
    let possible = allCases.filter { $0.rawValue.hasPrefix(word) }
    return possible.count == 1 ? possible[0] : nil
  }

  /// The words that can be typed.
  public static var words: [String] { allCases.map { $0.rawValue } }

  /// The table of the help: keys, commands, what they do.
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
