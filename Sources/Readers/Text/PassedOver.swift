/// Parts of a text that are neither numbers nor their labels.
extension TextReader {
  /// Whether the line is a Python statement with its own numbers.
  func isCode() -> Bool {
    cursor.has("def ") || cursor.has("import ") || cursor.has("from ") || cursor.has("return ")
      || cursor.has("class ") || cursor.has("assert ") || cursor.has("for ")
      || cursor.has("while ") || cursor.has("if ") || cursor.has("elif ") || cursor.has("@")
      || cursor.has("%") || cursor.has("np.random.seed") || cursor.has("print(")
  }

  /// Moves to a traceback's last line, which names the error; if there is none, to the end of its
  /// first line.
  mutating func skipTraceback() -> Bool {
    var here = cursor
    while here.current != 0x0A, !here.isAtEnd, !here.has("Traceback (most recent") {
      here.advance()
    }
    guard here.has("Traceback (most recent") else { return false }
    here.skipLine()
    cursor = here
    guard tracedTo < here.at else { return true }
    while !here.isAtEnd {
      here.advance()
      let end = here.endOfName()
      let name = here.bytes[here.at..<end]
      for ending in ["Error", "Exception", "Interrupt", "Warning", "Exit"]
      where name.suffix(ending.utf8.count).elementsEqual(ending.utf8) {
        cursor = here
        return true
      }
      here.skipLine()
    }
    tracedTo = here.at
    return true
  }

  /// Skips `["dW1"]` and `[0]` after a name; they belong to the label.
  mutating func skipSubscript() -> Bool {
    let before = cursor.previous
    guard isWordByte(before) || before == UInt8(ascii: "]") else { return false }
    let first = cursor.ahead(1)
    let isName = isQuote(first) || isLetter(first)
    var length = 1
    var previous: UInt8 = 0
    while length < 100 {
      let byte = cursor.ahead(length)
      if byte == UInt8(ascii: "]") {
        guard length > 1 else { return false }
        cursor.advance(to: cursor.at + length + 1)
        return true
      }
      if byte == 0 || byte == 0x0A || byte == UInt8(ascii: "[") { return false }
      if !isName {
        guard isDigit(byte) || isBlank(byte) || ":,-".utf8.contains(byte) else { return false }
        if isDigit(byte), isBlank(previous), isDigit(cursor.ahead(length - 2)) { return false }
      }
      previous = byte
      length += 1
    }
    return false
  }

  /// Skips the arguments of `predict(x)`, unless one of the first is a list.
  mutating func skipCall() {
    let first = cursor.ahead(1)
    guard cursor.at >= searchedTo, first != UInt8(ascii: "["), first != UInt8(ascii: "{") else {
      return
    }
    var here = cursor
    var depth = 0
    while here.current != 0x0A, !here.isAtEnd {
      if here.current == UInt8(ascii: "(") { depth += 1 }
      if here.current == UInt8(ascii: ")") { depth -= 1 }
      here.advance()
      if depth == 0 {
        cursor = here
        return
      }
    }
    searchedTo = here.at
  }
}
