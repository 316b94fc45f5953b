import Curriculum
import Foundation
import Tracing
import Worksheets

/// Prints the coverage of drawn worksheets, lesson by lesson.
struct Sheets {
  /// One line for each lesson and case: the blanks, and for how many of the seeds 0 to 50 every
  /// variant shows.
  static func run(_ ids: [String]) {
    for lesson in Curriculum.lessons where ids.isEmpty || ids.contains(lesson.id) {
      for own in lesson.cases {
        guard let given = try? CaseReader.read(own.json, for: lesson) else { continue }
        line(lesson, own.name, given)
      }
    }
  }

  private static func line(_ lesson: Lesson, _ name: String, _ given: Case) {
    let start = Date()
    guard let own = try? Worksheet(lesson, given) else {
      return print(lesson.id, name, "cannot run")
    }
    let before = Date()
    guard var drawer = try? CaseDrawer(lesson, like: given) else { return }
    let prepared = Date()
    var full = 0
    var blanks = 0
    var hidden: [String: Int] = [:]
    for seed in 0...50 {
      guard let sheet = try? drawer.worksheet(seed: UInt32(seed)) else { continue }
      if sheet.sight.isFull { full += 1 }
      blanks = sheet.blanks.count
      for id in sheet.sight.hidden { hidden[id, default: 0] += 1 }
    }
    let done = Date()
    let each = done.timeIntervalSince(prepared) / 51 * 1000
    print(
      lesson.id, name, "own:", own.blanks.count, "blanks,", own.sight.hidden.joined(separator: " "),
      "| drawn:", blanks, "blanks, full", full, hidden, "forms", own.sight.forms,
      String(
        format: "sheet %.1f ms, prepare %.0f ms, each %.1f ms",
        before.timeIntervalSince(start) * 1000,
        prepared.timeIntervalSince(before) * 1000, each))
  }
}
