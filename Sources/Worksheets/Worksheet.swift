import Diagnosis
import Equations
import Numerics
import Tracing

/// The source of two documents: a worksheet with blanks, and its key.
///
/// ```
/// lesson, case, what is asked, digits, points
///   → the run with every line           (`recording`)
///   → the blanks with their answers     (`questions`)
///   → the answers of known mistakes     (`Blank.wrong`)
/// ```
public struct Worksheet: Sendable {
  /// The lesson.
  public let lesson: Lesson
  /// The case with the numbers.
  public let given: Case
  /// The other book's forms that the key uses; empty for the lesson's own rule.
  public let convention: [AppliedVariant]
  /// The number of significant digits of an answer.
  public let digits: Int
  /// The run, with every line.
  public let recording: Recording
  /// The questions in the order of the run, one for each line of the trace.
  public let questions: [Question]
  /// The variants that some blank shows, and those that no blank shows.
  public internal(set) var sight: SheetCoverage

  /// Makes a worksheet with its key.
  ///
  /// - Parameters:
  ///   - lesson: The lesson.
  ///   - given: The case.
  ///   - convention: The other book's forms that the key uses.
  ///   - asked: The quantities to ask for.
  ///   - digits: The number of significant digits.
  /// - Throws: `CaseError` if the case cannot run, or lacks something the sheet asks for.
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

/// A line of the trace with something to fill in.
public struct Question: Sendable {
  /// Its number on the sheet, from 1.
  public let number: Int
  /// The line's index in the recording.
  public let line: Int
  /// The blanks, entry by entry.
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
  /// The right answer.
  public let answer: Double
  /// The points it is worth.
  public let points: Int
  /// The answers that known mistakes give, the most common first, without those that give the right
  /// answer.
  public let wrong: [WrongAnswer]

  /// The name of the entry: `v_dW1[0,1]`; a plain number without its index.
  public var name: String { isNumber ? target : "\(target)\(index)" }
}

/// A wrong answer that known mistakes give.
public struct WrongAnswer: Sendable {
  /// The number.
  public let value: Double
  /// The mistakes that give it, the most common first.
  ///
  /// Empty for the lesson's own rule, if the key uses another book's form.
  public internal(set) var variants: [AppliedVariant]
}

/// How many of the lesson's variants a worksheet's blanks show.
public struct SheetCoverage: Sendable {
  /// The variants that give a wrong answer in some blank.
  public let seen: [String]
  /// The variants that give right answers in every blank.
  public let hidden: [String]
  /// The variants that are the same numbers in another form, so that no blank can show them.
  public let forms: [String]

  /// Whether every variant shows in some blank, apart from those that cannot run on the case or
  /// make the same numbers.
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

  /// The same, with some visible variants now hidden, since they are marked right.
  func hiding(_ ids: Set<String>) -> SheetCoverage {
    if ids.isEmpty { return self }
    return SheetCoverage(
      seen: seen.filter { !ids.contains($0) }, hidden: hidden + seen.filter { ids.contains($0) },
      forms: forms)
  }

  /// The same, without some hidden variants, since they are other forms of the same numbers.
  func without(_ ids: Set<String>) -> SheetCoverage {
    SheetCoverage(
      seen: seen, hidden: hidden.filter { !ids.contains($0) },
      forms: forms + hidden.filter { ids.contains($0) })
  }
}
