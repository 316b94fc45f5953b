import Diagnosis
import Equations
import Numerics
import Tracing

@testable import Worksheets

/// Variants that are another form of the same numbers, found by experiment.
///
/// In cases with all changes that make mistakes visible, the results of such a variant differ only
/// in their last bits, or almost never by more. A variant that does not differ at all is not
/// another form; it just cannot show there.
struct OtherForms {
  /// The names of the variants.
  let ids: Set<String>

  /// The greatest distance between results of two forms: rounding errors of a few operations.
  private static let most = 1e-9
  private static let draws = 6

  /// Finds the other forms among a lesson's variants, in cases like the course's.
  init(_ lesson: Lesson, convention: [AppliedVariant]) {
    ids = Self.find(lesson, convention)
  }

  private static func find(_ lesson: Lesson, _ convention: [AppliedVariant]) -> Set<String> {
    // Two more steps, a gradient like ε, and a falling one; but states that start at 0, which hide
    // nothing here.
    let enrichments = Enrichment.all.reversed().filter { $0.changes.isEmpty }
    // Halves are exact, so the pencil-and-paper numbers show no rounding.
    guard let own = lesson.cases.first(where: { $0.name == "course" }),
      let pattern = try? CaseReader.read(own.json, for: lesson),
      let template = enrichments.lazy.compactMap({
        CaseTemplate(lesson, like: pattern, $0, asked: BlankSelection())
      }).first
    else { return [] }
    var random = LegacyRandom(seed: 0)
    var runs = MistakeRuns(lesson, convention: convention)
    var counts: [String: (near: Int, far: Int)] = [:]
    for _ in 0..<draws {
      let given = template.draw(&random)
      guard let right = try? Recording(lesson, variants: convention, given) else { continue }
      for run in runs.mistakes(given) {
        guard let id = run.applied?.argument, let recording = run.recording else { continue }
        let distance = right.distance(to: recording)
        if distance > most {
          counts[id, default: (0, 0)].far += 1
        } else if distance > 0 {
          counts[id, default: (0, 0)].near += 1
        }
      }
    }
    return Set(counts.filter { $0.value.near > $0.value.far }.map { $0.key })
  }
}

extension Recording {
  /// The greatest distance from another run's result, relative to the greatest number of its
  /// matrix.
  fileprivate func distance(to other: Recording) -> Double {
    var most = 0.0
    for line in lines {
      guard let theirs = other.value(line.target, after: line.t) else { return .infinity }
      let mine = line.value
      guard mine.shape == theirs.shape else { return .infinity }
      let size = mine.elements.reduce(0) { Swift.max($0, $1.isFinite ? $1.magnitude : 0) }
      for (a, b) in zip(mine.elements, theirs.elements) where !a.hasSameBits(as: b) && a != b {
        let distance = (a - b).magnitude / (size > 0 ? size : 1)
        most = distance.isNaN ? .infinity : Swift.max(most, distance)
      }
    }
    return most
  }
}
