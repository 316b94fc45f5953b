import Equations
import Numerics
import Text
import Tracing

/// A worksheet or a key in Markdown, with formulas in `math` blocks.
///
/// The blanks are pipe tables with the columns blank, quantity, t, points, answer; a student writes into
/// the last one. The key has the same tables filled in.
struct MarkdownHandout: PassageWriter {
  let handout: Handout
  let kind: Handout.Kind
  private let latex: Typesetting<LaTeXNotation>
  private let inputs: Typesetting<LaTeXNotation>

  init(_ handout: Handout, _ kind: Handout.Kind) {
    self.handout = handout
    self.kind = kind
    latex = Typesetting(latex: handout.results, signsZero: false)
    inputs = Typesetting(latex: handout.inputs, signsZero: false)
  }

  /// The whole document.
  var text: String { "# \(handout.title(kind))\n\n" + body + "<!-- \(handout.line) -->\n" }

  func section(_ heading: String, _ blocks: String) -> String { "## \(heading)\n\n" + blocks }

  func paragraph(_ words: String) -> String { words.markdownEscaped + "\n\n" }

  func name(_ student: String?) -> String {
    let name = student.map { $0.markdownEscaped } ?? String(repeating: "_", count: 30)
    return "Name: \(name) Date: \(String(repeating: "_", count: 15))\n\n"
  }

  // MARK: Given values

  func moment(_ steps: String?) -> String { "At \(steps ?? "the start"):\n\n" }

  func assignments(_ all: [(symbol: Symbol, value: Double)]) -> String {
    math(
      all.map { "\($0.symbol.latex) = \(inputs.exactly($0.value))" }
        .joined(separator: #" \qquad "#))
  }

  func values(_ values: [GivenValues.Named]) -> String {
    var text = ""
    let matrices = values.filter { !$0.isLarge }
    if !matrices.isEmpty {
      let lines = matrices.map { "\($0.latexName) &= \(inputs.matrix($0.value))" }
      text += math(
        #"\begin{aligned}"# + "\n" + lines.joined(separator: " \\\\\n") + "\n" + #"\end{aligned}"#)
    }
    for large in values where large.isLarge {
      text += "\(large.glyph.markdownEscaped) (\(large.value.shape)), row by row:\n\n"
      for row in 0..<large.value.shape.rows {
        let numbers = large.value.row(row).map { handout.inputs.text($0) }.joined(separator: ", ")
        text += "- [\(row)]: \(numbers)\n"
      }
      text += "\n"
    }
    return text
  }

  func list(_ equations: [Assignment]) -> String {
    var text = ""
    for (index, equation) in equations.enumerated() {
      text += "\(index + 1). \(equation.reason.markdownEscaped)\n\n"
      text += "   ```math\n   \(equation.latex)\n   ```\n\n"
    }
    return text
  }

  // MARK: Questions and answers

  func questions(_ parts: [(assignment: Assignment, questions: [Question])]) -> String {
    var text = ""
    for part in parts {
      text += "**\(part.questions.label)** "
      text +=
        "(\(counted(part.questions.points, "point"))): \(part.assignment.reason.markdownEscaped)\n\n"
      text += math(part.assignment.latex)
    }
    return text + table(answers(parts.flatMap { $0.questions }))
  }

  func line(_ line: RecordedLine, _ question: Question?) -> String {
    var text = "\(line.number). \(line.line.assignment.reason.markdownEscaped)"
    if let question {
      text += " (question \(question.number), \(counted(question.points, "point")))"
    }
    text += "\n\n"
    let entry = handout.workedEntry(question)
    return text
      + line.look { view in
        var derivation = math(latex.aligned(view))
        if view.shape != .scalar, let worked = latex.worked(view, at: entry) {
          derivation += math("\(entry)\\colon\\quad \(worked.work) = \(worked.result)")
        }
        return derivation + (view.note.map { "*\($0.markdownEscaped)*\n\n" } ?? "")
      }
  }

  func table(_ table: HandoutTable) -> String {
    var text = table.needsCaption ? "\(table.caption):\n\n" : ""
    text += "| \(table.columns.map { $0.heading.markdownEscaped }.joined(separator: " | ")) |\n|"
    for column in table.columns { text += column.isNumber ? "---:|" : "---|" }
    text += "\n"
    for row in table.rows { text += "| \(row.map(cell).joined(separator: " | ")) |\n" }
    return text + "\n"
  }

  private func cell(_ cell: HandoutTable.Cell) -> String {
    switch cell {
    case .plain(let text), .code(let text): text
    case .words(let words): words.markdownEscaped
    case .blank(let answer): answer ?? String(repeating: " ", count: 12)
    }
  }

  private func math(_ latex: String) -> String { "```math\n\(latex)\n```\n\n" }
}

extension GivenValues.Named {
  /// The name in a LaTeX formula.
  var latexName: String {
    symbol?.latex ?? #"\mathtt{"# + name.replacingUnderscores + "}"
  }
}

extension String {
  /// The name with its underscores escaped for LaTeX.
  fileprivate var replacingUnderscores: String {
    split(separator: "_", omittingEmptySubsequences: false).joined(separator: #"\_"#)
  }
}

extension [Question] {
  /// `Question 3`, `Questions 3 to 9`.
  var label: String {
    guard let first, let last else { return "" }
    return first.number == last.number
      ? "Question \(first.number)" : "Questions \(first.number) to \(last.number)"
  }

  /// The sum of the points.
  var points: Int { reduce(0) { $0 &+ $1.points } }
}
