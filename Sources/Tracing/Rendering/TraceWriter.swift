import Equations
import Numerics

/// Prints a trace while it runs, into bytes that whoever drives it takes away.
public protocol TraceWriter: TraceSink {
  /// What has been written and not yet taken.
  var bytes: [UInt8] { get set }
  /// Begins the document.
  mutating func open(_ header: TraceHeader)
  /// Ends the document with what the last step left behind.
  mutating func close(_ outputs: [(name: String, value: Matrix)])
}

/// What stands above a trace.
public struct TraceHeader: Sendable {
  /// The lesson's name and title.
  public let lesson: (id: String, title: String)
  /// The case's name and title.
  public let given: (name: String, title: String)
  /// The variants it runs with.
  public let variants: [AppliedVariant]
  /// The hyperparameters the equations use, with their values.
  public let hyperparameters: [(symbol: Symbol, value: Double)]
  /// What follows from the hyperparameters alone.
  public let facts: [TraceLine]
  /// Which parameters and quantities are shown.
  public let selection: Selection

  /// Collects the header of a trace.
  public init(_ tracer: Tracer, selection: Selection = .all) throws(CaseError) {
    let lesson = tracer.lesson
    self.lesson = (lesson.id, lesson.title)
    given = (tracer.head.name, tracer.head.title)
    variants = tracer.rule.variants
    hyperparameters = tracer.hyperparameters
    self.selection = selection
    facts = try lesson.factLines(tracer.head)
  }
}

extension Lesson {
  /// The facts with the numbers of a case put in: a rule run once, on the hyperparameters alone.
  func factLines(_ head: CaseHead) throws(CaseError) -> [TraceLine] {
    guard !facts.lines.isEmpty else { return [] }
    let lesson = Lesson(
      id: id, title: title, idea: "", rule: facts, variants: [], cases: [], page: "")
    let own = CaseHead(lesson: id, name: "", hyperparameters: head.hyperparameters)
    let trace = try Trace(lesson, Case(head: own, steps: [Step(t: 1, values: [])]))
    return trace.steps[0].updates[0].lines
  }
}

/// Which parameters and quantities of a trace are shown.
public struct Selection: Sendable {
  private let names: [String]

  /// Everything.
  public static let all = Selection(names: [])

  init(names: [String]) { self.names = names }

  /// Selects by name: parameters (`W1`), quantities (`v`, `v̂`, `v_corrected`) or both in one
  /// (`v_dW1`).
  ///
  /// - Throws: `CaseError` for a name the trace does not have.
  public init(_ names: [String], in tracer: Tracer) throws(CaseError) {
    let subjects = tracer.subjectNames
    let symbols = tracer.rule.symbols.filter { symbol in
      symbol.owner == .own && (symbol.role == .intermediate || symbol.isKept)
    }
    var known = subjects
    for symbol in symbols {
      known.append(symbol.name)
      known += subjects.map { "\(symbol.name)_d\($0)" }
    }
    for name in names where !known.contains(name) && !symbols.contains(where: { $0.glyph == name })
    {
      throw CaseError(
        unknownWord(name, "quantity", among: subjects + symbols.map { $0.name }))
    }
    self.names = names
  }

  /// Whether a line is shown.
  public func includes(_ subject: String, _ target: Symbol, _ name: String) -> Bool {
    names.isEmpty
      || names.contains { $0 == subject || $0 == name || $0 == target.name || $0 == target.glyph }
  }

  /// Whether a quantity of the outputs is shown: by its own name or its parameter's.
  public func includes(output name: String) -> Bool {
    names.isEmpty
      || names.contains { $0 == name || name.hasSuffix("_d\($0)") || name.hasPrefix("\($0)_d") }
  }
}

extension Tracer {
  /// The names of the case's parameters; none in a lesson without parameters.
  public var subjectNames: [String] {
    head.start.map { $0.name }.filter { lesson.rule.updatesParameters && ParameterName($0) != nil }
  }
}
