import Equations
import Foundation
import Numerics
import TestSupport
import Testing

@Suite("Numbers as people see them") struct NumberStyleTests {
  @Test("Significant digits are CPython's, ties to even included")
  func recorded() throws {
    let rows = try Recorded.load("digits")["rows"] as? [[String: Any]] ?? []
    #expect(rows.count > 1000)
    for row in rows {
      let bits = try #require(row["bits"] as? String)
      let value = try #require(Recorded.double(bits: bits))
      let count = try #require(row["digits"] as? Int)
      let text = try #require(row["text"] as? String)
      let number = SignificantDigits(value, count: count)
      var digits = text.prefix { $0 != "e" }.filter(\.isNumber)
      while digits.count > 1, digits.hasSuffix("0") { digits.removeLast() }
      let exponent = Int(text.drop { $0 != "e" }.dropFirst())
      #expect(number.digits.map(String.init).joined() == digits, "\(text)")
      #expect(number.exponent == exponent, "\(text)")
      // The fast method for ordinary numbers gives the same digits.
      let shown = NumberStyle(digits: count).rounded(value)
      #expect(shown == Double(text), "\(text)")
      let fast = NumberStyle(digits: count).text(value)
      if !fast.contains("×") {
        #expect(Double(fast.replacingOccurrences(of: "−", with: "-")) == Double(text), "\(text)")
      }
    }
  }

  /// Each row follows the rule: significant digits, no trailing zeros, powers of ten if needed.
  static let rows: [(Double, Int, String)] = [
    (40, 7, "40"), (-1.1006191772129212, 7, "−1.100619"), (0.09015907205927955, 7, "0.09015907"),
    (1e-8, 7, "1×10⁻⁸"), (1.25e-5, 7, "1.25×10⁻⁵"), (0.0001, 7, "0.0001"), (0, 7, "0"),
    (-0.0, 7, "−0"), (1_000_000, 7, "1000000"), (12_345_678, 7, "1.234568×10⁷"),
    (123_456.75, 7, "123456.8"), (0.99999999, 7, "1"), (999_999.96, 7, "1000000"),
    (9_999_999.6, 7, "1×10⁷"), (0.1, 17, "0.1"), (.nan, 7, "NaN"),
    (-.infinity, 7, "−∞"), (.leastNonzeroMagnitude, 3, "5×10⁻³²⁴"), (2.5, 1, "2"), (3.5, 1, "4"),
    (1.7976931348623157e308, 7, "1.797693×10³⁰⁸"), (0.00009999999949, 7, "0.0001"),
  ]

  @Test(
    "One style: no trailing zeros, powers of ten for the very small and the very large",
    arguments: rows.indices)
  func style(row: Int) {
    let (value, digits, text) = Self.rows[row]
    #expect(NumberStyle(digits: digits).text(value) == text)
  }

  @Test("A nonzero number never shows as zero")
  func neverZero() {
    var generator = SplitMix(state: 7)
    for _ in 0..<20_000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite, value != 0 else { continue }
      for digits in [1, 3, 7] {
        #expect(NumberStyle(digits: digits).text(value).contains { "123456789".contains($0) })
      }
    }
  }
}

/// A small generator with a fixed seed, so that "random" numbers are repeatable.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
