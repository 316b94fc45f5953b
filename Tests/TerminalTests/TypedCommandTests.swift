import Interaction
import Testing

private enum Command: String, TypedCommand {
  case next, name, line, list, help, quit

  var key: Character? {
    switch self {
    case .next: "n"
    case .help: "?"
    case .line: "g"
    default: nil
    }
  }
  var argument: String { self == .line ? "N" : "" }
  var meaning: String { "does \(rawValue)" }
  var question: String? { self == .line ? "line: " : nil }
}

@Suite("Commands that are typed") struct TypedCommandTests {
  @Test(
    "A command is known by its name, its key, or a beginning that no other command has",
    arguments: [
      ("next", .next), ("nex", .next), ("n", .next), ("na", .name), ("g", .line), ("lin", .line),
      ("lis", .list), ("?", .help), ("h", .help), ("q", .quit), ("quit", .quit), ("ne", .next),
      // Several commands begin like this, or none does.
      ("l", nil), ("li", nil), ("", nil), ("nexts", nil), ("x", nil), ("Next", nil), ("??", nil),
    ] as [(String, Command?)])
  private func names(word: String, command: Command?) {
    #expect(Command.named(word) == command)
  }

  @Test("A key asks for what its command needs, or is the command")
  func keys() {
    #expect(Command.line.keyMeaning == .ask(label: "line: ", command: "line "))
    #expect(Command.next.keyMeaning == .command("next"))
  }

  @Test("The help has a row a command, and what the commands do stands in one column")
  func table() {
    #expect(
      Command.table.map(\.text) == [
        "  n  next    does next", "     name    does name", "  g  line N  does line",
        "     list    does list", "  ?  help    does help", "     quit    does quit",
      ])
  }
}
