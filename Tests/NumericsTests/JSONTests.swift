import JSON
import Numerics
import Testing

private func error(_ text: String, _ body: (inout JSONReader) throws(JSONError) -> Void) -> String {
  var reader = JSONReader(bytes: Array(text.utf8))
  do {
    try body(&reader)
    try reader.end()
    return "none"
  } catch { return error.message }
}

private struct CallersError: JSONFailure {
  let place: JSONPlace?
  let found: String
  init(_ error: JSONError) {
    place = error.place
    found = error.found
  }
}

private func callersError(
  _ read: (inout JSONReaderThrowing<CallersError>) throws(CallersError) -> Void
) -> CallersError? {
  var reader = JSONReaderThrowing<CallersError>(JSONReader(bytes: Array("\n  ?".utf8)))
  do {
    try read(&reader)
    return nil
  } catch { return error }
}

@Suite("JSON") struct JSONTests {
  @Test("An error says line, column, what was expected and what was found")
  func errors() {
    #expect(
      error("[1,\n 2 3]") { (r) throws(JSONError) in try r.skip() }
        == "line 2, column 4: expected ',' or ']', found '3'")
    #expect(
      error("{\"β\" 1}") { (r) throws(JSONError) in try r.skip() }
        == "line 1, column 6: expected ':' after the key, found '1'")
    #expect(
      error("[1, ]") { (r) throws(JSONError) in try r.skip() }
        == "line 1, column 5: expected another value after ',', found ']'")
    #expect(
      error("\"ab") { (r) throws(JSONError) in try r.skip() }
        == "line 1, column 4: expected '\"' at the end of the text, found the end of the file")
    #expect(
      error("[1] x") { (r) throws(JSONError) in try r.skip() }
        == "line 1, column 5: expected the end of the file, found 'x'")
    #expect(
      error("01") { (r) throws(JSONError) in _ = try r.number("a number") }
        == "line 1, column 1: expected a number, found '01'")
    #expect(
      error(String(repeating: "[", count: 100)) { (r) throws(JSONError) in try r.skip() }
        == "line 1, column 66: expected a list, found more than 64 nested brackets")
    #expect(
      error("\u{1}") { (r) throws(JSONError) in try r.skip() }
        == "line 1, column 1: expected a value, found the byte 0x01")
    #expect(
      error("trux") { (r) throws(JSONError) in try r.skip() }
        == "line 1, column 1: expected a value, found 'trux'")
  }

  @Test("An endless number, text or nesting is refused after a few pieces, not read to its end")
  func endless() {
    for (start, piece) in [("[", "1"), ("[\"", "a"), ("", "["), ("{", " ")] {
      let filling = Array(repeating: Array(piece.utf8)[0], count: 1 << 16)
      var pieces = 0
      var reader = JSONReader { () throws(JSONError) in
        pieces += 1
        // Endless space is read in constant memory; stop it here.
        if pieces > 20 { return [] }
        return pieces == 1 ? Array(start.utf8) : filling
      }
      #expect(throws: JSONError.self) { try reader.skip() }
      #expect(pieces <= (piece == " " ? 21 : 4), "\(piece)")
    }
  }

  // From the Unicode Standard: a pair is one of D800 to DBFF followed by one of DC00 to DFFF.
  @Test(
    "A surrogate pair is one of each half, and a half alone is a broken escape",
    arguments: [
      (#"\ud800\udc00"#, "\u{10000}"), (#"\udbff\udfff"#, "\u{10FFFF}"),
      (#"\ud7ff"#, "\u{D7FF}"), (#"\ue000"#, "\u{E000}"), (#"\ud800\ue000"#, nil),
      (#"\ud800\udbff"#, nil), (#"\ud800"#, nil), (#"\udc00"#, nil), (#"\udfff\udc00"#, nil),
      (#"\ud800\n"#, nil), (#"\u00g0"#, nil),
    ] as [(String, String?)])
  func surrogates(escaped: String, text: String?) {
    var reader = JSONReader(bytes: Array("\"\(escaped)\"".utf8))
    #expect((try? reader.string("a text")) == text)
  }

  @Test("Whole numbers are written in all their digits, at every power of ten and at both ends")
  func wholeNumbers() {
    var power: Int64 = 1
    var numbers: [Int64] = [0, .max, .min]
    for _ in 0..<18 {
      power *= 10
      numbers += [power - 1, power, power + 1, -power]
    }
    for number in numbers {
      var writer = JSONWriter()
      writer.integer(number)
      #expect(String(decoding: writer.bytes, as: UTF8.self) == number.description)
    }
  }

  @Test("As many brackets nest as are allowed, and no more")
  func deepest() {
    func nested(_ count: Int) -> String {
      String(repeating: "[", count: count) + String(repeating: "]", count: count)
    }
    #expect(error(nested(64)) { (r) throws(JSONError) in try r.skip() } == "none")
    #expect(error(nested(65)) { (r) throws(JSONError) in try r.skip() }.contains("more than 64"))
  }

  @Test("A broken escape and bytes that are not text are errors")
  func brokenText() {
    let broken = error(#""a\x""#) { (r) throws(JSONError) in try r.skip() }
    #expect(broken.hasPrefix("line 1, column ") && broken.hasSuffix("found a broken escape"))
    var reader = JSONReader(bytes: [0x22, 0xFF, 0xFE, 0x22])
    do {
      try reader.skip()
      Issue.record("bytes that are not UTF-8 were accepted")
    } catch { #expect(error.message.contains("bytes that are not UTF-8 text")) }
  }

  @Test(
    "Numbers are correctly rounded and keep their own text",
    arguments: [
      "0", "-0.0", "40", "0.1", "1e-08", "1.6243453636632417", "9007199254740993", "1e22", "1e23",
      "123456789012345678901234567890", "4.9e-324", "2.4703282292062327e-324", "1e400", "-1E+2",
      "0.000000000000000000000000000001", "1.7976931348623159e308",
    ])
  func numbers(text: String) throws {
    var reader = JSONReader(bytes: Array("\(text) ".utf8))
    let number = try reader.number("a number")
    #expect(number.value.bitPattern == Double(text)?.bitPattern)
    #expect(number.text == text)
  }

  @Test("Python's NaN and Infinity are numbers, and so are ours")
  func specialNumbers() throws {
    for text in ["NaN", "Infinity", "-Infinity", "\"NaN\"", "\"Infinity\"", "\"-Infinity\""] {
      var reader = JSONReader(bytes: Array(text.utf8))
      #expect(try !reader.number("a number").value.isFinite)
    }
  }

  @Test("Text escapes are read and written back")
  func escapes() throws {
    var reader = JSONReader(bytes: Array(#""β \" \\ \n \u00e9 \ud83d\ude00""#.utf8))
    let text = try reader.string("a text")
    #expect(text == "β \" \\ \n é 😀")
    var writer = JSONWriter()
    writer.string(text + "\u{1}")
    #expect(String(decoding: writer.bytes, as: UTF8.self) == #""β \" \\ \n é 😀\u0001""#)
  }

  @Test("A value may be cut anywhere between two pieces of the input")
  func pieces() throws {
    let text = Array(#"{"name": "two words", "x": [[1.5, -2e-3], [NaN, 3]]}"#.utf8)
    for cut in 1..<text.count {
      var parts = [Array(text[..<cut]), Array(text[cut...])][...]
      var reader = JSONReader { parts.popFirst() ?? [] }
      try reader.beginObject("an object")
      #expect(try reader.nextKey() == "name")
      #expect(try reader.string("a text") == "two words")
      #expect(try reader.nextKey() == "x")
      try reader.skip()
      #expect(try reader.nextKey() == nil)
    }
  }

  @Test("A reader that throws its caller's errors passes each one on, and reads the same")
  func callersErrors() throws {
    let errors = [
      callersError { (r) throws(CallersError) in try r.beginObject("x") },
      callersError { (r) throws(CallersError) in try r.beginArray("x") },
      callersError { (r) throws(CallersError) in _ = try r.nextKey() },
      callersError { (r) throws(CallersError) in _ = try r.peek("x") },
      callersError { (r) throws(CallersError) in _ = try r.string("x") },
      callersError { (r) throws(CallersError) in _ = try r.number("x") },
      callersError { (r) throws(CallersError) in _ = try r.value("x") },
      callersError { (r) throws(CallersError) in _ = try r.word("x") },
      callersError { (r) throws(CallersError) in try r.skip() },
      callersError { (r) throws(CallersError) in try r.end() },
    ]
    for (index, error) in errors.enumerated() {
      #expect(error?.place == JSONPlace(line: 2, column: 3), "\(index)")
      // A word ends before the first byte that is not a letter.
      #expect(error?.found == (index == 7 ? "''" : "'?'"), "\(index)")
    }
    var reader = JSONReaderThrowing<CallersError>(
      JSONReader(bytes: Array(#" {"a": [1, 2.5, "b", true], "c": 0} "#.utf8)))
    #expect(try reader.valuePlace() == JSONPlace(line: 1, column: 2))
    try reader.beginObject("an object")
    #expect(try reader.nextKey() == "a")
    #expect(reader.memberPlace == JSONPlace(line: 1, column: 3))
    #expect(try reader.peek("a list") == .array)
    try reader.beginArray("a list")
    #expect(try reader.nextElement() && reader.value("a number") == 1)
    #expect(try reader.nextElement() && reader.number("a number").text == "2.5")
    #expect(try reader.nextElement() && reader.string("a text") == "b")
    #expect(try reader.nextElement() && reader.word("a word") == "true")
    #expect(try !reader.nextElement())
    #expect(try reader.nextKey() == "c")
    try reader.skip()
    #expect(try reader.nextKey() == nil && reader.isAtEnd())
    try reader.end()
  }

  @Test("64 nested brackets are read, 65 are refused")
  func nestingLimit() {
    for (open, close) in [("[", "]"), (#"{"a":"#, "}")] {
      func nested(_ depth: Int) -> String {
        let inner = open == "[" ? "" : "0"
        return String(repeating: open, count: depth) + inner
          + String(repeating: close, count: depth)
      }
      #expect(error(nested(64)) { (r) throws(JSONError) in try r.skip() } == "none")
      #expect(
        error(nested(65)) { (r) throws(JSONError) in try r.skip() }
          .hasSuffix("found more than 64 nested brackets"))
    }
  }

  @Test("Half of a surrogate pair is a broken escape, both halves are one character")
  func surrogates() throws {
    for half in [
      #"\ud800"#, #"\udbff"#, #"\udc00"#, #"\udfff"#, #"\ud800\u0041"#, #"\ud800x"#,
      #"\ud800\ud800"#, #"\ud800\n"#, #"\ud83d\ude0"#,
    ] {
      let message = error("\"\(half)\"") { (r) throws(JSONError) in try r.skip() }
      #expect(message.hasSuffix("found a broken escape"), "\(half): \(message)")
    }
    for (pair, code) in [
      (#"\ud800\udc00"#, 0x10000 as UInt32), (#"\udbff\udfff"#, 0x10FFFF), (#"\ud7ff"#, 0xD7FF),
      (#"\ue000"#, 0xE000), (#"\uFFFF"#, 0xFFFF),
    ] {
      var reader = JSONReader(bytes: Array("\"\(pair)\"".utf8))
      #expect(try reader.string("a text").unicodeScalars.map(\.value) == [code])
    }
  }

  @Test(
    "A value of any kind is skipped to its end and no further, whole or in pieces, short or long",
    arguments: [
      #""""#, #""a""#, #""\"""#, #""a\"b\\""#, #""\\\"]}""#, #"{"k\"": "}\\"}"#, #"[["]"], "\\"]"#,
      "[]",
      "{}", "-1.5e-8", "NaN", "null", #"["\u0022", {"a": [true]}]"#, #""β\n""#,
    ], [1, 3, 1_000])
  func skipped(value: String, piece: Int) throws {
    for longest in [JSONReader.longestToken, 1_000_000] {
      var rest = Array("[\(value), 7]".utf8)[...]
      var reader = JSONReader {
        defer { rest = rest.dropFirst(piece) }
        return Array(rest.prefix(piece))
      }
      reader.longestText = longest
      try reader.beginArray("a list")
      #expect(try reader.nextElement())
      try reader.skip()
      #expect(try reader.nextElement() && reader.number("a number").value == 7)
      #expect(reader.place == JSONPlace(line: 1, column: value.count + 5))
      #expect(try !reader.nextElement())
      try reader.end()
    }
  }

  @Test("Every control character within a text is refused, U+007F and U+2028 are not")
  func rawControls() {
    for code in UInt8(0)..<0x20 {
      var reader = JSONReader(bytes: [0x22, 0x61, code, 0x22])
      #expect(throws: JSONError.self, "\(code)") { try reader.string("a text") }
    }
    for text in ["\u{7F}", "\u{2028}", "\u{85}"] {
      #expect(error("\"\(text)\"") { (r) throws(JSONError) in try r.skip() } == "none")
    }
  }

  @Test("A text of 65,536 bytes and a number of 1000 characters are read, longer ones are refused")
  func longestTokens() {
    func isRead(_ text: String, in piece: Int) -> Bool {
      var rest = Array(text.utf8)[...]
      var reader = JSONReader {
        defer { rest = rest.dropFirst(piece) }
        return Array(rest.prefix(piece))
      }
      do {
        try reader.skip()
        return true
      } catch { return false }
    }
    // In one piece, and in pieces that split every token.
    for piece in [100_000, 64] {
      let text = String(repeating: "a", count: JSONReader.longestToken)
      #expect(isRead("\"\(text)\" ", in: piece))
      #expect(!isRead("\"\(text)a\" ", in: piece))
      let number = String(repeating: "7", count: 1000)
      #expect(isRead("\(number) ", in: piece))
      #expect(!isRead("\(number)7 ", in: piece))
    }
  }

  @Test("20,000 damaged files end in a value or an error, never in a trap")
  func fuzz() {
    let sound = Array(
      #"{"a": [[1, -2.5e-8], ["NaN", 3]], "b\u00e9": {"t": 2, "w": "x"}, "c": null}"#.utf8)
    var generator = SplitMix(state: 1)
    for _ in 0..<20_000 {
      var bytes = sound
      for _ in 0...Int.random(in: 0..<4, using: &generator) {
        let at = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[at] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: at)
        case 2: bytes.insert(bytes[at], at: at)
        default: bytes = Array(bytes[...at])
        }
        if bytes.isEmpty { bytes = [0x7B] }
      }
      var reader = JSONReader(bytes: bytes)
      do { try reader.skip() } catch { #expect((error.place?.line ?? 0) >= 1) }
    }
  }

  @Test("A matrix is written with one row a line, whole numbers without a point")
  func matrix() {
    var writer = JSONWriter()
    let value = Matrix(shape: Shape(2, 2), elements: [1, -0.5, .nan, 1e300])
    writer.matrix(value ?? Matrix(0), indent: 2)
    #expect(
      String(decoding: writer.bytes, as: UTF8.self) == "[\n  [1, -0.5],\n  [\"NaN\", 1e+300]]")
  }
}
