/// A position in a text that moves forward and keeps track of line and column.
struct Cursor {
  let bytes: [UInt8]
  private(set) var at = 0
  private(set) var line: Int
  private(set) var column = 1

  init(_ bytes: [UInt8], firstLine: Int = 1) {
    self.bytes = bytes
    line = firstLine
  }

  /// The position, for messages.
  var place: TextPlace { TextPlace(line: line, column: column) }
  var isAtEnd: Bool { at >= bytes.count }
  /// The byte at the cursor; 0 at the end, since normalised text contains no 0.
  var current: UInt8 { at < bytes.count ? bytes[at] : 0 }
  /// The byte before it; 0 at the beginning.
  var previous: UInt8 { at > 0 ? bytes[at - 1] : 0 }
  /// A byte ahead of the cursor.
  func ahead(_ count: Int) -> UInt8 { at + count < bytes.count ? bytes[at + count] : 0 }

  /// Moves on by one byte; columns count characters, so continuation bytes do not change them.
  mutating func advance() {
    guard at < bytes.count else { return }
    let byte = bytes[at]
    at += 1
    if byte == UInt8(ascii: "\n") {
      line += 1
      column = 1
    } else if byte & 0xC0 != 0x80 {
      column += 1
    }
  }

  mutating func advance(to end: Int) { while at < end, at < bytes.count { advance() } }

  /// Moves over spaces within the line.
  mutating func skipBlanks() { while isBlank(current) { advance() } }

  /// Moves over spaces and ends of lines.
  mutating func skipSpace() { while isBlank(current) || current == 0x0A { advance() } }

  /// Moves to the end of the line.
  mutating func skipLine() { while !isAtEnd, current != 0x0A { advance() } }

  /// Whether a word is here.
  func has(_ word: StaticString) -> Bool {
    word.withUTF8Buffer { word in
      guard word.count <= bytes.count - at else { return false }
      for index in 0..<word.count where bytes[at + index] != word[index] { return false }
      return true
    }
  }

  /// The end of the run of letters, digits, points and signs here: a number or a word.
  func endOfToken() -> Int {
    var end = at
    while end < bytes.count, end - at <= Limit.digits {
      let byte = bytes[end]
      let isSign = byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
      guard isWordByte(byte) || byte == UInt8(ascii: ".") || isSign else { break }
      end += 1
    }
    return end
  }

  /// The end of the name here, including its points: `np.array`.
  func endOfName() -> Int {
    var end = at
    while end < bytes.count, isWordByte(bytes[end]) || bytes[end] == UInt8(ascii: ".") { end += 1 }
    return end
  }
}

func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

/// Letters of any alphabet, digits, `_`.
func isWordByte(_ byte: UInt8) -> Bool {
  isLetter(byte) || isDigit(byte)
}

/// Letters of any alphabet and `_`.
func isLetter(_ byte: UInt8) -> Bool {
  (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_") || byte >= 0x80
}

func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") }
