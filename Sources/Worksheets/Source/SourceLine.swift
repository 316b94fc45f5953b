import JSON
import Tracing

// The line in which a worksheet of any format states its source.
extension WorksheetSpec {
  /// The beginning of the line.
  public static let mark = "gradus.worksheet/1"

  /// The line: `gradus.worksheet/1 {…}`.
  ///
  /// It contains no `--`, which would end a comment in a page.
  public var line: [UInt8] {
    var line = Array("\(Self.mark) ".utf8)
    for byte in json {
      // Two dashes occur only inside texts, where JSON allows any character to be escaped.
      if byte == UInt8(ascii: "-"), line.last == byte {
        line.append(contentsOf: "\\u002d".utf8)
      } else {
        line.append(byte)
      }
    }
    return line
  }

  /// Reads a file that contains a source: the JSON of a worksheet or key, the object itself, or a
  /// worksheet in any other format.
  public static func read(_ bytes: [UInt8]) throws(CaseError) -> WorksheetSpec {
    let isJSON = bytes.first { $0 > 0x20 && $0 < 0x80 } == UInt8(ascii: "{")
    guard isJSON else {
      guard let found = try found(in: bytes) else {
        throw CaseError(
          "no line '\(mark) {…}' says what the worksheet is: expected what 'gradus worksheet' or "
            + "'gradus key' writes, in any format")
      }
      return found
    }
    var json = JSONReader(bytes: bytes)
    let isDocument: Bool
    do throws(JSONError) { isDocument = try json.moveToSource() } catch { throw CaseError(error) }
    // A reader cannot start again once it has begun.
    return try read(isDocument ? json : JSONReader(bytes: bytes))
  }

  /// Finds the source line in a worksheet.
  ///
  /// - Returns: Nil if there is none.
  /// - Throws: `CaseError` for a damaged line, with its position in the file.
  public static func found(in bytes: [UInt8]) throws(CaseError) -> WorksheetSpec? {
    let mark = Array(Self.mark.utf8)
    var lineNumber = 1
    var lineStart = 0
    var at = 0
    while at + mark.count <= bytes.count {
      if bytes[at] == 0x0A {
        lineNumber += 1
        lineStart = at + 1
      }
      guard bytes[at] == mark[0], bytes[at..<(at + mark.count)].elementsEqual(mark) else {
        at += 1
        continue
      }
      var start = at + mark.count
      while start < bytes.count, bytes[start] == UInt8(ascii: " ") { start += 1 }
      var end = start
      while end < bytes.count, bytes[end] != 0x0A { end += 1 }
      let line = bytes[lineStart..<end]
      let column = String(decoding: bytes[lineStart..<start], as: UTF8.self).count
      do {
        return try read(JSONReader(bytes: Array(bytes[start..<end])))
      } catch {
        // A spreadsheet that saved the line as a row has put quotes around it.
        if let source = try? read(unquoted(line, mark)) { return source }
        let place = error.place.map { JSONPlace(line: lineNumber, column: column + $0.column) }
        throw CaseError("the line '\(Self.mark)' is damaged: \(error.message)", at: place)
      }
    }
    return nil
  }

  private static func read(_ json: JSONReader) throws(CaseError) -> WorksheetSpec {
    var reader = SourceReader(json)
    return try reader.source()
  }

  /// The JSON of a line that a spreadsheet saved, with quotes removed and cells joined.
  private static func unquoted(_ line: ArraySlice<UInt8>, _ mark: [UInt8]) -> JSONReader {
    let quote = UInt8(ascii: "\"")
    var text: [UInt8] = []
    var isQuoted = false
    var isCellStart = true
    var at = line.startIndex
    // The byte order mark at the beginning of a UTF-8 file.
    if line.starts(with: [0xEF, 0xBB, 0xBF]) { at += 3 }
    while at < line.endIndex {
      let byte = line[at]
      let next = at + 1 < line.endIndex ? line[at + 1] : 0
      if isQuoted, byte == quote {
        isQuoted = next == quote
        if isQuoted {
          text.append(quote)
          at += 1
        }
      } else if isCellStart, byte == quote {
        isQuoted = true
      } else {
        // The spreadsheet's separator between cells replaces the comma.
        text.append(!isQuoted && isBetweenCells(byte) ? UInt8(ascii: ",") : byte)
      }
      isCellStart = !isQuoted && isBetweenCells(byte)
      at += 1
    }
    let start = text.firstIndex(of: UInt8(ascii: "{")) ?? text.endIndex
    // Empty cells fill the row up to the width of the table.
    let end = text.lastIndex(of: UInt8(ascii: "}")) ?? text.endIndex - 1
    return JSONReader(bytes: start <= end ? Array(text[start...end]) : [])
  }

  private static func isBetweenCells(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "\t")
  }
}

extension JSONReader {
  /// Moves to the member "source" of a document; false if the document is the source itself.
  fileprivate mutating func moveToSource() throws(JSONError) -> Bool {
    try beginObject("an object in '{' and '}'")
    while let key = try nextKey() {
      if key == "source" { return true }
      if key == "lesson" || key == "case" { return false }
      try skip()
    }
    return false
  }
}
