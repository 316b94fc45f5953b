import Equations
import Numerics
import Text
import Tracing

/// A worksheet or a key as a self-contained page: no script, no picture, no network.
///
/// Formulas are MathML Core. On a screen the page follows the reader's light or dark mode. In print
/// it is black on white, blanks are ruled boxes, and no question is split between two pages.
struct HTMLHandout: PassageWriter {
  let handout: Handout
  let kind: Handout.Kind
  private let mathML: Typesetting<MathMLNotation>
  private let inputs: Typesetting<MathMLNotation>

  init(_ handout: Handout, _ kind: Handout.Kind) {
    self.handout = handout
    self.kind = kind
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

      """
    text += body
    return text + "</main>\n</body>\n</html>\n<!-- \(handout.line) -->\n"
  }

  func section(_ heading: String, _ blocks: String) -> String {
    "<section>\n<h2>\(heading.pageText)</h2>\n" + blocks + "</section>\n"
  }

  func paragraph(_ words: String) -> String { "<p>\(words.pageText)</p>\n" }

  func name(_ student: String?) -> String {
    let name = student.map { $0.pageText } ?? #"<span class="rule"></span>"#
    return "<p class=\"name\">Name: \(name) &#8195; Date: <span class=\"rule short\"></span></p>\n"
  }

  // MARK: Given values

  func moment(_ steps: String?) -> String { "<h3>At \(steps ?? "the start")</h3>\n" }

  func assignments(_ all: [(symbol: Symbol, value: Double)]) -> String {
    let formulas = all.map { one in
      "<math><mrow>\(MathMLNotation().write(one.symbol).text)<mo>=</mo>\(inputs.exactly(one.value))"
        + "</mrow></math>"
    }
    return "<p>\(formulas.joined(separator: " &#8195; "))</p>\n"
  }

  func values(_ values: [GivenValues.Named]) -> String {
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

  func list(_ equations: [Assignment]) -> String {
    var text = "<ol>\n"
    for equation in equations {
      text += "<li>\(equation.reason.pageText)\(math(equation))</li>\n"
    }
    return text + "</ol>\n"
  }

  // MARK: Questions and answers

  func questions(_ parts: [(assignment: Assignment, questions: [Question])]) -> String {
    var text = ""
    for part in parts {
      text += "<div class=\"question\">\n<h3>\(part.questions.label) "
      text += "<span class=\"points\">(\(counted(part.questions.points, "point")))</span></h3>\n"
      text += "<p>\(part.assignment.reason.pageText)</p>\n\(math(part.assignment))"
      text += table(answers(part.questions)) + "</div>\n"
    }
    return text
  }

  func line(_ line: RecordedLine, _ question: Question?) -> String {
    var text =
      "<div class=\"question\">\n<h3>\(line.number). \(line.line.assignment.reason.pageText)"
    if let question {
      text += " <span class=\"points\">(question \(question.number), "
      text += "\(counted(question.points, "point")))</span>"
    }
    text += "</h3>\n" + line.look { derivation($0, handout.workedEntry(question)) }
    return text + "</div>\n"
  }

  private func derivation(_ view: LineView, _ entry: MatrixIndex) -> String {
    let assignment = view.line.assignment
    func row(_ left: String, _ sign: String, _ right: String) -> String {
      "<mtr><mtd>\(left)</mtd><mtd><mo>\(sign)</mo></mtd><mtd>\(right)</mtd></mtr>\n"
    }
    var rows = row(
      MathMLNotation().write(assignment.target).text, "←", mathML.formula(assignment.formula))
    if let numbers = mathML.substituted(view) { rows += row("<mrow></mrow>", "=", numbers) }
    rows += row("<mrow></mrow>", "=", mathML.matrix(view.value))
    var text = math("<mtable class=\"derivation\" displaystyle=\"true\">\n\(rows)</mtable>")
    if view.shape != .scalar, let worked = mathML.worked(view, at: entry) {
      text += math(
        "<mtext>\(entry):&#xA0;&#xA0;</mtext>\(worked.work)<mo>=</mo>\(worked.result)"
      )
    }
    return text + (view.note.map { "<p><em>\($0.pageText)</em></p>\n" } ?? "")
  }

  func table(_ table: HandoutTable) -> String {
    var text = table.isOfAnswers ? "<table class=\"answers\">\n" : "<table>\n"
    text += "<caption>\(table.caption)</caption>\n<thead><tr>"
    for column in table.columns { text += "<th scope=\"col\">\(column.heading.pageText)</th>" }
    text += "</tr></thead>\n<tbody>\n"
    for row in table.rows {
      text += "<tr>"
      for (index, cell) in row.enumerated() {
        if index == 0, case .plain(let name) = cell {
          text += "<th scope=\"row\">\(name)</th>"
        } else {
          text += self.cell(cell)
        }
      }
      text += "</tr>\n"
    }
    return text + "</tbody>\n</table>\n"
  }

  private func cell(_ cell: HandoutTable.Cell) -> String {
    switch cell {
    case .plain(let text), .words(let text): "<td>\(text.pageText)</td>"
    case .code(let name): "<td><code>\(name.pageText)</code></td>"
    case .blank(let answer): "<td class=\"blank\">\(answer ?? "")</td>"
    }
  }

  // MARK: Formulas

  private func math(_ assignment: Assignment) -> String {
    math(
      "\(MathMLNotation().write(assignment.target).text)<mo>←</mo>\(mathML.formula(assignment.formula))"
    )
  }

  /// A formula on its own line, which scrolls if it is wider than the page.
  private func math(_ inner: String) -> String {
    "<div class=\"formula\"><math displaystyle=\"true\"><mrow>\(inner)</mrow></math></div>\n"
  }
}

extension String {
  /// The text made safe for a page: no control characters and no markup.
  fileprivate var pageText: String { xmlEscaped }
}
