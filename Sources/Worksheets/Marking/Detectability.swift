import Diagnosis
import Equations
import Numerics
import Tracing

extension SheetMaker {
  /// What a sheet's blanks show once they come back: a mistake whose numbers, written to the digits asked for,
  /// follow from each other by the right equations is marked right, and so does not show.
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
        // So far off, rounding explains nothing; and all before it is right.
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
