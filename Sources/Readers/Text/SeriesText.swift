/// Tuples, lists of other values than numbers, and dictionaries.
extension TextReader {
  /// Reads a tuple, or a list of other values than numbers.
  mutating func readSeries(
    _ names: [String], closing: UInt8, depth: Int
  ) throws(ReadingError) -> Bool {
    let start = cursor.place
    let found = arrays.count
    cursor.advance()
    var row = ArrayBuilder()
    try row.begin(at: start)
    var scalars: [(Decimal, TextPlace)] = []
    var isTuple = closing == UInt8(ascii: ")")
    var key: String?
    while true {
      cursor.skipSpace()
      if cursor.isAtEnd {
        if arrays.count == found && scalars.isEmpty { return false }
        throw unclosed(closing == UInt8(ascii: ")") ? "a tuple" : "a list", start)
      }
      if cursor.current == UInt8(ascii: ",") {
        cursor.advance()
        continue
      }
      if cursor.current == closing {
        cursor.advance()
        if isTuple {
          for (number, place) in scalars { try row.append(number, at: place) }
          _ = try row.end()
          try add(row.array(names, at: start, isTuple: true))
        }
        return true
      }
      let place = cursor.place
      if isQuote(cursor.current) {
        guard let text = readString() else { return false }
        key = text
        isTuple = false
      } else if case .number(let number, let end) = cursor.numberToken() {
        cursor.advance(to: end)
        if isTuple {
          scalars.append((number, place))
        } else {
          try addScalar(number, names + (key.map { [$0] } ?? []), at: place)
        }
        if scalars.count > Limit.arrays { throw Limit.tooManyArrays(at: place) }
      } else {
        if isTuple {
          for (number, place) in scalars { try addScalar(number, names, at: place) }
          isTuple = false
        }
        guard try readValue(names + (key.map { [$0] } ?? []), depth: depth + 1) else {
          return false
        }
        key = nil
      }
    }
  }

  /// Reads a dictionary as Python prints it.
  mutating func readDictionary(
    _ names: [String], depth: Int
  ) throws(ReadingError) -> Bool {
    let start = cursor.place
    let found = arrays.count
    cursor.advance()
    while true {
      cursor.skipSpace()
      if cursor.isAtEnd {
        if arrays.count == found { return false }
        throw unclosed("a dictionary", start)
      }
      if cursor.current == UInt8(ascii: "}") {
        cursor.advance()
        return true
      }
      if cursor.current == UInt8(ascii: ",") {
        cursor.advance()
        continue
      }
      let key: String
      if isQuote(cursor.current) {
        guard let text = readString() else { return false }
        key = text
      } else {
        let end = cursor.endOfName()
        guard end > cursor.at, end - cursor.at < 100 else { return false }
        key = String(decoding: cursor.bytes[cursor.at..<end], as: UTF8.self)
        cursor.advance(to: end)
      }
      cursor.skipSpace()
      guard cursor.current == UInt8(ascii: ":") else { return false }
      cursor.advance()
      cursor.skipSpace()
      guard try readValue(names + [key], depth: depth + 1) else { return false }
    }
  }

  /// Reads a quoted text on one line; nil if it does not end.
  mutating func readString() -> String? {
    let quote = cursor.current
    cursor.advance()
    let start = cursor.at
    while cursor.current != quote {
      if cursor.isAtEnd || cursor.current == 0x0A { return nil }
      cursor.advance()
    }
    let text = String(decoding: cursor.bytes[start..<cursor.at], as: UTF8.self)
    cursor.advance()
    return text
  }
}
