import Equations
import JSON
import Numerics

extension Comparison {
  /// The comparison as a JSON document, `gradus.comparison/1`: what `compare --format json` prints and a
  /// variant's golden holds.
  public var json: [UInt8] {
    var json = JSONWriter()
    json.raw("{\n  \"schema\": \"gradus.comparison/1\",\n  \"lesson\": ")
    json.string(lesson)
    json.raw(",\n  \"case\": ")
    json.string(caseName)
    json.raw(",\n  \"variants\": ")
    json.list(variants.map { $0.argument })
    if !context.isEmpty {
      json.raw(",\n  \"within\": ")
      json.list(context.map { $0.argument })
    }
    json.raw(",\n  \"edits\": [")
    for (index, edit) in edits.enumerated() {
      json.raw(index == 0 ? "\n    {\"place\": " : ",\n    {\"place\": ")
      json.string(edit.place.words)
      json.raw(", \"rule\": ")
      json.optional(edit.rule)
      json.raw(", \"variant\": ")
      json.optional(edit.variant)
      json.raw("}")
    }
    json.raw(edits.isEmpty ? "]" : "\n  ]")
    json.raw(",\n  \"visible\": ")
    if isVisible { json.raw("true") } else { json.raw("false") }
    json.raw(",\n  \"failure\": ")
    json.optional(failure)
    json.raw(",\n  \"firstDivergence\": ")
    json.divergence(divergence)
    json.raw(",\n  \"lines\": [")
    for (index, line) in lines.enumerated() {
      json.raw(index == 0 ? "\n    " : ",\n    ")
      json.differing(line)
    }
    json.raw(lines.isEmpty ? "]" : "\n  ]")
    json.raw(",\n  \"outputs\": ")
    json.outputs(variantOutputs)
    json.raw("\n}\n")
    return json.bytes
  }
}

extension JSONWriter {
  mutating func optional(_ text: String?) {
    if let text { string(text) } else { raw("null") }
  }

  mutating func divergence(_ divergence: Comparison.Divergence?) {
    guard let divergence else {
      raw("null")
      return
    }
    raw("{\"t\": ")
    integer(divergence.t)
    raw(", \"parameter\": ")
    optional(divergence.parameter.isEmpty ? nil : divergence.parameter)
    raw(", \"target\": ")
    string(divergence.target)
    raw(", \"element\": ")
    if let element = divergence.element {
      raw("[")
      integer(element.row)
      raw(", ")
      integer(element.column)
      raw("], \"rule\": ")
      number(divergence.rule)
      raw(", \"variant\": ")
      number(divergence.variant)
    } else {
      raw("null, \"rule\": null, \"variant\": null")
    }
    raw(",\n    \"words\": ")
    string(divergence.words)
    raw("}")
  }

  mutating func differing(_ line: Comparison.DifferingLine) {
    raw("{\"t\": ")
    integer(line.t)
    raw(", \"parameter\": ")
    subject(line.parameter, line.layer)
    raw(", \"target\": ")
    string(line.rule?.target ?? line.variant?.target ?? "")
    for (name, side) in [("rule", line.rule), ("variant", line.variant)] {
      raw(",\n      ")
      string(name)
      raw(": ")
      guard let side else {
        raw("null")
        continue
      }
      raw("{\"equation\": ")
      string(side.assignment.unicode)
      if let note = side.note {
        raw(", \"note\": ")
        string(note)
      }
      raw(", \"value\": ")
      matrix(side.value, indent: 8)
      raw("}")
    }
    raw("}")
  }
}
