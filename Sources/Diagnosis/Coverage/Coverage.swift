import Equations
import Tracing

/// Which variants each case of a lesson shows, and which no case tells apart, judged by the printed
/// numbers.
public struct Coverage: Sendable {
  /// The lesson's variants.
  public let variants: [Variant]
  /// The printed results and their decimals.
  public let printed: Printed
  /// The coverage of each case.
  public let cases: [CaseCoverage]

  /// Runs every variant on every case.
  ///
  /// - Throws: `CaseError` if the rule itself cannot run on a case, or a printed name is unknown.
  public init(_ lesson: Lesson, _ given: [Case], _ printed: Printed = Printed()) throws(CaseError) {
    variants = lesson.variants
    self.printed = printed
    var cases: [CaseCoverage] = []
    for one in given { cases.append(try CaseCoverage(lesson, one, printed)) }
    self.cases = cases
  }

  /// The variants that no case shows.
  public var unseen: [String] {
    variants.indices.filter { index in !cases.contains { $0.sights[index].shows } }
      .map { variants[$0].id }
  }

  /// The mistakes that no case shows.
  ///
  /// Conventions are not mistakes. Another form of the same numbers is a convention, which no print
  /// can show.
  public var unseenMistakes: [String] {
    variants.filter { $0.kind != .convention && unseen.contains($0.id) }.map { $0.id }
  }

  /// Variants that no case separates, in groups.
  public var inseparable: [[String]] {
    var groups: [(prints: [Int], ids: [String])] = []
    for (index, variant) in variants.enumerated() {
      let prints = cases.map { $0.prints[index] }
      if let at = groups.firstIndex(where: { $0.prints == prints }) {
        groups[at].ids.append(variant.id)
      } else {
        groups.append((prints, [variant.id]))
      }
    }
    return groups.map { $0.ids }.filter { $0.count > 1 }
  }
}
