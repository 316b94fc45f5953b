import Curriculum
import Equations
import TestSupport
import Testing
import Tracing

@Suite("A case as a program takes it") struct CaseAsTakenTests {
  private func taken(_ order: StepOrder, _ json: String) throws -> Case {
    let given = try parsedCase(json, for: lesson("ewma"))
    let variant = Variant("v", .slip, "", invisible: "", sources: [], edits: [.take(order)])
    return given.taken(by: [AppliedVariant(variant)])
  }

  private func ts(_ given: Case) -> [Int] { given.steps.flatMap { $0.t..<$0.t + $0.times } }

  private func brought(_ given: Case) -> [Double] {
    given.steps.flatMap { step in
      Array(repeating: step.values[0].value.elements[0], count: step.times)
    }
  }

  private let three = #"{"steps": [{"theta": 40}, {"theta": 48}, {"theta": 44}]}"#

  @Test("From the last step to the first, t counts on")
  func newestFirst() throws {
    let given = try taken(.newestFirst, three)
    #expect(brought(given) == [44, 48, 40])
    #expect(ts(given) == [1, 2, 3])
  }

  @Test("Without the last step, and with the last once more")
  func number() throws {
    #expect(brought(try taken(.withoutLast, three)) == [40, 48])
    let more = try taken(.lastTwice, three)
    #expect(brought(more) == [40, 48, 44, 44])
    #expect(ts(more) == [1, 2, 3, 4])
    // A case of one step stays as it is: no program makes none.
    #expect(brought(try taken(.withoutLast, #"{"steps": [{"theta": 40}]}"#)) == [40])
  }

  @Test("Repeated steps are turned round as often as they are made")
  func repeats() throws {
    let json = #"{"steps": [{"theta": 40, "repeat": 2}, {"theta": 44}]}"#
    let given = try taken(.newestFirst, json)
    #expect(brought(given) == [44, 40, 40])
    #expect(ts(given) == [1, 2, 3])
    #expect(brought(try taken(.withoutLast, #"{"steps": [{"theta": 40, "repeat": 2}]}"#)) == [40])
  }

  @Test("The state starts at the mean of what the steps bring: 132/3")
  func mean() throws {
    let v = Symbol.state("v", "")
    let given = try taken(.fromMean(v, of: .input("theta", "θ", "")), three)
    #expect(given.head.start.first { $0.name == "v" }?.value.elements == [44])
  }
}
