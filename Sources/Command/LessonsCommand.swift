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
  json.object { json in
    json.member("schema", "gradus.lessons/1")
    json.list("lessons", lessons, .lines(0)) { $0.lesson($1) }
  }
  json.raw("\n")
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
  fileprivate mutating func lesson(_ lesson: Lesson) {
    object { json in
      json.member("id", lesson.id)
      json.member("title", lesson.title)
      json.member("idea", lesson.idea)
      json.newline(2)
      json.equations("equations", lesson.rule.lines)
      json.newline(2)
      json.list("symbols", lesson.symbols, .hanging(4)) { json, symbol in
        json.object { json in
          json.member("name", symbol.name)
          json.member("glyph", symbol.glyph)
          json.member("role", symbol.roleName)
          json.member("meaning", symbol.meaning)
        }
      }
      json.newline(2)
      json.member("cases", lesson.cases.map { $0.name })
      json.newline(2)
      json.list("variants", lesson.variants, .hanging(4)) { $0.variant($1, of: lesson) }
    }
  }

  private mutating func variant(_ variant: Variant, of lesson: Lesson) {
    object { json in
      json.member("id", variant.id)
      json.member("kind", variant.kind.rawValue)
      json.member("title", variant.title)
      json.member("invisible", variant.invisible)
      json.member("sources", variant.sources)
      let set = lesson.withContext([AppliedVariant(variant)])
      let edited = try? EditedRule(lesson.rule, applying: set)
      json.equations("weights", edited?.rule(isBias: false, layer: nil).lines ?? [])
      json.equations("biases", edited?.rule(isBias: true, layer: nil).lines ?? [])
    }
  }

  /// Appends equations in every notation.
  private mutating func equations(_ name: StaticString, _ lines: [Assignment]) {
    list(name, lines, .hanging(6)) { json, line in
      json.object { json in
        json.member("target", line.target.name)
        json.member("unicode", line.unicode)
        json.member("latex", line.latex)
        json.member("mathml", line.mathML)
        json.member("numpy", line.numPy)
        json.member("reason", line.reason)
      }
    }
  }
}
