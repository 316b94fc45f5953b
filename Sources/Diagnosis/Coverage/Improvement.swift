import Equations
import Tracing

/// The smallest change of a case that lets the most variants show.
public struct Improvement: Sendable {
  /// What the change does: `a further step raises the score from 26 of 29 to 29 of 29.`
  public let words: String
  /// The changed case.
  public let given: Case
  /// How many variants the case shows as it was, and with the change.
  public let before: Score
  /// How many variants the changed case shows.
  public let after: Score
  /// The variants that still do not show, and what the changed case makes of them.
  public let missing: [(variant: Variant, sight: Sight)]

  /// Tries the small changes of a case, from the smallest on; nil if none lets more variants show.
  ///
  /// - Throws: `CaseError` if the rule itself cannot run on the case, or a name of what is printed is none.
  public init?(_ lesson: Lesson, _ given: Case, _ printed: Printed = Printed()) throws(CaseError) {
    try given.run(lesson)
    before = Sights(try Prints(lesson, given, printed)).score
    guard !before.isFull else { return nil }
    var best: (changed: ChangedCase, sights: Sights)?
    for changed in given.changes(for: lesson) {
      // A change may make a case that the rule cannot run: it is none, then.
      guard (try? changed.given.run(lesson)) != nil,
        let prints = try? Prints(lesson, changed.given, printed)
      else { continue }
      let sights = Sights(prints)
      if sights.score.count > (best?.sights.score ?? before).count { best = (changed, sights) }
      if sights.score.isFull { break }
    }
    guard let best else { return nil }
    self.given = best.changed.given
    after = best.sights.score
    missing = zip(lesson.variants, best.sights.all).filter { !$1.shows }
      .map { (variant: $0, sight: $1) }
    words = "\(best.changed.words) \(best.changed.isPlural ? "raise" : "raises") the score from "
      + "\(before.count) of \(before.total) to \(after.count) of \(after.total)."
  }
}
