import Curriculum
import Diagnosis
import Foundation
import TestSupport
import Testing
import Tracing
import Worksheets

/// Worksheets as students fill them in, for tests.
struct Filled {
  let source: WorksheetSpec
  let worksheet: Worksheet

  init(_ lesson: String, _ name: String, _ change: (inout WorksheetSpec) -> Void = { _ in }) throws
  {
    let found = try #require(Curriculum.lesson(lesson))
    var source = WorksheetSpec(lesson: lesson, given: .named(name))
    change(&source)
    self.source = source
    worksheet = try source.worksheet(found)
  }

  /// The sheet as a table with these answers, from the first blank on.
  func csv(_ answers: [String]) -> String {
    var text = "# \(String(decoding: source.line, as: UTF8.self))\r\n"
    text += "blank,t,quantity,row,column,points,answer\r\n"
    for (blank, answer) in zip(worksheet.blanks, answers) {
      let cell = answer.contains(",") ? "\"\(answer)\"" : answer
      text += "\(blank.number),\(blank.t),\(blank.target),\(blank.index.row),\(blank.index.column),"
      text += "\(blank.points),\(cell)\r\n"
    }
    return text
  }

  /// The sheet in Markdown, in the form of `gradus worksheet`, with these answers.
  func markdown(_ answers: [String]) -> String {
    var lines = String(
      decoding: Handout(source, worksheet).bytes(.worksheet, .markdown), as: UTF8.self
    ).components(separatedBy: "\n")
    for (index, answer) in answers.enumerated() {
      let row = lines.firstIndex {
        $0.hasPrefix("| \(index + 1) | \(worksheet.blanks[index].name) |")
      }
      guard let row, let cell = lines[row].dropLast().lastIndex(of: "|") else { continue }
      lines[row] = lines[row][...cell] + " \(answer) |"
    }
    return lines.joined(separator: "\n")
  }

  /// The sheet with these answers, marked.
  func marked(_ answers: [String]) throws -> MarkedSheet { try marked(text: csv(answers)) }

  /// A sheet's text, marked.
  func marked(text: String) throws -> MarkedSheet {
    var marker = try marker()
    return marker.mark(try FilledSheet(Array(text.utf8)), of: worksheet)
  }

  /// A marker for such sheets, which can mark many.
  func marker() throws -> Marker {
    let lesson = try #require(Curriculum.lesson(source.lesson))
    return Marker(
      SheetMaker(
        lesson, convention: try source.appliedConvention(lesson), asked: source.asked,
        digits: source.digits))
  }
}

/// A number with a given number of significant digits, as C writes it.
func rounded(_ value: Double, _ digits: Int = 5) -> String {
  value.isNaN ? "NaN" : String(format: "%.\(digits - 1)e", value)
}
