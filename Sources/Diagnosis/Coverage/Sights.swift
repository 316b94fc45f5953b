import Equations
import Numerics
import Tracing

/// How visible a variant is in a case.
public enum Sight: String, Sendable {
  /// Some printed number differs.
  case seen
  /// Every printed number is the same; only digits that are not printed differ.
  case beyondDigits = "beyond the digits"
  /// Everything printed is the same, to the last bit.
  case invisible
  /// The variant stops with an error.
  case stops
  /// The case lacks an input that the variant needs.
  case unusable = "n/a"

  /// Whether a learner who makes the mistake notices it: by a number, or by an error.
  public var shows: Bool { self == .seen || self == .stops }
}

/// How visible each variant of a lesson is in a case, and what each one prints.
struct Sights {
  /// One for each variant.
  let all: [Sight]
  /// The number of each variant's print; nil if it prints nothing.
  let prints: [Int?]
  /// The number of the rule's print.
  let rule: Int?

  /// The number of visible variants, out of all.
  var score: Score { Score(count: all.filter { $0.shows }.count, of: all.count) }

  init(_ prints: Prints) {
    let lesson = prints.search.runs.lesson
    var all: [Sight] = []
    var numbers: [Int?] = []
    for (index, variant) in lesson.variants.enumerated() {
      // A mistake in a convention is compared with that convention.
      let base = variant.within.flatMap { id in lesson.variants.firstIndex { $0.id == id } }
      let context = base.map { [$0] } ?? []
      let own = prints.printed([index])
      numbers.append(own)
      guard let plain = prints.printed(context) else {
        all.append(.unusable)
        continue
      }
      if own == nil {
        all.append(Self.failure(lesson, variant, prints.search.runs.given))
      } else if own != plain {
        all.append(.seen)
      } else {
        all.append(prints.exact([index]) == prints.exact(context) ? .invisible : .beyondDigits)
      }
    }
    self.all = all
    self.prints = numbers
    rule = prints.printed([])
  }

  /// The reason a variant prints nothing.
  private static func failure(_ lesson: Lesson, _ variant: Variant, _ given: Case) -> Sight {
    do throws(CaseError) {
      try given.run(lesson, [AppliedVariant(variant)])
      return .stops
    } catch {
      return error.isMissingInput ? .unusable : .stops
    }
  }
}

extension Case {
  /// Runs the variant, to get its error and its final results.
  @discardableResult
  func run(
    _ lesson: Lesson, _ variants: [AppliedVariant] = []
  ) throws(CaseError) -> [(name: String, value: Matrix)] {
    let taken = taken(by: variants)
    var tracer = try Tracer(lesson, variants: variants, head: taken.head)
    var sink = NoSink()
    for step in taken.steps { try tracer.run(step, into: &sink) }
    return tracer.outputs
  }
}
