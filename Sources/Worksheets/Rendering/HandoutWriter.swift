import Equations
import Numerics
import Tracing

/// A format of the documents, which writes each of their blocks.
///
/// The blocks and their order are `given`, `equations` and, in a `PassageWriter`, `body`.
protocol HandoutWriter {
  /// The documents.
  var handout: Handout { get }
  /// The document to write.
  var kind: Handout.Kind { get }

  /// A part of the document with its heading.
  func section(_ heading: String, _ blocks: String) -> String
  /// Sentences.
  func paragraph(_ words: String) -> String
  /// The line above the start values, or above the values of some steps.
  func moment(_ steps: String?) -> String
  /// Symbols with their numbers, on one line.
  func assignments(_ all: [(symbol: Symbol, value: Double)]) -> String
  /// Matrices with their names.
  func values(_ values: [GivenValues.Named]) -> String
  /// The numbers of a series, one step per row.
  func series(_ columns: [GivenValues.Named], _ steps: [GivenValues.Brought]) -> String
  /// The equations with their reasons.
  func list(_ equations: [Assignment]) -> String
}

extension HandoutWriter {
  /// The given values: everything needed to work out the answers.
  var given: String {
    let given = GivenValues(handout)
    var text = ""
    if !given.constants.isEmpty { text += assignments(given.constants) }
    if !given.start.isEmpty || !given.otherStarts.isEmpty { text += moment(nil) }
    text += values(given.start)
    if !given.otherStarts.isEmpty { text += assignments(given.otherStarts) }
    if let columns = given.series {
      text += series(columns, given.steps)
    } else {
      for step in given.steps { text += moment(step.steps) + values(step.values) }
    }
    return section("What is given", text)
  }

  /// The equations of the run.
  var equations: String {
    section(
      "The equations",
      (handout.namesWords.map(paragraph) ?? "") + list(handout.equations))
  }
}

/// A format whose document follows the run passage by passage, with tables for the answers.
protocol PassageWriter: HandoutWriter {
  /// The lines for name and date, with the name if it is known.
  func name(_ student: String?) -> String
  /// Questions about one equation, with tables for their answers.
  func questions(_ parts: [(assignment: Assignment, questions: [Question])]) -> String
  /// A line of the key: symbols, numbers, result.
  func line(_ line: RecordedLine, _ question: Question?) -> String
  /// A table.
  func table(_ table: HandoutTable) -> String
}

extension PassageWriter {
  /// The document below its title.
  var body: String {
    head + given + equations
      + handout.passages.map { passage in
        switch kind {
        case .worksheet:
          passage.questions.isEmpty
            ? "" : section(passage.heading, questions(handout.asked(in: passage)))
        case .key: section(passage.heading, run(passage))
        }
      }.joined()
  }

  private var head: String {
    let student = handout.source.student
    var text = paragraph(handout.caseWords)
    switch kind {
    case .worksheet: text += name(student)
    case .key:
      let words = handout.conventionWords + [handout.coverageNote]
      text += ((student.map { ["For \($0)."] } ?? []) + words).map(paragraph).joined()
    }
    return text + paragraph(handout.instructions)
  }

  private func run(_ passage: Passage) -> String {
    var text = ""
    for index in passage.lines {
      text += line(
        handout.worksheet.recording.lines[index], handout.question(at: index, in: passage))
    }
    if passage.questions.isEmpty { return text }
    text += table(answers(passage.questions))
    return text + (remarks(passage.questions).map(table) ?? "")
  }

  /// A series as a table.
  func series(_ columns: [GivenValues.Named], _ steps: [GivenValues.Brought]) -> String {
    table(
      HandoutTable(
        caption: "What each step brings",
        columns: [("t", true)] + columns.map { ($0.glyph, true) },
        rows: steps.map { step in
          [.plain(String(step.steps.dropFirst("t = ".count)))]
            + step.values.map { .plain(handout.inputs.text($0.value.elements[0])) }
        }))
  }

  /// The blanks of some questions: empty in a worksheet, filled in a key.
  func answers(_ questions: [Question]) -> HandoutTable {
    HandoutTable(
      caption: "\(questions.label): answers", isOfAnswers: true,
      columns: [
        ("blank", true), ("quantity", false), ("t", true), ("points", true), ("answer", false),
      ],
      rows: questions.flatMap { $0.blanks }.map { blank in
        [
          .plain("\(blank.number)"), .code(blank.name), .plain("\(blank.t)"),
          .plain("\(blank.points)"), .blank(kind == .key ? handout.shown(blank.answer) : nil),
        ]
      })
  }

  /// The answers that known mistakes give for some questions; nil if there are none.
  private func remarks(_ questions: [Question]) -> HandoutTable? {
    let blanks = questions.flatMap { $0.blanks }
    guard blanks.contains(where: { !$0.wrong.isEmpty }) else { return nil }
    return HandoutTable(
      caption: Handout.remarksCaption, needsCaption: true,
      columns: [
        ("blank", true), ("number", false), ("mistake", false), ("what it is", false),
      ],
      rows: blanks.flatMap { blank in
        handout.remarks(blank).map { remark in
          [
            .plain("\(blank.number)"), .plain(remark.number),
            .plain(remark.ids.joined(separator: ", ")), .words(remark.words),
          ]
        }
      })
  }
}

extension Handout {
  /// The caption of the table of known mistakes.
  static let remarksCaption = "What the known mistakes put there, and what to write beside it"
}
