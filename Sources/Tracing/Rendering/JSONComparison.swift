import Equations
import JSON
import Numerics

extension Comparison {
  /// The comparison as a JSON document, `gradus.comparison/1`: the output of
  /// `compare --format json` and the contents of a variant's golden.
  public var json: [UInt8] {
    var json = JSONWriter()
    json.object(.lines(2)) { json in
      json.head(schema: "gradus.comparison/1", lesson: lesson, case: caseName)
      json.member("variants", variants.map { $0.argument })
      if !context.isEmpty { json.member("within", context.map { $0.argument }) }
      json.list("edits", edits, .lines(4)) { json, edit in
        json.object { json in
          json.member("place", edit.place.words)
          json.member("rule", edit.rule)
          json.member("variant", edit.variant)
        }
      }
      json.member("visible", isVisible)
      json.member("failure", failure)
      json.divergence(divergence)
      json.list("lines", lines, .lines(4)) { $0.differing($1) }
      json.outputs(variantOutputs)
    }
    json.raw("\n")
    return json.bytes
  }
}

extension JSONWriter {
  fileprivate mutating func divergence(_ divergence: Comparison.Divergence?) {
    key("firstDivergence")
    guard let divergence else { return raw("null") }
    object { json in
      json.member("t", divergence.t)
      json.member("parameter", divergence.parameter.isEmpty ? nil : divergence.parameter)
      json.member("target", divergence.target)
      json.key("element")
      if let element = divergence.element {
        json.list([element.row, element.column]) { $0.integer($1) }
        json.member("rule", divergence.rule)
        json.member("variant", divergence.variant)
      } else {
        json.raw("null, \"rule\": null, \"variant\": null")
      }
      json.newline(4)
      json.member("words", divergence.words)
    }
  }

  fileprivate mutating func differing(_ line: Comparison.DifferingLine) {
    object { json in
      json.member("t", line.t)
      json.subject(line.parameter, line.layer)
      json.member("target", line.rule?.target ?? line.variant?.target ?? "")
      json.side("rule", line.rule)
      json.side("variant", line.variant)
    }
  }

  private mutating func side(_ name: StaticString, _ line: TraceLine?) {
    newline(6)
    key(name)
    guard let line else { return raw("null") }
    object { json in
      json.member("equation", line.equation)
      if let note = line.note { json.member("note", note) }
      json.key("value")
      json.matrix(line.value, indent: 8)
    }
  }
}
