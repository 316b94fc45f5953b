import Foundation
import JSON
import Numerics
import Testing

private func written(_ write: (inout JSONWriter) -> Void) -> String {
  var json = JSONWriter()
  write(&json)
  return String(decoding: json.bytes, as: UTF8.self)
}

@Suite("Writing JSON") struct JSONWriterTests {
  @Test("Commas, spaces and line breaks follow the layout")
  func layouts() {
    let layouts: [(JSONLayout, String, String)] = [
      (.inline, #"{"a": 1, "b": "x"}"#, "{}"),
      (.spaced, #"{ "a": 1, "b": "x" }"#, "{}"),
      (.lines(4), "{\n    \"a\": 1,\n    \"b\": \"x\"\n  }", "{}"),
      (.hanging(3), "{\n   \"a\": 1,\n   \"b\": \"x\"}", "{}"),
    ]
    for (layout, full, empty) in layouts {
      #expect(
        written { json in
          json.object(layout) { json in
            json.member("a", 1)
            json.member("b", "x")
          }
        } == full)
      #expect(written { $0.object(layout) { _ in } } == empty)
    }
  }

  @Test("A list within an object within a list keeps the layout of each")
  func nesting() {
    let text = written { json in
      json.list([1, 2], .lines(2)) { json, t in
        json.object { json in
          json.member("t", t)
          json.list("values", [0.5, -2], .hanging(4)) { $0.number($1) }
          json.member("last", t == 2)
        }
      }
    }
    #expect(
      text == """
        [
          {"t": 1, "values": [
            0.5,
            -2], "last": false},
          {"t": 2, "values": [
            0.5,
            -2], "last": true}
        ]
        """)
  }

  @Test("A line break that is asked for stands before one member only")
  func lineBreak() {
    let text = written { json in
      json.object(.spaced) { json in
        json.member("a", 1)
        json.newline(2)
        json.member("b", 2)
        json.member("c", 3)
      }
    }
    #expect(text == "{ \"a\": 1,\n  \"b\": 2, \"c\": 3 }")
  }

  @Test("What has no value is null, and a key that came from outside is escaped")
  func nullsAndKeys() {
    let text = written { json in
      json.object { json in
        json.member("text", nil as String?)
        json.member("number", nil as Int?)
        json.member("flag", nil as Bool?)
        json.member("seed", UInt32.max)
        json.key(named: "a\"\u{1B}\\")
        json.list(["x"])
      }
    }
    #expect(
      text == #"{"text": null, "number": null, "flag": null, "seed": 4294967295, "#
        + #""a\"\u001b\\": ["x"]}"#)
  }

  @Test("Every control character is escaped, and another reader gets every text back")
  func characters() throws {
    let scalars =
      (0..<0x20).map { UInt32($0) } + [0x22, 0x5C, 0x7F, 0x85, 0x2028, 0x2029, 0x10FFFF]
    for code in scalars {
      let text = "a" + String(UnicodeScalar(code).map(Character.init) ?? "?") + "b"
      let json = written { $0.string(text) }
      #expect(!json.utf8.contains { $0 < 0x20 }, "U+\(String(code, radix: 16))")
      #expect(try JSONDecoder().decode(String.self, from: Data(json.utf8)) == text)
      var reader = JSONReader(bytes: Array(json.utf8))
      #expect(try reader.string("a text") == text)
    }
  }

  @Test(
    "Another reader gets every number back to the bit",
    arguments: [
      0, -0.0, 1, -1, 0.1, 1e-5, 1e-4, 1e15, 1e16, 1e17, 9_007_199_254_740_991,
      9_007_199_254_740_992, -9_007_199_254_740_994, 1e21, 1e22, 1e23, .leastNonzeroMagnitude,
      2.2250738585072014e-308, 1.7976931348623157e308,
    ])
  func numbers(value: Double) throws {
    let json = written { $0.number(value) }
    let read = try JSONDecoder().decode([Double].self, from: Data("[\(json)]".utf8))
    #expect(read.first?.bitPattern == value.bitPattern, "\(json)")
  }

  @Test("Whole numbers are written to the ends of their range")
  func integers() {
    for (value, text) in [
      (Int64.min, "-9223372036854775808"), (Int64.max, "9223372036854775807"), (0, "0"),
      (-10, "-10"), (99, "99"), (100, "100"),
    ] {
      #expect(written { $0.integer(value) } == text)
    }
  }

  @Test("NaN and infinities are texts")
  func nonFinite() {
    let text = written { $0.list([Double.nan, .infinity, -.infinity]) { $0.number($1) } }
    #expect(text == #"["NaN", "Infinity", "-Infinity"]"#)
  }
}
