extension JSONReader {
  /// Reads a number.
  public mutating func number(_ expected: String) throws(JSONError) -> JSONNumber {
    guard let first = try nextSignificant() else { throw unexpectedEnd(expected) }
    let start = place
    if first == UInt8(ascii: "\"") {
      let text = try string(expected)
      guard let value = Self.named[text] else {
        throw JSONError(start, found: "\"\(text)\"", expected: expected)
      }
      return JSONNumber(value: value, text: text, place: start)
    }
    if let short = shortNumber(start) { return short }
    var text: [UInt8] = []
    while let byte = try next(), isPartOfNumber(byte) {
      text.append(byte)
      if text.count > 1_000 {
        throw JSONError(start, found: "a number of more than 1000 characters", expected: expected)
      }
      advance()
    }
    guard !text.isEmpty else { throw unexpected(first, expected) }
    if let value = parseDecimal(text[...]) {
      return JSONNumber(value: value, text: String(decoding: text, as: UTF8.self), place: start)
    }
    let spelled = String(decoding: text, as: UTF8.self)
    guard let value = Self.named[spelled] else {
      throw JSONError(start, found: "'\(spelled)'", expected: expected)
    }
    return JSONNumber(value: value, text: spelled, place: start)
  }

  /// Reads a number's value, without a copy of its text.
  public mutating func value(_ expected: String) throws(JSONError) -> Double {
    if try nextSignificant() != nil, let (value, end) = decimalInBuffer() {
      column += end - index
      index = end
      return value
    }
    return try number(expected).value
  }

  /// A decimal that lies completely in the buffer.
  private mutating func shortNumber(_ start: JSONPlace) -> JSONNumber? {
    guard let (value, end) = decimalInBuffer() else { return nil }
    let text = String(decoding: buffer[index..<end], as: UTF8.self)
    column += end - index
    index = end
    return JSONNumber(value: value, text: text, place: start)
  }

  /// The value and the end of a decimal that lies completely in the buffer.
  private func decimalInBuffer() -> (value: Double, end: Int)? {
    var end = index
    while end < buffer.count, isPartOfNumber(buffer[end]) { end += 1 }
    guard end > index, end < buffer.count, end - index <= 1_000,
      let value = parseDecimal(buffer[index..<end])
    else { return nil }
    return (value, end)
  }

  private static let named: [String: Double] = [
    "NaN": .nan, "Infinity": .infinity, "-Infinity": -.infinity,
  ]

  private func isPartOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "."), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: false
    }
  }
}
