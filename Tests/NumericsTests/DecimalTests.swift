import Foundation
import Numerics
import Testing

@Suite("Decimals, read and written") struct DecimalTests {
  @Test("A number is printed as Python's %f prints it")
  func fixedDigits() {
    // From Python: '%f' % value, '%.3f' % value and so on.
    let known: [(Double, Int, String)] = [
      (0.6954140000001, 6, "0.695414"), (0.0000004, 6, "0.000000"), (0.0000006, 6, "0.000001"),
      (0, 6, "0.000000"), (210.6499, 6, "210.649900"), (0.9999999, 6, "1.000000"),
      (2.5, 0, "2"), (0.5, 0, "0"), (1.5, 0, "2"), (0.125, 2, "0.12"), (0.375, 2, "0.38"),
      (-0.25, 1, "-0.2"), (1e22, 2, "10000000000000000000000.00"), (.nan, 6, "nan"),
      (.infinity, 6, "inf"), (-.infinity, 6, "-inf"),
    ]
    for (value, decimals, text) in known { #expect(fixed(value, decimals: decimals) == text) }
    for _ in 0..<500 {
      let value = Double.random(in: 0...2) * [1, 0.01, 1e-6, 1e4][Int.random(in: 0..<4)]
      #expect(fixed(value, decimals: 6) == String(format: "%.6f", value))
    }
  }

  @Test("A large number is printed with the digits of its exact value")
  func largeFixed() {
    #expect(fixed(123_456_789_012_345.67, decimals: 6) == "123456789012345.671875")
    for _ in 0..<2000 {
      let value = Double.random(in: 1...10) * [1e9, 1e10, 1e12, 1e15, -1e13][Int.random(in: 0..<5)]
      for decimals in [1, 3, 6] {
        #expect(fixed(value, decimals: decimals) == String(format: "%.\(decimals)f", value))
      }
    }
  }

  @Test("Sixteen and more digits are read to the bit, also above 2⁵³")
  func manyDigits() throws {
    // The double nearest to the decimal, by Python's float(text).hex().
    let known: [(String, Double)] = [
      ("0.9243589052319255", 0x1.d945920779977p-1), ("9007199254740993", 0x1p53),
      ("9007199254740995", 0x1.0000000000002p53), ("9999999999999999e-3", 0x1.2309ce53fffffp43),
      ("1.7976931348623157e308", .greatestFiniteMagnitude), ("5e-324", .leastNonzeroMagnitude),
      ("123456789012345678901234567890", 0x1.8ee90ff6c373ep96), ("1e400", .infinity), ("1e-400", 0),
      ("-0.0", -0.0), (".5", 0.5), ("5.", 5), ("+1e+2", 100),
    ]
    for (text, value) in known {
      let read = try #require(DecimalText(Array(text.utf8)[...]))
      #expect(read.value.bitPattern == value.bitPattern, "\(text)")
    }
    for _ in 0..<3000 {
      let digits = String(UInt64.random(in: 1_000_000_000_000_000...9_999_999_999_999_999))
      let text =
        digits.prefix(Int.random(in: 1...15)) + "." + digits.suffix(8)
        + "e\(Int.random(in: -30...30))"
      #expect(DecimalText(Array(text.utf8)[...])?.value == strtod(String(text), nil), "\(text)")
    }
  }

  @Test(
    "What is not a decimal is not read",
    arguments: [
      "", "-", ".", "e5", "1e", "1e+", "1.2.3", "1 ", " 1", "0x1", "1_0", "nan", "--1", "1e5.0",
    ])
  func refused(text: String) {
    #expect(DecimalText(Array(text.utf8)[...]) == nil)
  }
}
