import Equations
import Numerics
import Tracing

/// A worksheet or a key as a page that needs nothing beside itself: no script, no picture, no network.
///
/// Formulas are MathML Core. On a screen the page follows the reader's light or dark mode; in print it is
/// black on white, blanks are ruled boxes, and no question is torn apart between two pages.
struct HTMLHandout {
  private let handout: Handout
  private let kind: Handout.Kind
  private let given: GivenValues
  private let mathML: Typesetting<MathMLNotation>
  private let inputs: Typesetting<MathMLNotation>

  init(_ handout: Handout, _ kind: Handout.Kind) {
    self.handout = handout
    self.kind = kind
    given = GivenValues(handout)
    mathML = Typesetting(MathMLNotation(), handout.results, signsZero: false)
    inputs = Typesetting(MathMLNotation(), handout.inputs, signsZero: false)
  }

  /// The whole page.
  var text: String {
    let title = handout.title(kind).pageText
    let student = handout.source.student.map { ", \($0.pageText)" } ?? ""
    var text = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(title)\(student)</title>
      <style>
      \(handoutStyle)
      </style>
      </head>
      <body>
      <main>
      <h1>\(title)</h1>
      <p>\(handout.caseWords.pageText)</p>

      """
    text += head + givenText + equations
    for passage in handout.passages {
      switch kind {
      case .worksheet: if !passage.questions.isEmpty { text += questions(passage) }
      case .key: text += run(passage)
      }
    }
    return text + "</main>\n</body>\n</html>\n<!-- \(handout.line) -->\n"
  }

  private var head: String {
    switch kind {
    case .worksheet:
      let name = handout.source.student.map { $0.pageText } ?? #"<span class="rule"></span>"#
      return
        "<p class=\"name\">Name: \(name) &#8195; Date: <span class=\"rule short\"></span></p>\n"
        + paragraph(handout.instructions)
    case .key:
      let words = handout.conventionWords + [handout.coverageNote, handout.instructions]
      return (handout.source.student.map { paragraph("For \($0).") } ?? "")
        + words.map(paragraph).joined()
    }
  }

  private func paragraph(_ words: String) -> String { "<p>\(words.pageText)</p>\n" }

  // MARK: What is given

  private var givenText: String {
    var text = "<section>\n<h2>What is given</h2>\n"
    if !given.constants.isEmpty {
      text += "<p>" + assignments(given.constants) + "</p>\n"
    }
    if !given.start.isEmpty || !given.otherStarts.isEmpty { text += "<h3>At the start</h3>\n" }
    text += values(given.start)
    if !given.otherStarts.isEmpty { text += "<p>" + assignments(given.otherStarts) + "</p>\n" }
    if let series = given.series {
      text +=
        "<table>\n<caption>What each step brings</caption>\n<thead><tr><th scope=\"col\">t</th>"
      for value in series { text += "<th scope=\"col\">\(value.glyph.pageText)</th>" }
      text += "</tr></thead>\n<tbody>\n"
      for step in given.steps {
        text += "<tr><th scope=\"row\">\(step.steps.dropFirst("t = ".count))</th>"
        for value in step.values {
          text += "<td>\(handout.inputs.text(value.value.elements[0]))</td>"
        }
        text += "</tr>\n"
      }
      text += "</tbody>\n</table>\n"
    } else {
      for step in given.steps { text += "<h3>At \(step.steps)</h3>\n" + values(step.values) }
    }
    return text + "</section>\n"
  }

  private func assignments(_ all: [(symbol: Symbol, value: Double)]) -> String {
    all.map { one in
      "<math><mrow>\(MathMLNotation().write(one.symbol).text)<mo>=</mo>\(inputs.exactly(one.value))"
        + "</mrow></math>"
    }.joined(separator: " &#8195; ")
  }

  private func values(_ values: [GivenValues.Named]) -> String {
    var text = ""
    for value in values {
      if value.isLarge {
        text +=
          "<p>\(value.glyph.pageText) (\(value.value.shape)), row by row:</p>\n<ol start=\"0\">\n"
        for row in 0..<value.value.shape.rows {
          let numbers = value.value.row(row).map { handout.inputs.text($0) }
          text += "<li>\(numbers.joined(separator: ", "))</li>\n"
        }
        text += "</ol>\n"
      } else {
        let name =
          value.symbol.map { MathMLNotation().write($0).text }
          ?? "<mi mathvariant=\"normal\">\(value.name.pageText)</mi>"
        text += math("\(name)<mo>=</mo>\(inputs.matrix(value.value))")
      }
    }
    return text
  }

  private var equations: String {
    var text = "<section>\n<h2>The equations</h2>\n"
    if let words = handout.namesWords { text += paragraph(words) }
    text += "<ol>\n"
    for equation in handout.equations {
      text += "<li>\(equation.reason.pageText)\(math(equation))</li>\n"
    }
    return text + "</ol>\n</section>\n"
  }

  // MARK: Questions

  private func questions(_ passage: Passage) -> String {
    var text = "<section>\n<h2>\(passage.heading.pageText)</h2>\n"
    for part in handout.asked(in: passage) {
      text += "<div class=\"question\">\n<h3>\(part.questions.label) "
      text += "<span class=\"points\">(\(part.questions.points.counted("point")))</span></h3>\n"
      text += "<p>\(part.assignment.reason.pageText)</p>\n\(math(part.assignment))"
      text += table(part.questions) + "</div>\n"
    }
    return text + "</section>\n"
  }

  private func table(_ questions: [Question]) -> String {
    var text =
      "<table class=\"answers\">\n<caption>\(questions.label): answers</caption>\n<thead><tr>"
    for heading in ["blank", "quantity", "t", "points", "answer"] {
      text += "<th scope=\"col\">\(heading)</th>"
    }
    text += "</tr></thead>\n<tbody>\n"
    for blank in questions.flatMap({ $0.blanks }) {
      text +=
        "<tr><th scope=\"row\">\(blank.number)</th><td><code>\(blank.name.pageText)</code></td>"
      text += "<td>\(blank.t)</td><td>\(blank.points)</td>"
      text += "<td class=\"blank\">\(kind == .key ? handout.shown(blank.answer) : "")</td></tr>\n"
    }
    return text + "</tbody>\n</table>\n"
  }

  // MARK: The key

  private func run(_ passage: Passage) -> String {
    var text = "<section>\n<h2>\(passage.heading.pageText)</h2>\n"
    for index in passage.lines {
      let line = handout.worksheet.recording.lines[index]
      let question = handout.question(at: index, in: passage)
      text +=
        "<div class=\"question\">\n<h3>\(line.number). \(line.line.assignment.reason.pageText)"
      if let question {
        text += " <span class=\"points\">(question \(question.number), "
        text += "\(question.points.counted("point")))</span>"
      }
      text += "</h3>\n" + line.look { stages($0, handout.workedEntry(question)) } + "</div>\n"
    }
    if !passage.questions.isEmpty { text += table(passage.questions) + remarks(passage) }
    return text + "</section>\n"
  }

  private func stages(_ view: LineView, _ entry: MatrixIndex) -> String {
    let assignment = view.line.assignment
    func row(_ left: String, _ sign: String, _ right: String) -> String {
      "<mtr><mtd>\(left)</mtd><mtd><mo>\(sign)</mo></mtd><mtd>\(right)</mtd></mtr>\n"
    }
    var rows = row(
      MathMLNotation().write(assignment.target).text, "←", mathML.formula(assignment.formula))
    if let numbers = mathML.substituted(view) { rows += row("<mrow></mrow>", "=", numbers) }
    rows += row("<mrow></mrow>", "=", mathML.matrix(view.value))
    var text = math("<mtable class=\"stages\" displaystyle=\"true\">\n\(rows)</mtable>")
    if view.shape != .scalar, let worked = mathML.worked(view, at: entry) {
      text += math(
        "<mtext>\(entry):&#xA0;&#xA0;</mtext>\(worked.work)<mo>=</mo>\(worked.result)"
      )
    }
    return text + (view.note.map { "<p><em>\($0.pageText)</em></p>\n" } ?? "")
  }

  private func remarks(_ passage: Passage) -> String {
    let blanks = passage.questions.flatMap { $0.blanks }
    guard blanks.contains(where: { !$0.wrong.isEmpty }) else { return "" }
    var text = "<table>\n<caption>What the known mistakes put there, and what to write beside it"
    text += "</caption>\n<thead><tr>"
    for heading in ["blank", "number", "mistake", "what it is"] {
      text += "<th scope=\"col\">\(heading)</th>"
    }
    text += "</tr></thead>\n<tbody>\n"
    for blank in blanks {
      for remark in handout.remarks(blank) {
        text += "<tr><th scope=\"row\">\(blank.number)</th><td>\(remark.number)</td>"
        text += "<td>\(remark.ids.joined(separator: ", ").pageText)</td>"
        text += "<td>\(remark.words.pageText)</td></tr>\n"
      }
    }
    return text + "</tbody>\n</table>\n"
  }

  // MARK: Formulas

  private func math(_ assignment: Assignment) -> String {
    math(
      "\(MathMLNotation().write(assignment.target).text)<mo>←</mo>\(mathML.formula(assignment.formula))"
    )
  }

  /// A formula on a line of its own, which scrolls where it is wider than the page.
  private func math(_ inner: String) -> String {
    "<div class=\"formula\"><math displaystyle=\"true\"><mrow>\(inner)</mrow></math></div>\n"
  }
}

extension String {
  /// The text as a page may have it: no control characters, nothing that is markup.
  fileprivate var pageText: String { withoutControls().xmlEscaped }
}

/// Light and dark on screens, black on white in print.
private let handoutStyle = """
  body { background: #fff; color: #111; font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 50rem; padding: 1rem; }
  .name { margin: 1.5rem 0; }
  .rule { border-bottom: 1px solid; display: inline-block; min-width: 16rem; }
  .rule.short { min-width: 8rem; }
  .formula { margin: 0.25rem 0; overflow-x: auto; overflow-y: hidden; padding: 0.25rem 0.1rem; }
  mtd { padding: 0.15em 0.4em; }
  .stages > mtr > mtd { text-align: left; }
  table { border-collapse: collapse; margin: 1rem 0; }
  caption { font-weight: 600; padding: 0.25rem 0; text-align: left; white-space: nowrap; }
  th, td { border: 1px solid #888; padding: 0.25rem 0.6rem; text-align: left; vertical-align: top; }
  .answers .blank { border: 2px solid; min-width: 10rem; height: 1.8rem; }
  .points { font-weight: normal; }
  @media screen and (prefers-color-scheme: dark) {
    body { background: #161616; color: #eee; }
  }
  @media print {
    body { background: #fff; color: #000; font-size: 11pt; max-width: none; padding: 0; }
    h2, h3 { break-after: avoid; }
    .question, tr, .formula { break-inside: avoid; }
    .formula { overflow: visible; }
  }
  """
