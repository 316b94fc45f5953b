import Numerics

/// Reads JSON piece by piece from a source of bytes, in constant memory.
///
/// The caller asks for what it expects (`beginObject`, `nextKey`, `number` …) and gets it or an error
/// with line, column, what was found and what was expected. A number keeps its own text, so
/// nothing a learner typed is lost. `NaN` and `Infinity`, which Python writes, are read as numbers; so
/// are the strings "NaN", "Infinity" and "-Infinity", which Gradus writes.
public struct JSONReader {
  /// Gives the next bytes of the input; none at its end.
  public typealias Source = () throws(JSONError) -> [UInt8]

  /// The kinds of value.
  public enum Kind: String, Sendable {
    /// `{`
    case object = "an object"
    /// `[`
    case array = "a list"
    /// `"`
    case string = "a text"
    /// A digit or a minus.
    case number = "a number"
    /// `true`, `false` or `null`.
    case word = "a word"
  }

  private let source: Source
  private var buffer: [UInt8] = []
  private var index = 0
  private var line = 1
  private var column = 1
  /// Whether the innermost open object or list has had a member yet, from the outermost on.
  private var hasMembers: [Bool] = []

  /// The longest number or text accepted, in bytes.
  public static let longestToken = 65_536
  /// The longest text this reader accepts, in bytes.
  ///
  /// If it was raised, texts that are skipped may have any length, and nobody looks into them.
  public var longestText = JSONReader.longestToken
  /// The deepest nesting accepted.
  public static let deepestNesting = 64

  /// Reads from a source that is asked for more whenever the bytes run out.
  public init(_ source: @escaping Source) { self.source = source }

  /// Reads from bytes already in memory.
  public init(bytes: [UInt8]) {
    var rest: [UInt8]? = bytes
    self.init {
      defer { rest = nil }
      return rest ?? []
    }
  }

  /// Line and column of the next byte.
  public var place: JSONPlace { JSONPlace(line: line, column: column) }
  /// Where the key or the element stands that was begun last.
  public private(set) var memberPlace = JSONPlace(line: 1, column: 1)

  /// Skips space and tells where the next value stands.
  public mutating func valuePlace() throws(JSONError) -> JSONPlace {
    _ = try nextSignificant()
    return place
  }

  // MARK: Structure

  /// Skips space and says what kind of value comes next.
  public mutating func peek(_ expected: String) throws(JSONError) -> Kind {
    guard let byte = try nextSignificant() else { throw unexpectedEnd(expected) }
    switch byte {
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "N"),
      UInt8(ascii: "I"):
      return .number
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): return .word
    default: throw unexpected(byte, expected)
    }
  }

  /// Enters an object.
  public mutating func beginObject(_ expected: String) throws(JSONError) {
    try begin(UInt8(ascii: "{"), expected)
  }

  /// Enters a list.
  public mutating func beginArray(_ expected: String) throws(JSONError) {
    try begin(UInt8(ascii: "["), expected)
  }

  /// Moves to the next member of the object and returns its key, or leaves the object and returns nil.
  public mutating func nextKey() throws(JSONError) -> String? {
    guard try nextMember(UInt8(ascii: "}"), "a key in double quotes, or '}'") else { return nil }
    let key = try string("a key in double quotes, or '}'")
    guard let byte = try nextSignificant() else { throw unexpectedEnd("':'") }
    guard byte == UInt8(ascii: ":") else { throw unexpected(byte, "':' after the key") }
    advance()
    return key
  }

  /// Moves to the next element of the list, or leaves the list and returns false.
  public mutating func nextElement() throws(JSONError) -> Bool {
    try nextMember(UInt8(ascii: "]"), "',' or ']'")
  }

  /// Skips space and tells whether the input ends there.
  public mutating func isAtEnd() throws(JSONError) -> Bool { try nextSignificant() == nil }

  /// Makes sure that nothing but space follows.
  public mutating func end() throws(JSONError) {
    if let byte = try nextSignificant() { throw unexpected(byte, "the end of the file") }
  }

  /// Skips a whole value, whatever it is.
  public mutating func skip() throws(JSONError) {
    switch try peek("a value") {
    case .object:
      try beginObject("an object")
      while try nextKey() != nil { try skip() }
    case .array:
      try beginArray("a list")
      while try nextElement() { try skip() }
    case .string:
      if longestText > Self.longestToken { try skipString() } else { _ = try string("a text") }
    case .number: _ = try number("a number")
    case .word: _ = try word("a value")
    }
  }

  /// Skips a text without a copy of it, however long: an image in a notebook.
  private mutating func skipString() throws(JSONError) {
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

  // MARK: Values

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

  /// Reads a number for its value alone, without a copy of its text.
  public mutating func value(_ expected: String) throws(JSONError) -> Double {
    if try nextSignificant() != nil, let (value, end) = decimalInBuffer() {
      column += end - index
      index = end
      return value
    }
    return try number(expected).value
  }

  /// A text without escapes that lies whole in the buffer, which is nearly every one.
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

  /// A decimal that lies whole in the buffer.
  private mutating func shortNumber(_ start: JSONPlace) -> JSONNumber? {
    guard let (value, end) = decimalInBuffer() else { return nil }
    let text = String(decoding: buffer[index..<end], as: UTF8.self)
    column += end - index
    index = end
    return JSONNumber(value: value, text: text, place: start)
  }

  /// The value and the end of a decimal that lies whole in the buffer.
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

  /// Reads `true`, `false` or `null`.
  public mutating func word(_ expected: String) throws(JSONError) -> String {
    _ = try nextSignificant()
    let start = place
    var text: [UInt8] = []
    while let byte = try next(), byte >= UInt8(ascii: "a"), byte <= UInt8(ascii: "z") {
      text.append(byte)
      advance()
      if text.count > 5 { break }
    }
    let word = String(decoding: text, as: UTF8.self)
    guard word == "true" || word == "false" || word == "null" else {
      throw JSONError(start, found: "'\(word)'", expected: expected)
    }
    return word
  }

  // MARK: Bytes

  private mutating func begin(_ bracket: UInt8, _ expected: String) throws(JSONError) {
    guard let byte = try nextSignificant() else { throw unexpectedEnd(expected) }
    guard byte == bracket else { throw unexpected(byte, expected) }
    advance()
    guard hasMembers.count < Self.deepestNesting else {
      throw JSONError(
        place, found: "more than \(Self.deepestNesting) nested brackets", expected: expected)
    }
    hasMembers.append(false)
  }

  private mutating func nextMember(
    _ closing: UInt8, _ expected: String
  ) throws(JSONError) -> Bool {
    guard let byte = try nextSignificant() else { throw unexpectedEnd(expected) }
    let first = !(hasMembers.last ?? false)
    if byte == closing {
      advance()
      _ = hasMembers.popLast()
      return false
    }
    if first {
      if !hasMembers.isEmpty { hasMembers[hasMembers.count - 1] = true }
      memberPlace = place
      return true
    }
    guard byte == UInt8(ascii: ",") else {
      throw unexpected(byte, closing == UInt8(ascii: "]") ? "',' or ']'" : "',' or '}'")
    }
    advance()
    guard let following = try nextSignificant() else { throw unexpectedEnd(expected) }
    if following == closing { throw unexpected(following, "another value after ','") }
    memberPlace = place
    return true
  }

  @inline(__always)
  private mutating func next() throws(JSONError) -> UInt8? {
    if index < buffer.count { return buffer[index] }
    buffer = try source()
    index = 0
    return buffer.isEmpty ? nil : buffer[0]
  }

  @inline(__always)
  private mutating func advance() {
    // Columns count characters: the further bytes of one do not move.
    let byte = buffer[index]
    index += 1
    if byte == UInt8(ascii: "\n") {
      line += 1
      column = 1
    } else if byte & 0xC0 != 0x80 {
      column += 1
    }
  }

  private mutating func nextSignificant() throws(JSONError) -> UInt8? {
    while let byte = try next() {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): advance()
      case 0xEF where line == 1 && column == 1: advance()  // a byte order mark
      case 0xBB where line == 1 && column == 2, 0xBF where line == 1 && column == 2: advance()
      default: return byte
      }
    }
    return nil
  }

  private func isPartOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "."), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: false
    }
  }

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

  // MARK: Errors

  private func badEscape(_ start: JSONPlace) -> JSONError {
    JSONError(start, found: "a broken escape", expected: "an escape such as \\n or \\u03b2")
  }

  private func unexpectedEnd(_ expected: String) -> JSONError {
    JSONError(place, found: "the end of the file", expected: expected)
  }

  private func unexpected(_ byte: UInt8, _ expected: String) -> JSONError {
    JSONError(place, found: describe(byte), expected: expected)
  }

  private func describe(_ byte: UInt8) -> String {
    switch byte {
    case 0x0A, 0x0D: "the end of the line"
    case 0x21...0x7E: "'\(Character(UnicodeScalar(byte)))'"
    default: "the byte 0x\(byte < 16 ? "0" : "")\(String(byte, radix: 16))"
    }
  }
}
