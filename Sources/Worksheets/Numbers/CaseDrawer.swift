import Equations
import Numerics
import Tracing

/// Draws worksheets whose numbers are easy to compute with and show many mistakes, one for each seed.
///
/// The numbers have one digit or two, and the shapes and about the size of the pattern's; the constants are
/// the pattern's own. Of several draws after a seed it takes the first in which every variant of the lesson
/// shows in some blank, or else the one in which most do. The changes that this needs, such as a further step
/// or a gradient the size of ε, are chosen once for all seeds.
public struct CaseDrawer {
  private let lesson: Lesson
  private let pattern: Case
  private let asked: BlankSelection
  private let enrichment: Enrichment
  private var maker: SheetMaker

  /// What the name of a drawn case ends in.
  public static func suffix(_ seed: UInt32) -> String { "-sheet-\(seed)" }

  /// How many draws are made after one seed.
  public static let mostDraws = 24

  /// Prepares the drawing of worksheets.
  ///
  /// - Parameters:
  ///   - lesson: The lesson.
  ///   - pattern: The case whose shapes and constants the drawn ones have.
  ///   - convention: The other book's forms the key is to be in.
  ///   - asked: What is asked for.
  ///   - digits: To how many significant digits.
  /// - Throws: `CaseError` if the pattern cannot run, or something asked for is not in it.
  public init(
    _ lesson: Lesson, like pattern: Case, convention: [AppliedVariant] = [],
    asked: BlankSelection = BlankSelection(), digits: Int = 5
  ) throws(CaseError) {
    self.lesson = lesson
    self.pattern = pattern
    self.asked = asked
    maker = SheetMaker(lesson, convention: convention, asked: asked, digits: digits)
    let own = try maker.worksheet(pattern)
    var best: (enrichment: Enrichment, hidden: Int) = (Enrichment(), .max)
    // All the changes together show the most; but a state that does not start at 0 can hide as much as it
    // shows.
    var hoped = own.sight.hidden.count
    for hasStates in [false, true] {
      for enrichment in Enrichment.all.reversed() where enrichment.hasStates == hasStates {
        guard let hidden = Self.hidden(lesson, pattern, enrichment, asked, &maker) else { continue }
        hoped = Swift.min(hoped, hidden)
        break
      }
    }
    for enrichment in Enrichment.all {
      guard let hidden = Self.hidden(lesson, pattern, enrichment, asked, &maker) else { continue }
      if hidden < best.hidden { best = (enrichment, hidden) }
      if hidden <= hoped { break }
    }
    enrichment = best.enrichment
  }

  /// How many variants hide in the best of a few draws; nil where some of the changes do not fit the pattern.
  private static func hidden(
    _ lesson: Lesson, _ pattern: Case, _ enrichment: Enrichment, _ asked: BlankSelection,
    _ maker: inout SheetMaker
  ) -> Int? {
    guard let template = CaseTemplate(lesson, like: pattern, enrichment, asked: asked) else {
      return nil
    }
    var random = LegacyRandom(seed: 0)
    var hidden: Int?
    for _ in 0..<3 where hidden != 0 {
      guard let sheet = try? maker.worksheet(template.draw(&random)) else { continue }
      hidden = Swift.min(hidden ?? .max, sheet.sight.hidden.count)
    }
    return hidden
  }

  /// The worksheet of a seed.
  ///
  /// - Returns: The same for the same seed on every machine.
  /// - Throws: `CaseError` if no draw after the seed can run.
  public mutating func worksheet(seed: UInt32) throws(CaseError) -> Worksheet {
    var best: Worksheet?
    if let template = CaseTemplate(lesson, like: pattern, enrichment, asked: asked) {
      var random = LegacyRandom(seed: seed)
      for _ in 0..<Self.mostDraws {
        var drawn = template.draw(&random)
        // Not "-seed-": that is what the other commands call NumPy's numbers after a seed.
        drawn.head.name = "\(pattern.head.name)\(Self.suffix(seed))"
        drawn.head.title = "numbers of the shapes of \(pattern.head.name), drawn after seed \(seed)"
        guard let sheet = try? maker.worksheet(drawn) else { continue }
        let least = best?.sight.hidden.count ?? .max
        if sheet.sight.hidden.count < least { best = sheet }
        if sheet.sight.isFull { break }
      }
    }
    guard let best else {
      throw CaseError("no numbers were found with which the case '\(pattern.head.name)' can run")
    }
    return best
  }
}
