/// Reads numbers and their labels from printed text; words in between are skipped.
struct TextReader {
  var cursor: Cursor
  /// The arrays found so far.
  var arrays: [PrintedArray] = []
  /// A label alone on its line.
  private var pending: [String] = []
  /// Rows of numbers without brackets.
  private var rows = RowsBuilder()
  /// The position up to which a search for a closing parenthesis has failed.
  var searchedTo = 0
  /// The position up to which a search for a traceback's last line has failed.
  var tracedTo = 0
  /// The number of numbers found.
  private var count = 0

  /// Reads normalised text.
  init(_ text: [UInt8], firstLine: Int = 1) { cursor = Cursor(text, firstLine: firstLine) }

  /// The arrays in a raw text.
  static func arrays(_ text: [UInt8], firstLine: Int = 1) throws(ReadingError) -> [PrintedArray] {
    var reader = TextReader(normalised(text), firstLine: firstLine)
    try reader.run()
    return reader.arrays
  }

  private mutating func run() throws(ReadingError) {
    while !cursor.isAtEnd {
      cursor.skipBlanks()
      if cursor.current == 0x0A || cursor.isAtEnd {
        try endRows()
        cursor.advance()
      } else if try !row() {
        try endRows()
        try line()
      }
    }
    try endRows()
  }

  /// Adds an array.
  mutating func add(_ array: PrintedArray) throws(ReadingError) {
    guard arrays.count < Limit.arrays else { throw Limit.tooManyArrays(at: array.place) }
    count += array.numbers.count
    guard count <= Limit.numbers else { throw Limit.tooManyNumbers(at: array.place) }
    arrays.append(array)
  }

  // MARK: Rows without brackets

  /// Reads a line that consists of numbers only.
  private mutating func row() throws(ReadingError) -> Bool {
    var here = cursor
    var row: [(number: Decimal, place: TextPlace)] = []
    while here.current != 0x0A, !here.isAtEnd {
      if isBlank(here.current) || ",;|".utf8.contains(here.current) {
        here.advance()
      } else if case .number(let number, let end) = here.numberToken() {
        guard row.count < Limit.row else { throw Limit.tooLongRow(at: here.place) }
        row.append((number, here.place))
        here.advance(to: end)
      } else {
        return false
      }
    }
    guard !row.isEmpty else { return false }
    if rows.rows > 0, rows.width != row.count {
      if rows.width > 1 && row.count > 1 {
        throw ReadingError(
          "row \(rows.rows + 1) has \(row.count == 1 ? "1 number" : "\(row.count) numbers"), the rows before it have \(rows.width): "
            + "all must be of one length; put an empty line between two matrices",
          at: cursor.place)
      }
      try endRows()
    }
    try rows.append(row)
    cursor = here
    cursor.advance()
    return true
  }

  private mutating func endRows() throws(ReadingError) {
    guard rows.rows > 0 else { return }
    let array = rows.array(pending, squeezed: true)
    pending = []
    rows = RowsBuilder()
    try add(array)
  }

  // MARK: Lines with words

  private mutating func line() throws(ReadingError) {
    if isCode() || skipTraceback() {
      cursor.skipLine()
      pending = []
      return
    }
    var label = cursor.at
    var hasValue = false
    while cursor.current != 0x0A, !cursor.isAtEnd {
      let start = cursor.at
      if try value(&label) {
        hasValue = true
      } else if cursor.at == start {
        cursor.advance()
      }
    }
    if hasValue { return }
    let text = cursor.bytes[label..<max(label, cursor.at)]
    guard text.contains(where: { isWordByte($0) }) else { return }
    let last = text.last { !isBlank($0) && $0 != UInt8(ascii: "|") }
    let endsInSign = last == UInt8(ascii: ":") || last == UInt8(ascii: "=")
    let isCell = text.contains(UInt8(ascii: "|"))
    pending = endsInSign || isCell || isPath(text) ? names(text) : []
  }

  /// Reads a value if one begins here; otherwise moves on.
  private mutating func value(_ label: inout Int) throws(ReadingError) -> Bool {
    let byte = cursor.current
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "<"):
      if byte == UInt8(ascii: "["), skipSubscript() { return false }
      if byte == UInt8(ascii: "("), isWordByte(cursor.previous) {
        skipCall()
        return false
      }
      guard beginsValue() else { return false }
      return try bracketed(&label)
    case UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: "|"):
      let end = cursor.at
      while "=:>|".utf8.contains(cursor.current) { cursor.advance() }
      cursor.skipBlanks()
      return try scalars(&label, end, hasSign: true)
    case UInt8(ascii: "-") where isBlank(cursor.previous) && isBlank(cursor.ahead(1)):
      cursor.advance()
      label = cursor.at
      return false
    default:
      let isStart = !isWordByte(cursor.previous)
      if isStart, isWrapper() { return try bracketed(&label) }
      if isStart, isBlank(cursor.previous), try scalars(&label, cursor.at, hasSign: false) {
        return true
      }
      if isWordByte(cursor.current) { cursor.advance(to: cursor.endOfName()) }
      return false
    }
  }

  private mutating func bracketed(_ label: inout Int) throws(ReadingError) -> Bool {
    var names = names(cursor.bytes[label..<cursor.at])
    if names.isEmpty { names = pending }
    pending = []
    let before = arrays.count
    _ = try readValue(names, depth: 0)
    label = cursor.at
    return arrays.count > before
  }

  /// Numbers after a label: `cost = 0.69`, `cost 0.69`.
  private mutating func scalars(
    _ label: inout Int, _ end: Int, hasSign: Bool
  ) throws(ReadingError) -> Bool {
    var run: [(number: Decimal, place: TextPlace)] = []
    while case .number(let number, let tokenEnd) = cursor.numberToken() {
      guard run.count < Limit.row else { throw Limit.tooLongRow(at: cursor.place) }
      run.append((number, cursor.place))
      cursor.advance(to: tokenEnd)
      cursor.skipBlanks()
      guard cursor.current == UInt8(ascii: ","), cursor.ahead(1) == 0x20 else { continue }
      var next = cursor
      next.advance()
      next.skipBlanks()
      // `a = 1, b = 2`: the text after the comma is not a number.
      if case .number = next.numberToken() { cursor = next }
    }
    guard let first = run.first else { return false }
    let text = cursor.bytes[label..<max(label, end)]
    if hasSign {
      if "=:*/+^_$\\(".utf8.contains(cursor.current) { return false }
    } else {
      let isLast = cursor.isAtEnd || cursor.current == 0x0A
      let hasDigits = first.number.decimals != nil || first.number.mantissa != nil
      let operation = text.last { !isBlank($0) }.map { "*/+".utf8.contains($0) } ?? false
      guard isLast, !operation, isPath(text) || (run.count == 1 && hasDigits) else { return false }
    }
    var names = names(text)
    if names.isEmpty { names = pending }
    if names.isEmpty { return false }
    pending = []
    label = cursor.at
    var builder = RowsBuilder()
    try builder.append(run)
    try add(builder.array(names, squeezed: true))
    return true
  }
}
