/// The rows of the tables in a Markdown text, `| blank | answer |`.
///
/// The lines of dashes under the headings are left out; a row may lack its outer bars.
public struct PipeTables {
  /// The rows in order; each table's heading comes first.
  public let tables: [[TextTable.Row]]

  /// The most rows that are read.
  private static let mostRows = 100_000

  /// Reads the tables of a text.
  ///
  /// - Throws: `ReadingError` if the bytes are not text.
  public init(_ bytes: [UInt8]) throws(ReadingError) {
    let text = try plainText(bytes, expected: "expected a text with tables (Markdown)")
    var tables: [[TextTable.Row]] = []
    var table: [TextTable.Row] = []
    var count = 0
    for (index, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    {
      guard line.contains(UInt8(ascii: "|")), count < Self.mostRows else {
        if !table.isEmpty { tables.append(table) }
        table = []
        continue
      }
      let row = Self.row(line, index + 1)
      if !row.cells.allSatisfy(Self.isRule) {
        table.append(row)
        count += 1
      }
    }
    if !table.isEmpty { tables.append(table) }
    self.tables = tables
  }

  /// Splits a line at its bars, except those after a backslash.
  private static func row(_ line: ArraySlice<UInt8>, _ number: Int) -> TextTable.Row {
    var cells: [String] = []
    var columns: [Int] = []
    var cell: [UInt8] = []
    var start = 1
    var column = 0
    var isEscaped = false
    func close() {
      cells.append(String(decoding: cell, as: UTF8.self).withoutBlanksAround)
      columns.append(start + cell.prefix { $0 == UInt8(ascii: " ") }.count)
      cell = []
      start = column + 1
    }
    for byte in line {
      if byte & 0xC0 != 0x80 { column += 1 }
      if byte == UInt8(ascii: "|"), !isEscaped { close() } else { cell.append(byte) }
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
    }
    close()
    // There is no cell before the first bar or after the last one.
    if cells.first == "", cells.count > 1 {
      cells.removeFirst()
      columns.removeFirst()
    }
    if cells.last == "", cells.count > 1 {
      cells.removeLast()
      columns.removeLast()
    }
    return TextTable.Row(line: number, cells: cells, columns: columns)
  }

  /// Whether a cell belongs to the line under the headings: `---:`.
  private static func isRule(_ cell: String) -> Bool {
    cell.utf8.contains(UInt8(ascii: "-"))
      && cell.utf8.allSatisfy { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ":") || $0 == 0x20 }
  }
}
