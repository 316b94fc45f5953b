import Equations
import Numerics
import Tracing

/// What one case shows of a lesson's variants: which are visible, which pairs are, and which can be
/// told apart.
public struct CaseCoverage: Sendable {
  /// Two variants that together print what fewer variants print.
  public struct HiddenPair: Sendable {
    /// The names of the two variants.
    public let variants: [String]
    /// The name of the one variant that prints the same; nil if the rule does.
    public let prints: String?
  }

  /// The case's name.
  public let name: String
  /// What the case shows of each variant of the lesson.
  public let sights: [Sight]
  /// What the case shows of the rule, run in another way: unless it is invisible, the comparison is
  /// broken.
  public let rule: Sight
  /// Groups of variants that print the same numbers; the group that matches the rule comes first.
  public let groups: [[String]]
  /// Whether the first group prints the same as the rule.
  public let isFirstGroupTheRule: Bool
  /// Pairs that print the same as the rule or as one of the two alone.
  public let hidden: [HiddenPair]
  /// The number of visible variants.
  public let seen: Score
  /// The number of pairs of variants that print different numbers from each other.
  public let apart: Score
  /// The number of compatible pairs that print neither what one of the two prints nor what the rule
  /// prints.
  public let pairs: Score
  /// For each variant, a number that identifies its print; below 0 if it prints nothing.
  let prints: [Int]

  /// Runs every variant and every pair on a case.
  ///
  /// - Throws: `CaseError` if the rule itself cannot run on the case, or a printed name is unknown.
  init(_ lesson: Lesson, _ given: Case, _ shown: Printed) throws(CaseError) {
    // The tracer already has familiar messages for what is wrong with a case.
    let outputs = try given.run(lesson)
    let prints = try Prints(lesson, given, shown)
    let sights = Sights(prints)
    name = given.head.name
    self.sights = sights.all
    rule = prints.search.agrees(with: outputs) ? .invisible : .seen
    seen = sights.score
    self.prints = zip(sights.all, sights.prints).map { sight, number in
      sight == .unusable ? -2 : number ?? -1
    }
    (groups, isFirstGroupTheRule) = Self.groups(lesson, sights)
    apart = Self.apart(sights)
    (hidden, pairs) = Self.pairs(lesson, prints, sights)
    try prints.checkMemory()
  }

  private static func groups(_ lesson: Lesson, _ sights: Sights) -> ([[String]], Bool) {
    var found: [(print: Int?, ids: [String])] = []
    for (index, variant) in lesson.variants.enumerated() where sights.all[index] != .unusable {
      if let at = found.firstIndex(where: { $0.print == sights.prints[index] }) {
        found[at].ids.append(variant.id)
      } else {
        found.append((sights.prints[index], [variant.id]))
      }
    }
    let groups = found.filter { $0.ids.count > 1 }
    let ofRule = groups.filter { $0.print == sights.rule }
    return (
      (ofRule + groups.filter { $0.print != sights.rule }).map { $0.ids }, !ofRule.isEmpty
    )
  }

  private static func apart(_ sights: Sights) -> Score {
    var count = 0
    var total = 0
    for first in sights.all.indices {
      for second in sights.all[(first + 1)...].indices {
        total += 1
        let isUsable = sights.all[first] != .unusable && sights.all[second] != .unusable
        if isUsable, sights.prints[first] != sights.prints[second] { count += 1 }
      }
    }
    return Score(count: count, of: total)
  }

  private static func pairs(
    _ lesson: Lesson, _ prints: Prints, _ sights: Sights
  ) -> ([HiddenPair], Score) {
    var hidden: [HiddenPair] = []
    var count = 0
    var total = 0
    for first in sights.all.indices {
      for second in sights.all[(first + 1)...].indices where prints.isCompatible([first, second]) {
        total += 1
        let ids = [lesson.variants[first].id, lesson.variants[second].id]
        // An input missing for one of them is missing for both.
        if sights.all[first] == .unusable || sights.all[second] == .unusable { continue }
        let own = prints.printed([first, second])
        if own == sights.rule {
          hidden.append(HiddenPair(variants: ids, prints: nil))
        } else if own == sights.prints[first] {
          hidden.append(HiddenPair(variants: ids, prints: ids[0]))
        } else if own == sights.prints[second] {
          hidden.append(HiddenPair(variants: ids, prints: ids[1]))
        } else {
          count += 1
        }
      }
    }
    return (hidden, Score(count: count, of: total))
  }
}

extension Search {
  /// Whether the rule gives the same results as its trace, bit for bit.
  fileprivate func agrees(with outputs: [(name: String, value: Matrix)]) -> Bool {
    for (index, subject) in runs.subjects.enumerated() {
      guard let outcome = outcome([], at: index), let last = runs.outcomes[outcome].steps.last
      else { return false }
      for (symbol, operand) in last.enumerated() {
        guard let operand else { continue }
        let name = subject.quantity(runs.book.symbols[symbol])
        guard let traced = outputs.first(where: { $0.name == name })?.value else { continue }
        let made = runs.store.matrix(operand)
        guard made.shape == traced.shape,
          zip(made.elements, traced.elements).allSatisfy({
            $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN)
          })
        else { return false }
      }
    }
    return true
  }
}
