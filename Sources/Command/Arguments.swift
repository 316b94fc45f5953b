import Files
import Tracing

/// An option of a command.
struct Option: Sendable {
  /// The name, with its dashes.
  let name: String
  /// The value's name in the usage line; empty for a flag.
  let value: String
  /// Whether it takes no value.
  var isFlag: Bool { value.isEmpty }
  /// Whether it may be given several times.
  let repeats: Bool
  /// What people type in its place; it is suggested for these.
  let otherNames: [String]
  /// The description for the help.
  let help: String

  init(
    _ name: String, _ value: String, repeats: Bool = false, otherNames: [String] = [],
    _ help: String
  ) {
    self.name = name
    self.value = value
    self.repeats = repeats
    self.otherNames = otherNames
    self.help = help
  }
}

/// A command's arguments, sorted into words and options.
struct Arguments {
  /// The arguments that are not options.
  private(set) var words: [String] = []
  private var values: [String: [String]] = [:]
  /// The files that the command reads and must not overwrite.
  let reads = FilesRead()

  /// An unknown option, with the option that has this as another name or one that is nearly called so.
  private static func unknownOption(_ name: String, among options: [Option]) -> CommandError {
    guard let meant = options.first(where: { $0.otherNames.contains(name) }) else {
      return .unknown(name, "option", among: options.map(\.name))
    }
    return CommandError(.usage, "Unknown option '\(name)'. Did you mean '\(meant.name)'?")
  }

  /// Sorts the arguments by a command's options.
  ///
  /// - Throws: A usage error for an unknown option, one without its value, or one given twice.
  init(_ arguments: [String], options: [Option]) throws(CommandError) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("-"), argument != "-", Double(argument) == nil else {
        words.append(argument)
        continue
      }
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      guard let option = options.first(where: { $0.name == name }) else {
        throw Self.unknownOption(name, among: options)
      }
      if values[name] != nil, !option.repeats {
        throw CommandError(.usage, "The option '\(name)' is given twice.")
      }
      if option.isFlag {
        guard parts.count == 1 else {
          throw CommandError(.usage, "The option '\(name)' takes no value.")
        }
        values[name] = ["yes"]
        continue
      }
      guard let value = parts.count == 2 ? String(parts[1]) : rest.popFirst() else {
        throw CommandError(.usage, "The option '\(name)' needs a value: \(name) \(option.value).")
      }
      values[name, default: []].append(value)
    }
  }

  /// The value of an option; nil if it was not given.
  subscript(_ name: String) -> String? { values[name]?.first }

  /// Every value of an option that may repeat, each split at its commas outside brackets.
  func list(_ name: String) -> [String] {
    (values[name] ?? []).flatMap { value in
      var depth = 0
      return value.split { character in
        if character == "(" || character == "[" { depth += 1 }
        if character == ")" || character == "]" { depth -= 1 }
        return character == "," && depth <= 0
      }.map(String.init)
    }
  }

  /// Every value of an option that may repeat, as typed.
  func all(_ name: String) -> [String] { values[name] ?? [] }

  /// The words, if they are as many as the command expects.
  ///
  /// - Throws: A usage error that names a missing or an extra word.
  func words(_ wanted: [String], optional: Int = 0) throws(CommandError) -> [String] {
    if words.count < wanted.count - optional {
      throw CommandError(.usage, "Missing \(wanted[words.count]).")
    }
    if words.count > wanted.count {
      let extra = words[wanted.count...].map { "'\($0)'" }.joined(separator: ", ")
      throw CommandError(
        .usage, "Unexpected argument\(words.count == wanted.count + 1 ? "" : "s") \(extra).")
    }
    return words
  }

  /// A value out of a fixed set, or a default.
  func choice<Value: RawRepresentable & CaseIterable>(
    _ name: String, default standard: Value
  ) throws(CommandError) -> Value where Value.RawValue == String {
    guard let text = self[name] else { return standard }
    guard let value = Value(rawValue: text) else {
      throw .unknown(text, "value of \(name)", among: Value.allCases.map(\.rawValue))
    }
    return value
  }
}
