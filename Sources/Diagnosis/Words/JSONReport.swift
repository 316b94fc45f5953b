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
    json.object(.lines(2)) { json in
      json.head(schema: "gradus.diagnosis/1", lesson: lesson.id, case: given.head.name)
      json.member("verdict", verdict.rawValue)
      json.list("diagnoses", diagnoses, .lines(4)) { $1.write(&$0) }
      json.member("ruleReproduces", ruleReproduces)
      json.member("of", total)
      json.member("decimals", decimals)
      json.list("quantities", quantities, .lines(4)) { $1.write(&$0) }
      json.key("mistyped")
      if let mistyping { mistyping.write(&json) } else { json.raw("null") }
      json.member("notes", notes)
      if listsInvisible { json.member("invisible", invisible) }
    }
    json.raw("\n")
    return json.bytes
  }
}

extension Diagnosis {
  fileprivate func write(_ json: inout JSONWriter) {
    json.object(.spaced) { json in
      json.newline(6)
      json.member("variant", argument)
      json.newline(6)
      json.list("edits", Array(variants.enumerated()), .lines(8)) { json, edit in
        let line = edit.offset < lines.count ? lines[edit.offset].first : nil
        self.edit(edit.element, line, &json)
      }
      json.newline(6)
      json.member("reproduced", reproduced)
      json.member("of", total)
      if !equivalents.isEmpty { json.member("equivalents", equivalents) }
    }
  }

  private func edit(
    _ applied: AppliedVariant, _ line: EditedLine?, _ json: inout JSONWriter
  ) {
    json.object(.spaced) { json in
      json.member("id", applied.variant.id)
      json.member("kind", applied.variant.kind.rawValue)
      json.member("scope", applied.scope.name)
      json.newline(10)
      json.member("title", applied.variant.title)
      json.newline(10)
      json.member("equation", line?.variant)
      json.member("rule", line?.rule)
    }
  }
}

extension Mistyping {
  fileprivate func write(_ json: inout JSONWriter) {
    json.object(.spaced) { json in
      json.member("name", name)
      json.members(entry.index)
      json.member("printed", entry.printed.value)
      json.member("expected", entry.rule)
      json.member("how", words)
      json.member("variants", variants)
    }
  }
}

extension QuantityFinding {
  fileprivate func write(_ json: inout JSONWriter) {
    json.object(.spaced) { json in
      json.member("name", name)
      json.member("verdict", state.rawValue)
      json.member("reproduced", agreeing)
      json.member("of", total)
      if let first {
        json.object("first", .spaced) { json in
          json.members(first.index)
          json.member("printed", first.printed.value)
          json.member("rule", first.rule)
          if let place = first.printed.place {
            json.member("line", place.line)
            json.member("at", place.column)
          }
        }
      }
      if let factor { json.member(isFactorOfStep ? "stepFactor" : "factor", factor) }
    }
  }
}
