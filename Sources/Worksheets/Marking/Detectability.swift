import Diagnosis
import Equations
import Numerics
import Tracing

extension SheetMaker {
  /// The variants that a returned sheet's blanks show.
  ///
  /// A mistake whose answers follow from each other by the right equations is marked right, so it
  /// does not show.
  mutating func toldApart(_ sheet: Worksheet, _ mistakes: [MistakeRun]) -> SheetCoverage {
    var same: Set<String> = []
    for run in mistakes {
      guard let applied = run.applied, let recording = run.recording,
        sheet.sight.seen.contains(applied.argument), !isTold(recording, sheet)
      else { continue }
      same.insert(applied.argument)
    }
    return sheet.sight.hiding(same)
  }

  private mutating func isTold(_ recording: Recording, _ sheet: Worksheet) -> Bool {
    let digits = sheet.digits
    let style = NumberStyle(digits: digits)
    var replacements: [Replacement] = []
    var differing: [(place: Int, value: Double)] = []
    for blank in sheet.blanks {
      let theirs = recording.written(blank.target, after: blank.t, beside: sheet.recording)
      guard let number = theirs?.element(blank.index) else { continue }
      let value = style.rounded(number)
      if !isAnswer(value, blank.answer, digits: digits) {
        // Too far off for rounding to explain it; and everything before it is right.
        let far = 100 * halfUnit(blank.answer, digits: digits)
        let isNear = blank.answer != 0 && (value - blank.answer).magnitude <= far
        if differing.isEmpty, !isNear { return true }
        differing.append((replacements.count, value))
      }
      replacements.append(blank.replacement(value))
    }
    guard let own = try? record(sheet.given, replacing: replacements) else { return true }
    return differing.contains { place, value in
      guard let led = own.displaced[place] else { return true }
      return !isAnswer(value, led, digits: digits)
    }
  }
}
