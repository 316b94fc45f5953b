import Equations
import Files
import Numerics
import Tracing
import Worksheets

/// A request of `gradus key` or `gradus worksheet`: a source, and a seed to draw its numbers from.
struct HandoutRequest {
  let lesson: Lesson
  /// The source; its numbers are the case's own, or those of the file.
  let source: WorksheetSpec
  /// The seed of `--seed`.
  let seed: UInt32?
  /// The origin of the source, for messages.
  private let origin: String
  /// Whether the questions were typed and do not come from a file.
  private let isAskedHere: Bool

  /// Combines `--source` with the options beside it, which take precedence.
  init(_ arguments: Arguments, _ lesson: Lesson) throws(CommandError) {
    self.lesson = lesson
    seed = try arguments.seed()
    let usual = lesson.caseOnPaper
    var source = WorksheetSpec(lesson: lesson.id, given: .named(usual))
    var origin = "case \(usual)"
    if let path = arguments["--source"] {
      source = try Self.read(path, into: arguments.reads)
      origin = path
      guard source.lesson == lesson.id else {
        throw CommandError(
          .unreadable,
          "\(path): this is a worksheet for '\(source.lesson)', not for '\(lesson.id)'.")
      }
    }
    if let name = arguments["--case"] {
      if lesson.cases.contains(where: { $0.name == name }) {
        source.given = .named(name)
        origin = "case \(name)"
      } else {
        var opened = try GivenCase(name, lesson, redrawnFrom: nil, into: arguments.reads)
        source.given = WorksheetSpec.Given(try opened.all())
        origin = opened.name
      }
      source.seed = nil
    }
    for (name, value) in try arguments.assignments(
      lesson.symbols.filter(\.isHyperparameter), of: lesson.id)
    {
      source.settings.removeAll { $0.name == name }
      source.settings.append(WorksheetSpec.Setting(name, value))
    }
    try arguments.ask(&source.asked)
    if let digits = try arguments.wholeNumber("--digits", 1...17) { source.digits = digits }
    if let points = try arguments.wholeNumber("--points", 0...BlankSelection.mostPoints) {
      source.asked.points = points
    }
    if arguments["--convention"] != nil {
      source.convention = arguments.list("--convention")
      // Overrides the form in a `--source` file.
      if source.convention == ["none"] {
        source.convention = []
      } else if source.convention.isEmpty {
        throw CommandError(.usage, "The value of --convention is empty.")
      }
      do { _ = try source.appliedConvention(lesson) } catch {
        throw CommandError(.usage, error.message)
      }
    }
    self.source = source
    self.origin = origin
    isAskedHere = arguments["--ask"] != nil || arguments["--steps"] != nil
  }

  /// The source of a worksheet or key.
  ///
  /// - Parameter reads: Remembers the file, so that it is not overwritten.
  static func read(
    _ path: String, into reads: FilesRead
  ) throws(CommandError) -> WorksheetSpec {
    let bytes: [UInt8]
    do { bytes = try InputFile(path, into: reads).all(atMost: 64_000_000) } catch {
      throw CommandError(error)
    }
    do { return try WorksheetSpec.read(bytes) } catch { throw .inFile(path, error) }
  }

  /// The documents, with the numbers of the seed if one is given.
  func handout() throws(CommandError) -> Handout {
    if let seed {
      var drawing = try HandoutDrawing(self)
      return try drawing.handout(seed: seed, student: source.student)
    }
    do { return try Handout(source, lesson) } catch { throw failure(error) }
  }

  /// The error in the request: in the typed options, or in a file.
  func failure(_ error: CaseError) -> CommandError {
    var usual = source
    usual.asked = BlankSelection()
    // If the usual questions work, those of --ask and --steps are at fault.
    guard isAskedHere, (try? usual.worksheet(lesson)) != nil else { return .inFile(origin, error) }
    return CommandError(.usage, "\(origin): \(error.message)")
  }
}

/// Draws documents for one seed after another, all with the shapes of one case.
struct HandoutDrawing {
  private let request: HandoutRequest
  private var drawer: CaseDrawer

  init(_ request: HandoutRequest) throws(CommandError) {
    self.request = request
    let source = request.source
    do {
      var pattern = try source.resolvedCase(request.lesson)
      if let old = source.seed.map(CaseDrawer.suffix), pattern.head.name.hasSuffix(old) {
        pattern.head.name.removeLast(old.count)
      }
      drawer = try CaseDrawer(
        request.lesson, like: pattern, convention: try source.appliedConvention(request.lesson),
        asked: source.asked, digits: source.digits)
    } catch { throw request.failure(error) }
  }

  /// The documents for a seed.
  mutating func handout(seed: UInt32, student: String?) throws(CommandError) -> Handout {
    let sheet: Worksheet
    do { sheet = try drawer.worksheet(seed: seed) } catch { throw request.failure(error) }
    var source = request.source
    source.given = WorksheetSpec.Given(sheet.given)
    source.seed = seed
    source.student = student
    return Handout(source, sheet)
  }
}

extension Lesson {
  /// The most numbers that fit on a sheet of paper.
  private static let mostOnPaper = 60

  /// The default case of a sheet: the first one whose numbers fit on paper.
  fileprivate var caseOnPaper: String {
    let fitting = cases.first { one in
      guard let given = try? CaseReader.read(one.json, for: self) else { return false }
      let start = given.head.start.reduce(0) { $0 + $1.value.shape.count }
      let steps = given.steps.reduce(0) { sum, step in
        sum + step.values.reduce(0) { $0 + $1.value.shape.count }
      }
      return start + steps <= Self.mostOnPaper
    }
    return (fitting ?? cases[0]).name
  }
}

extension Arguments {
  /// Applies `--ask` and `--steps`.
  fileprivate func ask(_ asked: inout BlankSelection) throws(CommandError) {
    if self["--ask"] != nil {
      asked.items = []
      for text in list("--ask") {
        guard let item = BlankSelection.Item(text) else {
          throw CommandError(
            .usage, "The value of --ask is '\(text)': \(BlankSelection.Item.expected).")
        }
        asked.items.append(item)
      }
      if asked.items.isEmpty { throw CommandError(.usage, "The value of --ask is empty.") }
    }
    if self["--steps"] != nil {
      asked.steps = []
      for text in list("--steps") {
        guard let step = Int(text), step >= 1 else {
          throw CommandError(
            .usage, "The value of --steps is '\(text)': expected the numbers of steps, as in 1,3.")
        }
        asked.steps.append(step)
      }
      if asked.steps.isEmpty { throw CommandError(.usage, "The value of --steps is empty.") }
    }
  }
}
