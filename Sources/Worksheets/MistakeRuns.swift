import Equations
import Tracing

/// The variants of a lesson, ready to run on one case after another.
///
/// Edited once, and compiled once for cases of the same shapes: most of the work of a sheet.
struct MistakeRuns {
  private struct Entry {
    /// Nil for the lesson's own rule, where the key is in another book's form.
    let applied: AppliedVariant?
    let set: [AppliedVariant]
    /// Nil before the first run, and where the variant cannot begin.
    var tracer: Tracer?
  }

  private let lesson: Lesson
  private let convention: [AppliedVariant]
  private var entries: [Entry]

  /// Edits the rule by every variant, the most common first.
  ///
  /// - Parameter convention: What the key is in; the mistakes are made beside it.
  init(_ lesson: Lesson, convention: [AppliedVariant]) {
    self.lesson = lesson
    self.convention = convention
    entries = convention.isEmpty ? [] : [Entry(applied: nil, set: [])]
    for variant in lesson.variants.mostCommonFirst
    where !convention.contains(where: { $0.variant.id == variant.id }) {
      let applied = AppliedVariant(variant)
      let set = lesson.withContext(convention + [applied])
      guard (try? EditedRule(lesson.rule, applying: set)) != nil else { continue }
      entries.append(Entry(applied: applied, set: set))
    }
  }

  /// What each mistake makes of a case.
  ///
  /// - Parameter replacements: Somebody's own numbers, with which the following lines go on.
  mutating func mistakes(_ given: Case, replacing replacements: [Replacement] = []) -> Mistakes {
    var runs: [Mistakes.Run] = []
    for index in entries.indices {
      let applied = entries[index].applied
      do throws(CaseError) {
        runs.append(
          Mistakes.Run(applied: applied, recording: try record(index, given, replacements)))
      } catch {
        // What the case does not bring, such as another schedule's table, nobody could have used.
        if !error.isMissingInput || applied == nil {
          runs.append(Mistakes.Run(applied: applied, recording: nil))
        }
      }
    }
    return Mistakes(runs: runs)
  }

  /// What some mistakes make of a case together; nil if they exclude each other or cannot run.
  func recording(
    of variants: [AppliedVariant], _ given: Case, replacing replacements: [Replacement] = []
  ) -> Recording? {
    let set = lesson.withContext(convention + variants)
    return try? Recording(lesson, variants: set, given, replacing: replacements)
  }

  /// What the mistake of a run makes of a case with somebody's own numbers.
  ///
  /// - Parameter applied: The mistake; nil for the lesson's own rule.
  mutating func recording(
    of applied: AppliedVariant?, _ given: Case, own replacements: [Replacement]
  ) -> Recording? {
    guard let index = entries.firstIndex(where: { $0.applied?.argument == applied?.argument })
    else { return nil }
    return try? record(index, given, replacements)
  }

  private mutating func record(
    _ index: Int, _ given: Case, _ replacements: [Replacement]
  ) throws(CaseError) -> Recording {
    // Taken out, so that running does not copy it.
    var tracer: Tracer
    if let known = entries[index].tracer {
      tracer = known
      entries[index].tracer = nil
    } else {
      tracer = try Tracer(lesson, variants: entries[index].set, head: given.head)
    }
    defer { entries[index].tracer = tracer }
    try tracer.rewind(to: given.head)
    return try Recording(&tracer, given, replacing: replacements)
  }
}
