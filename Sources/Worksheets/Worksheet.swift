import Diagnosis
import Equations
import Numerics
import Tracing

/// One source of two documents: a worksheet with blanks, and its key.
///
/// ```
/// lesson, case, what is asked, digits, points
///   → the run with every line           (`recording`)
///   → the blanks with their answers     (`questions`)
///   → what the known mistakes would put (`Blank.wrong`)
/// ```
public struct Worksheet: Sendable {
  /// The lesson.
  public let lesson: Lesson
  /// The case whose numbers are put in.
  public let given: Case
  /// The other book's forms the key is in; none for the lesson's own rule.
  public let convention: [AppliedVariant]
  /// To how many significant digits an answer is asked.
  public let digits: Int
  /// The run, with every line.
  public let recording: Recording
  /// The questions in the order of the run: a line of the trace each.
  public let questions: [Question]
  /// The variants that some blank tells from the right answer, and those that none does.
  public internal(set) var sight: SheetCoverage

  /// Works out a worksheet with its key.
  ///
  /// - Parameters:
  ///   - lesson: The lesson.
  ///   - given: The case.
  ///   - convention: The other book's forms the key is to be in.
  ///   - asked: What is asked for.
  ///   - digits: To how many significant digits.
  /// - Throws: `CaseError` if the case cannot run, or something asked for is not in it.
  public init(
    _ lesson: Lesson, _ given: Case, convention: [AppliedVariant] = [],
    asked: BlankSelection = BlankSelection(), digits: Int = 5
  ) throws(CaseError) {
    var maker = SheetMaker(lesson, convention: convention, asked: asked, digits: digits)
    self = try maker.worksheet(given)
  }

  init(
    _ lesson: Lesson, _ given: Case, convention: [AppliedVariant], asked: BlankSelection,
    digits: Int,
    _ recording: Recording, _ mistakes: [MistakeRun]
  ) throws(CaseError) {
    self.lesson = lesson
    self.given = given
    self.convention = convention
    self.digits = digits
    self.recording = recording
    questions = try asked.questions(recording, mistakes, digits: digits)
    sight = SheetCoverage(mistakes, questions)
  }

  /// The blanks of all questions in order.
  public var blanks: [Blank] { questions.flatMap { $0.blanks } }

  /// The sum of the points.
  public var points: Int { questions.reduce(0) { $0 + $1.points } }
}

/// A line of the trace of which something is asked.
public struct Question: Sendable {
  /// Its number on the sheet, from 1.
  public let number: Int
  /// The line's place in the recording.
  public let line: Int
  /// What is left blank, entry by entry.
  public let blanks: [Blank]

  /// The sum of the points.
  public var points: Int { blanks.reduce(0) { $0 + $1.points } }
}

/// An entry of a result that is left blank.
public struct Blank: Sendable {
  /// Its number on the sheet, from 1.
  public let number: Int
  /// The step.
  public let t: Int
  /// The quantity: `v_dW1`.
  public let target: String
  /// The entry.
  public let index: MatrixIndex
  /// Whether the quantity is a plain number.
  public let isNumber: Bool
  /// What is right.
  public let answer: Double
  /// What it is worth.
  public let points: Int
  /// What the known mistakes put here, the most common first; those that put what is right are left out.
  public let wrong: [WrongAnswer]

  /// What is asked for, as people write it: `v_dW1[0,1]`; a plain number without its place.
  public var name: String { isNumber ? target : "\(target)\(index)" }
}

/// A number that known mistakes put into a blank.
public struct WrongAnswer: Sendable {
  /// The number.
  public let value: Double
  /// The mistakes that make it, the most common first; none for the lesson's own rule where the key is in
  /// another book's form.
  public internal(set) var variants: [AppliedVariant]
}

/// What a worksheet's blanks show of the lesson's variants.
public struct SheetCoverage: Sendable {
  /// The variants that some blank tells from the right answer.
  public let seen: [String]
  /// Those that put the right digits into every blank.
  public let hidden: [String]
  /// Those that do so because they are the same numbers in another form: no blank could tell.
  public let forms: [String]

  /// Whether every variant shows in some blank, of those that can run on the case and make other numbers.
  public var isFull: Bool { hidden.isEmpty }

  init(_ mistakes: [MistakeRun], _ questions: [Question]) {
    var seen: [String] = []
    var hidden: [String] = []
    for run in mistakes {
      guard let applied = run.applied else { continue }
      let shows =
        run.recording == nil
        || questions.contains { question in
          question.blanks.contains { blank in
            blank.wrong.contains { wrong in
              wrong.variants.contains { $0.argument == applied.argument }
            }
          }
        }
      if shows { seen.append(applied.argument) } else { hidden.append(applied.argument) }
    }
    self.init(seen: seen, hidden: hidden, forms: [])
  }

  private init(seen: [String], hidden: [String], forms: [String]) {
    self.seen = seen
    self.hidden = hidden
    self.forms = forms
  }

  /// The same with some seen ones found to be marked right.
  func hiding(_ ids: Set<String>) -> SheetCoverage {
    if ids.isEmpty { return self }
    return SheetCoverage(
      seen: seen.filter { !ids.contains($0) }, hidden: hidden + seen.filter { ids.contains($0) },
      forms: forms)
  }

  /// The same with some hidden ones known to be other forms of the same numbers.
  func without(_ ids: Set<String>) -> SheetCoverage {
    SheetCoverage(
      seen: seen, hidden: hidden.filter { !ids.contains($0) },
      forms: forms + hidden.filter { ids.contains($0) })
  }
}
