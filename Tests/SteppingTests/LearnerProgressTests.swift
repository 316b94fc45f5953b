import Stepping
import Testing

/// A learner's progress, saved over several sessions.
@Suite("A learner's progress") struct LearnerProgressTests {
  private func place(_ line: Int) -> LearnerProgress.Place {
    LearnerProgress.Place(given: "course", variants: [], set: [], line: line, beat: 1)
  }

  @Test func `a lesson has one place, the latest, and other lessons keep theirs`() {
    var progress = LearnerProgress()
    progress.remember(place(3), of: "adam")
    progress.remember(place(5), of: "ewma")
    progress.remember(place(7), of: "adam")
    #expect(progress.place("adam")?.line == 7)
    #expect(progress.place("ewma")?.line == 5)
    #expect(progress.places.count == 2)
    #expect(progress.place("momentum") == nil)
  }
}
