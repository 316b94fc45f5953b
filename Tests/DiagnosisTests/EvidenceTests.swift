import Curriculum
import Equations
import Numerics
import Readers
import TestSupport
import Testing
import Tracing

@testable import Diagnosis

@Suite("Evidence") struct EvidenceTests {
  /// Three days for a pencil: the rule has 20, 34, 39; without the factor 1 − β it is 40, 68, 78.
  private func ewma() throws -> Diagnoser {
    let lesson = try lesson("ewma")
    return try Diagnoser(lesson, embeddedCase("by-hand", of: lesson), others: Curriculum.lessons)
  }

  private func observations(_ text: String, _ diagnoser: Diagnoser) throws -> [Observation] {
    try diagnoser.aligned(read(Array(text.utf8))).settled(.strict)
  }

  // log₂(78/0.1) is 9.607, straight between 512 and 1024 it is 9 + 268/512 = 9.523.
  @Test("A number is worth the logarithm of its range over its last digit")
  func worth() throws {
    let diagnoser = try ewma()
    let bits = try diagnoser.evidence(observations("v = 78.0", diagnoser))
    #expect((bits - 9.5234375).magnitude < 1e-9)
    // Two more decimals are worth 6.64 bits more.
    let more = try diagnoser.evidence(observations("v = 78.000", diagnoser))
    #expect((more - bits - 6.64).magnitude < 0.1)
  }

  @Test("What is the rule's, and a number that stands there twice, add nothing")
  func nothing() throws {
    let lesson = try lesson("gradient-descent")
    let given = try parsedCase(
      #"{"start": {"W1": [[0.5, 0.5, 0.5]]}, "steps": [{"dW1": [[1, 1, 2]]}]}"#, for: lesson)
    let diagnoser = try Diagnoser(lesson, given, others: Curriculum.lessons)
    func bits(_ text: String) throws -> Double {
      try diagnoser.evidence(observations(text, diagnoser))
    }
    #expect(try bits("W1 = [[0.49 0.49 0.48]]") == 0)
    let once = try bits("W1 = [[0.51 0.49 0.48]]")
    #expect(once > 5)
    #expect(try bits("W1 = [[0.51 0.51 0.48]]") == once)
    #expect(try bits("W1 = [[0.51 0.51 0.52]]") > once + 5)
  }

  @Test(
    "A mistake is named from the digits that prove it, and not from fewer",
    arguments: [
      ("v = 78", Verdict.unknown), ("v = [40 68 78]", .diagnosed), ("v = 78.00000000", .diagnosed),
    ])
  func named(text: String, verdict: Verdict) throws {
    let report = try ewma().diagnose(read(Array(text.utf8)))
    #expect(report.verdict == verdict)
    #expect(report.isTooShort == (verdict == .unknown))
    #expect(report.diagnoses.isEmpty == (verdict == .unknown))
    if report.isTooShort {
      let words = report.text().plain.replacing("\n", with: " ")
      #expect(
        words.hasPrefix("EWMA · case by-hand · 1 number in 1 quantity  Too few digits to name"))
      #expect(words.contains("To know more, print 8 decimals, and the results of more steps"))
      #expect(!words.contains("No known mistake"))
      #expect(report.hint(.question).contains("Too few digits to name a mistake."))
    }
  }

  /// The rule has 0.49; two bugs together make 0.25, and so may anybody.
  @Test("A made-up number of two decimals is not named")
  func madeUp() throws {
    for id in ["gradient-descent", "momentum", "adam"] {
      let lesson = try lesson(id)
      let given = try parsedCase(
        #"{"start": {"W1": [[0.5]]}, "steps": [{"dW1": [[1]]}]}"#, for: lesson)
      let diagnoser = try Diagnoser(lesson, given, others: Curriculum.lessons)
      for made in ["0.25", "0.4", "0.51", "1.5", "-0.49", "0.05"] {
        let report = try diagnoser.diagnose(read(Array("W1 = [[\(made)]]".utf8)))
        #expect(report.verdict == .unknown, "\(id): \(made)")
      }
    }
  }

  @Test("A rare mistake costs more, for one parameter more than for all, and two their sum")
  func costs() throws {
    let lesson = try lesson("adam")
    let diagnoser = try Diagnoser(
      lesson, embeddedCase("course", of: lesson), others: Curriculum.lessons)
    func one(_ id: String, _ scope: Edit.Scope = .everywhere) throws -> ScopedVariant {
      let index = try #require(diagnoser.search.runs.book.variants.firstIndex { $0.id == id })
      return ScopedVariant(variant: index, scope: scope)
    }
    let common = try diagnoser.cost([one("uncorrected-second-moment")])  // 12 of 203
    let rare = try diagnoser.cost([one("bias-starts-from-weights")])  // 1 of 203
    #expect(common < rare)
    #expect(try diagnoser.cost([one("uncorrected-second-moment", .biases)]) > common + 3)
    let both = try diagnoser.cost([
      one("uncorrected-second-moment"), one("bias-starts-from-weights"),
    ])
    #expect((both - common - rare).magnitude < 1e-9)
  }
}
