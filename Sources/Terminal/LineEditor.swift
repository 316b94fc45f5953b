import Interaction

/// A prompt at the bottom of the screen, and the answer as it is typed.
public struct LineEditor: Sendable {
  /// What a key did.
  public enum Outcome: Equatable, Sendable {
    case goesOn
    case cancelled
    case finished(command: String)
  }

  /// The longest answer; no prompt needs as much.
  private static let longest = 4_096

  /// The prompt's text.
  public let label: String
  /// The answer left of the cursor.
  public private(set) var before: String
  /// The answer from the cursor on.
  public private(set) var after = ""

  let command: String
  private let endings: [Character: String]
  /// Earlier answers, the latest last.
  private let history: [String]
  /// The position in the history; the last one is the answer being typed.
  private var place: Int
  private var typed = ""

  /// Creates a prompt.
  public init(
    label: String, command: String, initial: String = "", endings: [Character: String] = [:],
    history: [String] = []
  ) {
    self.label = label
    self.command = command
    self.endings = endings
    self.history = history
    before = initial
    place = history.count
  }

  /// The answer.
  public var answer: String { before + after }

  /// Takes a key.
  public mutating func take(_ key: Key) -> Outcome {
    switch key {
    case .enter: return finished(command)
    case .escape: return .cancelled
    case .character(let character):
      if let other = endings[character] { return finished(other) }
      if before.utf8.count + after.utf8.count < Self.longest { before.append(character) }
    case .backspace:
      if answer.isEmpty { return .cancelled }
      before = String(before.dropLast())
    case .control("d"):
      if answer.isEmpty { return .cancelled }
      after = String(after.dropFirst())
    case .delete: after = String(after.dropFirst())
    case .left: move(by: -1)
    case .right: move(by: 1)
    case .home, .control("a"): (before, after) = ("", answer)
    case .end, .control("e"): (before, after) = (answer, "")
    case .control("b"): move(by: -1)
    case .control("f"): move(by: 1)
    case .control("u"): before = ""
    case .control("k"): after = ""
    case .control("w"): dropWord()
    case .up, .control("p"): recall(place - 1)
    case .down, .control("n"): recall(place + 1)
    default: break
    }
    return .goesOn
  }

  private func finished(_ command: String) -> Outcome {
    let answer = trimmed(answer)
    // Without a prompt and an answer, an empty command would repeat the last one.
    if command.isEmpty && answer.isEmpty { return .cancelled }
    if command.isEmpty || answer.isEmpty { return .finished(command: command + answer) }
    return .finished(command: command + " " + answer)
  }

  private func trimmed(_ text: String) -> String {
    let start = text.drop { $0 == " " }
    return String(String(start.reversed().drop { $0 == " " }).reversed())
  }

  private mutating func move(by step: Int) {
    if step < 0, let last = before.last {
      before = String(before.dropLast())
      after = String(last) + after
    } else if step > 0, let first = after.first {
      before.append(first)
      after = String(after.dropFirst())
    }
  }

  private mutating func dropWord() {
    while before.last == " " { before = String(before.dropLast()) }
    while let last = before.last, last != " " { before = String(before.dropLast()) }
  }

  private mutating func recall(_ wanted: Int) {
    guard 0...history.count ~= wanted else { return }
    if place == history.count { typed = answer }
    place = wanted
    before = wanted < history.count ? history[wanted] : typed
    after = ""
  }
}
