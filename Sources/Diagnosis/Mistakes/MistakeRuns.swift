import Equations
import Tracing

/// A mistake and what it makes of a case.
public struct MistakeRun {
  /// The mistake; nil for the lesson's own rule, where another book's form is the right one.
  public let applied: AppliedVariant?
  /// Its run; nil where the program would stop with an error.
  public let recording: Recording?
}

/// The mistakes of a lesson, ready to run on one case after another of the same shapes.
///
/// Each is edited once and compiled once, which is most of the work.
public struct MistakeRuns {
  private struct Entry {
    let applied: AppliedVariant?
    let set: [AppliedVariant]
    /// Nil before the first run, and where the variant cannot begin.
    var tracer: Tracer?
  }

  private let lesson: Lesson
  private let convention: [AppliedVariant]
  private var entries: [Entry]

  /// Edits the rule by every variant of the lesson, the most common first.
  ///
  /// - Parameters:
  ///   - lesson: The lesson.
  ///   - convention: The form that is taken for right; the mistakes are made beside it.
  ///   - others: What is tried besides the lesson's own variants, such as its slips.
  public init(_ lesson: Lesson, convention: [AppliedVariant], others: [Variant] = []) {
    self.lesson = lesson
    self.convention = convention
    entries = convention.isEmpty ? [] : [Entry(applied: nil, set: [])]
    for variant in lesson.variants.mostCommonFirst + others
    where !convention.contains(where: { $0.variant.id == variant.id }) {
      let applied = AppliedVariant(variant)
      let set = lesson.withContext(convention + [applied])
      guard (try? EditedRule(lesson.rule, applying: set)) != nil else { continue }
      entries.append(Entry(applied: applied, set: set))
    }
  }

  /// What each mistake makes of a case.
  ///
  /// - Returns: The most common mistakes first; not those for which the case lacks an input.
  public mutating func mistakes(_ given: Case) -> [MistakeRun] {
    var runs: [MistakeRun] = []
    for index in entries.indices {
      let applied = entries[index].applied
      do throws(CaseError) {
        runs.append(MistakeRun(applied: applied, recording: try record(index, given)))
      } catch {
        // What the case does not bring, such as another schedule's table, nobody could have used.
        if !error.isMissingInput || applied == nil {
          runs.append(MistakeRun(applied: applied, recording: nil))
        }
      }
    }
    return runs
  }

  /// What some mistakes make of a case together; nil if they exclude each other or cannot run.
  ///
  /// - Parameter replacements: A learner's own numbers, with which the following lines go on.
  public func recording(
    of variants: [AppliedVariant], _ given: Case, replacing replacements: [Replacement] = []
  ) -> Recording? {
    let set = lesson.withContext(convention + variants)
    return try? Recording(lesson, variants: set, given, replacing: replacements)
  }

  /// What the mistake of a run makes of a case with a learner's own numbers.
  ///
  /// - Parameter applied: The mistake; nil for the lesson's own rule.
  public mutating func recording(
    of applied: AppliedVariant?, _ given: Case, own replacements: [Replacement]
  ) -> Recording? {
    guard let index = entries.firstIndex(where: { $0.applied?.argument == applied?.argument })
    else { return nil }
    return try? record(index, given, replacements)
  }

  private mutating func record(
    _ index: Int, _ given: Case, _ replacements: [Replacement] = []
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
