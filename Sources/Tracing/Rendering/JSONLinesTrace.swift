import Equations
import JSON
import Numerics

/// The trace as one JSON object per line, for traces too long to hold: `--format jsonl`.
///
/// Each record is complete in itself: t, parameter, layer, target, equation, substituted, reason, value.
public struct JSONLinesTrace: TraceWriter {
  private var json = JSONWriter()
  private let style = NumberStyle()
  private var selection = Selection.all
  /// The constant part of a line's records, prepared once for each compiled line.
  private var prepared: [ObjectIdentifier: Prepared] = [:]
  private var last: Prepared?

  private final class Prepared {
    let start: [UInt8]
    let substitution: Template
    let end: [UInt8]
    /// Kept alive, so that no other line gets the same identity.
    let line: CompiledLine

    init(start: [UInt8], substitution: Template, end: [UInt8], line: CompiledLine) {
      self.start = start
      self.substitution = substitution
      self.end = end
      self.line = line
    }
  }

  /// Creates the writer.
  public init() {}

  /// The bytes written and not yet taken.
  public var bytes: [UInt8] {
    get { json.bytes }
    set { json.bytes = newValue }
  }

  /// Takes the selection; a stream of records has no header.
  public mutating func open(_ header: TraceHeader) { selection = header.selection }

  /// Writes a record.
  public mutating func show(_ view: LineView) {
    guard selection.includes(view) else { return }
    let fixed = prepare(view)
    last = fixed
    json.raw("{\"t\": ")
    json.integer(view.t)
    json.raw(fixed.start)
    fixed.substitution.append(view.memory, style, to: &json.bytes)
    json.raw(fixed.end)
    if let note = view.note {
      json.raw(", \"note\": ")
      json.string(note)
    }
    json.raw(", \"value\": ")
    json.matrix(view.elements, view.shape)
    json.raw("}\n")
  }

  private mutating func prepare(_ view: LineView) -> Prepared {
    if let last, last.line === view.line { return last }
    let key = ObjectIdentifier(view.line)
    if let found = prepared[key] { return found }
    // States that grow recompile the program; the prepared parts of old lines are no longer needed.
    if prepared.count > 10_000 { prepared = [:] }
    var start = JSONWriter()
    start.raw(", ")
    start.subject(view.subject, view.layer)
    start.member("target", view.line.target)
    start.member("equation", view.line.equation)
    start.key("substituted")
    start.raw("\"")
    var end = JSONWriter()
    end.raw("\", ")
    end.member("reason", view.line.assignment.reason)
    let made = Prepared(
      start: start.bytes, substitution: view.line.substitution.withConstants(view.memory, style),
      end: end.bytes, line: view.line)
    prepared[key] = made
    return made
  }
}
