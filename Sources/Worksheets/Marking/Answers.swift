import Numerics
import Readers

/// A student's answer to one blank, as found in the file's rows.
struct Answer {
  var text = ""
  var value: Double?
  var precision = PrintedNumber.Precision.double
  /// The mark for an empty blank or for text that is not a number, if it applies.
  var lack: Mark?
  var why = ""
  var place: TextPlace?
}

/// The answers of a filled sheet, blank by blank, with notes on odd rows.
struct Answers {
  private(set) var all: [Answer]
  private(set) var notes: [String] = []

  init(_ filled: FilledSheet, of worksheet: Worksheet) {
    let blanks = worksheet.blanks
    var rows: [[FilledSheet.Row]] = Array(repeating: [], count: blanks.count)
    var places: [String: [Int]] = [:]
    for (index, blank) in blanks.enumerated() {
      for name in Set([blank.name, "\(blank.target)\(blank.index)"]) {
        places[name, default: []].append(index)
      }
    }
    let most = Self.mostRows(blanks.count)
    if filled.rows.count > most {
      notes.append(
        "\(filled.rows.count) rows, for \(blanks.count) blanks: only the first \(most) are looked at"
      )
    }
    for row in filled.rows.prefix(most) {
      let words = "line \(row.place.line)"
      let named = (places[row.quantity] ?? []).filter { row.t == nil || row.t == blanks[$0].t }
      if let number = row.blank, number >= 1, number <= blanks.count,
        row.quantity.isEmpty || named.contains(number - 1)
      {
        rows[number - 1].append(row)
      } else if named.count == 1, let at = named.first {
        notes.append(
          "\(words): the number of the blank is \(row.blank.map { "\($0)" } ?? "missing"); by its "
            + "quantity and step it is blank \(at + 1)")
        rows[at].append(row)
      } else {
        let name =
          row.quantity.isEmpty ? "" : " (\(row.quantity)\(row.t.map { ", t = \($0)" } ?? ""))"
        notes.append(
          "\(words): there is no blank \(row.blank.map { "\($0)" } ?? "of that kind")\(name) on this "
            + "worksheet, which has 1 to \(blanks.count); the row is left out")
      }
    }
    all = []
    for (index, own) in rows.enumerated() {
      all.append(Self.answer(own, blanks[index], worksheet.digits))
      if own.count > 1 {
        let lines = own.map { "\($0.place.line)" }.joined(separator: " and ")
        notes.append("blank \(index + 1) stands here \(own.count) times, in lines \(lines)")
      }
    }
  }

  /// The most rows that are read: some may occur twice, but with hundreds too many it is not a
  /// worksheet.
  private static func mostRows(_ blanks: Int) -> Int { 4 * blanks + 100 }

  private static func answer(_ rows: [FilledSheet.Row], _ blank: Blank, _ digits: Int) -> Answer {
    guard let first = rows.first else {
      return Answer(lack: .empty, why: "its row is missing from the file")
    }
    let filled = rows.filter { $0.answer != .empty }
    guard let row = filled.first else {
      return Answer(lack: .empty, why: "left empty", place: first.place)
    }
    var answer = Answer(text: row.text, place: row.place)
    if !filled.allSatisfy({ $0.text == row.text || $0.answer.isSameNumber(as: row.answer) }) {
      answer.text = filled.map { $0.text }.joined(separator: " and ")
      answer.lack = .noNumber
      answer.why = "two rows with two answers"
      return answer
    }
    switch row.answer {
    case .empty: answer.lack = .empty
    case .words:
      answer.lack = .noNumber
      answer.why = "no number: '\(row.text.prefix(40))'"
    case .number(let number, let other):
      let isOther =
        other.map {
          isAnswer($0.value, blank.answer, digits: digits)
            && !isAnswer(number.value, blank.answer, digits: digits)
        } ?? false
      let chosen = isOther ? other ?? number : number
      answer.value = chosen.value
      answer.precision = chosen.precision
    }
    return answer
  }
}

extension WrittenAnswer {
  /// Whether two answers are the same number, whatever the digits of each.
  fileprivate func isSameNumber(as other: WrittenAnswer) -> Bool {
    if self == other { return true }
    guard case .number(let one, nil) = self, case .number(let two, nil) = other else {
      return false
    }
    return one.value == two.value
  }
}

extension Answer {
  /// Half a unit of the last digit written; 0 if the digits say nothing, as in a fraction.
  var halfUnitWritten: Double { value.map { PrintedNumber($0, precision).halfUnit } ?? 0 }

  /// The number of digits to which a number with too few digits is right; nil if it is wrong.
  func digitsRight(_ right: Double, asked: Int) -> Int? {
    guard let value, value != 0, value.isFinite, right.isFinite else { return nil }
    let half = halfUnitWritten
    guard half > halfUnit(right, digits: asked) * 1.5 else { return nil }
    guard Tolerance(value, halfUnit: half).admits(right) else { return nil }
    return (1..<Swift.max(2, asked)).last { halfUnit(value, digits: $0) >= half * 0.9 }
  }
}
