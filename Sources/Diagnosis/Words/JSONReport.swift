import Equations
import JSON
import Numerics
import Readers
import Tracing

extension Report {
  /// The report as JSON, `gradus.diagnosis/1`.
  ///
  /// - Parameter listsInvisible: Whether to name the variants this input cannot show.
  public func json(listsInvisible: Bool = false) -> [UInt8] {
    var json = JSONWriter()
    json.raw("{\n  \"schema\": \"gradus.diagnosis/1\",\n  \"lesson\": ")
    json.string(lesson.id)
    json.raw(",\n  \"case\": ")
    json.string(given.head.name)
    json.raw(",\n  \"verdict\": ")
    json.string(verdict.rawValue)
    json.raw(",\n  \"diagnoses\": [")
    for (index, one) in diagnoses.enumerated() {
      json.raw(index == 0 ? "\n    " : ",\n    ")
      one.write(&json)
    }
    json.raw(diagnoses.isEmpty ? "],\n" : "\n  ],\n")
    json.raw("  \"ruleReproduces\": ")
    json.integer(ruleReproduces)
    json.raw(",\n  \"of\": ")
    json.integer(total)
    json.raw(",\n  \"decimals\": ")
    if let decimals { json.integer(decimals) } else { json.raw("null") }
    json.raw(",\n  \"quantities\": [")
    for (index, one) in quantities.enumerated() {
      json.raw(index == 0 ? "\n    " : ",\n    ")
      one.write(&json)
    }
    json.raw("\n  ],\n  \"mistyped\": ")
    if let mistyping { mistyping.write(&json) } else { json.raw("null") }
    json.raw(",\n  \"notes\": ")
    json.list(notes)
    if listsInvisible {
      json.raw(",\n  \"invisible\": ")
      json.list(invisible)
    }
    json.raw("\n}\n")
    return json.bytes
  }
}

extension Diagnosis {
  func write(_ json: inout JSONWriter) {
    json.raw("{\n      \"variant\": ")
    json.string(argument)
    json.raw(",\n      \"edits\": [")
    for (index, applied) in variants.enumerated() {
      json.raw(index == 0 ? "\n        " : ",\n        ")
      json.raw("{ \"id\": ")
      json.string(applied.variant.id)
      json.raw(", \"kind\": ")
      json.string(applied.variant.kind.rawValue)
      json.raw(", \"scope\": ")
      json.string(applied.scope.name)
      json.raw(",\n          \"title\": ")
      json.string(applied.variant.title)
      let line = index < lines.count ? lines[index].first : nil
      json.raw(",\n          \"equation\": ")
      json.optional(line?.variant)
      json.raw(", \"rule\": ")
      json.optional(line?.rule)
      json.raw(" }")
    }
    json.raw("\n      ],\n      \"reproduced\": ")
    json.integer(reproduced)
    json.raw(", \"of\": ")
    json.integer(total)
    if !equivalents.isEmpty {
      json.raw(", \"equivalents\": ")
      json.list(equivalents)
    }
    json.raw(" }")
  }
}

extension Mistyping {
  func write(_ json: inout JSONWriter) {
    json.raw("{ \"name\": ")
    json.string(name)
    json.raw(", \"row\": ")
    json.integer(entry.index.row)
    json.raw(", \"column\": ")
    json.integer(entry.index.column)
    json.raw(", \"printed\": ")
    json.number(entry.printed.value)
    json.raw(", \"expected\": ")
    json.number(entry.rule)
    json.raw(", \"how\": ")
    json.string(words)
    json.raw(", \"variants\": ")
    json.list(variants)
    json.raw(" }")
  }
}

extension QuantityFinding {
  func write(_ json: inout JSONWriter) {
    json.raw("{ \"name\": ")
    json.string(name)
    json.raw(", \"verdict\": ")
    json.string(state.rawValue)
    json.raw(", \"reproduced\": ")
    json.integer(agreeing)
    json.raw(", \"of\": ")
    json.integer(total)
    if let first {
      json.raw(", \"first\": { \"row\": ")
      json.integer(first.index.row)
      json.raw(", \"column\": ")
      json.integer(first.index.column)
      json.raw(", \"printed\": ")
      json.number(first.printed.value)
      json.raw(", \"rule\": ")
      json.number(first.rule)
      if let place = first.printed.place {
        json.raw(", \"line\": ")
        json.integer(place.line)
        json.raw(", \"at\": ")
        json.integer(place.column)
      }
      json.raw(" }")
    }
    if let factor {
      if isFactorOfStep { json.raw(", \"stepFactor\": ") } else { json.raw(", \"factor\": ") }
      json.number(factor)
    }
    json.raw(" }")
  }
}

extension JSONWriter {
  /// Appends a text, or null.
  mutating func optional(_ text: String?) {
    if let text { string(text) } else { raw("null") }
  }
}
