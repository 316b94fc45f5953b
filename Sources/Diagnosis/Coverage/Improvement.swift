import Equations
import Tracing

/// The smallest change of a case that makes the most variants visible.
public struct Improvement: Sendable {
  /// The changed case, with the change in words; nil if no change makes more variants visible.
  public let changed: ChangedCase?
  /// The number of variants that the original case shows.
  public let before: Score
  /// The number that the changed case shows; the same number if there is no change.
  public let after: Score
  /// The variants that still do not show, and why.
  public let missing: [(variant: Variant, sight: Sight)]

  /// The mistakes that still do not show, without conventions.
  public var missingMistakes: [String] {
    missing.filter { $0.variant.kind != .convention }.map { $0.variant.id }
  }

  /// The most changes that are combined.
  private static let most = 3

  /// Tries small changes of a case, the smallest first.
  ///
  /// - Throws: `CaseError` if the rule itself cannot run on the case, or a printed name is unknown.
  public init(_ lesson: Lesson, _ given: Case, _ printed: Printed = Printed()) throws(CaseError) {
    try given.run(lesson)
    let prints = try Prints(lesson, given, printed)
    let present = Sights(prints)
    try prints.checkMemory()
    var best: (changed: ChangedCase?, sights: Sights) = (nil, present)
    for changed in present.score.isFull ? [] : given.changes(for: lesson, together: Self.most) {
      // A change may make a case that the rule cannot run; it is skipped.
      guard (try? changed.given.run(lesson)) != nil,
        let prints = try? Prints(lesson, changed.given, printed)
      else { continue }
      let sights = Sights(prints)
      guard !prints.search.runs.store.isFull else { continue }
      if sights.score.count > best.sights.score.count { best = (changed, sights) }
      if sights.score.isFull { break }
    }
    changed = best.changed
    before = present.score
    after = best.sights.score
    missing = zip(lesson.variants, best.sights.all).filter { !$1.shows }
      .map { (variant: $0, sight: $1) }
  }

  /// The effect of the change, in a sentence.
  ///
  /// For example `a further step raises the score from 25 of 29 to 29 of 29.`
  public var words: String {
    guard let changed else {
      return before.isFull
        ? "The case shows every variant already." : "No small change lets more variants show."
    }
    return "\(changed.words) \(changed.isPlural ? "raise" : "raises") the score from "
      + "\(before.count) of \(before.total) to \(after.count) of \(after.total)."
  }
}
