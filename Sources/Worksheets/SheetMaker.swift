import Diagnosis
import Equations
import Tracing

/// Makes worksheets of one lesson with the same questions, for one case after another.
///
/// Work common to all sheets is done once, since a class may have 200 students.
public struct SheetMaker {
  let lesson: Lesson
  let convention: [AppliedVariant]
  private let asked: BlankSelection
  private let digits: Int
  private var tracer: Tracer?
  var mistakes: MistakeRuns

  /// Prepares worksheets.
  ///
  /// - Parameters:
  ///   - lesson: The lesson.
  ///   - convention: The other book's forms that the keys use.
  ///   - asked: The quantities to ask for.
  ///   - digits: The number of significant digits.
  public init(
    _ lesson: Lesson, convention: [AppliedVariant] = [], asked: BlankSelection = BlankSelection(),
    digits: Int = 5
  ) {
    self.lesson = lesson
    self.convention = convention
    self.asked = asked
    self.digits = digits
    mistakes = MistakeRuns(lesson, convention: convention)
  }

  /// The worksheet of a case.
  ///
  /// - Throws: `CaseError` if the case cannot run, or lacks something the sheet asks for.
  public mutating func worksheet(_ given: Case) throws(CaseError) -> Worksheet {
    try Self.check(given)
    let recording = try record(given)
    let mistakes = mistakes.mistakes(given)
    var sheet = try Worksheet(
      lesson, given, convention: convention, asked: asked, digits: digits, recording, mistakes)
    sheet.sight = toldApart(sheet, mistakes)
    // No blank can show another form of the same numbers, so it does not count against a sheet.
    let forms = lesson.variants.filter { $0.isOtherForm }
    sheet.sight = sheet.sight.without(Set(forms.map { $0.id }))
    return sheet
  }

  /// The most steps of a case: more than anyone works through by hand.
  public static let mostSteps = 2_000

  /// Refuses a case that is too long for a sheet before running it.
  private static func check(_ given: Case) throws(CaseError) {
    var steps = 0
    for step in given.steps {
      guard step.times <= mostSteps &- steps else {
        throw CaseError(
          "the case has more than \(mostSteps) steps: expected one short enough to be filled in by hand",
          at: step.place)
      }
      steps &+= step.times
    }
  }

  /// The run of the key, with a student's numbers in place of results.
  mutating func record(
    _ given: Case, replacing replacements: [Replacement] = []
  ) throws(CaseError) -> Recording {
    var tracer: Tracer
    if let known = self.tracer {
      tracer = known
      self.tracer = nil
    } else {
      tracer = try Tracer(lesson, variants: convention, head: given.head)
    }
    try tracer.rewind(to: given.head)
    defer { self.tracer = tracer }
    return try Recording(&tracer, given, replacing: replacements)
  }
}
