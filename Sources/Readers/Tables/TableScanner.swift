/// A cell of a table: its text without quotes, and its position.
struct Cell {
  var text: ArraySlice<UInt8>
  var place: TextPlace

  /// Whether it is empty or contains only spaces.
  var isEmpty: Bool { text.allSatisfy { isBlank($0) } }

  /// Its text without surrounding spaces.
  var trimmed: ArraySlice<UInt8> {
    var text = text
    while let first = text.first, isBlank(first) { text = text.dropFirst() }
    while let last = text.last, isBlank(last) { text = text.dropLast() }
    return text
  }

  /// Its number, NaN, infinity or truth value, with a decimal comma if commas are not separators;
  /// otherwise nil.
  func number(decimalComma: Bool) -> Decimal? {
    if let number = decimal(decimalComma: decimalComma) { return number }
    let text = trimmed
    if let value = namedNumber(text) { return Decimal(exactly: value) }
    if text.elementsEqual("TRUE".utf8) { return Decimal(exactly: 1) }
    return text.elementsEqual("FALSE".utf8) ? Decimal(exactly: 0) : nil
  }

  /// Its decimal number, with a decimal comma if commas are not separators; nil if it is not one.
  func decimal(decimalComma: Bool) -> Decimal? {
    let text = trimmed
    if let number = Decimal(text) { return number }
    let comma = UInt8(ascii: ",")
    guard decimalComma, text.count <= Limit.digits, text.contains(comma) else { return nil }
    return Decimal(text.map { $0 == comma ? UInt8(ascii: ".") : $0 }[...])
  }

  /// Its text for people.
  var words: String { String(decoding: text.prefix(60), as: UTF8.self) }
}

/// Splits a table's text into rows of cells, with quotes as in RFC 4180.
struct TableScanner {
  private(set) var cursor: Cursor
  /// The separator between cells.
  let delimiter: UInt8
  /// The lines skipped because they begin with `#`, from 1.
  private(set) var comments: [Int] = []

  init(_ text: [UInt8], delimiter: UInt8) {
    cursor = Cursor(text)
    self.delimiter = delimiter
  }

  /// The next row that is not a comment; nil at the end.
  mutating func row() throws(ReadingError) -> [Cell]? {
    while cursor.current == UInt8(ascii: "#") {
      comments.append(cursor.line)
      cursor.skipLine()
      cursor.advance()
    }
    if cursor.isAtEnd { return nil }
    var cells: [Cell] = []
    while true {
      guard cells.count < Limit.row else { throw Limit.tooLongRow(at: cursor.place) }
      cells.append(try cell())
      guard cursor.current == delimiter, !cursor.isAtEnd else { break }
      cursor.advance()
    }
    cursor.advance()
    return cells
  }

  private mutating func cell() throws(ReadingError) -> Cell {
    while cursor.current == UInt8(ascii: " ") { cursor.advance() }
    let place = cursor.place
    let quote = UInt8(ascii: "\"")
    guard cursor.current == quote else {
      let start = cursor.at
      while !cursor.isAtEnd, cursor.current != delimiter, cursor.current != 0x0A {
        cursor.advance()
      }
      return Cell(text: cursor.bytes[start..<cursor.at], place: place)
    }
    cursor.advance()
    var text: [UInt8] = []
    while true {
      if cursor.isAtEnd { throw ReadingError("a quote (\") that is not closed", at: place) }
      if cursor.current == quote {
        cursor.advance()
        if cursor.current != quote { break }
      }
      text.append(cursor.current)
      cursor.advance()
    }
    while cursor.current == UInt8(ascii: " ") { cursor.advance() }
    guard cursor.isAtEnd || cursor.current == delimiter || cursor.current == 0x0A else {
      throw ReadingError(
        "text behind a closing quote; expected the next cell: a quote within a cell is written twice",
        at: cursor.place)
    }
    return Cell(text: text[...], place: place)
  }
}

/// The separator between cells, judged by the first lines; nil if there is none.
func delimiter(_ text: [UInt8]) -> UInt8? {
  let candidates: [UInt8] = [0x09, UInt8(ascii: ";"), UInt8(ascii: ",")]
  var lines = [0, 0, 0]
  var seen = [false, false, false]
  var isQuoted = false
  var isComment = false
  var isAtStart = true
  for byte in text.prefix(16_384) {
    if byte == 0x0A && !isQuoted {
      for index in 0..<3 where seen[index] { lines[index] += 1 }
      seen = [false, false, false]
      isComment = false
      isAtStart = true
      continue
    }
    if isAtStart, byte == UInt8(ascii: "#") { isComment = true }
    isAtStart = false
    if isComment { continue }
    if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
    if !isQuoted, let index = candidates.firstIndex(of: byte) { seen[index] = true }
  }
  for index in 0..<3 where seen[index] { lines[index] += 1 }
  let most = max(lines[0], lines[1], lines[2])
  guard most > 0, let index = lines.firstIndex(of: most) else { return nil }
  return candidates[index]
}
