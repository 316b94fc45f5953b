import Equations
import Numerics
import Text
import Tracing

/// A worksheet or a key in LaTeX with the `exam` class.
///
/// The key contains both documents: with a `%` before its line `\printanswers` it prints the
/// worksheet. The worksheet alone has no answers in it, so it can be handed out as it is.
struct LaTeXHandout: HandoutWriter {
  let handout: Handout
  let kind: Handout.Kind
  private let latex: Typesetting<LaTeXNotation>
  private let answers: Typesetting<LaTeXNotation>
  private let inputs: Typesetting<LaTeXNotation>

  init(_ handout: Handout, _ kind: Handout.Kind) {
    self.handout = handout
    self.kind = kind
    latex = Typesetting(latex: handout.results, signsZero: false)
    answers = Typesetting(latex: handout.answers, signsZero: false)
    inputs = Typesetting(latex: handout.inputs, signsZero: false)
  }

  /// The whole document.
  var text: String {
    var text = preamble + heading + given + equations
    if !handout.worksheet.questions.isEmpty { text += questions }
    return text + "\\end{document}\n% \(handout.line)\n"
  }

  private var preamble: String {
    let toggle =
      kind == .key
      ? "\\printanswers % With a % in front, this line makes the worksheet of this file."
      : "% \\printanswers % The answers are in the key's file; this one has none."
    return #"""
      \documentclass[addpoints,a4paper,11pt]{exam}
      \#(toggle)
      \usepackage{iftex}
      \ifPDFTeX
        \usepackage[utf8]{inputenc}
        \usepackage[T1]{fontenc}
        \usepackage{lmodern}
        \newcommand{\letter}[2]{\texttt{U+#1}}
      \else
        \usepackage{fontspec}
        \newcommand{\letter}[2]{#2}
      \fi
      \usepackage{amsmath}
      \usepackage{longtable}
      \usepackage{adjustbox}
      \setcounter{MaxMatrixCols}{20}
      % A formula, made smaller where it is wider than the page.
      \newcommand{\fit}[1]{\par\medskip\noindent\adjustbox{max width=\linewidth}{$\displaystyle #1$}\par\medskip}
      \sloppy
      \setlength{\parindent}{0pt}
      \setlength{\parskip}{0.5ex}
      \setlength{\LTleft}{0pt}
      \setlength{\LTright}{\fill}
      \begin{document}

      """#
  }

  private var heading: String {
    let lesson = handout.worksheet.lesson.title.latexEscaped
    var text =
      #"{\Large\bfseries "# + lesson + #": \ifprintanswers key\else worksheet\fi}\par\bigskip"#
    text += "\n" + paragraph(handout.caseWords)
    let name = handout.source.student?.latexEscaped ?? #"\rule{6cm}{0.4pt}"#
    text += #"\bigskip Name: \#(name) \hfill Date: \rule{3cm}{0.4pt}\par\bigskip"# + "\n"
    text += paragraph(handout.instructions)
    if kind == .key {
      text += "\\ifprintanswers\n"
      text += (handout.conventionWords + [handout.coverageNote]).map(paragraph).joined()
      text += "\\fi\n"
    }
    if !handout.worksheet.questions.isEmpty {
      let rows = (handout.worksheet.questions.count &+ 9) / 10
      text += "\\bigskip\n"
      text +=
        rows == 1 ? "\\gradetable[h][questions]\n" : "\\multirowgradetable{\(rows)}[questions]\n"
    }
    return text
  }

  // MARK: Given values

  func section(_ heading: String, _ blocks: String) -> String {
    "\\section*{\(heading)}\n" + blocks
  }

  func paragraph(_ words: String) -> String { "\(words.latexEscaped)\\par\n" }

  func moment(_ steps: String?) -> String {
    "At \(steps.map { "$\($0.inFormula)$" } ?? "the start"):\n"
  }

  func series(_ columns: [GivenValues.Named], _ steps: [GivenValues.Brought]) -> String {
    var text = "\\begin{longtable}{r\(String(repeating: "r", count: columns.count))}\n$t$"
    for value in columns { text += " & $\(value.latexName)$" }
    text += " \\\\\n\\hline\n\\endhead\n"
    for step in steps {
      text += String(step.steps.dropFirst("t = ".count))
      for value in step.values { text += " & $\(inputs.matrix(value.value))$" }
      text += " \\\\\n"
    }
    return text + "\\end{longtable}\n"
  }

  func assignments(_ all: [(symbol: Symbol, value: Double)]) -> String {
    fit(
      all.map { "\($0.symbol.latex) = \(inputs.exactly($0.value))" }
        .joined(separator: #" \qquad "#))
  }

  func values(_ values: [GivenValues.Named]) -> String {
    var text = ""
    for value in values {
      guard value.isLarge else {
        text += fit("\(value.latexName) = \(inputs.matrix(value.value))")
        continue
      }
      text +=
        "$\(value.latexName)$ (\(value.value.shape.description.latexEscaped)), row by row:\\par\n"
      for row in 0..<value.value.shape.rows {
        let numbers = value.value.row(row).map { "$\(inputs.number($0))$" }
        text += "[\(row)]: {\\raggedright \(numbers.joined(separator: ", "))\\par}\n"
      }
    }
    return text
  }

  func list(_ equations: [Assignment]) -> String {
    var text = "\\begin{enumerate}\n"
    for equation in equations {
      text += "\\item \(equation.reason.latexEscaped)\n" + fit(equation.latex)
    }
    return text + "\\end{enumerate}\n"
  }

  // MARK: Questions

  private var questions: String {
    var text = "\\section*{Questions}\n\\begin{questions}\n"
    var waiting: [Int] = []
    for passage in handout.passages {
      for index in passage.lines {
        guard let question = handout.question(at: index, in: passage) else {
          waiting.append(index)
          continue
        }
        text += self.question(question, at: index, after: waiting)
        waiting = []
      }
    }
    text += "\\end{questions}\n"
    if kind == .key, !waiting.isEmpty {
      text += "\\ifprintanswers\n\\section*{The rest of the run}\n"
      for index in waiting { text += derivation(index, worked: .first) }
      text += "\\fi\n"
    }
    return text
  }

  /// A question with its blanks; in the key, preceded by the lines that have no question.
  private func question(_ question: Question, at index: Int, after waiting: [Int]) -> String {
    let line = handout.worksheet.recording.lines[index]
    let assignment = line.line.assignment
    var text = "\\question[\(question.points)] $\(heading(line).inFormula)$"
    text += line.subject.isEmpty ? "" : " for \\texttt{\(line.subject.latexEscaped)}"
    text += ": \(assignment.reason.latexEscaped)\n" + fit(assignment.latex)
    for blank in question.blanks {
      let answer = kind == .key ? "$\(answers.number(blank.answer))$" : ""
      text += "\\texttt{\(blank.name.latexEscaped)} = \\fillin[\(answer)][4cm]"
      text += question.blanks.count > 1 ? " (\(counted(blank.points, "point")))\\par\n" : "\\par\n"
    }
    guard kind == .key else { return text }
    text += "\\begin{solution}\n"
    for one in waiting { text += derivation(one, worked: .first) }
    text += derivation(index, worked: handout.workedEntry(question)) + remarks(question)
    return text + "\\end{solution}\n"
  }

  private func heading(_ line: RecordedLine) -> String { "t = \(line.t)" }

  private func derivation(_ index: Int, worked entry: MatrixIndex) -> String {
    let line = handout.worksheet.recording.lines[index]
    let place = line.subject.isEmpty ? "" : ", \\texttt{\(line.subject.latexEscaped)}"
    return line.look { view in
      var text = "$t = \(line.t)$\(place), line \(line.number):\n" + fit(latex.aligned(view))
      if view.shape != .scalar, let worked = latex.worked(view, at: entry) {
        text += fit("\(entry)\\colon\\quad \(worked.work) = \(worked.result)")
      }
      return text + (view.note.map { "\\emph{\($0.latexEscaped)}\\par\n" } ?? "")
    }
  }

  private func remarks(_ question: Question) -> String {
    guard question.blanks.contains(where: { !$0.wrong.isEmpty }) else { return "" }
    var text = "\(Handout.remarksCaption):\\par\n"
    text += "{\\small\n"
    for blank in question.blanks {
      for remark in handout.remarks(blank) {
        text += "\\texttt{\(blank.name.latexEscaped)} = $\(answers.number(remark.value))$ "
        text += "(\(remark.ids.joined(separator: ", ").latexEscaped)): "
        text += "\(remark.words.latexEscaped)\\par\n"
      }
    }
    return text + "}\n"
  }

  private func fit(_ formula: String) -> String { "\\fit{\(formula)}\n" }
}

extension String {
  /// `t = 2 to 9` within a formula.
  fileprivate var inFormula: String {
    guard let space = range(of: " to ") else { return self }
    return String(self[..<space.lowerBound]) + "\\text{ to }" + String(self[space.upperBound...])
  }

  /// The range of a text within this one.
  private func range(of part: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      let rest = self[start...]
      if rest.hasPrefix(part) { return start..<index(start, offsetBy: part.count) }
      start = index(after: start)
    }
    return nil
  }
}
