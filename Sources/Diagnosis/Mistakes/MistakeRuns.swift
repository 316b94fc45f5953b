import Equations
import Tracing

/// A mistake and its run on a case.
public struct MistakeRun {
  /// The mistake; nil for the lesson's own rule, if another book's form counts as right.
  public let applied: AppliedVariant?
  /// Its run; nil if the program would stop with an error.
  public let recording: Recording?
}

/// The mistakes of a lesson, ready to run on one case after another of the same shapes.
///
/// Editing and compiling are most of the work; each mistake needs them once.
public struct MistakeRuns {
  private struct Entry {
    let applied: AppliedVariant?
    let set: [AppliedVariant]
    /// Nil before the first run, and if the variant cannot start.
    var tracer: Tracer?
  }

  private let lesson: Lesson
  private let convention: [AppliedVariant]
  private var entries: [Entry]

  /// Edits the rule by every variant of the lesson, the most common first.
  ///
  /// - Parameters:
  ///   - lesson: The lesson.
  ///   - convention: The form that counts as right; mistakes are made in addition to it.
  ///   - others: Variants besides the lesson's own, such as its slips.
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

  /// Runs each mistake on a case.
  ///
  /// - Returns: The most common mistakes first, without those for which the case lacks an input.
  public mutating func mistakes(_ given: Case) -> [MistakeRun] {
    var runs: [MistakeRun] = []
    for index in entries.indices {
      let applied = entries[index].applied
      do throws(CaseError) {
        runs.append(MistakeRun(applied: applied, recording: try record(index, given)))
      } catch {
        // An input that the case lacks, such as another schedule's table, cannot have been used.
        if !error.isMissingInput || applied == nil {
          runs.append(MistakeRun(applied: applied, recording: nil))
        }
      }
    }
    return runs
  }

  /// Runs several mistakes together on a case; nil if they exclude each other or cannot run.
  ///
  /// - Parameter replacements: A learner's own numbers, which the following lines use.
  public func recording(
    of variants: [AppliedVariant], _ given: Case, replacing replacements: [Replacement] = []
  ) -> Recording? {
    let set = lesson.withContext(convention + variants)
    return try? Recording(lesson, variants: set, given, replacing: replacements)
  }

  /// Runs a mistake on a case with a learner's own numbers.
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
    // Moved out, so that running does not copy it.
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
