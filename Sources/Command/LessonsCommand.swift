import Curriculum
import Equations
import JSON
import Numerics
import Tracing

extension Subcommand {
  static let lessons = Subcommand(
    name: "lessons",
    summary: "List the lessons; with LESSON its equations, symbols, cases and variants.",
    usage: "[LESSON] [--format text|json]",
    discussion: "",
    options: [Option("--format", "NAME", "text or json (text if not given).")],
    run: runLessons)
}

@Sendable private func runLessons(
  _ arguments: Arguments, _ console: Console
) throws(CommandError) -> Int32 {
  let words = try arguments.words(["LESSON"], optional: 1)
  let format: TextOrJSON = try arguments.choice("--format", default: .text)
  let chosen = try words.first.map { (id) throws(CommandError) in try arguments.lesson(id) }
  switch (format, chosen) {
  case (.text, nil):
    try console.write(
      aligned(Curriculum.lessons.map { [$0.id, $0.idea] })
        + "\n'gradus lessons adam' shows one; 'gradus trace adam' runs it.\n")
  case (.text, let lesson?): try console.write(lesson.description)
  case (.json, _):
    try console.write(json(chosen.map { [$0] } ?? Curriculum.lessons))
  }
  return 0
}

extension Lesson {
  /// The lesson as `gradus lessons LESSON` shows it.
  var description: String {
    var text = "\(title)\n\(idea)\n\nEquations\n"
    text += aligned(rule.lines.map { [$0.unicode, $0.reason] }, indent: 2)
    text += "\nIn NumPy\n"
    for line in rule.lines { text += "  \(line.numPy)\n" }
    text += "\nSymbols\n"
    text += aligned(
      symbols.map { [$0.glyph, $0.name, $0.meaning + $0.valueNote] }, indent: 2)
    text += "\nCases\n"
    for one in cases {
      let head = try? CaseReader(one.json, for: self).head
      text += "  \(one.name): \(head?.title ?? "")\n"
    }
    for kind in [Variant.Kind.convention, .bug] where variants.contains(where: { $0.kind == kind })
    {
      text += kind == .bug ? "\nMistakes\n" : "\nConventions (another book's numbers)\n"
      for variant in variants where variant.kind == kind {
        text += "  \(variant.id)\n      \(variant.title)\n"
      }
    }
    return text
  }
}

extension Symbol {
  /// The default and range of a hyperparameter, the start of a state.
  var valueNote: String {
    switch role {
    case .hyperparameter(let value, let range):
      " (\(NumberStyle().text(value)) if not given; \(range.words))"
    case .state(let start): " (starts at \(NumberStyle().text(start)))"
    default: ""
    }
  }
}

/// The lessons for scripts: every equation in every notation.
private func json(_ lessons: [Lesson]) -> String {
  var json = JSONWriter()
  json.raw("{\"schema\": \"gradus.lessons/1\", \"lessons\": [")
  for (index, lesson) in lessons.enumerated() {
    json.raw(index == 0 ? "\n" : ",\n")
    json.fields([("id", lesson.id), ("title", lesson.title), ("idea", lesson.idea)], open: true)
    json.raw(",\n  \"equations\": ")
    json.equations(lesson.rule.lines)
    json.raw(",\n  \"symbols\": [")
    for (at, symbol) in lesson.symbols.enumerated() {
      json.raw(at == 0 ? "\n    " : ",\n    ")
      json.fields(
        [
          ("name", symbol.name), ("glyph", symbol.glyph), ("role", symbol.roleName),
          ("meaning", symbol.meaning),
        ], open: true)
      json.raw("}")
    }
    json.raw("],\n  \"cases\": [")
    for (at, one) in lesson.cases.enumerated() {
      if at > 0 { json.raw(", ") }
      json.string(one.name)
    }
    json.raw("],\n  \"variants\": [")
    for (at, variant) in lesson.variants.enumerated() {
      json.raw(at == 0 ? "\n    " : ",\n    ")
      json.fields(
        [
          ("id", variant.id), ("kind", variant.kind.rawValue), ("title", variant.title),
          ("invisible", variant.invisible),
        ], open: true)
      json.raw(", \"sources\": [")
      for (number, source) in variant.sources.enumerated() {
        if number > 0 { json.raw(", ") }
        json.string(source)
      }
      json.raw("], \"weights\": ")
      let set = lesson.withContext([AppliedVariant(variant)])
      let edited = try? EditedRule(lesson.rule, applying: set)
      json.equations(edited?.rule(isBias: false, layer: nil).lines ?? [])
      json.raw(", \"biases\": ")
      json.equations(edited?.rule(isBias: true, layer: nil).lines ?? [])
      json.raw("}")
    }
    json.raw("]}")
  }
  json.raw("\n]}\n")
  return String(decoding: json.bytes, as: UTF8.self)
}

extension Symbol {
  fileprivate var roleName: String {
    switch role {
    case .parameter: "parameter"
    case .gradient: "gradient"
    case .state: "state"
    case .hyperparameter: "hyperparameter"
    case .input: "input"
    case .step: "step"
    case .layer: "layer"
    case .intermediate: "intermediate"
    case .placeholder: "placeholder"
    }
  }
}

extension JSONWriter {
  /// Appends an object's text fields; the caller closes it.
  fileprivate mutating func fields(_ fields: [(String, String)], open: Bool) {
    if open { raw("{") }
    for (index, field) in fields.enumerated() {
      if index > 0 { raw(", ") }
      string(field.0)
      raw(": ")
      string(field.1)
    }
  }

  /// Appends equations in every notation.
  fileprivate mutating func equations(_ lines: [Assignment]) {
    raw("[")
    for (index, line) in lines.enumerated() {
      raw(index == 0 ? "\n      " : ",\n      ")
      fields(
        [
          ("target", line.target.name), ("unicode", line.unicode), ("latex", line.latex),
          ("mathml", line.mathML), ("numpy", line.numPy), ("reason", line.reason),
        ], open: true)
      raw("}")
    }
    raw("]")
  }
}
