import Numerics
import Testing

@Suite("Numbers that count as another") struct ToleranceTests {
  // Half a unit of the fourth digit of 123.4 is 0.05.
  @Test(
    "An answer may be half a unit of its last digit away, on both sides, and no further",
    arguments: [
      (123.4, true), (123.45, true), (123.35, true), (123.450_000_01, false),
      (123.349_999_99, false), (-123.4, false), (.nan, false), (.infinity, false),
    ])
  func answer(number: Double, counts: Bool) {
    #expect(Tolerance(answer: 123.4, digits: 4).admits(number) == counts)
  }

  // 9.99 to 2 digits: the unit is that of 9.9, not of 10.
  @Test("The unit is that of the answer's own first digit, however the number rounds")
  func unit() {
    let tolerance = Tolerance(answer: 9.99, digits: 2)
    #expect(tolerance.admits(10.04) && !tolerance.admits(10.05))
    #expect(tolerance.admits(9.94) && !tolerance.admits(9.93))
  }

  @Test("0 counts as itself and as what rounding leaves of it, to any number of digits")
  func zero() {
    for digits in [-3, 0, 1, 17, 400] {
      let tolerance = Tolerance(answer: 0, digits: digits)
      #expect(tolerance.admits(-0.0) && tolerance.admits(1e-16) && tolerance.admits(-1e-16))
      #expect(!tolerance.admits(1.01e-16) && !tolerance.admits(.nan))
    }
  }

  @Test("NaN and the infinities count only as themselves, whatever the reach")
  func notFinite() {
    for value in [Double.nan, .infinity, -.infinity] {
      let tolerance = Tolerance(value, reach: 1e300)
      for other in [Double.nan, .infinity, -.infinity, 0, .greatestFiniteMagnitude] {
        #expect(tolerance.admits(other) == (value == other || (value.isNaN && other.isNaN)))
      }
    }
    for other in [Double.nan, .infinity, -.infinity] {
      #expect(!Tolerance(1, reach: .infinity).admits(other))
    }
  }

  @Test("More room widens both sides by as much")
  func room() {
    let tolerance = Tolerance(8, reach: 1).widened(by: 0.5)
    #expect(tolerance.low == 6.5 && tolerance.high == 9.5)
    #expect(tolerance.admits(6.5) && tolerance.admits(9.5))
    #expect(!tolerance.admits(6.5.nextDown) && !tolerance.admits(9.5.nextUp))
  }

  @Test("A rounded number counts just at half a unit")
  func half() {
    let tolerance = Tolerance(0, halfUnit: 0.5)
    #expect(tolerance.admits(0.5) && tolerance.admits(-0.5))
    #expect(!tolerance.admits(0.500_000_001) && !tolerance.admits(-0.500_000_001))
  }

  @Test("Two numbers look the same if their digits do")
  func shown() {
    let style = NumberStyle(digits: 3)
    #expect(style.showsSame(0.12345, 0.12349) && !style.showsSame(0.1234, 0.1236))
    #expect(style.showsSame(.nan, .nan) && !style.showsSame(1, -1))
  }
}
