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
    json.raw("{\n  \"schema\": ")
    json.string("gradus.\(kind.rawValue)/1")
    json.raw(",\n  \"source\": ")
    json.raw(handout.source.json)
    json.raw(",\n  \"title\": ")
    json.string(handout.title(kind))
    json.raw(",\n  \"digits\": ")
    json.integer(sheet.digits)
    json.raw(",\n  \"points\": ")
    json.integer(sheet.points)
    json.raw(",\n  \"given\": ")
    json.raw(sheet.given.oneLine)
    json.raw(",\n  \"equations\": [")
    for (index, equation) in handout.equations.enumerated() {
      json.raw(index == 0 ? "\n    {\"equation\": " : ",\n    {\"equation\": ")
      json.string(equation.unicode)
      json.raw(", \"latex\": ")
      json.string(equation.latex)
      json.raw(", \"reason\": ")
      json.string(equation.reason)
      json.raw("}")
    }
    json.raw("\n  ]")
    if kind == .key { key(&json) }
    json.raw(",\n  \"questions\": [")
    for (index, question) in sheet.questions.enumerated() {
      json.raw(index == 0 ? "\n    " : ",\n    ")
      self.question(question, &json)
    }
    json.raw(sheet.questions.isEmpty ? "]\n}\n" : "\n  ]\n}\n")
    return json.bytes
  }

  /// What only the key has: whose form it is in, what its blanks show, and the whole run.
  private func key(_ json: inout JSONWriter) {
    let sheet = handout.worksheet
    json.raw(",\n  \"convention\": ")
    json.list(sheet.convention) { $0.variant($1) }
    json.raw(",\n  \"sight\": {\"seen\": ")
    json.list(sheet.sight.seen)
    json.raw(", \"hidden\": ")
    json.list(sheet.sight.hidden)
    json.raw("},\n  \"lines\": [")
    for (index, line) in sheet.recording.lines.enumerated() {
      json.raw(index == 0 ? "\n    {\"t\": " : ",\n    {\"t\": ")
      json.integer(line.t)
      json.raw(", \"parameter\": ")
      json.subject(line.subject, line.layer)
      json.raw(", \"line\": ")
      json.line(line.look { TraceLine($0) })
      json.raw("}")
    }
    json.raw("\n  ]")
  }

  private func question(_ question: Question, _ json: inout JSONWriter) {
    guard let line = handout.line(of: question) else { return }
    json.raw("{\"number\": ")
    json.integer(question.number)
    json.raw(", \"t\": ")
    json.integer(line.t)
    json.raw(", \"parameter\": ")
    json.subject(line.subject, line.layer)
    json.raw(", \"equation\": ")
    json.string(line.line.assignment.unicode)
    json.raw(", \"reason\": ")
    json.string(line.line.assignment.reason)
    json.raw(", \"points\": ")
    json.integer(question.points)
    json.raw(", \"blanks\": [")
    for (index, blank) in question.blanks.enumerated() {
      json.raw(index == 0 ? "\n      " : ",\n      ")
      self.blank(blank, &json)
    }
    json.raw("\n    ]}")
  }

  private func blank(_ blank: Blank, _ json: inout JSONWriter) {
    json.raw("{\"blank\": ")
    json.integer(blank.number)
    json.raw(", \"t\": ")
    json.integer(blank.t)
    json.raw(", \"quantity\": ")
    json.string(blank.target)
    json.raw(", \"row\": ")
    json.integer(blank.index.row)
    json.raw(", \"column\": ")
    json.integer(blank.index.column)
    json.raw(", \"points\": ")
    json.integer(blank.points)
    if kind == .key {
      json.raw(", \"answer\": ")
      json.number(blank.answer)
      json.raw(", \"shown\": ")
      json.string(handout.shown(blank.answer))
      json.raw(", \"wrong\": [")
      for (index, wrong) in blank.wrong.enumerated() {
        json.raw(index == 0 ? "\n        {\"value\": " : ",\n        {\"value\": ")
        json.number(wrong.value)
        json.raw(", \"shown\": ")
        json.string(handout.shown(wrong.value))
        json.raw(", \"variants\": ")
        json.list(wrong.variants) { $0.variant($1) }
        json.raw("}")
      }
      json.raw("]")
    }
    json.raw("}")
  }
}

extension JSONWriter {
  /// Appends a variant by its name, kind and title.
  fileprivate mutating func variant(_ applied: AppliedVariant) {
    raw("{\"id\": ")
    string(applied.argument)
    raw(", \"kind\": ")
    string(applied.variant.kind.rawValue)
    raw(", \"title\": ")
    string(applied.variant.title)
    raw("}")
  }
}
