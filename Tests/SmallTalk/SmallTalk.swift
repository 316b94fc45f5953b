import Files
import Foundation
import Interaction
import Text

/// A program for tests: a list of lines to walk through, with every kind of reply that real
/// programs give.
public struct SmallTalk: Interactive {
  private let lines: [String]
  private var place = 1
  private var last = ""
  private var begun: OutputFile?

  /// Creates the program.
  ///
  /// - Parameter count: The number of lines.
  public init(count: Int = 40) {
    lines = (1...max(1, count)).map { number in
      number % 10 == 0
        ? "v̂ ← v / (1 − β₁ᵗ), line \(number) of \(count), which is longer than most windows are wide, "
          + "so that it must be folded somewhere between its words"
        : "line \(number): v ← β₁·v + (1 − β₁)·g"
    }
  }

  /// The current page.
  public func page(width: Int?) -> Page {
    let body = lines.enumerated().map { index, line in
      index + 1 == place
        ? StyledLine("▶ ", .strong).with(line, .focus) : StyledLine("  ").with(line)
    }
    return Page(
      heading: [
        StyledLine("Small talk", .strong).with(" · line \(place) of \(lines.count)"),
        StyledLine(width.map { "\($0) columns" } ?? "lines of any length", .quiet),
      ],
      body: body, focus: (place - 1)..<place,
      footer: StyledLine("Space next · b back · 5g line 5 · : command · ? help · q quit", .quiet))
  }

  /// The current meaning of a key.
  public func meaning(of key: Key) -> KeyMeaning {
    switch key {
    case .character(" "), .character("n"), .down, .enter: .command(key == .enter ? "" : "next")
    case .character("b"), .up: .command("back")
    case .character("g"), .home: .command("line 1")
    case .character("G"), .end: .command("line \(lines.count)")
    case .character("?"), .character("h"): .command("help")
    case .character("w"): .command("warn")
    case .character("q"): .command("quit")
    case .character(":"): .ask(label: ":", command: "")
    case .character("/"): .ask(label: "say: ", command: "say", initial: "")
    case .character(let digit) where digit.isASCII && digit.isNumber:
      .ask(label: ":", command: "", initial: String(digit), endings: ["g": "line", "G": "line"])
    case .pageUp: .scroll(.pageUp)
    case .pageDown: .scroll(.pageDown)
    case .character("k"): .scroll(.lineUp)
    case .character("j"): .scroll(.lineDown)
    default: .nothing
    }
  }

  /// Carries out a typed command.
  public mutating func perform(_ command: String) -> Reply {
    let typed = command.isEmpty ? last : command
    last = typed
    let words = typed.split(separator: " ", maxSplits: 1).map(String.init)
    let rest = words.count > 1 ? words[1] : ""
    switch words.first {
    case "next": return go(to: place + 1)
    case "back": return go(to: place - 1)
    case "line": return go(to: Int(rest))
    case "say": return Reply(said: [StyledLine(rest)])
    case "warn":
      return Reply(said: [StyledLine("a warning", .warning), StyledLine("right", .good)])
    case "help":
      return Reply(said: (1...30).map { StyledLine("help \($0): next, back, line N, say, warn") })
    case "crash": return Reply(said: [StyledLine(lines[lines.count + rest.utf8.count])])
    case "recurse": return Reply(said: [StyledLine("\(depth(of: 0))")])
    case "exit": exit(3)
    case "sleep": while true { sleep(1) }
    case "write": return write(rest)
    case "begin": return begin(rest)
    case "quit": return Reply(said: ["good-bye"], isOver: true)
    default: return Reply(said: [StyledLine("'\(typed)' is no command.")])
    }
  }

  /// Writes a file as real programs do, while listening to signals.
  private func write(_ path: String) -> Reply {
    do throws(OutputFile.Failure) {
      try OutputFile.write([], to: path, OutputFile.Overwriting(isAllowed: true))
      return Reply(said: [StyledLine("written")])
    } catch { return Reply(said: [StyledLine("\(error)", .warning)]) }
  }

  /// Begins a file that is never finished.
  private mutating func begin(_ path: String) -> Reply {
    do throws(OutputFile.Failure) {
      begun = try OutputFile(path, OutputFile.Overwriting(isAllowed: true))
      return Reply(said: [StyledLine("begun")])
    } catch { return Reply(said: [StyledLine("\(error)", .warning)]) }
  }

  private func depth(of level: Int) -> Int {
    level < 0 ? level : depth(of: level &+ 1) &+ lines.count
  }

  private mutating func go(to wanted: Int?) -> Reply {
    guard let wanted, 1...lines.count ~= wanted else {
      return Reply(said: [StyledLine("There is no such line; expected 1 to \(lines.count).")])
    }
    place = wanted
    return Reply(showsPage: true)
  }
}
