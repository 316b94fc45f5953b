import Numerics
import TestSupport
import Testing

@Suite("Integer powers") struct PowerTests {
  @Test("βᵗ has the bits of arbitrary-precision arithmetic rounded once")
  func recorded() throws {
    let rows = try Recorded.load("powers")["powers"] as? [[String: Any]] ?? []
    #expect(rows.count == 196)
    for row in rows {
      let base = try #require(row["base"] as? Double)
      let exponent = try #require(row["exponent"] as? Int)
      let bits = try #require(row["bits"] as? String)
      let expected = try #require(Recorded.double(bits: bits))
      // Below 2⁻⁹⁶⁰ only the same bits everywhere are promised, not the nearest double.
      guard expected > 0x1p-960 || expected == 0 else { continue }
      #expect(integerPower(base, exponent) == expected, "\(base) to the \(exponent)")
    }
  }

  @Test("Special bases follow repeated multiplication")
  func special() {
    #expect(integerPower(.nan, 0) == 1)
    #expect(integerPower(.nan, 3).isNaN)
    #expect(integerPower(-.infinity, 3) == -.infinity)
    #expect(integerPower(-.infinity, 4) == .infinity)
    #expect(integerPower(0, 5) == 0)
    #expect(integerPower(-0.0, 3).sign == .minus)
    #expect(integerPower(0, -1) == .infinity)
    #expect(integerPower(-2, 3) == -8)
    #expect(integerPower(2, -3) == 0.125)
    #expect(integerPower(10, 308) == 1e308)
    #expect(integerPower(10, 309) == .infinity)
    #expect(integerPower(1e200, 2) == .infinity)
    #expect(integerPower(1e100, 3) == 1e300)
    #expect(integerPower(1e-200, 3) == 0)
    #expect(integerPower(0.9, .max) == 0)
    #expect(integerPower(0.9, .min) == .infinity)
    #expect(integerPower(-1, 1_000_000_001) == -1)
  }

  @Test("A square is one multiplication", arguments: [1.1, -0.3, 1e-160, 1e160, 123.456])
  func square(x: Double) { #expect(integerPower(x, 2) == x * x) }
}
