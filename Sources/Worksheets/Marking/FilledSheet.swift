import Numerics
import Readers
import Text
import Tracing

/// A returned worksheet: its source, and the contents of its rows.
public struct FilledSheet: Sendable {
  /// A row of the sheet.
  public struct Row: Sendable {
    /// The blank's number; nil if it cannot be read.
    let blank: Int?
    /// The quantity as written in the row, with its index: `v_dW1[0,0]`.
    let quantity: String
    /// The step; nil if it cannot be read.
    let t: Int?
    /// The answer's text, trimmed.
    let text: String
    /// The answer.
    let answer: WrittenAnswer
    /// The position in the file.
    let place: TextPlace
  }

  /// The source of the sheet; nil if no line states it.
  public let source: WorksheetSpec?
  /// The error in that line.
  public let damage: CaseError?
  /// The rows in the order of the file.
  public let rows: [Row]

  /// Whether a file is a worksheet: it has a source line, or a table of blanks and answers.
  public static func isWorksheet(_ bytes: [UInt8]) -> Bool {
    let mark = Array(WorksheetSpec.mark.utf8)
    var at = 0
    while at + mark.count <= bytes.count {
      if bytes[at] == mark[0], bytes[at..<(at + mark.count)].elementsEqual(mark) { return true }
      at += 1
    }
    // Most files do not even contain the letters of such a table's heading.
    guard bytes.count < 1_000_000, bytes.hasInOrder("blank"), bytes.hasInOrder("answer") else {
      return false
    }
    return !((try? rows(bytes)) ?? []).isEmpty
  }

  /// Reads a worksheet in Markdown or CSV.
  ///
  /// - Throws: `ReadingError` if the bytes are not text.
  public init(_ bytes: [UInt8]) throws(ReadingError) {
    do throws(CaseError) {
      source = try WorksheetSpec.found(in: bytes)
      damage = nil
    } catch {
      source = nil
      damage = error
    }
    rows = try Self.rows(bytes)
  }

  private static func rows(_ bytes: [UInt8]) throws(ReadingError) -> [Row] {
    var found: [Row] = []
    for table in try PipeTables(bytes).tables { found += rows(of: table) }
    if !found.isEmpty { return found }
    // Prose is not a table: its quotes need not match.
    guard let table = try? TextTable(bytes) else { return [] }
    return rows(of: table.rows)
  }

  private static func rows(of table: [TextTable.Row]) -> [Row] {
    var found: [Row] = []
    var columns: Columns?
    for row in table {
      if let header = Columns(row.cells) {
        columns = header
      } else if let columns {
        found.append(columns.row(row))
      }
    }
    return found
  }
}

/// The positions of the cells in a worksheet's table.
private struct Columns {
  private let blank: Int
  private let answer: Int
  private let quantity: Int?
  private let t: Int?
  private let row: Int?
  private let column: Int?
  /// The number of columns.
  private let count: Int

  /// Finds the columns in a table's heading; nil if it is not a worksheet's.
  init?(_ cells: [String]) {
    // Most rows of most files are not headings, which a look at their bytes shows.
    guard cells.contains(where: { $0.utf8.hasInOrder("blank") }),
      cells.contains(where: { $0.utf8.hasInOrder("answer") })
    else { return nil }
    let names = cells.map { $0.plainName.lowercased() }
    guard let blank = names.firstIndex(of: "blank"), let answer = names.firstIndex(of: "answer")
    else { return nil }
    self.blank = blank
    self.answer = answer
    count = names.count
    quantity = names.firstIndex(of: "quantity")
    t = names.firstIndex(of: "t")
    row = names.firstIndex(of: "row")
    column = names.firstIndex(of: "column")
  }

  func row(_ row: TextTable.Row) -> FilledSheet.Row {
    func cell(_ at: Int?) -> String {
      guard let at, row.cells.indices.contains(at) else { return "" }
      return row.cells[at]
    }
    func whole(_ at: Int?) -> Int? {
      guard case .number(let number, _) = WrittenAnswer(cell(at)) else { return nil }
      return Int(exactly: number.value)
    }
    var name = cell(quantity).plainName
    if let row = whole(self.row), let column = whole(self.column) {
      name += "\(MatrixIndex(row, column))"
    }
    var text = cell(answer)
    // Without quotes, 0,1 has become two cells; the answer is the last column.
    if answer == count - 1, row.cells.count > count {
      let rest = row.cells[answer...]
      let filled = rest.dropLast(rest.reversed().prefix { $0.isEmpty }.count)
      text = filled.joined(separator: ",")
    }
    let place = row.columns.indices.contains(answer) ? row.columns[answer] : 1
    return FilledSheet.Row(
      blank: whole(blank), quantity: name, t: whole(t), text: text.visible,
      answer: WrittenAnswer(text), place: TextPlace(line: row.line, column: place))
  }
}

extension String {
  /// A name without Markdown's formatting.
  fileprivate var plainName: String {
    String(filter { !"\\*`$ \"'".contains($0) })
  }
}

extension Sequence<UInt8> {
  /// Whether a word's letters, in any case, occur here in order, with anything between them.
  fileprivate func hasInOrder(_ word: StaticString) -> Bool {
    var next = 0
    for byte in self {
      // This bit distinguishes lower-case from upper-case letters.
      if next < word.utf8CodeUnitCount, byte | 0x20 == word.utf8Start[next] { next += 1 }
    }
    return next == word.utf8CodeUnitCount
  }
}
