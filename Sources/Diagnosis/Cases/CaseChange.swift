import Equations
import Tracing

/// A small change of a case that makes more mistakes visible.
///
/// A changed case's numbers are derived from the original ones. A worksheet uses only the shapes
/// and draws new numbers, so both can share the changes.
public struct CaseChange: Sendable {
  /// The change in words: `a further step`.
  let words: String
  /// Whether the words are a plural.
  let isPlural: Bool
  private let change: @Sendable (Case, Lesson) -> Case?

  init(
    _ words: String, isPlural: Bool = false, _ change: @escaping @Sendable (Case, Lesson) -> Case?
  ) {
    self.words = words
    self.isPlural = isPlural
    self.change = change
  }

  /// Makes the change in a case of a lesson.
  ///
  /// - Returns: The changed case; nil if there is nothing to change.
  public func made(in given: Case, of lesson: Lesson) -> Case? { change(given, lesson) }
}

extension CaseChange {
  /// One more step.
  public static let furtherStep = CaseChange("a further step") { $0.withFurtherStep($1) }
  /// Examples split into three full mini-batches and a smaller one, one for each step.
  public static let pieces = CaseChange("several mini-batches", isPlural: true) {
    $0.withPieces($1)
  }
  /// States with small nonzero start values, including states that only a mistake reads.
  static let startedStates = CaseChange("states that do not start at 0", isPlural: true) {
    $0.withStartedStates($1) { _ in true }
  }
  /// The same, only for states that the rule reads: learners have no use for the others.
  public static let startedReadStates = CaseChange(
    "states that do not start at 0", isPlural: true
  ) { given, lesson in
    let read = lesson.rule.lines.flatMap { $0.formula.symbols }
    return given.withStartedStates(lesson) { read.contains($0) }
  }
  /// A second layer of the same shape, in a case of one layer.
  public static let secondLayer = CaseChange("a second layer") { $0.withSecondLayer($1) }
  /// Three more examples.
  static let moreExamples = CaseChange("more examples", isPlural: true) { given, lesson in
    given.withExamples(lesson) { $0 + 3 }
  }
  /// Four examples in place of two or three, so that a sum over the first ones leaves some out.
  public static let fourExamples = CaseChange("four examples", isPlural: true) { given, lesson in
    given.withExamples(lesson) { 2...3 ~= $0 ? 4 : $0 }
  }

  /// The changes that make more of a lesson's mistakes visible in a case.
  ///
  /// Each keeps most of its numbers.
  static func all(in given: Case, of lesson: Lesson) -> [CaseChange] {
    var changes = [
      furtherStep,
      CaseChange("two further steps", isPlural: true) {
        $0.withFurtherStep($1)?.withFurtherStep($1)
      },
    ]
    for symbol in lesson.symbols where symbol.countsSomething {
      for count in given.smallCounts {
        changes.append(
          CaseChange("\(symbol.name) = \(count)") { given, _ in
            given.with(symbol, counting: count)
          })
      }
    }
    changes += [
      CaseChange("constants of its own", isPlural: true) { $0.withOtherConstants($1) },
      CaseChange("another t") { $0.withLaterSteps($1) },
      CaseChange("a small first entry in every gradient") { $0.withSmallEntries($1) },
      startedStates,
      CaseChange("biases that are not 0", isPlural: true) { given, _ in given.withBiases() },
      secondLayer,
    ]
    guard !lesson.rule.updatesParameters else { return changes }
    changes.append(moreExamples)
    for symbol in lesson.symbols
    where symbol.role == .input && !lesson.rule.symbols.contains(symbol) {
      changes.append(
        CaseChange("a value of \(symbol.name) in every step") { given, _ in given.with(symbol) })
    }
    changes.append(
      CaseChange("a last example far on the wrong side") { $0.withFarExample($1) })
    return changes
  }
}
