extension JSONReader {
  /// Reads a text.
  public mutating func string(_ expected: String) throws(JSONError) -> String {
    guard let quote = try nextSignificant() else { throw unexpectedEnd(expected) }
    guard quote == UInt8(ascii: "\"") else { throw unexpected(quote, expected) }
    let start = place
    advance()
    if let short = shortString() { return short }
    var text: [UInt8] = []
    while true {
      guard let byte = try next() else { throw unexpectedEnd("'\"' at the end of the text") }
      if byte < 0x20 {
        throw JSONError(place, found: describe(byte), expected: "'\"' at the end of the text")
      }
      advance()
      if byte == UInt8(ascii: "\"") { break }
      if byte == UInt8(ascii: "\\") { try escape(into: &text) } else { text.append(byte) }
      if text.count > longestText {
        throw JSONError(
          start, found: "a text of more than \(longestText) bytes", expected: expected)
      }
    }
    guard let string = String(validating: text, as: UTF8.self) else {
      throw JSONError(start, found: "bytes that are not UTF-8 text", expected: expected)
    }
    return string
  }

  /// A text without escapes that lies completely in the buffer, as almost every text does.
  private mutating func shortString() -> String? {
    var end = index
    while end < buffer.count, buffer[end] != UInt8(ascii: "\"") {
      guard 0x20..<0x80 ~= buffer[end], buffer[end] != UInt8(ascii: "\\") else { return nil }
      end += 1
    }
    guard end < buffer.count, end - index <= longestText else { return nil }
    let text = String(decoding: buffer[index..<end], as: UTF8.self)
    column += end - index + 1
    index = end + 1
    return text
  }

  /// Skips a text of any length without copying it, such as an image in a notebook.
  mutating func skipString() throws(JSONError) {
    advance()
    while let byte = try next(), byte != UInt8(ascii: "\"") {
      if byte < 0x20 {
        throw JSONError(place, found: describe(byte), expected: "'\"' at the end of the text")
      }
      advance()
      if byte == UInt8(ascii: "\\"), try next() != nil { advance() }
    }
    guard try next() != nil else { throw unexpectedEnd("'\"' at the end of the text") }
    advance()
  }

  // MARK: Escapes

  private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
    let start = place
    guard let byte = try next() else { throw unexpectedEnd("an escape such as \\n") }
    advance()
    switch byte {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "u"):
      var code = try hexadecimal(start)
      if 0xD800..<0xDC00 ~= code {
        guard try next() == UInt8(ascii: "\\") else { throw badEscape(start) }
        advance()
        guard try next() == UInt8(ascii: "u") else { throw badEscape(start) }
        advance()
        let low = try hexadecimal(start)
        guard 0xDC00..<0xE000 ~= low else { throw badEscape(start) }
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
      }
      guard let scalar = UnicodeScalar(code) else { throw badEscape(start) }
      text.append(contentsOf: String(Character(scalar)).utf8)
    default: throw badEscape(start)
    }
  }

  private mutating func hexadecimal(_ start: JSONPlace) throws(JSONError) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = try next(), let digit = hexadecimalValue(byte) else {
        throw badEscape(start)
      }
      advance()
      code = code << 4 | digit
    }
    return code
  }

  private func hexadecimalValue(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }

  private func badEscape(_ start: JSONPlace) -> JSONError {
    JSONError(start, found: "a broken escape", expected: "an escape such as \\n or \\u03b2")
  }
}
