import Numerics
import TestSupport
import Testing

@Suite("Elementary functions") struct ElementaryTests {
  static let functions: [(name: String, function: @Sendable (Double) -> Double)] = [
    ("exp", exponential), ("log", logarithm), ("sin", sine), ("cos", cosine),
    ("tanh", hyperbolicTangent),
  ]

  @Test(
    "Each has the bits of arbitrary-precision arithmetic rounded once", arguments: functions.indices
  )
  func recorded(index: Int) throws {
    let (name, function) = Self.functions[index]
    let rows = try #require(try Recorded.load("elementary")[name] as? [[String]])
    #expect(rows.count >= 65)
    for row in rows {
      let x = try #require(Recorded.double(bits: row[0]))
      let expected = try #require(Recorded.double(bits: row[1]))
      #expect(function(x).bitPattern == expected.bitPattern, "\(name)(\(x))")
    }
  }

  @Test("Special values are those of IEEE 754")
  func special() {
    #expect(exponential(0) == 1 && exponential(.infinity) == .infinity)
    #expect(exponential(-.infinity) == 0 && exponential(.nan).isNaN)
    #expect(exponential(709.79) == .infinity && exponential(-745.14) == 0)
    #expect(exponential(-745.13) == .leastNonzeroMagnitude)
    #expect(logarithm(1) == 0 && logarithm(0) == -.infinity && logarithm(-1).isNaN)
    #expect(logarithm(.infinity) == .infinity && logarithm(.nan).isNaN)
    #expect(sine(0) == 0 && sine(-0.0).sign == .minus && sine(.infinity).isNaN)
    #expect(cosine(0) == 1 && cosine(-.infinity).isNaN)
    #expect(hyperbolicTangent(-0.0).sign == .minus && hyperbolicTangent(1000) == 1)
    #expect(hyperbolicTangent(-.infinity) == -1)
  }
}
