import Equations
import Numerics
import Tracing

/// A worksheet or a key in Markdown, formulas in `math` blocks.
///
/// The blanks are pipe tables with the columns blank, quantity, t, points, answer; a student writes into
/// the last one. The key has the same tables filled in.
struct MarkdownHandout {
  private let handout: Handout
  private let kind: Handout.Kind
  private let given: GivenValues
  private let latex: Typesetting<LaTeXNotation>
  private let inputs: Typesetting<LaTeXNotation>

  init(_ handout: Handout, _ kind: Handout.Kind) {
    self.handout = handout
    self.kind = kind
    given = GivenValues(handout)
    latex = Typesetting(latex: handout.results, signsZero: false)
    inputs = Typesetting(latex: handout.inputs, signsZero: false)
  }

  /// The whole document.
  var text: String {
    var text = "# \(handout.title(kind))\n\n\(handout.caseWords.markdownEscaped)\n\n"
    text += head + givenText + equations
    for passage in handout.passages {
      switch kind {
      case .worksheet: if !passage.questions.isEmpty { text += questions(passage) }
      case .key: text += run(passage)
      }
    }
    return text + "<!-- \(handout.line) -->\n"
  }

  private var head: String {
    switch kind {
    case .worksheet:
      let name =
        handout.source.student.map { $0.markdownEscaped } ?? String(repeating: "_", count: 30)
      return "Name: \(name) Date: \(String(repeating: "_", count: 15))\n\n"
        + handout.instructions.markdownEscaped + "\n\n"
    case .key:
      let student = handout.source.student.map { "For \($0.markdownEscaped).\n\n" } ?? ""
      return student
        + (handout.conventionWords + [handout.coverageNote]).joined(separator: "\n\n")
        .markdownEscaped + "\n\n" + handout.instructions.markdownEscaped + "\n\n"
    }
  }

  // MARK: What is given

  private var givenText: String {
    var text = "## What is given\n\n"
    if !given.constants.isEmpty {
      text += math(
        given.constants.map { "\($0.symbol.latex) = \(inputs.exactly($0.value))" }
          .joined(separator: #" \qquad "#))
    }
    if !given.start.isEmpty || !given.otherStarts.isEmpty { text += "At the start:\n\n" }
    text += values(given.start)
    if !given.otherStarts.isEmpty {
      let starts = given.otherStarts.map { "\($0.symbol.latex) = \(inputs.exactly($0.value))" }
      text += math(starts.joined(separator: #" \qquad "#))
    }
    guard let series = given.series else {
      for step in given.steps { text += "At \(step.steps):\n\n" + values(step.values) }
      return text
    }
    text += "| t | \(series.map { $0.glyph.markdownEscaped }.joined(separator: " | ")) |\n"
    text += "|---:|\(String(repeating: "---:|", count: series.count))\n"
    for step in given.steps {
      let cells = step.values.map { handout.inputs.text($0.value.elements[0]) }
      text += "| \(step.steps.dropFirst("t = ".count)) | \(cells.joined(separator: " | ")) |\n"
    }
    return text + "\n"
  }

  private func values(_ values: [GivenValues.Named]) -> String {
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

  private var equations: String {
    var text = "## The equations\n\n"
    if let words = handout.namesWords { text += words.markdownEscaped + "\n\n" }
    for (index, equation) in handout.equations.enumerated() {
      text += "\(index + 1). \(equation.reason.markdownEscaped)\n\n"
      text += "   ```math\n   \(equation.latex)\n   ```\n\n"
    }
    return text
  }

  // MARK: Questions

  private func questions(_ passage: Passage) -> String {
    var text = "## \(passage.heading)\n\n"
    for part in handout.asked(in: passage) {
      text += "**\(part.questions.label)** "
      text +=
        "(\(part.questions.points.counted("point"))): \(part.assignment.reason.markdownEscaped)\n\n"
      text += math(part.assignment.latex)
    }
    return text + table(passage)
  }

  private func table(_ passage: Passage) -> String {
    var text = "| blank | quantity | t | points | answer |\n|---:|---|---:|---:|---|\n"
    for blank in passage.questions.flatMap({ $0.blanks }) {
      let answer = kind == .key ? handout.shown(blank.answer) : String(repeating: " ", count: 12)
      text += "| \(blank.number) | \(blank.name) | \(blank.t) | \(blank.points) | \(answer) |\n"
    }
    return text + "\n"
  }

  // MARK: The key

  private func run(_ passage: Passage) -> String {
    var text = "## \(passage.heading)\n\n"
    for index in passage.lines {
      let line = handout.worksheet.recording.lines[index]
      let question = handout.question(at: index, in: passage)
      text += "\(line.number). \(line.line.assignment.reason.markdownEscaped)"
      if let question {
        text += " (question \(question.number), \(question.points.counted("point")))"
      }
      text += "\n\n"
      let entry = handout.workedEntry(question)
      text += line.look { view in
        var stages = math(latex.aligned(view))
        if view.shape != .scalar, let worked = latex.worked(view, at: entry) {
          stages += math("\(entry)\\colon\\quad \(worked.work) = \(worked.result)")
        }
        return stages + (view.note.map { "*\($0.markdownEscaped)*\n\n" } ?? "")
      }
    }
    guard !passage.questions.isEmpty else { return text }
    return text + table(passage) + remarks(passage)
  }

  private func remarks(_ passage: Passage) -> String {
    let blanks = passage.questions.flatMap { $0.blanks }
    guard blanks.contains(where: { !$0.wrong.isEmpty }) else { return "" }
    var text = "What the known mistakes put there, and what to write beside it:\n\n"
    text += "| blank | number | mistake | what it is |\n|---:|---|---|---|\n"
    for blank in blanks {
      for remark in handout.remarks(blank) {
        text += "| \(blank.number) | \(remark.number) | \(remark.ids.joined(separator: ", ")) "
        text += "| \(remark.words.markdownEscaped) |\n"
      }
    }
    return text + "\n"
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
  /// The name with underscores that LaTeX shows.
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
