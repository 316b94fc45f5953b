import Equations
import JSON
import Numerics
import Tracing

/// All rounds of a lesson, from obvious to subtle; every variant is in one of them.
struct HuntPlan {
  /// A group of rounds.
  struct Level {
    let name: String
    let rounds: Range<Int>
  }

  let lesson: Lesson
  let rounds: [HuntRound]
  let levels: [Level]
  /// The variants that no case of the lesson can show, even in full digits.
  let unseen: [String]

  private static let levelNames = ["obvious", "plain", "subtle"]
  /// The most rounds with two hidden mistakes.
  private static let mostPairs = 8

  init(_ lesson: Lesson) {
    self.lesson = lesson
    let cases = Self.cases(lesson)
    var singles: [HuntRound] = []
    var unseen: [String] = []
    for variant in lesson.variants {
      if let round = Self.round(lesson, [AppliedVariant(variant)], cases) {
        singles.append(round)
      } else {
        unseen.append(variant.id)
      }
    }
    singles = singles.enumerated().sorted { a, b in
      a.element.subtlety == b.element.subtlety
        ? a.offset < b.offset : a.element.subtlety < b.element.subtlety
    }.map { $0.element }
    let mistakes = singles.filter { !$0.isOtherBook }
    let size = Swift.max(1, (mistakes.count + 2) / 3)
    var groups: [(name: String, rounds: [HuntRound])] = Self.levelNames.enumerated().map {
      index, name in (name, Array(mistakes.dropFirst(index * size).prefix(size)))
    }
    groups.append(("two at once", Self.pairs(lesson, mistakes)))
    groups.append(
      ("another form", singles.filter { $0.isOtherBook && $0.isSeenOnPaper }))
    groups.append(("the last digits", singles.filter { $0.isOtherBook && !$0.isSeenOnPaper }))
    var levels: [Level] = []
    var rounds: [HuntRound] = []
    for group in groups where !group.rounds.isEmpty {
      levels.append(
        Level(name: group.name, rounds: rounds.count..<rounds.count + group.rounds.count))
      rounds += group.rounds
    }
    self.rounds = rounds
    self.levels = levels
    self.unseen = unseen
  }

  /// The level a round is in, counted from 1.
  func level(of round: Int) -> Int {
    (levels.firstIndex { $0.rounds.contains(round) } ?? 0) + 1
  }

  /// The lesson's cases in its own order, the pencil-and-paper case first.
  private static func cases(_ lesson: Lesson) -> [(name: String, given: Case)] {
    lesson.cases.compactMap { embedded in
      (try? CaseReader.read(embedded.json, for: lesson)).map { (embedded.name, $0) }
    }
  }

  /// A round with the first case that shows a mistake, in the usual digits or else in full digits.
  private static func round(
    _ lesson: Lesson, _ hidden: [AppliedVariant], _ cases: [(name: String, given: Case)]
  ) -> HuntRound? {
    for digits in [7, 17] {
      for (name, given) in cases {
        if let round = HuntRound(lesson, hidden, name, given, digits: digits) { return round }
      }
    }
    return nil
  }

  /// Pairs of mistakes that can run together and print what neither prints alone.
  private static func pairs(
    _ lesson: Lesson, _ mistakes: [HuntRound]
  ) -> [HuntRound] {
    let bugs = mistakes.filter { $0.context.isEmpty }
    var found: [HuntRound] = []
    guard bugs.count > 1 else { return [] }
    // Partners at growing distances, so that the pairs vary.
    for distance in 1..<bugs.count {
      for (index, one) in bugs.enumerated() where (index + distance) % 3 == 0 {
        let other = bugs[(index + distance) % bugs.count]
        guard one.firstWrong != other.firstWrong, found.count < mostPairs,
          !found.contains(where: { $0.id.hasPrefix(one.id + ",") }),
          (try? EditedRule(lesson.rule, applying: one.hidden + other.hidden)) != nil,
          let pair = HuntRound(
            lesson, one.hidden + other.hidden, one.caseName, one.given, digits: 7),
          let alone = HuntRound(lesson, other.hidden, one.caseName, one.given, digits: 7),
          !pair.looksLike(one), !pair.looksLike(alone)
        else { continue }
        found.append(pair)
      }
    }
    return found
  }
}
