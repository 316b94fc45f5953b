import Equations
import JSON
import Numerics

/// The trace as one JSON document, `gradus.trace/1`: the output of `--format json` and the contents
/// of goldens.
public struct JSONTrace: TraceWriter {
  private var json = JSONWriter()
  private let style = NumberStyle()
  private var selection = Selection.all
  /// Whether a line of the current update has been written.
  private var isUpdateOpen = false

  /// Creates the writer.
  public init() {}

  /// The bytes written and not yet taken.
  public var bytes: [UInt8] {
    get { json.bytes }
    set { json.bytes = newValue }
  }

  /// Writes everything above the steps.
  public mutating func open(_ header: TraceHeader) {
    selection = header.selection
    json.beginObject(.lines(2))
    json.head(
      schema: "gradus.trace/1", lesson: header.lesson.id, case: header.given.name)
    json.member("variants", header.variants.map { $0.argument })
    json.object(
      "hyperparameters", numbers: header.hyperparameters.map { ($0.symbol.name, $0.value) })
    if !header.facts.isEmpty { json.list("facts", header.facts, .lines(4)) { $0.line($1) } }
    json.key("steps")
    json.beginList(.lines(4))
  }

  /// Begins a step.
  public mutating func begin(step t: Int) {
    json.element()
    json.beginObject()
    json.member("t", t)
    json.key("updates")
    json.beginList(.lines(6))
  }

  /// Writes a line, and before an update's first line its parameter.
  public mutating func show(_ view: LineView) {
    guard selection.includes(view) else { return }
    if !isUpdateOpen {
      isUpdateOpen = true
      json.element()
      json.beginObject()
      json.subject(view.subject, view.layer)
      json.key("lines")
      json.beginList(.lines(8))
    }
    json.element()
    json.line(TraceLine(view, style))
  }

  /// Ends the update.
  public mutating func endUpdate() {
    guard isUpdateOpen else { return }
    isUpdateOpen = false
    json.endList()
    json.endObject()
  }

  /// Ends the step.
  public mutating func endStep() {
    json.endList()
    json.endObject()
  }

  /// Writes the outputs and ends the document.
  public mutating func close(_ outputs: [(name: String, value: Matrix)]) {
    json.endList()
    json.outputs(outputs.filter { selection.includes(output: $0.name) })
    json.endObject()
    json.raw("\n")
  }
}

extension JSONWriter {
  /// Appends a parameter's name and layer, `null` for the series of a lesson without parameters.
  public mutating func subject(_ name: String, _ layer: Int?) {
    member("parameter", layer == nil ? nil : name)
    member("layer", layer)
  }

  /// Appends a line as an object, with one matrix row per line.
  public mutating func line(_ line: TraceLine) {
    object { json in
      json.member("target", line.target)
      json.member("equation", line.equation)
      json.member("substituted", line.substituted)
      json.member("reason", line.assignment.reason)
      if let note = line.note { json.member("note", note) }
      json.key("value")
      json.matrix(line.value, indent: 10)
    }
  }

  /// Appends the results of the last step, with one matrix row per line.
  mutating func outputs(_ outputs: [(name: String, value: Matrix)]) {
    object("outputs", .lines(4)) { json in
      for output in outputs {
        json.key(named: output.name)
        json.matrix(output.value, indent: 6)
      }
    }
  }
}
