/// Arrays of numbers in brackets.
extension TextReader {
  /// Reads nested lists of numbers; the brackets alone give the shape, so wrapped rows need no
  /// special care.
  mutating func readArray(_ names: [String]) throws(ReadingError) -> Bool {
    let start = cursor.place
    var array = ArrayBuilder()
    while !cursor.isAtEnd {
      let place = cursor.place
      switch cursor.current {
      case 0x0A, UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ","), UInt8(ascii: ";"),
        UInt8(ascii: "|"):
        cursor.advance()
      case UInt8(ascii: "["):
        try array.begin(at: place)
        cursor.advance()
      case UInt8(ascii: "]"):
        cursor.advance()
        if try array.end() {
          try add(array.array(names, at: start))
          return true
        }
      case ellipsisByte:
        try array.leaveOut(at: place)
        cursor.advance()
      case UInt8(ascii: ".") where cursor.has("..."):
        try array.leaveOut(at: place)
        while cursor.current == UInt8(ascii: ".") { cursor.advance() }
      default:
        switch entry() {
        case .number(let number, let end):
          try array.append(number, at: place)
          cursor.advance(to: end)
        case .complex: throw complexNumber(at: place)
        case .other:
          // Words in brackets on one line are prose; an array over several lines has lost a
          // bracket.
          if array.isEmpty || place.line == start.line { return false }
          let word = String(decoding: cursor.bytes[cursor.at..<wordEnd()], as: UTF8.self)
          throw ReadingError(
            "'\(word)' stands inside the array opened at line \(start.line), column "
              + "\(start.column); expected a number or ']': is a closing bracket missing?",
            at: place)
        }
      }
    }
    if array.isEmpty { return false }
    throw unclosed("an array", start)
  }

  func wordEnd() -> Int {
    var end = cursor.at
    while end < cursor.bytes.count, end - cursor.at < 20,
      cursor.bytes[end] > UInt8(ascii: " ") || cursor.bytes[end] >= 0x80
    { end += 1 }
    return max(end, min(cursor.at + 1, cursor.bytes.count))
  }

  func unclosed(_ what: String, _ start: TextPlace) -> ReadingError {
    ReadingError(
      "the text ends inside \(what) (opened at line \(start.line), column \(start.column)); "
        + "copy it to its closing bracket", at: cursor.place)
  }

  /// A number of an array, with possible wrapping text: `np.float64(0.5)`, `'0.5'`.
  func entry() -> NumberToken {
    var here = cursor
    if isQuote(here.current) {
      let quote = here.current
      here.advance()
      guard case .number(let number, let end) = here.numberToken() else { return .other }
      here.advance(to: end)
      return here.current == quote ? .number(number, end: end + 1) : .other
    }
    guard let open = here.wrapperEnd() else { return here.numberToken() }
    here.advance(to: open)
    here.skipSpace()
    guard case .number(let number, let end) = here.numberToken() else { return .other }
    here.advance(to: end)
    // The rest, such as `, dtype=float32`, ends at the parenthesis.
    var length = 0
    while !here.isAtEnd, length < 100, here.current != UInt8(ascii: ")") {
      here.advance()
      length += 1
    }
    return here.current == UInt8(ascii: ")") ? .number(number, end: here.at + 1) : .other
  }

  enum ListKind { case numbers, values, none }

  /// The contents of the list at the cursor, judged by its first entry.
  func listKind() -> ListKind {
    var here = cursor
    var depth = 0
    while here.current == UInt8(ascii: "["), depth <= Limit.nesting {
      depth += 1
      here.advance()
      here.skipSpace()
    }
    let byte = here.current
    if byte == UInt8(ascii: "]") || byte == ellipsisByte || here.has("...") { return .numbers }
    if depth > Limit.nesting { return .numbers }
    if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "{") || here.has("<tf.") { return .values }
    if let open = here.wrapperEnd() {
      here.advance(to: open)
      here.skipSpace()
      if case .other = here.numberToken() { return .values }
      return .numbers
    }
    if isQuote(byte) { here.advance() }
    switch here.numberToken() {
    case .number, .complex: return .numbers
    case .other: return .none
    }
  }
}
