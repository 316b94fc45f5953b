/// A table of words, such as a list of students, with commas, semicolons or tabs between cells and
/// quotes as in RFC 4180.
public struct TextTable {
  /// A row that is not empty.
  public struct Row: Sendable {
    /// Its line in the file, from 1.
    public let line: Int
    /// Its cells, without surrounding spaces.
    public let cells: [String]
    /// The column at which each cell begins, from 1.
    public let columns: [Int]

    init(line: Int, cells: [String], columns: [Int]) {
      self.line = line
      self.cells = cells
      self.columns = columns
    }
  }

  /// The rows in order; empty ones and comments are left out.
  public let rows: [Row]
  /// The lines of the file that begin with `#`, from 1.
  public let comments: [Int]

  /// Reads a table.
  ///
  /// - Throws: `ReadingError` if the bytes are not text, or for quotes that do not match.
  public init(_ bytes: [UInt8]) throws(ReadingError) {
    var table = try TableRows(bytes)
    var rows: [Row] = []
    while true {
      let line = table.line
      guard let cells = try table.next() else { break }
      if cells.allSatisfy({ $0.isEmpty }) { continue }
      rows.append(
        Row(
          line: cells.first?.place.line ?? line, cells: cells.map { $0.text },
          columns: cells.map { $0.place.column }))
    }
    self.rows = rows
    comments = table.comments
  }
}

/// A text with one kind of line end, minus and space, whatever an editor has written.
///
/// - Throws: `ReadingError` if the bytes are not text.
func plainText(_ bytes: [UInt8], expected: String) throws(ReadingError) -> [UInt8] {
  if let other = foreignKind(bytes) { throw ReadingError("this is \(other); \(expected)") }
  let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
  if !isWide, bytes.contains(0) {
    throw ReadingError("this is not text (it holds zero bytes); \(expected)")
  }
  return linesAndSigns(try decoded(bytes))
}

extension String {
  /// The text without leading and trailing spaces and tabs.
  var withoutBlanksAround: String {
    var text = self[...]
    while let first = text.first, first == " " || first == "\t" { text = text.dropFirst() }
    while let last = text.last, last == " " || last == "\t" { text = text.dropLast() }
    return String(text)
  }
}
