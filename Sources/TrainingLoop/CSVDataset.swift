import Numerics

/// What is wrong with a table of examples, and where.
public struct DatasetError: Error, Equatable, Sendable {
  /// The line, counted from 1.
  public let line: Int
  /// The column of the table, counted from 1; nil if the whole line is meant.
  public let column: Int?
  /// What is wrong and what was expected.
  public let message: String
}

extension Dataset {
  /// The greatest number of numbers a table may have.
  public static let mostNumbers = 10_000_000

  /// Reads a table of comma-separated values: features, and in the last column a label of 0 or 1.
  ///
  /// A first line of names is skipped, and so are empty lines. Numbers may be in quotes.
  ///
  /// - Throws: `DatasetError` for a word among the numbers, a missing value, a label that is neither 0 nor
  ///   1, a line of another length, or a table without examples.
  public init(csv bytes: [UInt8], name: String) throws(DatasetError) {
    var rows: [[Double]] = []
    var columns = 0
    var count = 0
    var line = 0
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    for part in text.split(omittingEmptySubsequences: false, whereSeparator: { $0 == 10 }) {
      line += 1
      let cells = part.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        .map(trimmed)
      if cells.count == 1, cells[0].isEmpty { continue }
      if rows.isEmpty, columns == 0, cells.allSatisfy({ number($0) == nil && !$0.isEmpty }) {
        columns = cells.count
        continue
      }
      if rows.isEmpty, columns == 0 { columns = cells.count }
      let row = try Self.row(cells, line, expecting: columns)
      rows.append(row)
      count += row.count
      if count > Self.mostNumbers {
        throw DatasetError(
          line: line, column: nil, message: "more than \(Self.mostNumbers) numbers in the table")
      }
    }
    guard !rows.isEmpty else {
      throw DatasetError(line: Swift.max(1, line), column: nil, message: "no examples in the file")
    }
    let features = columns - 1
    var x: [Double] = []
    x.reserveCapacity(features * rows.count)
    for feature in 0..<features { for row in rows { x.append(row[feature]) } }
    let labels = rows.map { $0[features] }
    guard let X = Matrix(shape: Shape(features, rows.count), elements: x),
      let Y = Matrix(shape: Shape(1, rows.count), elements: labels),
      let dataset = Dataset(name: name, X: X, Y: Y)
    else { throw DatasetError(line: 1, column: nil, message: "no features in the file") }
    self = dataset
  }

  private static func row(
    _ cells: [[UInt8]], _ line: Int, expecting columns: Int
  ) throws(DatasetError) -> [Double] {
    guard columns >= 2 else {
      throw DatasetError(
        line: line, column: nil,
        message: "one value only: expected features and a label of 0 or 1, separated by commas")
    }
    guard cells.count == columns else {
      throw DatasetError(
        line: line, column: nil,
        message: "\(cells.count) values, but the lines before have \(columns)")
    }
    var row: [Double] = []
    for (index, cell) in cells.enumerated() {
      let isLabel = index == columns - 1
      guard let value = number(cell), value.isFinite else {
        let found = String(decoding: cell.prefix(40), as: UTF8.self)
        throw DatasetError(
          line: line, column: index + 1,
          message: "expected \(isLabel ? "a label of 0 or 1" : "a number"), found "
            + (cell.isEmpty ? "nothing" : "'\(found)'"))
      }
      if isLabel, value != 0, value != 1 {
        throw DatasetError(
          line: line, column: index + 1,
          message:
            "the label is \(String(decoding: cell.prefix(40), as: UTF8.self)): expected 0 or 1")
      }
      row.append(value)
    }
    return row
  }
}

/// A cell without the blanks and the quotes around it.
private func trimmed(_ cell: ArraySlice<UInt8>) -> [UInt8] {
  let blanks: [UInt8] = [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r")]
  var cell = cell
  while let first = cell.first, blanks.contains(first) { cell.removeFirst() }
  while let last = cell.last, blanks.contains(last) { cell.removeLast() }
  let quote = UInt8(ascii: "\"")
  if cell.count >= 2, cell.first == quote, cell.last == quote { cell = cell.dropFirst().dropLast() }
  return Array(cell)
}

/// The number a cell holds; nil for a word, for nothing and for what is too long to be a number.
private func number(_ cell: [UInt8]) -> Double? {
  guard !cell.isEmpty, cell.count < 100 else { return nil }
  // Swift would also read "nan", "inf" and hexadecimal digits; a table of features has none of them.
  let digits = cell.allSatisfy {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || "+-.eE".utf8.contains($0)
  }
  return digits ? Double(String(decoding: cell, as: UTF8.self)) : nil
}
