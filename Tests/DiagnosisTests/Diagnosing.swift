import Curriculum
import Readers
import TestSupport
import Tracing

@testable import Diagnosis

/// What is said of a print on one of a lesson's cases.
func report(_ text: String, _ id: String, _ name: String = "revealing") throws -> Report {
  let lesson = try lesson(id)
  return try Diagnoser(lesson, embeddedCase(name, of: lesson), others: Curriculum.lessons)
    .diagnose(read(Array(text.utf8)))
}
