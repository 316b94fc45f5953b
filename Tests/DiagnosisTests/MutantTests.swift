import Curriculum
import Equations
import Foundation
import TestSupport
import Testing
import Tracing

@testable import Diagnosis

@Suite("Slips and changes of an equation") struct MutantTests {
  @Test(arguments: Curriculum.lessons.map(\.id))
  func `every change's name reads back to an equation that is written the same`(
    _ id: String
  ) throws {
    let lesson = try lesson(id)
    #expect(lesson.mutants.count > 10)
    for mutant in lesson.mutants {
      let found = try #require(try lesson.anyVariant(mutant.id), "\(mutant.id)")
      guard case .rewrite(let line) = mutant.edits[0].change else { continue }
      guard case .rewrite(let read) = found.edits[0].change else {
        Issue.record("\(mutant.id) is no equation")
        continue
      }
      #expect(read.code == line.code)
      #expect(read.target == line.target)
    }
  }

  @Test(arguments: Curriculum.lessons.map(\.id))
  func `no slip or change has the name or the edits of another or of a variant`(
    _ id: String
  ) throws {
    let lesson = try lesson(id)
    let all = lesson.variants + lesson.slips + lesson.mutants
    let doubled = Dictionary(grouping: all.map(\.id)) { $0 }.filter { $0.value.count > 1 }
    #expect(doubled.isEmpty)
    // Two variants in a schedule's list may be the same edit in different conventions.
    let free = all.filter { $0.within == nil }
    #expect(Set(free.map(\.edits)).count == free.count)
  }

  @Test(arguments: [
    "s=", "=1", "s=beta2*", "s=beta2*(s", "q=1", "s=beta3*s", "s=f(s)", "s=max(s)", "s=1)",
    "s=" + String(repeating: "(", count: 500), "s=s**s**s", "s=..", "s=1e", "s=é", "=", "s==s",
  ])
  func `a name that is not an equation is refused with a reason`(_ text: String) throws {
    let lesson = try lesson("adam")
    let run = CommandRun("trace", "adam", "--variant", text)
    #expect(run.code == 64)
    #expect(run.error.contains("not an equation of adam") || run.error.contains("empty"))
    #expect(throws: FormulaReader.Failure.self) { try lesson.anyVariant(text) }
  }

  @Test func `64 nested brackets are read, and the sum around them is one of the levels`() throws {
    let lesson = try lesson("adam")
    func nested(_ count: Int) -> String {
      "s=" + String(repeating: "(", count: count) + "s" + String(repeating: ")", count: count)
    }
    #expect(try lesson.anyVariant(nested(63)) != nil)
    #expect(throws: FormulaReader.Failure.self) { try lesson.anyVariant(nested(64)) }
  }

  /// NumPy: beta2*s + (1-beta2)*g for g = −1.1006191772129212, s = 0.
  @Test func `an equation given as a variant computes what it says`() {
    let run = CommandRun(
      "trace", "adam", "--case", "course", "--variant", "s=beta2*s+(1-beta2)*g", "--format", "json",
      "--only", "s")
    #expect(run.code == 0)
    #expect(
      run.output.contains("-0.0011006191772129222") || run.output.contains("-0.00110061917721"))
  }

  /// By hand: θ = 1, g = 1, α = 1/2 (by-hand cases of gradient descent are linear): two updates a step.
  @Test func `updating twice makes twice the step of gradient descent`() throws {
    let lesson = try lesson("gradient-descent")
    let given = try parsedCase(
      #"""
      {"lesson": "gradient-descent", "name": "x", "hyperparameters": {"alpha": 0.5},
       "start": {"W1": [[1]], "b1": [[3]]}, "steps": [{"dW1": [[1]], "db1": [[2]]}]}
      """#, for: lesson)
    let twice = try #require(lesson.slips.first { $0.id == "updated-twice" })
    let trace = try Trace(lesson, variants: [AppliedVariant(twice)], given)
    #expect(trace.value("W1") == matrix([[0]]))
    #expect(trace.value("b1") == matrix([[1]]))
  }

  // The lecture: v = βv + (1 − β)θ. Exchanged: v = (1 − β)v + βθ; with β = 0.9, v = 10 and θ = 20 that is 19, not 11.
  @Test func `the slip of exchanged weights gives each number the other's weight`() throws {
    for (id, beta) in [
      ("ewma", "beta"), ("momentum", "beta"), ("adam", "beta1"), ("adam", "beta2"),
    ] {
      let lesson = try lesson(id)
      let slip = try #require(lesson.slips.first { $0.id == "\(beta)-and-rest-exchanged" })
      let glyph = try #require(lesson.symbols.first { $0.name == beta }).glyph
      let edited = try EditedRule(lesson.rule, applying: [AppliedVariant(slip)])
        .rule(isBias: false, layer: 1)
      var count = 0
      for (rule, line) in zip(lesson.rule.lines.map(\.unicode), edited.lines.map(\.unicode))
      where rule != line {
        let exchanged = rule.replacingOccurrences(of: "(1 − \(glyph))", with: "rest")
          .replacingOccurrences(of: "\(glyph)·", with: "(1 − \(glyph))·")
          .replacingOccurrences(of: "rest", with: glyph)
        #expect(line == exchanged)
        count += 1
      }
      #expect(count == 1)
    }
    let ewma = try lesson("ewma")
    let given = try parsedCase(
      #"{"hyperparameters": {"beta": 0.9}, "start": {"v": 10}, "steps": [{"theta": 20}]}"#,
      for: ewma)
    let slip = try #require(ewma.slips.first { $0.id == "beta-and-rest-exchanged" })
    let trace = try Trace(ewma, variants: [AppliedVariant(slip)], given)
    #expect(abs((trace.value("v")?.elements[0] ?? 0) - 19) < 1e-12)
  }
}
