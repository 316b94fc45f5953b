import Diagnosis
import Equations
import JSON
import Text
import Tracing
import Worksheets

/// The grades of a class, by student and by misconception.
struct ClassReport {
  let lesson: Lesson
  let given: Case
  let grades: [Grade]
  /// The mistakes found, the most frequent first.
  let misconceptions: [Misconception]
  /// Whether any submissions are worksheets.
  private let hasSheets: Bool

  /// A mistake, and how many students made it.
  struct Misconception {
    let id: String
    let kind: Variant.Kind
    let title: String
    /// The number of students for whom it is in the only explanation.
    var certain = 0
    /// The number of students for whom it is in the most common of several explanations.
    var possible = 0
  }

  init(_ lesson: Lesson, _ given: Case, _ grades: [Grade]) {
    self.lesson = lesson
    self.given = given
    self.grades = grades
    hasSheets = grades.contains { $0.sheet != nil }
    var found: [Misconception] = []
    var places: [String: Int] = [:]
    for grade in grades {
      for one in grade.variants {
        let index = places[one.id] ?? found.count
        if index == found.count {
          places[one.id] = index
          found.append(Misconception(id: one.id, kind: one.kind, title: one.title))
        }
        if grade.verdict == .ambiguous {
          found[index].possible += 1
        } else {
          found[index].certain += 1
        }
      }
    }
    misconceptions = found.enumerated().sorted { a, b in
      let (x, y) = (a.element, b.element)
      if x.certain != y.certain { return x.certain > y.certain }
      return x.possible == y.possible ? a.offset < b.offset : x.possible > y.possible
    }.map(\.element)
  }

  /// Whether every submission is right, in this book or in another.
  var isAllRight: Bool {
    grades.allSatisfy { ($0.verdict?.isRight ?? false) && ($0.sheet?.isFull ?? true) }
  }

  /// The case of all submissions; nil if each worksheet has its own.
  private var caseName: String? {
    guard hasSheets, grades.allSatisfy({ $0.sheet != nil || $0.verdict == nil }) else {
      return given.head.name
    }
    let names = Set(grades.compactMap { $0.sheet?.worksheet.given.head.name })
    return names.count == 1 ? names.first : nil
  }

  // MARK: Text

  /// The report for people, as wide as there is room.
  func text(width: Int) -> WrappedText {
    if grades.count == 1, let sheet = grades[0].sheet {
      return sheet.text(student: grades[0].student, notes: grades[0].notes, width: width)
    }
    var text = WrappedText(width: width)
    let about = caseName.map { "case \($0)" } ?? "worksheets"
    let head =
      "\(lesson.title) · \(about) · \(counted(grades.count, "submission"))"
    let summary = Grade.words.compactMap { word -> String? in
      let count = grades.count { $0.word == word }
      return count > 0 ? "\(count) \(word)" : nil
    }
    text.line(StyledLine(head, .strong).with(": \(summary.joined(separator: ", "))"))
    text.line()
    text.line(StyledLine("By student", .strong))
    let heading = ["student", "verdict", "right"] + (hasSheets ? ["points"] : []) + ["what it is"]
    text.lines(under: heading, grades.map(row), indent: 2)
    guard !misconceptions.isEmpty else { return text }
    text.line()
    text.line(StyledLine("By misconception", .strong))
    text.lines(
      misconceptions.map { one in
        let possible = one.possible == 0 ? "" : "+ \(one.possible) perhaps"
        let title = "\(one.kind.rawValue): \(one.title)".shortened(to: 90)
        return ["\(one.certain)", possible, one.id, title].map { StyledLine($0) }
      }, indent: 2)
    return text
  }

  private func row(_ grade: Grade) -> [StyledLine] {
    let right = grade.verdict == nil ? "" : "\(grade.ruleReproduces) of \(grade.total)"
    var words = grade.diagnoses.first ?? grade.message
    if grade.diagnoses.count > 1 { words += "  or \(grade.diagnoses.count - 1) more" }
    // A single submission may use the whole line.
    let length = grades.count == 1 ? 1_000 : 90
    let points = grade.sheet.map { "\($0.points) of \($0.worksheet.points)" } ?? ""
    let verdict = StyledLine(grade.word, grade.verdict?.emphasis ?? .warning)
    return [StyledLine(grade.student.visible), verdict]
      + ([right] + (hasSheets ? [points] : []) + [words.visible.shortened(to: length)])
      .map { StyledLine($0) }
  }

  // MARK: CSV

  var csv: String {
    let columns =
      [
        "student", "file", "verdict", "variant", "alternatives", "right", "of", "message",
      ] + (hasSheets ? ["points", "points of"] : [])
    var text = columns.joined(separator: ",") + "\r\n"
    for grade in grades {
      let cells =
        [
          grade.student, grade.file, grade.word,
          grade.diagnoses.first ?? "", grade.diagnoses.dropFirst().joined(separator: " | "),
          "\(grade.ruleReproduces)", "\(grade.total)", grade.message,
        ] + (hasSheets ? grade.pointCells : [])
      text += cells.map(\.csvCell).joined(separator: ",") + "\r\n"
    }
    return text
  }

  // MARK: JSON

  var json: [UInt8] {
    var json = JSONWriter()
    json.object(.lines(2)) { json in
      json.head(schema: "gradus.grades/1", lesson: lesson.id, case: caseName)
      json.list("submissions", grades, .lines(4)) { json, grade in
        json.object(.spaced) { $0.members(of: grade) }
      }
      json.list("misconceptions", misconceptions, .lines(4)) { json, one in
        json.object(.spaced) { json in
          json.member("id", one.id)
          json.member("kind", one.kind.rawValue)
          json.member("count", one.certain)
          json.member("possible", one.possible)
          json.member("title", one.title)
        }
      }
    }
    json.raw("\n")
    return json.bytes
  }
}

extension JSONWriter {
  fileprivate mutating func members(of grade: Grade) {
    member("student", grade.student)
    member("file", grade.file)
    member("verdict", grade.verdict?.rawValue ?? "unreadable")
    member("diagnoses", grade.diagnoses)
    member("ruleReproduces", grade.ruleReproduces)
    member("of", grade.total)
    member("message", grade.message)
    if let sheet = grade.sheet { members(of: sheet, grade.notes) }
  }

  private mutating func members(of sheet: MarkedSheet, _ notes: [String]) {
    member("case", sheet.worksheet.given.head.name)
    member("points", sheet.points)
    member("pointsOf", sheet.worksheet.points)
    member("notes", notes)
    list("blanks", sheet.blanks, .lines(6)) { json, one in
      json.object(.spaced) { json in
        json.blank(one.blank)
        json.member("written", one.text)
        json.member("key", one.blank.answer)
        json.member("mark", one.mark.rawValue)
        json.member("points", one.points)
        json.member("variants", one.variants.map { $0.argument })
        json.member("why", one.why)
      }
    }
  }
}

extension Grade {
  /// The points of a worksheet as table cells.
  fileprivate var pointCells: [String] {
    sheet.map { ["\($0.points)", "\($0.worksheet.points)"] } ?? ["", ""]
  }
}

extension String {
  /// The beginning of a long text.
  fileprivate func shortened(to length: Int) -> String {
    count <= length ? self : prefix(length - 2) + " …"
  }
}

extension Verdict {
  /// How a verdict is shown: right, wrong, or open.
  fileprivate var emphasis: Emphasis {
    switch self {
    case .correct, .convention: .good
    case .diagnosed: .bad
    case .ambiguous, .unknown: .warning
    }
  }
}
