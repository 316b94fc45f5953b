import Equations
import JSON
import Numerics

/// The trace as one JSON document, `gradus.trace/1`: what `--format json` prints and goldens hold.
public struct JSONTrace: TraceWriter {
  private var json = JSONWriter()
  private let style = NumberStyle()
  private var selection = Selection.all
  private var steps = 0
  private var updates = 0
  private var lines = 0
  private var update: UpdateView?

  /// Creates the writer.
  public init() {}

  /// What has been written and not yet taken.
  public var bytes: [UInt8] {
    get { json.bytes }
    set { json.bytes = newValue }
  }

  /// Writes everything above the steps.
  public mutating func open(_ header: TraceHeader) {
    selection = header.selection
    json.raw("{\n  \"schema\": \"gradus.trace/1\",\n  \"lesson\": ")
    json.string(header.lesson.id)
    json.raw(",\n  \"case\": ")
    json.string(header.given.name)
    json.raw(",\n  \"variants\": ")
    json.list(header.variants.map { $0.argument })
    json.raw(",\n  \"hyperparameters\": ")
    json.hyperparameters(header.hyperparameters)
    if !header.facts.isEmpty {
      json.raw(",\n  \"facts\": [")
      for (index, fact) in header.facts.enumerated() {
        json.raw(index == 0 ? "\n    " : ",\n    ")
        json.line(fact)
      }
      json.raw("\n  ]")
    }
    json.raw(",\n  \"steps\": [")
  }

  /// Begins a step.
  public mutating func begin(step t: Int) {
    json.raw(steps == 0 ? "\n    {\"t\": " : ",\n    {\"t\": ")
    json.integer(t)
    json.raw(", \"updates\": [")
    steps += 1
    updates = 0
  }

  /// Remembers the update until a line of it is shown.
  public mutating func begin(update view: UpdateView) {
    update = view
    lines = 0
  }

  /// Writes a line.
  public mutating func show(_ view: LineView) {
    guard selection.includes(view.subject, view.line.assignment.target, view.line.target) else {
      return
    }
    if lines == 0 {
      json.raw(updates == 0 ? "\n      {\"parameter\": " : ",\n      {\"parameter\": ")
      json.subject(view.subject, view.layer)
      json.raw(", \"lines\": [")
      updates += 1
    }
    json.raw(lines == 0 ? "\n        " : ",\n        ")
    json.line(TraceLine(view, style))
    lines += 1
  }

  /// Ends the update.
  public mutating func endUpdate() { if lines > 0 { json.raw("\n      ]}") } }

  /// Ends the step.
  public mutating func endStep() { json.raw(updates > 0 ? "\n    ]}" : "]}") }

  /// Writes the outputs and ends the document.
  public mutating func close(_ outputs: [(name: String, value: Matrix)]) {
    json.raw("\n  ],\n  \"outputs\": ")
    json.outputs(outputs.filter { selection.includes(output: $0.name) })
    json.raw("\n}\n")
  }
}

extension JSONWriter {
  /// Appends the hyperparameters as an object on one line.
  mutating func hyperparameters(_ values: [(symbol: Symbol, value: Double)]) {
    raw("{")
    for (index, one) in values.enumerated() {
      if index > 0 { raw(", ") }
      string(one.symbol.name)
      raw(": ")
      number(one.value)
    }
    raw("}")
  }

  /// Appends a parameter's name and layer, `null` for the series of a lesson without parameters.
  public mutating func subject(_ name: String, _ layer: Int?) {
    guard let layer else {
      raw("null, \"layer\": null")
      return
    }
    string(name)
    raw(", \"layer\": ")
    integer(layer)
  }

  /// Appends a line as an object, one matrix row a line.
  public mutating func line(_ line: TraceLine) {
    raw("{\"target\": ")
    string(line.target)
    raw(", \"equation\": ")
    string(line.assignment.unicode)
    raw(", \"substituted\": ")
    string(line.substituted)
    raw(", \"reason\": ")
    string(line.assignment.reason)
    if let note = line.note {
      raw(", \"note\": ")
      string(note)
    }
    raw(", \"value\": ")
    matrix(line.value, indent: 10)
    raw("}")
  }

  /// Appends named matrices as an object, one matrix row a line.
  mutating func outputs(_ outputs: [(name: String, value: Matrix)]) {
    raw("{")
    for (index, output) in outputs.enumerated() {
      raw(index == 0 ? "\n    " : ",\n    ")
      string(output.name)
      raw(": ")
      matrix(output.value, indent: 6)
    }
    raw(outputs.isEmpty ? "}" : "\n  }")
  }
}
