import Diagnosis
import Equations
import Numerics
import Text
import Tracing

/// Marks filled worksheets of one lesson with the same questions, one after another.
///
/// A number is right if it matches the key to the digits asked for. It *follows* if the equations
/// make it from the student's own earlier answers: it earns its points, so a mistake costs points
/// only once. A number with fewer digits than asked for earns no points, but is not a mistake
/// either.
public struct Marker {
  private var maker: SheetMaker

  /// Prepares to mark a maker's worksheets.
  public init(_ maker: SheetMaker) { self.maker = maker }

  /// The worksheet of a case, with its key.
  ///
  /// - Throws: `CaseError` if the case cannot run, or lacks something the sheet asks for.
  public mutating func worksheet(_ given: Case) throws(CaseError) -> Worksheet {
    try maker.worksheet(given)
  }

  /// Marks a filled worksheet.
  public mutating func mark(_ filled: FilledSheet, of worksheet: Worksheet) -> MarkedSheet {
    let read = Answers(filled, of: worksheet)
    let blanks = worksheet.blanks
    let digits = worksheet.digits
    let answers = read.all
    let isRight = blanks.indices.map { index in
      answers[index].value.map { isAnswer($0, blanks[index].answer, digits: digits) } ?? false
    }
    guard !isRight.allSatisfy({ $0 }) else {
      let marked = blanks.indices.map { index in
        MarkedBlank(blanks[index], answers[index], .right, "")
      }
      return MarkedSheet(
        worksheet: worksheet, blanks: marked, verdict: .correct, explanations: [],
        notes: read.notes)
    }
    let own = CarriedForward(blanks, answers, digits: digits) { replacements in
      try? maker.record(worksheet.given, replacing: replacements)
    }
    var (marks, rough) = Self.marks(worksheet, answers, own, isRight)
    // If a known mistake explains the sheet, a number that it gives counts as the mistake's and not
    // as a short form of the right answer.
    let listed = marks.indices.filter { index in
      guard let value = answers[index].value, !isRight[index], marks[index] != .wrong,
        !(own?.leadsExactly(to: value, at: index, digits: digits) ?? false)
      else { return false }
      return blanks[index].wrong.contains { isAnswer(value, $0.value, digits: digits) }
    }
    var explaining = SheetExplainer(worksheet, answers, marks)
    var found: [[AppliedVariant]] = []
    if !listed.isEmpty {
      var strict = marks
      for index in listed { strict[index] = .wrong }
      explaining = SheetExplainer(worksheet, answers, strict)
      found = explaining.explanationsByOne(&maker)
      if !found.isEmpty { marks = strict }
    }
    if found.isEmpty {
      explaining = SheetExplainer(worksheet, answers, marks)
      found = explaining.explanations(&maker)
    }
    let words = MistakeSentence(worksheet, answers, own, explaining.local)
    let marked = blanks.indices.map { index in
      let answer = answers[index]
      var why = answer.why
      var variants: [AppliedVariant] = []
      switch marks[index] {
      case .right, .empty, .noNumber: break
      case .fewDigits:
        let count = rough[index] ?? 0
        why = "right to \(counted(count, "digit")); \(digits) were asked for"
      case .carriedForward:
        let key = NumberStyle(digits: digits).text(blanks[index].answer)
        why = "what the earlier numbers lead to; the key has \(key)"
      case .wrong: (why, variants) = words.why(index, found.first)
      }
      return MarkedBlank(blanks[index], answer, marks[index], why, variants)
    }
    return MarkedSheet(
      worksheet: worksheet, blanks: marked,
      verdict: Self.verdict(marks, found), explanations: found.map(explanation),
      notes: read.notes)
  }

  /// The marks without regard to known mistakes; for too few digits, also their number.
  private static func marks(
    _ worksheet: Worksheet, _ answers: [Answer], _ own: CarriedForward?, _ isRight: [Bool]
  ) -> ([Mark], rough: [Int?]) {
    let digits = worksheet.digits
    var marks: [Mark] = []
    var rough: [Int?] = Array(repeating: nil, count: answers.count)
    // A number that follows from right numbers is right: those were rounded before they were used.
    var isAllRight = true
    for (index, blank) in worksheet.blanks.enumerated() {
      let answer = answers[index]
      guard let value = answer.value else {
        marks.append(answer.lack ?? .empty)
        continue
      }
      if isRight[index] {
        marks.append(.right)
      } else if own?.leads(to: value, at: index, digits: digits) ?? false {
        marks.append(isAllRight ? .right : .carriedForward)
      } else {
        let follows = own?.led[index].flatMap { answer.digitsRight($0, asked: digits) }
        rough[index] = answer.digitsRight(blank.answer, asked: digits) ?? follows
        marks.append(rough[index] == nil ? .wrong : .fewDigits)
        isAllRight = false
      }
    }
    return (marks, rough)
  }

  /// The verdict on a sheet whose answers some sets of variants explain.
  private static func verdict(_ marks: [Mark], _ found: [[AppliedVariant]]) -> Verdict {
    if !marks.contains(.wrong) {
      return marks.contains { $0.earns || $0 == .fewDigits } ? .correct : .unknown
    }
    if found.isEmpty { return .unknown }
    if found.allSatisfy({ set in set.allSatisfy { $0.variant.kind == .convention } }) {
      return .convention
    }
    return found.count == 1 ? .diagnosed : .ambiguous
  }

  private func explanation(_ variants: [AppliedVariant]) -> MarkedSheet.Explanation {
    MarkedSheet.Explanation(variants: variants, changes: maker.changes(variants))
  }
}

extension SheetMaker {
  /// The equations that variants change, beyond the key's own convention.
  ///
  /// Without variants, the equations of the lesson's own form.
  func changes(_ variants: [AppliedVariant]) -> [EditedLine] {
    let (context, _, full) = lesson.sides(of: variants, beside: convention)
    guard let key = try? EditedRule(lesson.rule, applying: context),
      let edited = try? EditedRule(lesson.rule, applying: variants.isEmpty ? [] : full)
    else { return [] }
    return edited.differences(from: key)
  }
}

extension MarkedBlank {
  init(
    _ blank: Blank, _ answer: Answer, _ mark: Mark, _ why: String, _ variants: [AppliedVariant] = []
  ) {
    self.init(
      blank: blank, text: answer.text, value: answer.value, mark: mark, why: why,
      variants: variants, place: answer.place)
  }
}
