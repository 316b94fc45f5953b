import Equations
import Tracing

/// The smallest change of a case that lets the most variants show.
public struct Improvement: Sendable {
  /// What the change is called, and the changed case; nil if none lets more variants show.
  public let changed: ChangedCase?
  /// How many variants the case shows as it is.
  public let before: Score
  /// How many the changed case shows; as many as before if there is none.
  public let after: Score
  /// The variants that still do not show, and what the case, changed or not, makes of them.
  public let missing: [(variant: Variant, sight: Sight)]

  /// The mistakes that still do not show; conventions are none.
  public var missingMistakes: [String] {
    missing.filter { $0.variant.kind != .convention }.map { $0.variant.id }
  }

  /// How many changes are tried together.
  private static let most = 3

  /// Tries the small changes of a case, from the smallest on.
  ///
  /// - Throws: `CaseError` if the rule itself cannot run on the case, or a name of what is printed is none.
  public init(_ lesson: Lesson, _ given: Case, _ printed: Printed = Printed()) throws(CaseError) {
    try given.run(lesson)
    let prints = try Prints(lesson, given, printed)
    let present = Sights(prints)
    try prints.checkMemory()
    var best: (changed: ChangedCase?, sights: Sights) = (nil, present)
    for changed in present.score.isFull ? [] : given.changes(for: lesson, together: Self.most) {
      // A change may make a case that the rule cannot run: it is none, then.
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

  /// What the change does, in a sentence.
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
