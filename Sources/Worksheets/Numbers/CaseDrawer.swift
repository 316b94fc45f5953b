import Equations
import Numerics
import Tracing

/// Draws worksheets of kind and telling numbers, one after each seed.
///
/// *Kind*: numbers of one digit or two, of the shapes and about the size of a pattern's, with the pattern's
/// own constants. *Telling*: of several draws after a seed the first is taken in which every variant of the
/// lesson shows in some blank, or else the one in which most do. What the shapes need for that, such as a
/// further step or a gradient the size of ε, is found out once for all seeds.
public struct CaseDrawer: Sendable {
  private let lesson: Lesson
  private let pattern: Case
  private let convention: [AppliedVariant]
  private let asked: Asked
  private let digits: Int
  private let means: Means
  private let isOnlyForm: [String]

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
    asked: Asked = Asked(), digits: Int = 5
  ) throws(CaseError) {
    self.lesson = lesson
    self.pattern = pattern
    self.convention = convention
    self.asked = asked
    self.digits = digits
    let own = try Worksheet(
      lesson, pattern, convention: convention, asked: asked, digits: digits)
    var best: (means: Means, hidden: Int) = (Means(), own.sight.hidden.count &+ 1_000)
    for means in Means.all {
      guard let mould = Mould(lesson, like: pattern, means, asked: asked) else { continue }
      var random = LegacyRandom(seed: 0)
      var hidden = Int.max
      for _ in 0..<3 where hidden > 0 {
        guard
          let sheet = try? Worksheet(
            lesson, mould.pour(&random), convention: convention, asked: asked, digits: digits)
        else { continue }
        hidden = Swift.min(hidden, sheet.sight.hidden.count)
      }
      if hidden < best.hidden { best = (means, hidden) }
      if hidden == 0 { break }
    }
    means = best.means
    isOnlyForm = []
  }

  /// The worksheet of a seed.
  ///
  /// - Returns: The same for the same seed on every machine.
  /// - Throws: `CaseError` if no draw after the seed can run.
  public func worksheet(seed: UInt32) throws(CaseError) -> Worksheet {
    var best: Worksheet?
    if let mould = Mould(lesson, like: pattern, means, asked: asked) {
      var random = LegacyRandom(seed: seed)
      for _ in 0..<Self.mostDraws {
        var drawn = mould.pour(&random)
        drawn.head.name = "\(pattern.head.name)-seed-\(seed)"
        drawn.head.title = "numbers of the shapes of \(pattern.head.name), drawn after seed \(seed)"
        guard
          let sheet = try? Worksheet(
            lesson, drawn, convention: convention, asked: asked, digits: digits)
        else { continue }
        if sheet.sight.hidden.count < best?.sight.hidden.count ?? .max { best = sheet }
        if sheet.sight.isFull { break }
      }
    }
    guard var best else {
      throw CaseError("no numbers were found with which the case '\(pattern.head.name)' can run")
    }
    best.seed = seed
    return best
  }
}
