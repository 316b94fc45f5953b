import Numerics
import Readers
import Text
import Tracing

/// A worksheet that came back: what it says of itself, and what stands in its rows.
public struct FilledSheet: Sendable {
  /// A row of the sheet.
  public struct Row: Sendable {
    /// The blank's number; nil if it cannot be read.
    let blank: Int?
    /// The quantity as it stands there, with its place: `v_dW1[0,0]`.
    let quantity: String
    /// The step; nil if it cannot be read.
    let t: Int?
    /// What was written, without what is around it.
    let text: String
    /// What it says.
    let answer: WrittenAnswer
    /// Where it stands.
    let place: TextPlace
  }

  /// What the sheet is made from; nil if no line says so.
  public let source: WorksheetSpec?
  /// What is wrong with that line.
  public let damage: CaseError?
  /// The rows in the order of the file.
  public let rows: [Row]

  /// Whether a file is a worksheet: it says so, or has a table of blanks and answers.
  public static func isWorksheet(_ bytes: [UInt8]) -> Bool {
    let mark = Array(WorksheetSpec.mark.utf8)
    var at = 0
    while at + mark.count <= bytes.count {
      if bytes[at] == mark[0], bytes[at..<(at + mark.count)].elementsEqual(mark) { return true }
      at += 1
    }
    // Most files do not even have the letters of such a table's heading.
    guard bytes.count < 1_000_000, bytes.hasInOrder("blank"), bytes.hasInOrder("answer") else {
      return false
    }
    return !((try? rows(bytes)) ?? []).isEmpty
  }

  /// Reads a worksheet, Markdown or CSV.
  ///
  /// - Throws: `ReadingError` for what is no text.
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
    // A page of prose is no table: its quotes need not fit.
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

/// Where the cells of a worksheet's table stand.
private struct Columns {
  private let blank: Int
  private let answer: Int
  private let quantity: Int?
  private let t: Int?
  private let row: Int?
  private let column: Int?
  /// How many there are.
  private let count: Int

  /// Finds the columns in a table's heading; nil if it is none of a worksheet's.
  init?(_ cells: [String]) {
    // Most rows of most files are no heading, which a look at their bytes shows.
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
    // 0,1 without quotes in a table with commas has become two cells, where the answer stands last.
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
  /// A name without what Markdown puts around and into it.
  fileprivate var plainName: String {
    String(filter { !"\\*`$ \"'".contains($0) })
  }
}

extension Sequence<UInt8> {
  /// Whether the letters of a word, small or capital, stand here in their order, whatever is between them.
  fileprivate func hasInOrder(_ word: StaticString) -> Bool {
    var next = 0
    for byte in self {
      // The bit that tells small letters from capital ones.
      if next < word.utf8CodeUnitCount, byte | 0x20 == word.utf8Start[next] { next += 1 }
    }
    return next == word.utf8CodeUnitCount
  }
}
