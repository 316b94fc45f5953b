import Equations
import Numerics
import Tracing

/// What one case shows of a lesson's variants: which are seen, which pairs, which are told apart.
public struct CaseCoverage: Sendable {
  /// Two variants together that print what fewer print.
  public struct HiddenPair: Sendable {
    /// The names of the two.
    public let variants: [String]
    /// What prints the same: the name of one of them; nil for the rule.
    public let prints: String?
  }

  /// The case's name.
  public let name: String
  /// What it makes of each variant of the lesson.
  public let sights: [Sight]
  /// What it makes of the rule run in another way: invisible, or the comparison is broken.
  public let rule: Sight
  /// Variants that print the same numbers, in groups; those that print the rule's come first.
  public let groups: [[String]]
  /// Whether the first group prints what the rule prints.
  public let isFirstGroupTheRule: Bool
  /// Pairs that print what the rule or one of the two prints alone.
  public let hidden: [HiddenPair]
  /// How many variants show.
  public let seen: Score
  /// How many pairs of variants print different numbers from each other.
  public let apart: Score
  /// How many pairs that can be made together print what neither of the two, nor the rule, prints.
  public let pairs: Score
  /// For each variant the number of what it prints: below 0 where it prints nothing.
  let prints: [Int]

  /// Runs every variant and every pair on a case.
  ///
  /// - Throws: `CaseError` if the rule itself cannot run on the case, or a name of what is printed is none.
  init(_ lesson: Lesson, _ given: Case, _ shown: Printed) throws(CaseError) {
    // The tracer's words for what is wrong with a case are the ones people know.
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
        // What the case does not give to one of them it does not give to both.
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
  /// Whether the rule ends as a trace of it does, bit for bit.
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
