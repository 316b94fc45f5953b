import Curriculum
import Equations
import Readers
import TestSupport
import Testing
import Tracing

@testable import Diagnosis

/// The order in which explanations are named, and the notes beside each.
@Suite("The order of explanations") struct RankingTests {
  /// The report on a lesson's own print with some variants.
  private func report(_ id: String, _ caseName: String, _ variants: [AppliedVariant]) throws
    -> Report
  {
    let lesson = try lesson(id)
    let given = try embeddedCase(caseName, of: lesson)
    let diagnoser = try Diagnoser(lesson, given, others: [])
    let text = try print(Trace(lesson, variants: variants, given))
    return try diagnoser.diagnose(read(Array(text.utf8)))
  }

  /// Every line of a trace in NumPy's print.
  private func print(_ trace: Trace) -> String {
    trace.steps.flatMap { $0.updates.flatMap(\.lines) }
      .map { "\($0.target) = \(NumPyPrint($0.value).text)" }.joined(separator: "\n")
  }

  @Test func `of two equally common ways to write one equation the shorter is named first`() throws
  {
    let lesson = try lesson("ewma")
    for written in ["v=beta*v-(1-beta)*theta", "v=beta*v+(1-beta)*(-theta)"] {
      let variant = try #require(try lesson.anyVariant(written))
      let found = try report("ewma", "course", [AppliedVariant(variant)])
      let first = try #require(found.diagnoses.first)
      #expect(first.argument == "v=beta*v-(1-beta)*theta")
    }
  }

  @Test func `what a diagnoser says of a print does not depend on the prints before it`() throws {
    let lesson = try lesson("momentum")
    let given = try embeddedCase("course", of: lesson)
    let shared = try Diagnoser(lesson, given, others: [])
    let prints = try lesson.variants.map {
      try print(Trace(lesson, variants: [AppliedVariant($0)], given))
    }
    for text in prints + prints {
      let reading = try read(Array(text.utf8))
      let alone = try Diagnoser(lesson, given, others: []).diagnose(reading)
      #expect(try shared.diagnose(reading).json() == alone.json())
    }
  }

  @Test(arguments: Curriculum.lessons.map(\.id))
  func `a variant is narrowed to some parameters only where that changes whom it reaches`(
    _ id: String
  ) throws {
    let lesson = try lesson(id)
    let search = try Search(lesson, embeddedCase("revealing", of: lesson), MistakeList(lesson))
    let scopes = Scopes(search.runs.book.variants, search.runs.subjects)
    for (whole, narrow) in zip(scopes.everywhere, scopes.narrow) {
      let reached = [whole.isActive] + narrow.map(\.isActive)
      #expect(Set(reached).count == reached.count, "\(lesson.id) \(whole.scoped.variant)")
      #expect(narrow.allSatisfy { $0.isActive.contains(true) })
    }
  }
}
