/// Values in brackets: arrays, lists, tuples, dictionaries, and the calls that `repr` writes around
/// them.
///
/// Each function returns false if the bracket does not begin a value. The cursor stays where that
/// became clear, so that no text is read twice.
extension TextReader {
  /// Whether the bracket at the cursor can begin a value.
  func beginsValue() -> Bool {
    var here = cursor
    switch here.current {
    case UInt8(ascii: "<"): return here.has("<tf.")
    case UInt8(ascii: "{"):
      here.advance()
      here.skipSpace()
      return isQuote(here.current) || isDigit(here.current)
    case UInt8(ascii: "("):
      here.advance()
      here.skipSpace()
      if here.current == UInt8(ascii: ")") { return true }
      if case .number(_, let end) = here.numberToken() {
        here.advance(to: end)
        here.skipSpace()
        return here.current == UInt8(ascii: ",")
      }
      return "[({".utf8.contains(here.current) || isQuote(here.current) || here.wrapperEnd() != nil
    default: return listKind() != .none
    }
  }

  /// Whether an array type's name and a parenthesis are at the cursor.
  func isWrapper() -> Bool { cursor.wrapperEnd() != nil }

  /// Reads the value at the cursor, of any kind.
  mutating func readValue(_ names: [String], depth: Int) throws(ReadingError) -> Bool {
    guard depth <= Limit.nesting else {
      throw ReadingError("more than \(Limit.nesting) brackets within each other", at: cursor.place)
    }
    let byte = cursor.current
    switch byte {
    case UInt8(ascii: "["):
      switch listKind() {
      case .numbers: return try readArray(names)
      case .values, .none: return try readSeries(names, closing: UInt8(ascii: "]"), depth: depth)
      }
    case UInt8(ascii: "("):
      return try readSeries(names, closing: UInt8(ascii: ")"), depth: depth)
    case UInt8(ascii: "{"): return try readDictionary(names, depth: depth)
    case UInt8(ascii: "<"): return try readAngled(names, depth: depth)
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return readString() != nil
    default:
      if cursor.wrapperEnd() != nil { return try readCall(names, depth: depth) }
      let place = cursor.place
      switch cursor.numberToken() {
      case .number(let number, let end):
        cursor.advance(to: end)
        try addScalar(number, names, at: place)
        return true
      case .complex: throw complexNumber(at: place)
      case .other:
        guard isWordByte(byte) else { return false }
        cursor.advance(to: cursor.endOfName())
        if cursor.current == UInt8(ascii: "(") { skipBalanced() }
        return true
      }
    }
  }

  func complexNumber(at place: TextPlace) -> ReadingError {
    ReadingError(
      "a complex number; Gradus compares real ones: print its real and imaginary parts", at: place)
  }

  mutating func addScalar(
    _ number: Decimal, _ names: [String], at place: TextPlace
  ) throws(ReadingError) {
    try add(
      PrintedArray(
        names: names, shape: [],
        numbers: [PrintedNumber(number.value, number.precision, at: place)],
        place: place))
  }
}
