import Diagnosis
import Equations
import Numerics
import Tracing

/// Marks filled worksheets of one lesson with the same questions, one after another.
///
/// A number is right if it is the key's to the digits asked for. It *follows* if it is what the equations make
/// of the student's own earlier numbers, of which only those asked for are known: it earns its points, so that
/// one slip costs once. A number with fewer digits than asked for earns nothing, but is no mistake either.
public struct Marker {
  private var maker: SheetMaker

  /// Prepares the marking of the worksheets a maker makes.
  public init(_ maker: SheetMaker) { self.maker = maker }

  /// The worksheet of a case, with its key.
  ///
  /// - Throws: `CaseError` if the case cannot run, or something asked for is not in it.
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
    let own = OwnNumbers(blanks, answers, digits: digits) { replacements in
      try? maker.record(worksheet.given, replacing: replacements)
    }
    var marks: [Mark] = []
    var rough: [Int?] = []
    var isAllRight = true
    for index in blanks.indices {
      let answer = answers[index]
      guard let value = answer.value else {
        marks.append(answer.lack ?? .empty)
        rough.append(nil)
        continue
      }
      let leads = own?.leads(to: value, at: index, digits: digits) ?? false
      let right = answer.digitsRight(blanks[index].answer, asked: digits)
      let follows = own?.led[index].flatMap { answer.digitsRight($0, asked: digits) }
      if isRight[index] || (leads && isAllRight) {
        marks.append(.right)
        rough.append(nil)
      } else if leads {
        marks.append(.follows)
        rough.append(nil)
      } else {
        marks.append(.wrong)
        rough.append(right ?? follows)
        if rough[index] == nil { isAllRight = false }
      }
    }
    var explaining = Explaining(worksheet, answers, marks, rough)
    let found = explaining.explanations(&maker)
    let words = WrongWords(worksheet, answers, own, explaining.local)
    let marked = blanks.indices.map { index in
      let answer = answers[index]
      var why = answer.why
      var variants: [AppliedVariant] = []
      switch marks[index] {
      case .right, .empty, .noNumber: break
      case .follows:
        let led = NumberStyle(digits: digits).text(blanks[index].answer)
        why = "what the earlier numbers lead to; the key has \(led)"
      case .wrong:
        if let count = rough[index] {
          why = "right to \(count) digit\(count == 1 ? "" : "s"); \(digits) were asked for"
        } else {
          (why, variants) = words.why(index, preferred: found.first ?? [])
        }
      }
      return MarkedBlank(blanks[index], answer, marks[index], why, variants)
    }
    return MarkedSheet(
      worksheet: worksheet, blanks: marked,
      verdict: Self.verdict(marks, rough, found), explanations: found.map(explanation),
      notes: read.notes)
  }

  /// What can be said of a sheet whose answers some sets of variants explain.
  private static func verdict(
    _ marks: [Mark], _ rough: [Int?], _ found: [[AppliedVariant]]
  ) -> Verdict {
    let isWrong = marks.indices.contains { marks[$0] == .wrong && rough[$0] == nil }
    if !isWrong { return marks.contains { $0.earns } ? .correct : .unknown }
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
  /// The equations that some variants change, beside the key's own convention.
  func changes(_ variants: [AppliedVariant]) -> [MarkedSheet.Change] {
    // A mistake in a convention is told beside that convention.
    let context = variants.compactMap { $0.variant.within.flatMap(lesson.variant) }
      .filter { one in !variants.contains { $0.variant.id == one.id } }
      .map { AppliedVariant($0) }
    let others = convention.filter { one in !context.contains { $0.variant.id == one.variant.id } }
    guard
      let key = try? EditedRule(
        lesson.rule, applying: lesson.withContext(others + context)),
      let edited = try? EditedRule(
        lesson.rule,
        applying: variants.isEmpty ? [] : lesson.withContext(others + context + variants))
    else { return [] }
    return edited.differences(from: key).map { line in
      let isEverywhere = line.place == "every parameter" || line.place == "every step"
      return MarkedSheet.Change(
        right: line.rule, written: line.variant, place: isEverywhere ? "" : line.place)
    }
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
