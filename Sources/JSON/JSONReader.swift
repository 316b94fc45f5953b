import Numerics

/// Reads JSON piece by piece from a source of bytes, in constant memory.
///
/// The caller asks for what it expects (`beginObject`, `nextKey`, `number` …). It gets that, or an
/// error with line, column, what was found and what was expected. A number keeps its text, so that
/// nothing a learner typed is lost. Python writes `NaN` and `Infinity`, and Gradus writes the
/// strings "NaN", "Infinity" and "-Infinity": all of them are read as numbers.
public struct JSONReader {
  /// Returns the next bytes of the input; empty at the end.
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
  var buffer: [UInt8] = []
  var index = 0
  private var line = 1
  var column = 1
  /// For each open object or list, from the outermost on: whether it has had a member yet.
  private var hasMembers: [Bool] = []

  /// The longest number or text accepted, in bytes.
  public static let longestToken = 65_536
  /// The longest text that this reader accepts, in bytes.
  ///
  /// If it is raised, skipped texts may have any length, and their contents are not checked.
  public var longestText = JSONReader.longestToken
  /// The deepest nesting accepted.
  public static let deepestNesting = 64

  /// Reads from a source, which is called whenever more bytes are needed.
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
  /// The position of the last key or element.
  public private(set) var memberPlace = JSONPlace(line: 1, column: 1)

  /// Skips space and returns the position of the next value.
  public mutating func valuePlace() throws(JSONError) -> JSONPlace {
    _ = try nextSignificant()
    return place
  }

  // MARK: Structure

  /// Skips space and returns the kind of the next value.
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

  /// Skips space and returns whether the input ends there.
  public mutating func isAtEnd() throws(JSONError) -> Bool { try nextSignificant() == nil }

  /// Throws unless only space follows.
  public mutating func end() throws(JSONError) {
    if let byte = try nextSignificant() { throw unexpected(byte, "the end of the file") }
  }

  /// Skips a whole value of any kind.
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
  mutating func next() throws(JSONError) -> UInt8? {
    if index < buffer.count { return buffer[index] }
    buffer = try source()
    index = 0
    return buffer.isEmpty ? nil : buffer[0]
  }

  @inline(__always)
  mutating func advance() {
    // Columns count characters: continuation bytes do not change them.
    let byte = buffer[index]
    index += 1
    if byte == UInt8(ascii: "\n") {
      line += 1
      column = 1
    } else if byte & 0xC0 != 0x80 {
      column += 1
    }
  }

  mutating func nextSignificant() throws(JSONError) -> UInt8? {
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

  // MARK: Errors

  func unexpectedEnd(_ expected: String) -> JSONError {
    JSONError(place, found: "the end of the file", expected: expected)
  }

  func unexpected(_ byte: UInt8, _ expected: String) -> JSONError {
    JSONError(place, found: describe(byte), expected: expected)
  }

  func describe(_ byte: UInt8) -> String {
    switch byte {
    case 0x0A, 0x0D: "the end of the line"
    case 0x21...0x7E: "'\(Character(UnicodeScalar(byte)))'"
    default: "the byte 0x\(byte < 16 ? "0" : "")\(String(byte, radix: 16))"
    }
  }
}
