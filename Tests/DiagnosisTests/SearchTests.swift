import Curriculum
import Equations
import Numerics
import TestSupport
import Testing
import Tracing

@testable import Diagnosis

@Suite("The search's own arithmetic") struct SearchTests {
  @Test(arguments: Curriculum.lessons.map(\.id))
  func `every variant, slip and change has the tracer's bits, or stops where the tracer does`(
    _ id: String
  ) throws {
    let lesson = try lesson(id)
    let given = try embeddedCase("revealing", of: lesson)
    let search = try Search(lesson, given, MistakeList(lesson))
    let all = search.runs.book.variants
    for index in all.indices {
      // Every scope would be too many even in small catalogues; each variant everywhere and one
      // scope suffice.
      let scopes: [Edit.Scope] =
        lesson.rule.updatesParameters && all[index].edits.allSatisfy(\.isOfOneParameter)
          && index % 5 == 0 ? [.everywhere, .biases] : [.everywhere]
      for scope in scopes {
        let candidate = [ScopedVariant(variant: index, scope: scope)]
        let applied = [AppliedVariant(all[index], scope: scope)]
        check(search, candidate, applied, lesson, given)
      }
    }
  }

  @Test(arguments: ["adam", "momentum", "rmsprop", "decay", "forward-propagation"])
  func `every pair of variants has the tracer's bits, or stops where the tracer does`(
    _ id: String
  ) throws {
    let lesson = try lesson(id)
    let given = try embeddedCase("revealing", of: lesson)
    let search = try Search(lesson, given, MistakeList(lesson))
    for one in lesson.variants.indices {
      for other in lesson.variants.indices where other > one && (one + other) % 3 == 0 {
        let pair = [one, other].map { ScopedVariant(variant: $0, scope: .everywhere) }
        let applied = [one, other].map { AppliedVariant(lesson.variants[$0]) }
        guard !search.runs.book.isRedundant([one, other]) else { continue }
        // A pair that the command refuses, because one of the two changes nothing, is not a
        // candidate.
        guard (try? EditedRule(lesson.rule, applying: lesson.withContext(applied))) != nil else {
          continue
        }
        check(search, pair, applied, lesson, given)
      }
    }
  }

  private func check(
    _ search: Search, _ candidate: Candidate, _ applied: [AppliedVariant], _ lesson: Lesson,
    _ given: Case
  ) {
    let name = applied.map(\.argument).joined(separator: ",")
    let trace = try? Trace(lesson, variants: applied, given)
    guard let outcomes = search.outcomes(candidate) else {
      #expect(trace == nil, "\(name) stops in the search only")
      return
    }
    guard let trace else {
      // Without biases, or with one layer, the tracer refuses a set that the search treats as the
      // rule.
      return
    }
    let runs = search.runs
    for (index, subject) in runs.subjects.enumerated() {
      for symbol in runs.observables {
        let quantity = subject.quantity(symbol)
        let isResult = subject.layer == nil || symbol.isKept
        guard isResult, let wanted = trace.outputs.first(where: { $0.name == quantity })?.value
        else { continue }
        let number = runs.book.number(of: symbol)
        let last = runs.clock.count - 1
        let steps = runs.outcomes[outcomes[index]].steps
        let made = number < steps[last].count ? steps[last][number] : nil
        guard let place = made ?? runs.start(symbol, of: index) else {
          Issue.record("\(name): the search has no \(quantity)")
          continue
        }
        #expect(runs.store.matrix(place) == wanted, "\(name): \(quantity)")
      }
    }
  }
}
