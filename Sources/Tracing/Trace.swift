import Equations
import Numerics

/// A trace kept in memory: steps → updates → lines; every value is copied when its line has run.
public struct Trace: Sendable {
  /// The lesson's name.
  public let lesson: String
  /// The case's name.
  public let caseName: String
  /// The variants, written as `--variant` accepts them.
  public let variants: [String]
  /// The steps in order.
  public internal(set) var steps: [TraceStep]
  /// Every parameter and state after the last step.
  public internal(set) var outputs: [(name: String, value: Matrix)]

  /// Runs a case and keeps the trace.
  ///
  /// - Throws: `CaseError` as `Tracer` does.
  public init(
    _ lesson: Lesson, variants: [AppliedVariant] = [], _ given: Case
  ) throws(CaseError) {
    let taken = given.taken(by: variants)
    var tracer = try Tracer(lesson, variants: variants, head: taken.head)
    var sink = TraceKeeper()
    for step in taken.steps { try tracer.run(step, into: &sink) }
    self.lesson = lesson.id
    caseName = given.head.name
    self.variants = variants.map { $0.argument }
    steps = sink.steps
    outputs = tracer.outputs
  }
}

/// One step of a trace.
public struct TraceStep: Sendable {
  /// Its number, from 1.
  public let t: Int
  /// The updates, one for each parameter.
  public internal(set) var updates: [TraceUpdate]
}

/// The update of one parameter.
public struct TraceUpdate: Sendable {
  /// The parameter's name; empty in a lesson without parameters.
  public let parameter: String
  /// Its layer.
  public let layer: Int?
  /// The lines in order.
  public internal(set) var lines: [TraceLine]
}

/// One line of a trace, complete in itself.
public struct TraceLine: Sendable {
  /// The equation.
  public let assignment: Assignment
  /// The equation as people read it, `v ← β₁·v + (1 − β₁)·g`.
  public let equation: String
  /// The quantity it assigned: `v_dW1`.
  public let target: String
  /// The right-hand side with its numbers.
  public let substituted: String
  /// Its value.
  public let value: Matrix
  /// A note for the reader.
  public let note: String?
}

extension TraceLine {
  /// Copies a line that has just run or is looked at again.
  public init(_ view: LineView, _ style: NumberStyle = NumberStyle()) {
    self.init(
      assignment: view.line.assignment, equation: view.line.equation, target: view.line.target,
      substituted: view.substituted(style), value: view.value, note: view.note)
  }
}

/// Keeps every line of a trace.
struct TraceKeeper: TraceSink {
  var steps: [TraceStep] = []
  private var step = TraceStep(t: 0, updates: [])
  private var update = TraceUpdate(parameter: "", layer: nil, lines: [])
  private let style = NumberStyle()

  mutating func begin(step t: Int) { step = TraceStep(t: t, updates: []) }
  mutating func begin(update view: UpdateView) {
    update = TraceUpdate(parameter: view.name, layer: view.layer, lines: [])
  }
  mutating func show(_ view: LineView) {
    update.lines.append(TraceLine(view, style))
  }
  mutating func endUpdate() { step.updates.append(update) }
  mutating func endStep() { steps.append(step) }
}
