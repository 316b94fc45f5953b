import Curriculum
import Equations
import JSON
import Numerics
import Text
import Tracing

extension Subcommand {
  static let lessons = Subcommand(
    name: "lessons",
    summary: "List the lessons; with LESSON its equations, symbols, cases and variants.",
    usage: "[LESSON] [--page] [--format text|json]",
    discussion: "",
    options: [
      Option("--page", "", "Show the page of LESSON: why it works, worked examples, mistakes."),
      Option("--format", "NAME", "text or json (text if not given)."),
    ],
    run: runLessons)
}

@Sendable private func runLessons(
  _ arguments: Arguments, _ console: Console
) throws(CommandError) -> Int32 {
  let words = try arguments.words(["LESSON"], optional: 1)
  let format: TextOrJSON = try arguments.choice("--format", default: .text)
  let chosen = try words.first.map { (id) throws(CommandError) in try arguments.lesson(id) }
  if arguments["--page"] != nil {
    guard let chosen else {
      throw CommandError(
        .usage, "The option '--page' needs a LESSON.\n" + validWords(Curriculum.lessons.map(\.id)))
    }
    guard format == .text else {
      throw CommandError(
        .usage, "The option '--page' shows text: give either it or '--format json'.")
    }
    var text = console.page
    MarkdownPage("\(chosen.page)").write(in: &text)
    try console.write(text)
    return 0
  }
  switch (format, chosen) {
  case (.text, nil):
    var text = console.page
    text.rows(Curriculum.lessons.map { [StyledLine($0.id, .strong), StyledLine($0.idea)] })
    text.line()
    text.words(
      "'gradus lessons adam' shows one, 'gradus lessons adam --page' explains it, 'gradus trace adam' "
        + "runs it.")
    try console.write(text)
  case (.text, let lesson?):
    var text = console.page
    lesson.describe(in: &text)
    try console.write(text)
  case (.json, _):
    try console.write(json(chosen.map { [$0] } ?? Curriculum.lessons))
  }
  return 0
}

extension Lesson {
  /// Adds the lesson as `gradus lessons LESSON` shows it.
  func describe(in text: inout WrappedText) {
    text.line(StyledLine(title, .strong))
    text.words(idea)
    func heading(_ words: String) {
      text.line()
      text.line(StyledLine(words, .strong))
    }
    heading("Equations")
    text.rows(
      rule.lines.map { [StyledLine($0.unicode), StyledLine($0.reason, .quiet)] }, indent: 2)
    heading("In NumPy")
    for line in rule.lines { text.line("  \(line.numPy)") }
    heading("Symbols")
    text.rows(
      symbols.map {
        [StyledLine($0.glyph), StyledLine($0.name), StyledLine($0.meaning + $0.valueNote)]
      }, indent: 2)
    heading("Cases")
    text.rows(
      cases.map { one in
        let head = try? CaseReader(one.json, for: self).head
        return [StyledLine(one.name), StyledLine(head?.title ?? "")]
      }, indent: 2)
    for kind in [Variant.Kind.convention, .bug] where variants.contains(where: { $0.kind == kind })
    {
      heading(kind == .bug ? "Mistakes" : "Conventions (other forms, also right)")
      for variant in variants where variant.kind == kind {
        text.line("  \(variant.id)")
        text.words(variant.title, after: spaces(6))
      }
    }
  }
}

extension Symbol {
  /// The default and range of a hyperparameter, or the start of a state.
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
