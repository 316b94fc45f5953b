/// A table with one row for each number, as scripts and learning platforms export it:
/// `student,exercise,name,row,col,value`.
struct LongTable {
  /// The meaning of each column.
  struct Header {
    var name: Int
    var value: Int
    var row: Int?
    var column: Int?
    var student: Int?
    var exercise: Int?
    var step: Int?
    var base: Int?

    /// Reads a header; nil if it has no columns `name` and `value`.
    init?(_ cells: [Cell]) {
      var places: [String: Int] = [:]
      for (index, cell) in cells.enumerated() where cell.text.count <= 40 {
        let letters = cell.text.filter { isWordByte($0) }.map { byte in
          byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
        }
        let key = String(decoding: letters, as: UTF8.self)
        if places[key] == nil { places[key] = index }
      }
      guard let name = places["name"], let value = places["value"] else { return nil }
      self.name = name
      self.value = value
      row = places["row"]
      column = places["col"] ?? places["column"]
      student = places["student"]
      exercise = places["exercise"]
      step = places["step"] ?? places["t"]
      base = places["base"]
    }
  }

  private struct Owner: Hashable {
    var student: String?
    var exercise: String?
  }

  private struct Key: Hashable {
    var owner: Owner
    var name: String
    var step: Int?
  }

  private struct Entry {
    var row: Int
    var column: Int
    var number: Decimal
    var place: TextPlace
  }

  private let header: Header
  private let decimalComma: Bool
  private var keys: [Key: Int] = [:]
  private var groups: [(key: Key, entries: [Entry])] = []
  private var count = 0
  /// The index of the first row and column, 0 or 1.
  private var base: Int?
  private var leastIndex = 1

  init(_ header: Header, decimalComma: Bool) {
    self.header = header
    self.decimalComma = decimalComma
  }

  /// Takes a row.
  mutating func append(_ cells: [Cell]) throws(ReadingError) {
    guard let first = cells.first, !cells.allSatisfy({ $0.isEmpty }) else { return }
    guard header.value < cells.count, header.name < cells.count else {
      throw ReadingError(
        "this row has \(cells.count) \(cells.count == 1 ? "cell" : "cells"), fewer than the header has columns",
        at: first.place)
    }
    let value = cells[header.value]
    guard let number = value.number(decimalComma: decimalComma) else {
      throw ReadingError("'\(value.words)' stands where a value is expected", at: value.place)
    }
    count += 1
    guard count <= Limit.numbers else { throw Limit.tooManyNumbers(at: value.place) }
    let row = try index(header.row, cells)
    let column = try index(header.column, cells)
    for index in [row, column] { if let index { leastIndex = min(leastIndex, index) } }
    if let stated = try index(header.base, cells) {
      guard stated == 0 || stated == 1, base == nil || base == stated else {
        throw ReadingError(
          "base \(stated); expected 0 or 1, the same in every row", at: first.place)
      }
      base = stated
    }
    let key = Key(
      owner: Owner(student: text(header.student, cells), exercise: text(header.exercise, cells)),
      name: text(header.name, cells) ?? "", step: try index(header.step, cells))
    // An axis without a column has one entry.
    let entry = Entry(row: row ?? -1, column: column ?? -1, number: number, place: value.place)
    if let group = keys[key] {
      groups[group].entries.append(entry)
    } else {
      guard groups.count < Limit.arrays else { throw Limit.tooManyArrays(at: value.place) }
      keys[key] = groups.count
      groups.append((key, [entry]))
    }
  }

  private func text(_ column: Int?, _ cells: [Cell]) -> String? {
    guard let column, column < cells.count, !cells[column].isEmpty else { return nil }
    return String(decoding: cells[column].text, as: UTF8.self)
  }

  private func index(_ column: Int?, _ cells: [Cell]) throws(ReadingError) -> Int? {
    guard let column, column < cells.count, !cells[column].isEmpty else { return nil }
    guard let number = cells[column].number(decimalComma: false), number.precision == .whole,
      let index = Int(exactly: number.value), index >= 0
    else {
      throw ReadingError(
        "'\(cells[column].words)' stands where a row, a column or a step is expected",
        at: cells[column].place)
    }
    return index
  }

  /// The arrays, a part for each student and exercise, in the order of the file.
  func parts() throws(ReadingError) -> [Reading.Part] {
    var parts: [Reading.Part] = []
    var partOf: [Owner: Int] = [:]
    for (key, entries) in groups {
      let array = try array(key, entries)
      if let part = partOf[key.owner] {
        parts[part].arrays.append(array)
      } else {
        partOf[key.owner] = parts.count
        parts.append(
          Reading.Part(arrays: [array], student: key.owner.student, title: key.owner.exercise))
      }
    }
    return parts
  }

  private func array(_ key: Key, _ entries: [Entry]) throws(ReadingError) -> PrintedArray {
    let base = base ?? leastIndex
    let place = entries.first?.place
    func failure(_ what: String) -> ReadingError {
      ReadingError(
        "\(key.name)\(key.step.map { " of step \($0)" } ?? "") \(what); "
          + "each of its rows and columns must come once", at: place)
    }
    var lengths: [Int] = []
    let hasRows = entries.contains { $0.row >= 0 }
    let hasColumns = entries.contains { $0.column >= 0 }
    var rows = 1
    var columns = 1
    for entry in entries {
      guard (entry.row >= 0) == hasRows, (entry.column >= 0) == hasColumns,
        !hasRows || entry.row >= base, !hasColumns || entry.column >= base
      else { throw failure("has an entry without a row or column") }
      if hasRows { rows = max(rows, entry.row - base + 1) }
      if hasColumns { columns = max(columns, entry.column - base + 1) }
    }
    if hasRows { lengths.append(rows) }
    if hasColumns { lengths.append(columns) }
    let (size, overflow) = rows.multipliedReportingOverflow(by: columns)
    guard !overflow, size <= Limit.numbers, size <= entries.count * 4 + 16 else {
      let count = entries.count == 1 ? "1 number" : "\(entries.count) numbers"
      throw failure("has \(count), its greatest row is \(rows), column \(columns)")
    }
    var digits = SharedDigits()
    var numbers = [PrintedNumber?](repeating: nil, count: size)
    for entry in entries {
      digits.see(entry.number)
      let at =
        (hasRows ? entry.row - base : 0) * columns + (hasColumns ? entry.column - base : 0)
      if numbers[at] != nil {
        throw failure("has two numbers in one place (line \(entry.place.line))")
      }
      numbers[at] = PrintedNumber(entry.number.value, entry.number.precision, at: entry.place)
    }
    if let hole = numbers.firstIndex(where: { $0 == nil }) {
      throw failure(
        "has no number in row \(hole / columns + base), column \(hole % columns + base)")
    }
    var all = numbers.compactMap { $0 }
    digits.share(&all)
    return PrintedArray(
      names: names(Array(key.name.utf8)[...]), shape: lengths, numbers: all, step: key.step,
      place: place)
  }
}
