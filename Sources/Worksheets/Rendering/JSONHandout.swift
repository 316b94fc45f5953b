import Equations
import JSON
import Numerics
import Tracing

/// A worksheet or a key as one JSON document, `gradus.worksheet/1` or `gradus.key/1`.
struct JSONHandout {
  private let handout: Handout
  private let kind: Handout.Kind

  init(_ handout: Handout, _ kind: Handout.Kind) {
    self.handout = handout
    self.kind = kind
  }

  /// The whole document.
  var bytes: [UInt8] {
    let sheet = handout.worksheet
    var json = JSONWriter()
    json.object(.lines(2)) { json in
      json.member("schema", "gradus.\(kind.rawValue)/1")
      json.key("source")
      json.raw(handout.source.json)
      json.member("title", handout.title(kind))
      json.member("digits", sheet.digits)
      json.member("points", sheet.points)
      json.key("given")
      json.raw(sheet.given.oneLine)
      json.list("equations", handout.equations, .lines(4)) { json, equation in
        json.object { json in
          json.member("equation", equation.unicode)
          json.member("latex", equation.latex)
          json.member("reason", equation.reason)
        }
      }
      if kind == .key { key(&json) }
      json.list("questions", sheet.questions, .lines(4)) { question($1, &$0) }
    }
    json.raw("\n")
    return json.bytes
  }

  /// The parts that only the key has: its convention, what its blanks show, and the whole run.
  private func key(_ json: inout JSONWriter) {
    let sheet = handout.worksheet
    json.list("convention", sheet.convention) { $0.variant($1) }
    json.object("sight") { json in
      json.member("seen", sheet.sight.seen)
      json.member("hidden", sheet.sight.hidden)
    }
    json.list("lines", sheet.recording.lines, .lines(4)) { json, line in
      json.object { json in
        json.member("t", line.t)
        json.subject(line.subject, line.layer)
        json.key("line")
        json.line(line.look { TraceLine($0) })
      }
    }
  }

  private func question(_ question: Question, _ json: inout JSONWriter) {
    guard let line = handout.line(of: question) else { return }
    json.object { json in
      json.member("number", question.number)
      json.member("t", line.t)
      json.subject(line.subject, line.layer)
      json.member("equation", line.line.equation)
      json.member("reason", line.line.assignment.reason)
      json.member("points", question.points)
      json.list("blanks", question.blanks, .lines(6)) { blank($1, &$0) }
    }
  }

  private func blank(_ blank: Blank, _ json: inout JSONWriter) {
    json.object { json in
      json.blank(blank)
      json.member("points", blank.points)
      guard kind == .key else { return }
      json.member("answer", blank.answer)
      json.member("shown", handout.shown(blank.answer))
      json.list("wrong", blank.wrong, .hanging(8)) { json, wrong in
        json.object { json in
          json.member("value", wrong.value)
          json.member("shown", handout.shown(wrong.value))
          json.list("variants", wrong.variants) { $0.variant($1) }
        }
      }
    }
  }
}

extension JSONWriter {
  /// Appends the members that identify a blank's entry.
  public mutating func blank(_ blank: Blank) {
    member("blank", blank.number)
    member("t", blank.t)
    member("quantity", blank.target)
    members(blank.index)
  }

  /// Appends a variant by its name, kind and title.
  fileprivate mutating func variant(_ applied: AppliedVariant) {
    object { json in
      json.member("id", applied.argument)
      json.member("kind", applied.variant.kind.rawValue)
      json.member("title", applied.variant.title)
    }
  }
}
