import TestSupport
import Testing
import Tracing

@Suite("A run that can be looked at again") struct RecordingTests {
  /// An average with β = 0.5 over days of 2 degrees: after n days it is 2 − 2 · 0.5ⁿ.
  func recording(_ steps: String) throws -> Recording {
    let ewma = try lesson("ewma")
    return try Recording(
      ewma,
      parsedCase(#"{"hyperparameters": {"beta": 0.5}, "steps": [\#(steps)]}"#, for: ewma))
  }

  func average(_ recording: Recording, after t: Int) -> Double? {
    recording.value("v", after: t)?.element(0, 0)
  }

  @Test("A quantity after a step is what the last line until then made of it")
  func valueAfter() throws {
    let run = try recording(#"{"theta": 2, "repeat": 3}, {"t": 10, "theta": 2}"#)
    #expect(average(run, after: 1) == 1)
    #expect(average(run, after: 2) == 1.5)
    #expect(average(run, after: 3) == 1.75)
    #expect(average(run, after: 9) == 1.75)
    #expect(average(run, after: 10) == 1.875)
    #expect(average(run, after: 99) == 1.875)
    #expect(run.value("w", after: 1) == nil)
  }

  @Test("Steps that a case numbers down are looked for in the order in which they ran")
  func valueAfterDown() throws {
    let run = try recording(#"{"t": 5, "theta": 2}, {"t": 3, "theta": 2}, {"t": 4, "theta": 2}"#)
    #expect(average(run, after: 3) == 1.5)
    #expect(average(run, after: 4) == 1.75)
    #expect(average(run, after: 5) == 1.75)
  }

  @Test("A run whose lines weigh more than may be kept is refused, though its numbers are few")
  func tooLong() throws {
    #expect(throws: CaseError.self) { try recording(#"{"theta": 2, "repeat": 1200000}"#) }
  }
}
