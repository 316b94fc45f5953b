import Curriculum
import Equations
import Text
import Tracing
import TrainingLoop

/// A completion for the word being typed.
enum Completion: Equatable {
  /// A whole word, with its description.
  case word(String, help: String)
  /// A file name, which the shell completes.
  case file

  /// The line for the scripts: the word, a tab, its description; `/` for files.
  var line: String {
    switch self {
    case .word(let word, let help): help.isEmpty ? word : "\(word)\t\(help.visible)"
    case .file: "/"
    }
  }
}

/// A command line up to the cursor, whose last word is to be completed.
///
/// The completions come from the table of commands, their usage lines and the curriculum.
struct CompletedLine {
  /// The words before the one being typed, without the program's name.
  private let before: [String]
  /// The word being typed, which may be empty.
  private let current: String
  private let command: Subcommand?

  /// Reads a line: the program's name, and words between spaces.
  init(_ line: String) {
    let words = line.split(separator: " ", omittingEmptySubsequences: true).map { String($0) }
    current = line.last == " " ? "" : words.last ?? ""
    before = Array((current.isEmpty ? words : words.dropLast()).dropFirst())
    let name = before.first
    command = Subcommand.all.first { $0.name == name }
  }

  /// The completions of the word, in the order of the lists.
  var candidates: [Completion] {
    possible.filter { candidate in
      guard case .word(let word, _) = candidate else { return true }
      return word.hasPrefix(current)
    }
  }

  private var possible: [Completion] {
    guard let first = before.first else {
      return Subcommand.all.map { .word($0.name, help: $0.summary) } + [
        .word("help", help: "Show the help of a command."),
        .word("--version", help: "Show the version."), .word("--help", help: "Show the help."),
      ]
    }
    if first == "help", before.count == 1 {
      return Subcommand.all.map { .word($0.name, help: $0.summary) } + [.word("case", help: "")]
    }
    guard let command else { return [] }
    if let option = awaited { return values(of: option) }
    if current.hasPrefix("-") {
      let name = String(current.prefix { $0 != "=" })
      if name.count < current.count {
        return values(of: name).map { $0.behind("\(name)=") }
      }
      let free = command.options.filter { $0.repeats || !before.contains($0.name) }
      return free.map { .word($0.name, help: $0.help) } + [.word("--help", help: "Show the help.")]
    }
    let places = command.places
    let at = Swift.min(typed.count, places.count - 1)
    guard at >= 0, typed.count < places.count || places[at].hasSuffix("…") else { return [] }
    return completions(of: places[at])
  }

  /// The option whose value is being typed; nil if there is none.
  private var awaited: String? {
    guard let last = before.last else { return nil }
    return command?.options.first { $0.name == last && !$0.isFlag }?.name
  }

  /// The words after the command that are neither options nor their values.
  private var typed: [String] {
    var words: [String] = []
    var isValue = false
    for word in before.dropFirst() {
      if isValue {
        isValue = false
      } else if word.hasPrefix("-"), word != "-" {
        isValue = command?.options.contains { $0.name == word && !$0.isFlag } ?? false
      } else {
        words.append(word)
      }
    }
    return words
  }

  /// The lesson named earlier on the line.
  private var lesson: Lesson? {
    typed.lazy.compactMap { Curriculum.lesson(named: $0) }.first
      ?? zip(before, before.dropFirst()).lazy.filter { $0.0.hasPrefix("--") }
      .compactMap { Curriculum.lesson(named: $0.1) }.first
  }

  /// The values of an option, as declared, and as given in the usage line.
  private func values(of name: String) -> [Completion] {
    guard let command, let option = command.options.first(where: { $0.name == name }) else {
      return []
    }
    switch name {
    case "--optimizer": return completions(of: "ENTRANT")
    case "--convention":
      return variants(lesson?.variants.filter { $0.kind == .convention } ?? [])
    default: break
    }
    let declared = completions(of: option.value)
    return declared.isEmpty ? completions(of: command.usage(of: name)) : declared
  }

  /// The completions for a placeholder of the usage line: `text|json`, `LESSON`, `NAME|FILE`,
  /// `ID[,ID…]`, `NAME=VALUE`.
  private func completions(of placeholder: String) -> [Completion] {
    placeholder.split(separator: "|").flatMap { part -> [Completion] in
      switch part.prefix(while: { $0.isLetter && $0.isUppercase }) {
      case "LESSON": return Curriculum.lessons.map { .word($0.id, help: $0.idea) }
      case "ENTRANT": return entrants
      case "SCHEDULE": return TrainingPlan.Schedule.allCases.map { .word($0.rawValue, help: "") }
      case "FILE", "FOLDER", "ROSTER": return [.file]
      case "ID": return variants(lesson?.variants ?? [])
      case "NAME" where part == "NAME=VALUE": return constants
      case "NAME" where placeholder == "NAME|FILE": return cases
      default: return part.isWord ? [.word(String(part), help: "")] : []
      }
    }
  }

  /// The optimizers, and behind `adam~` the variants of a training with Adam.
  private var entrants: [Completion] {
    guard let mark = current.lastIndex(of: "~"),
      let optimizer = Curriculum.optimizer(named: String(current.prefix { $0 != "~" }))
    else { return Curriculum.optimizers.map { .word($0.id, help: $0.idea) } }
    return TrainingPlan(optimizer: optimizer).knownVariants
      .map { .word(current[...mark] + $0.id, help: $0.title) }
  }

  private var cases: [Completion] {
    guard let lesson else { return [] }
    return lesson.cases.map { one in
      .word(one.name, help: (try? CaseReader(one.json, for: lesson).head.title) ?? "")
    }
  }

  /// The variants, behind those that stand before a comma already.
  private func variants(_ all: [Variant]) -> [Completion] {
    let given = current.split(separator: ",", omittingEmptySubsequences: false).dropLast()
    let start = given.map { $0 + "," }.joined()
    return all.filter { !given.contains($0.id[...]) }
      .map { .word(start + $0.id, help: $0.title) }
  }

  private var constants: [Completion] {
    (lesson?.symbols ?? []).filter { $0.isHyperparameter }
      .map { .word($0.name + "=", help: $0.meaning) }
  }
}

extension Completion {
  /// The candidate with a prefix from the same word.
  fileprivate func behind(_ start: String) -> Completion {
    guard case .word(let word, let help) = self else { return self }
    return .word(start + word, help: help)
  }
}

extension Subcommand {
  /// The parts of the usage line: `LESSON`, `[--case NAME|FILE]`, `[FILE|-]`.
  private var parts: [String] {
    var parts = [""]
    var depth = 0
    for character in usage {
      if character == "[" { depth += 1 }
      if character == "]" { depth -= 1 }
      if character == " ", depth == 0 {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts
  }

  /// The placeholders of words that are not options, in order.
  fileprivate var places: [String] {
    var places: [String] = []
    var isOption = false
    for part in parts where !part.hasPrefix("[--") {
      if part.hasPrefix("--") {
        isOption = true
      } else if isOption {
        isOption = false
      } else {
        places.append(part.withoutBrackets)
      }
    }
    return places
  }

  /// The usage line's placeholder for an option's value: `text|json`.
  fileprivate func usage(of option: String) -> String {
    for part in parts where part.hasPrefix("[\(option) ") {
      return String(part.dropFirst(option.utf8.count + 2)).withoutEnd
    }
    return ""
  }
}

extension String {
  /// `LESSON` of `[LESSON]`.
  fileprivate var withoutBrackets: String { hasPrefix("[") ? String(dropFirst()).withoutEnd : self }

  /// The text without a closing bracket at its end.
  fileprivate var withoutEnd: String { hasSuffix("]") ? String(dropLast()) : self }
}

extension Substring {
  /// Whether this is a literal word: `json`, `last-batch-mean`, `1`.
  fileprivate var isWord: Bool {
    !isEmpty
      && utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "-"):
          true
        default: false
        }
      } && self != "-"
  }
}
