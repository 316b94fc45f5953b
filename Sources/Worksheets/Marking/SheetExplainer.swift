import Diagnosis
import Equations
import Numerics
import Tracing

/// Finds the mistakes that explain every answer of a sheet.
///
/// First each known mistake runs alone, from the start of the case: a sheet with a single mistake
/// has exactly these numbers. Then each runs on the student's own numbers, line by line, for
/// students who rounded at every line. Then come pairs of mistakes that each explain at least one
/// wrong number.
struct SheetExplainer {
  /// A mistake, and its results from the student's own earlier numbers.
  struct Local {
    let applied: AppliedVariant?
    let own: CarriedForward
  }

  private let worksheet: Worksheet
  private let answers: [Answer]
  /// The blanks to explain: those with numbers, except numbers with too few digits.
  private let asked: [Int]
  private let wrong: [Int]
  /// The results of each mistake from the student's own numbers.
  private(set) var local: [Local] = []

  /// The most pairs that are tried.
  private static let mostPairs = 200

  init(_ worksheet: Worksheet, _ answers: [Answer], _ marks: [Mark]) {
    self.worksheet = worksheet
    self.answers = answers
    asked = marks.indices.filter { answers[$0].value != nil && marks[$0] != .fewDigits }
    wrong = marks.indices.filter { marks[$0] == .wrong }
  }

  /// The smallest sets of mistakes that explain every answer, the most common first.
  mutating func explanations(_ maker: inout SheetMaker) -> [[AppliedVariant]] {
    guard !wrong.isEmpty else { return [] }
    let single = explanationsByOne(&maker)
    return single.isEmpty ? explanationsByTwo(&maker) : single
  }

  /// The single mistakes that explain every answer.
  mutating func explanationsByOne(_ maker: inout SheetMaker) -> [[AppliedVariant]] {
    let runs = maker.mistakes.mistakes(worksheet.given)
    let whole = runs.filter { run in run.recording.map { explains($0) } ?? false }
    if !whole.isEmpty { return whole.map { run in run.applied.map { [$0] } ?? [] } }
    findLocal(&maker, runs)
    return local.filter { explains($0.own) }.map { one in one.applied.map { [$0] } ?? [] }
  }

  private func explanationsByTwo(_ maker: inout SheetMaker) -> [[AppliedVariant]] {
    let blanks = worksheet.blanks
    let given = worksheet.given
    let some = local.filter { one in
      one.applied != nil && wrong.contains { isExplained($0, one.own) }
    }.compactMap { $0.applied }
    var pairs: [[AppliedVariant]] = []
    var tried = 0
    for (index, first) in some.enumerated() {
      for second in some[(index + 1)...] where tried < Self.mostPairs {
        tried += 1
        let set = [first, second]
        guard let run = maker.mistakes.recording(of: set, given) else { continue }
        if explains(run) {
          pairs.append(set)
          continue
        }
        let mistakes = maker.mistakes
        let own = CarriedForward(blanks, answers, digits: worksheet.digits) { replacements in
          mistakes.recording(of: set, given, replacing: replacements)
        }
        if let own, explains(own) { pairs.append(set) }
      }
    }
    return pairs
  }

  /// Runs every mistake on the student's own numbers.
  private mutating func findLocal(_ maker: inout SheetMaker, _ runs: [MistakeRun]) {
    let blanks = worksheet.blanks
    var mistakes = maker.mistakes
    let given = worksheet.given
    for run in runs where run.recording != nil {
      let own = CarriedForward(blanks, answers, digits: worksheet.digits) { replacements in
        mistakes.recording(of: run.applied, given, own: replacements)
      }
      if let own { local.append(Local(applied: run.applied, own: own)) }
    }
    maker.mistakes = mistakes
  }

  /// Whether a run gives all answers, either as written line by line, or as a program prints them
  /// at the end of each step.
  private func explains(_ run: Recording) -> Bool {
    explains { blank in run.written(blank.target, after: blank.t, beside: worksheet.recording) }
      || explains { blank in run.value(blank.target, after: blank.t) }
  }

  private func explains(_ theirs: (Blank) -> Matrix?) -> Bool {
    let blanks = worksheet.blanks
    return asked.allSatisfy { index in
      let blank = blanks[index]
      guard let value = answers[index].value else { return false }
      // Where the mistake has no such entry, it does not contradict the right number.
      let number = theirs(blank)?.element(blank.index) ?? blank.answer
      return isAnswer(value, number, digits: worksheet.digits)
    }
  }

  private func explains(_ own: CarriedForward) -> Bool { asked.allSatisfy { isExplained($0, own) } }

  private func isExplained(_ index: Int, _ own: CarriedForward) -> Bool {
    guard let value = answers[index].value else { return false }
    return own.leads(to: value, at: index, digits: worksheet.digits)
  }
}
