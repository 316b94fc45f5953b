/// Reads a table row by row, with commas, semicolons or tabs between cells and quotes as in RFC
/// 4180.
///
/// The first lines of the text decide the separator. Lines that begin with `#` are comments.
public struct TableRows {
  private var scanner: TableScanner
  private let decimalComma: Bool

  /// Prepares to read a table.
  ///
  /// - Throws: `ReadingError` if the bytes are not text.
  public init(_ bytes: [UInt8]) throws(ReadingError) {
    let text = try plainText(bytes, expected: "expected a table of text (CSV)")
    scanner = TableScanner(text, delimiter: delimiter(text) ?? UInt8(ascii: ","))
    decimalComma = scanner.delimiter != UInt8(ascii: ",")
  }

  /// The line of the next row, from 1.
  public var line: Int { scanner.cursor.line }
  /// The lines skipped because they begin with `#`, from 1.
  public var comments: [Int] { scanner.comments }

  /// The cells of the next row; nil at the end.
  ///
  /// An empty line has one empty cell.
  ///
  /// - Throws: `ReadingError` for a quote that is not closed, or that is closed within a cell.
  public mutating func next() throws(ReadingError) -> [TableCell]? {
    guard let row = try scanner.row() else { return nil }
    return row.map { TableCell(cell: $0, decimalComma: decimalComma) }
  }
}

/// A cell of a table that is read row by row.
public struct TableCell {
  let cell: Cell
  let decimalComma: Bool

  /// The position of the cell's beginning.
  public var place: TextPlace { cell.place }
  /// Whether the cell is empty or contains only spaces.
  public var isEmpty: Bool { cell.isEmpty }
  /// The cell's text without quotes and surrounding spaces.
  public var text: String { String(decoding: cell.trimmed, as: UTF8.self) }
  /// The decimal number in the cell, with a decimal comma if commas are not separators; nil for
  /// anything else.
  public var number: Double? { cell.decimal(decimalComma: decimalComma)?.value }
}
