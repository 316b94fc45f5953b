import Numerics
import Readers

/// An error in a table of examples, with its position.
public struct DatasetError: Error, Equatable, Sendable {
  /// The line, counted from 1.
  public let line: Int
  /// The column of the table, counted from 1; nil for the whole line.
  public let column: Int?
  /// What was found and what was expected.
  public let message: String

  init(line: Int, column: Int? = nil, _ message: String) {
    self.line = line
    self.column = column
    self.message = message
  }

  /// Converts an error of the table's reader, which counts characters and not cells.
  init(_ error: ReadingError) {
    let at = error.place.map { ", at character \($0.column) of the line" } ?? ""
    self.init(line: error.place?.line ?? 1, error.message + at)
  }
}

extension Dataset {
  /// The most numbers that a table may have.
  public static let mostNumbers = 10_000_000

  /// Reads a table with features and, in the last column, a label of 0 or 1, separated by commas,
  /// semicolons or tabs.
  ///
  /// A first line of names is skipped, and so are empty lines and comments. Numbers may be quoted,
  /// and may have a decimal comma if commas are not separators.
  ///
  /// - Throws: `DatasetError` for a word among the numbers, a missing value, a label other than 0
  ///   or 1, a line of another length, or a table without examples.
  public init(csv bytes: [UInt8], name: String) throws(DatasetError) {
    var table = try Self.told { () throws(ReadingError) in try TableRows(bytes) }
    var rows: [[Double]] = []
    var columns = 0
    var count = 0
    while true {
      let cells = try Self.told { () throws(ReadingError) in try table.next() }
      guard let cells, let line = cells.first?.place.line else { break }
      if cells.count == 1, cells[0].isEmpty { continue }
      let isFirst = columns == 0
      if isFirst { columns = cells.count }
      if isFirst, cells.allSatisfy({ $0.number == nil && !$0.isEmpty }) { continue }
      let row = try Self.row(cells, line, expecting: columns)
      rows.append(row)
      count += row.count
      if count > Self.mostNumbers {
        throw DatasetError(line: line, "more than \(Self.mostNumbers) numbers in the table")
      }
    }
    guard !rows.isEmpty else { throw DatasetError(line: table.line, "no examples in the file") }
    let features = columns - 1
    var x: [Double] = []
    x.reserveCapacity(features * rows.count)
    for feature in 0..<features { for row in rows { x.append(row[feature]) } }
    let labels = rows.map { $0[features] }
    guard let X = Matrix(shape: Shape(features, rows.count), elements: x),
      let Y = Matrix(shape: Shape(1, rows.count), elements: labels),
      let dataset = Dataset(name: name, X: X, Y: Y)
    else { throw DatasetError(line: 1, "no features in the file") }
    self = dataset
  }

  private static func told<Value>(
    _ read: () throws(ReadingError) -> Value
  ) throws(DatasetError) -> Value {
    do { return try read() } catch { throw DatasetError(error) }
  }

  private static func row(
    _ cells: [TableCell], _ line: Int, expecting columns: Int
  ) throws(DatasetError) -> [Double] {
    guard columns >= 2 else {
      throw DatasetError(
        line: line,
        "one value only: expected features and a label of 0 or 1, separated by commas, semicolons or tabs"
      )
    }
    guard cells.count == columns else {
      throw DatasetError(
        line: line,
        "\(cells.count == 1 ? "1 value" : "\(cells.count) values"), but the lines before have \(columns)"
      )
    }
    var row: [Double] = []
    for (index, cell) in cells.enumerated() {
      let isLabel = index == columns - 1
      guard let value = cell.number, value.isFinite else {
        throw DatasetError(
          line: line, column: index + 1,
          "expected \(isLabel ? "a label of 0 or 1" : "a number"), found "
            + (cell.isEmpty ? "nothing" : "'\(cell.text.prefix(40))'"))
      }
      if isLabel, value != 0, value != 1 {
        throw DatasetError(
          line: line, column: index + 1, "the label is \(cell.text.prefix(40)): expected 0 or 1")
      }
      row.append(value)
    }
    return row
  }
}
