import Files
import JSON
import Tracing
import Worksheets

extension InputFile {
  /// The longest worksheet, in bytes.
  private static let longest = 64_000_000

  /// The JSON of the case in the file: a case file as it is, or the case of a worksheet or a key.
  func caseJSON(_ lesson: Lesson) throws(CommandError) -> JSONReader {
    var first: [UInt8]
    do {
      first = try next()
      // A pipe may deliver one byte at a time.
      while first.count < 100 {
        let more = try next()
        if more.isEmpty { break }
        first += more
      }
    } catch { throw CommandError(error) }
    let isDocument = first.isJSONDocument
    let isJSON = first.first { $0 > 0x20 } == UInt8(ascii: "{")
    guard isDocument || !isJSON else { return rest(after: first) }
    do { first += try all(atMost: Self.longest) } catch { throw CommandError(error) }
    do {
      let source = try isDocument ? WorksheetSpec.read(first) : WorksheetSpec.found(in: first)
      guard let source else { return JSONReader(bytes: first) }
      return JSONReader(bytes: try source.resolvedCase(lesson).json)
    } catch { throw .inFile(name, error) }
  }

  /// A reader of JSON whose beginning has already been read.
  private func rest(after beginning: [UInt8]) -> JSONReader {
    var isBegun = false
    return JSONReader { () throws(JSONError) in
      if !isBegun {
        isBegun = true
        return beginning
      }
      do { return try self.next() } catch {
        throw JSONError(nil, found: "a failure to read on", expected: "the rest of the file")
      }
    }
  }
}

extension [UInt8] {
  /// Whether a file with this beginning is the JSON of a worksheet or a key, not a case file.
  fileprivate var isJSONDocument: Bool {
    let head = String(decoding: prefix(100), as: UTF8.self)
    return ["worksheet", "key"].contains { head.contains("\"schema\": \"gradus.\($0)/1\"") }
  }
}
