/// Reads comma- or tab-separated values: one matrix, named blocks, named columns, or one number per
/// row (`LongTable`).
struct TableFile {
  private var scanner: TableScanner
  private let decimalComma: Bool
  private var arrays: [PrintedArray] = []
  private var numbers = 0
  /// The name above the current block.
  private var heading: [String] = []
  /// The names of its columns.
  private var columns: [Cell] = []
  private var block = RowsBuilder()
  /// The numbers of each named column; empty if the columns have no names.
  private var named: [RowsBuilder] = []

  private init(_ text: [UInt8], _ delimiter: UInt8) {
    scanner = TableScanner(text, delimiter: delimiter)
    decimalComma = delimiter != UInt8(ascii: ",")
  }

  /// Whether a text of unknown kind looks like a table: separated numbers in every line, or the
  /// header of a table with one number per row.
  static func isTable(_ text: [UInt8]) -> Bool {
    guard let delimiter = delimiter(text) else { return false }
    var file = TableFile(text, delimiter)
    var rows = 0
    var separated = 0
    while rows < 50, file.scanner.cursor.at < 16_384 {
      guard let row = try? file.scanner.row() else { break }
      if row.allSatisfy({ $0.isEmpty }) { continue }
      rows += 1
      if rows == 1, LongTable.Header(row) != nil { return true }
      if row.count == 1 {
        let isWord = row[0].text.allSatisfy { isWordByte($0) || isBlank($0) || isQuote($0) }
        guard isWord else { return false }
        continue
      }
      for cell in row where !cell.isEmpty && file.number(cell) == nil { return false }
      separated += 1
    }
    return separated > 0
  }

  /// Reads the file; a single matrix without a heading takes the file's name.
  static func read(_ text: [UInt8], fileName: String?) throws(ReadingError) -> Reading {
    var file = TableFile(text, delimiter(text) ?? UInt8(ascii: ","))
    while let row = try file.scanner.row() {
      if file.isFirst, let header = LongTable.Header(row) {
        var table = LongTable(header, decimalComma: file.decimalComma)
        while let row = try file.scanner.row() { try table.append(row) }
        return Reading(kind: .csv, parts: try table.parts())
      }
      try file.take(row)
    }
    try file.endBlock()
    if file.arrays.count == 1, file.arrays[0].names.isEmpty, let fileName {
      file.arrays[0].names = [fileName]
    }
    return Reading(kind: .csv, parts: [Reading.Part(arrays: file.arrays)])
  }

  private var isFirst: Bool {
    arrays.isEmpty && rows == 0 && columns.isEmpty && heading.isEmpty
  }

  /// The number of rows of the block read so far.
  private var rows: Int { columns.isEmpty ? block.rows : named[0].rows }

  private func number(_ cell: Cell) -> Decimal? { cell.number(decimalComma: decimalComma) }

  private mutating func take(_ row: [Cell]) throws(ReadingError) {
    var row = row
    while let last = row.last, last.isEmpty { row.removeLast() }
    guard let first = row.first else { return try endBlock() }
    var numbers: [(number: Decimal, place: TextPlace)] = []
    numbers.reserveCapacity(row.count)
    for cell in row {
      if let number = number(cell) { numbers.append((number, cell.place)) }
    }
    let missing = row.count - numbers.count
    if missing == 0 {
      try take(numbers: numbers, first)
    } else if missing == row.count, !row.contains(where: { $0.isEmpty }) {
      try endBlock()
      if row.count == 1 {
        heading = names(first.text)
      } else {
        guard row.count <= Limit.arrays else { throw Limit.tooManyArrays(at: first.place) }
        columns = row
        named = Array(repeating: RowsBuilder(), count: row.count)
      }
    } else if missing == 1, number(first) == nil, !first.isEmpty {
      // A name and its numbers in one row.
      try endBlock()
      heading = names(first.text)
      try check(numbers, first)
      try block.append(numbers)
      let array = block.array(heading, squeezed: true)
      block = RowsBuilder()
      heading = []
      try add(array)
    } else {
      let wrong = row.first { number($0) == nil } ?? first
      throw ReadingError(
        wrong.isEmpty
          ? "an empty cell among numbers; if pandas wrote the file, use index=False, header=False"
          : "'\(wrong.words)' stands among numbers; expected a number"
            + (decimalComma ? "" : " with a decimal point"),
        at: wrong.place)
    }
  }

  /// Checks a row's length, and counts its numbers.
  private mutating func check(
    _ numbers: [(number: Decimal, place: TextPlace)], _ first: Cell
  ) throws(ReadingError) {
    let width = columns.isEmpty ? block.width : columns.count
    if width > 0, width != numbers.count {
      throw ReadingError(
        "this row has \(numbers.count == 1 ? "1 number" : "\(numbers.count) numbers"), "
          + (rows == 0 ? "its header has \(width) names" : "the rows before it \(width)")
          + "; put an empty line between two matrices",
        at: first.place)
    }
    self.numbers += numbers.count
    guard self.numbers <= Limit.numbers else { throw Limit.tooManyNumbers(at: first.place) }
  }

  private mutating func take(
    numbers: [(number: Decimal, place: TextPlace)], _ first: Cell
  ) throws(ReadingError) {
    try check(numbers, first)
    guard columns.isEmpty else {
      for (index, number) in numbers.enumerated() { try named[index].append([number]) }
      return
    }
    try block.append(numbers)
  }

  private mutating func endBlock() throws(ReadingError) {
    guard rows > 0 else { return }
    if columns.isEmpty {
      try add(block.array(heading, squeezed: false))
    } else {
      for (index, column) in columns.enumerated() {
        var array = named[index].array(heading + names(column.text), squeezed: false)
        array.shape = [array.numbers.count]
        array.gaps = [nil]
        try add(array)
      }
    }
    block = RowsBuilder()
    named = []
    heading = []
    columns = []
  }

  private mutating func add(_ array: PrintedArray) throws(ReadingError) {
    guard arrays.count < Limit.arrays else { throw Limit.tooManyArrays(at: array.place) }
    arrays.append(array)
  }
}
