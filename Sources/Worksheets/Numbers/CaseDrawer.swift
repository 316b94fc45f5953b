import Equations
import Numerics
import Tracing

/// Draws worksheets, one for each seed, with numbers that are easy to compute with and show many
/// mistakes.
///
/// The numbers have one or two digits. Their shapes and approximate size are the pattern's, as are
/// the constants. Of several draws for a seed, it takes the first in which every variant of the
/// lesson shows in some blank, or else the one in which most do. The necessary changes, such as a
/// further step or a gradient the size of ε, are chosen once for all seeds.
public struct CaseDrawer {
  private let lesson: Lesson
  private let pattern: Case
  private let asked: BlankSelection
  private let enrichment: Enrichment
  private var maker: SheetMaker

  /// The suffix of a drawn case's name.
  public static func suffix(_ seed: UInt32) -> String { "-sheet-\(seed)" }

  /// The most draws for one seed.
  public static let mostDraws = 24

  /// Prepares to draw worksheets.
  ///
  /// - Parameters:
  ///   - lesson: The lesson.
  ///   - pattern: The case that gives the shapes and constants.
  ///   - convention: The other book's forms that the key uses.
  ///   - asked: The quantities to ask for.
  ///   - digits: The number of significant digits.
  /// - Throws: `CaseError` if the pattern cannot run, or lacks something the sheet asks for.
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
    // All changes together show the most; but a state with a nonzero start can hide as much as it
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

  /// The fewest hidden variants in a few draws; nil if some of the changes do not fit the pattern.
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

  /// The worksheet for a seed.
  ///
  /// - Returns: The same worksheet on every machine.
  /// - Throws: `CaseError` if no draw for the seed can run.
  public mutating func worksheet(seed: UInt32) throws(CaseError) -> Worksheet {
    var best: Worksheet?
    if let template = CaseTemplate(lesson, like: pattern, enrichment, asked: asked) {
      var random = LegacyRandom(seed: seed)
      for _ in 0..<Self.mostDraws {
        var drawn = template.draw(&random)
        // Not "-seed-": other commands use that for NumPy's numbers after a seed.
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
