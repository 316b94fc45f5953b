import Equations
import Numerics
import Text

/// Prints a trace while it runs, into bytes that the caller takes.
public protocol TraceWriter: TraceSink {
  /// The bytes written and not yet taken.
  var bytes: [UInt8] { get set }
  /// Begins the document.
  mutating func open(_ header: TraceHeader)
  /// Ends the document with the results of the last step.
  mutating func close(_ outputs: [(name: String, value: Matrix)])
}

extension TraceWriter {
  /// Writes nothing: most formats end with their last line.
  public mutating func close(_ outputs: [(name: String, value: Matrix)]) {}
}

/// The header of a trace.
public struct TraceHeader: Sendable {
  /// The lesson's name and title.
  public let lesson: (id: String, title: String)
  /// The case's name and title.
  public let given: (name: String, title: String)
  /// The variants it runs with.
  public let variants: [AppliedVariant]
  /// The hyperparameters the equations use, with their values.
  public let hyperparameters: [(symbol: Symbol, value: Double)]
  /// The quantities that depend on the hyperparameters alone.
  public let facts: [TraceLine]
  /// Which parameters and quantities are shown.
  public let selection: Selection
  private let zeroAverages: ZeroAverages?

  /// A note on a case that starts at a later step while its averages are still 0.
  ///
  /// - Parameter t: The number of the first step.
  /// - Returns: A sentence; nil if a run may start like this.
  public func note(firstStep t: Int) -> String? { zeroAverages?.note(firstStep: t) }

  /// Collects the header of a trace.
  public init(_ tracer: Tracer, selection: Selection = .all) throws(CaseError) {
    let lesson = tracer.lesson
    self.lesson = (lesson.id, lesson.title)
    given = (tracer.head.name, tracer.head.title)
    variants = tracer.rule.variants
    hyperparameters = tracer.hyperparameters
    self.selection = selection
    facts = try lesson.factLines(tracer.head)
    zeroAverages = ZeroAverages(tracer.rule.rule(isBias: false, layer: nil), tracer.head)
  }
}

extension Lesson {
  /// The facts with a case's numbers: a rule that runs once, on the hyperparameters alone.
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
///
/// `W1,b1` shows everything of two parameters, `v,s` two quantities of every parameter, `W1,v` the one
/// quantity of the one parameter; `v_dW1` says the same in one word.
public struct Selection: Sendable {
  private var parameters: [String] = []
  private var quantities: [String] = []
  private var lines: [String] = []

  /// Everything.
  public static let all = Selection()

  private init() {}

  /// Selects by name: parameters (`W1`), quantities (`v`, `v̂`, `v_corrected`) or both in one word
  /// (`v_dW1`).
  ///
  /// - Throws: `CaseError` for a name the trace does not have.
  public init(_ names: [String], in tracer: Tracer) throws(CaseError) {
    let subjects = tracer.subjectNames
    let symbols = tracer.rule.symbols.filter { symbol in
      symbol.owner == .own && (symbol.role == .intermediate || symbol.isKept)
    }
    for name in names {
      if subjects.contains(name) {
        parameters.append(name)
      } else if symbols.contains(where: { $0.name == name || $0.glyph == name }) {
        quantities.append(name)
      } else if case .derived(let quantity, let parameter) = QuantityName(name),
        subjects.contains(parameter.description),
        symbols.contains(where: { $0.role != .parameter && $0.name == quantity })
      {
        lines.append(name)
      } else {
        throw CaseError(unknownWord(name, "quantity", among: subjects + symbols.map { $0.name }))
      }
    }
  }

  /// Whether a line is shown.
  public func includes(_ view: LineView) -> Bool {
    if isEverything { return true }
    let target = view.line.assignment.target
    return includes(view.subject, [target.name, target.glyph], view.line.target)
  }

  private var isEverything: Bool { parameters.isEmpty && quantities.isEmpty && lines.isEmpty }

  /// Whether a result of the last step is shown: `W1`, `v_dW1`, `v`.
  public func includes(output name: String) -> Bool {
    switch QuantityName(name) {
    case .parameter, .gradient:
      includes(name, [Symbol.parameter.name, Symbol.parameter.glyph], name)
    case .derived(let quantity, let parameter):
      includes(parameter.description, [quantity], name)
    case .plain: includes("", [name], name)
    }
  }

  private func includes(_ subject: String, _ targets: [String], _ name: String) -> Bool {
    if lines.contains(name) { return true }
    let isNamed = quantities.contains { targets.contains($0) }
    switch (parameters.isEmpty, quantities.isEmpty) {
    case (true, true): return lines.isEmpty
    case (false, true): return parameters.contains(subject)
    case (true, false): return isNamed
    case (false, false): return isNamed && parameters.contains(subject)
    }
  }
}

extension Tracer {
  /// The names of the case's parameters; none in a lesson without parameters.
  public var subjectNames: [String] {
    lesson.rule.updatesParameters ? head.parameters.map { $0.description } : []
  }
}
