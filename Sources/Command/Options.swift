import Curriculum
import Diagnosis
import Equations
import Files
import JSON
import Numerics
import Text
import Tracing

extension Option {
  /// The option `--case`.
  ///
  /// - Parameter usual: The default.
  static func givenCase(usual: String) -> Option {
    Option(
      "--case", "NAME|FILE",
      "A case of the lesson, a case file, or a worksheet ('-' is standard input); \(usual) if not given."
    )
  }
  static let variant = Option(
    "--variant", "ID[,ID…]", repeats: true,
    "Run with these variants together; ID@weights, ID@biases, ID@layer2, ID@b2 narrow one.")
  static let set = Option(
    "--set", "NAME=VALUE", repeats: true, "Give a hyperparameter another value.")
  static let seed = Option(
    "--seed", "N", "Draw the case's parameters and gradients again, as NumPy does after seed N.")
  static let digits = Option(
    "--digits", "N", "Show N significant digits in text and Markdown (7 if not given).")
  static let output = Option("--output", "FILE", "Write to a file, whole or not at all.")
}

extension Arguments {
  /// The lesson of a command that takes no other words.
  func lesson() throws(CommandError) -> Lesson {
    if words.isEmpty {
      throw CommandError(.usage, "Missing LESSON.\n" + validWords(Curriculum.lessons.map(\.id)))
    }
    return try lesson(try words(["LESSON"])[0])
  }

  /// Finds a lesson by name.
  func lesson(_ id: String) throws(CommandError) -> Lesson {
    guard let lesson = Curriculum.lesson(named: id) else {
      throw .unknown(id, "lesson", among: Curriculum.lessons.map(\.id))
    }
    return lesson
  }

  /// The options that give a case: as they were typed, or the one that was found.
  func options(case name: String) -> String {
    var words = ["--case", name.shellWord]
    if let seed = self["--seed"] { words += ["--seed", seed.shellWord] }
    for value in all("--set") { words += ["--set", value.shellWord] }
    return words.joined(separator: " ")
  }

  /// The variants asked for, checked to run together.
  ///
  /// - Parameter names: The names; by default the values of `--variant`.
  func variants(
    _ lesson: Lesson, named names: [String]? = nil
  ) throws(CommandError) -> [AppliedVariant] {
    let applied = try variants(
      named: names, among: lesson.variants, of: lesson.id,
      isScoped: { _ in lesson.rule.updatesParameters },
      others: { (id) throws(CommandError) in try unlisted(id, lesson) })
    do {
      let edited = try EditedRule(lesson.rule, applying: lesson.withContext(applied))
      for one in applied where one.scope != .everywhere {
        let rest = applied.filter { $0.argument != one.argument }
        // If the others need it, it changes something.
        if let without = try? EditedRule(lesson.rule, applying: lesson.withContext(rest)),
          edited.isSame(as: without)
        {
          throw CommandError(
            .usage,
            "The variant '\(one.argument)' changes nothing: the mistake is not in that place.")
        }
      }
    } catch let conflict as VariantConflict {
      throw CommandError(.usage, conflict.message)
    } catch let error as CommandError {
      throw error
    } catch {
      throw CommandError(.usage, "\(error)")
    }
    return applied
  }

  /// Finds the requested variants by name.
  ///
  /// - Parameters:
  ///   - names: The names; by default the values of `--variant`.
  ///   - known: The known variants.
  ///   - owner: Their lesson's name, for messages.
  ///   - isScoped: Whether a variant can be narrowed to some parameters.
  ///   - others: Finds a variant that is not in the list: a slip, or an equation as written.
  func variants(
    named names: [String]? = nil, among known: [Variant], of owner: String,
    isScoped: (Variant) -> Bool,
    others: (String) throws(CommandError) -> Variant? = { (_) throws(CommandError) in nil }
  ) throws(CommandError) -> [AppliedVariant] {
    if names == nil, self["--variant"] != nil, list("--variant").isEmpty {
      throw CommandError(
        .usage,
        "The value of --variant is empty."
          + (known.count > 40 ? "" : "\n" + validWords(known.map(\.id))))
    }
    var applied: [AppliedVariant] = []
    for argument in names ?? list("--variant") {
      let parts = argument.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
      var found =
        known.first { $0.id == parts[0] } ?? known.first { isSameName($0.id, String(parts[0])) }
      if found == nil { found = try others(String(parts[0])) }
      guard let variant = found else {
        throw known.count > 40
          ? .unknownOfMany(String(parts[0]), "variant of \(owner)", among: known.map(\.id))
          : .unknown(String(parts[0]), "variant of \(owner)", among: known.map(\.id))
      }
      var scope = Edit.Scope.everywhere
      if parts.count == 2 {
        guard isScoped(variant) else {
          throw CommandError(
            .usage,
            "The equations of '\(variant.id)' are not of one parameter, so '@\(parts[1])' means "
              + "nothing in them.")
        }
        scope = try self.scope(String(parts[1]))
      }
      if scope != .everywhere, !variant.edits.allSatisfy(\.isOfOneParameter) {
        throw CommandError(
          .usage,
          "The variant '\(variant.id)' is of the whole run; it cannot be confined to a part.")
      }
      let one = AppliedVariant(variant, scope: scope)
      if applied.contains(where: { $0.argument == one.argument }) {
        throw CommandError(.usage, "The variant '\(one.argument)' is given twice.")
      }
      applied.append(one)
    }
    return applied
  }

  /// A slip, or an equation as written.
  private func unlisted(_ id: String, _ lesson: Lesson) throws(CommandError) -> Variant? {
    do throws(FormulaReader.Failure) { return try lesson.anyVariant(id) } catch {
      throw CommandError(.usage, "'\(id)' is not an equation of \(lesson.id): \(error.message).")
    }
  }

  private func scope(_ text: String) throws(CommandError) -> Edit.Scope {
    guard let scope = Edit.Scope(narrowing: text) else {
      throw .unknown(text, "scope", among: ["weights", "biases", "layer1", "layer2", "W1", "b2"])
    }
    return scope
  }

  /// The seed for drawing a case's numbers.
  func seed() throws(CommandError) -> UInt32? {
    try wholeNumber("--seed", 0...Int(UInt32.max)).map { UInt32($0) }
  }

  /// The number of significant digits.
  func style() throws(CommandError) -> NumberStyle {
    try wholeNumber("--digits", 1...17).map { NumberStyle(digits: $0) } ?? NumberStyle()
  }

  /// The whole number given for an option; nil if the option was not given.
  func wholeNumber(_ name: String, _ range: ClosedRange<Int>) throws(CommandError) -> Int? {
    guard let text = self[name] else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw CommandError(
        .usage,
        "The value of \(name) is '\(text)': expected a whole number from \(range.lowerBound) to "
          + "\(range.upperBound).")
    }
    return number
  }

  /// Applies the values of `--set` to a case.
  func apply(to head: inout CaseHead, _ lesson: Lesson) throws(CommandError) {
    let known = lesson.symbols.filter(\.isHyperparameter)
    for (name, value) in try assignments(known, of: lesson.id) { head.set(name, to: value) }
  }

  /// The values of `--set` for some hyperparameters.
  func assignments(
    _ known: [Symbol], of owner: String
  ) throws(CommandError) -> [(name: String, value: Double)] {
    var found: [(name: String, value: Double)] = []
    for assignment in all("--set") {
      guard let mark = assignment.firstIndex(of: "=") else {
        throw CommandError(
          .usage, "The value of --set is '\(assignment)': expected NAME=VALUE, as in beta1=0.5.")
      }
      let name = String(assignment[..<mark])
      let text = String(assignment[assignment.index(after: mark)...])
      guard let symbol = known.hyperparameter(named: name) else {
        throw .unknown(name, "hyperparameter of \(owner)", among: known.map(\.name))
      }
      guard let value = Double(text), text.utf8.count < 100 else {
        throw CommandError(.usage, "The value of \(name) is '\(text)': expected a number.")
      }
      do { try symbol.check(value, text: text) } catch {
        throw CommandError(.usage, "--set \(assignment): \(error.message).")
      }
      found.append((symbol.name, value))
    }
    return found
  }
}

extension EmbeddedCase {
  /// Whether a seed draws new numbers for it.
  fileprivate func isDrawnAnew(of lesson: Lesson) -> Bool {
    (try? CaseReader(json, for: lesson, redrawnFrom: 0))?.hasDrawn ?? false
  }
}

/// The requested case, ready to be read.
struct GivenCase {
  /// The name for messages: `mine.json`, `case course`.
  let name: String
  /// The name for a case without one: its file's name.
  private let standIn: String
  /// The seed that new numbers are drawn from; nil for the case's own numbers.
  private let drawing: UInt32?
  /// The most numbers of a case whose whole trace is kept.
  private static let mostNumbers = 1_000_000
  private var reader: CaseReader
  /// The case as variants take it, held in memory; nil if it is read step by step.
  private var taken: (head: CaseHead, steps: ArraySlice<Step>)?

  /// Everything but the steps.
  var head: CaseHead {
    if let taken { return taken.head }
    var head = reader.head
    if head.name.isEmpty { head.name = standIn }
    if let drawing {
      head.title = "the shapes of case \(head.name), the numbers of NumPy's seed \(drawing)"
      head.name += "-seed-\(drawing)"
    }
    return head
  }

  /// Opens the case of `--case`, or else the lesson's first.
  init(_ arguments: Arguments, _ lesson: Lesson) throws(CommandError) {
    try self.init(arguments["--case"] ?? lesson.cases[0].name, arguments, lesson)
  }

  /// Opens a case of the lesson, or a file.
  init(_ name: String, _ arguments: Arguments, _ lesson: Lesson) throws(CommandError) {
    try self.init(name, lesson, redrawnFrom: try arguments.seed(), into: arguments.reads)
  }

  /// Opens one of the lesson's cases or a file; with a seed, its numbers are drawn again.
  ///
  /// - Parameter reads: Remembers the file, so that it is not overwritten.
  init(
    _ name: String, _ lesson: Lesson, redrawnFrom seed: UInt32?, into reads: FilesRead
  ) throws(CommandError) {
    let json: JSONReader
    if let own = lesson.cases.first(where: { $0.name == name }) {
      self.name = "case \(name)"
      standIn = name
      json = own.json
    } else {
      let looksLikeFile = name == "-" || name.contains("/") || name.contains(".")
      let file: InputFile
      do { file = try InputFile(name, into: reads) } catch {
        if case .missing = error, !looksLikeFile {
          throw .unknown(name, "case of \(lesson.id)", among: lesson.cases.map(\.name))
        }
        throw CommandError(error)
      }
      self.name = file.name
      let last = file.name.split(separator: "/").last.map(String.init) ?? file.name
      standIn = (last.hasSuffix(".json") ? String(last.dropLast(5)) : last).visible
      json = try file.caseJSON(lesson)
    }
    drawing = seed
    do {
      reader = try CaseReader(json, for: lesson, redrawnFrom: seed)
    } catch {
      throw .inFile(self.name, error)
    }
    if seed != nil, !reader.hasDrawn {
      let others = lesson.cases.filter { $0.isDrawnAnew(of: lesson) }.map(\.name)
      throw CommandError(
        .usage,
        "\(self.name) has no parameters, gradients or drawn numbers for --seed to draw again."
          + (others.isEmpty
            ? "" : "\nCases of \(lesson.id) that have: \(others.joined(separator: ", "))."))
    }
  }

  /// The next step.
  mutating func next() throws(CommandError) -> Step? {
    if taken != nil { return taken?.steps.popFirst() }
    do { return try reader.next() } catch { throw .inFile(name, error) }
  }

  /// Takes the steps as a program with some variants does, which may need all of them at once.
  mutating func take(as variants: [AppliedVariant]) throws(CommandError) {
    guard variants.contains(where: { $0.variant.order != nil }) else { return }
    let given = try all().taken(by: variants)
    taken = (given.head, given.steps[...])
  }

  /// The whole case, for commands that hold it in memory.
  mutating func all(_ arguments: Arguments, _ lesson: Lesson) throws(CommandError) -> Case {
    var given = try all()
    try arguments.apply(to: &given.head, lesson)
    return given
  }

  /// The whole case without settings.
  mutating func all() throws(CommandError) -> Case {
    let head = self.head
    var steps: [Step] = []
    var count = 0
    let held = head.start.reduce(1) { $0 + $1.value.shape.count }
    while let step = try next() {
      steps.append(step)
      count += step.times * (held + step.values.reduce(0) { $0 + $1.value.shape.count })
      if count > Self.mostNumbers {
        throw CommandError(
          .unreadable,
          "\(name) is too long to be held in memory and compared: its steps bring more than "
            + "\(Self.mostNumbers) numbers. 'gradus trace' takes any length.")
      }
    }
    return Case(head: head, steps: steps)
  }
}
