import Readers
import Testing

@testable import Diagnosis

/// Which doubles print as a number was printed, at the exact edge of each kind of print.
@Suite("What a printed number admits") struct PrintedIntervalTests {
  private func interval(
    _ text: String, decimals: Int = 8, significant: Int = 8, largest: Double? = nil,
    isSingle: Bool = false
  ) throws -> Interval {
    let reading = try read(Array("x = [\(text)]".utf8))
    let number = try #require(reading.parts.first?.arrays.first?.numbers.first)
    return Interval(
      number, decimals: decimals, significant: significant,
      largest: largest ?? number.value.magnitude, isSingle: isSingle)
  }

  // By hand: half a unit of the second decimal is 0.005.
  @Test
  func `a print of two decimals admits what lies within half a unit of the last, and no more`()
    throws
  {
    let found = try interval("0.25", decimals: 2)
    for inside in [0.25, 0.2450001, 0.2549999] { #expect(found.contains(inside), "\(inside)") }
    for outside in [0.2449, 0.2551, -0.25] { #expect(!found.contains(outside), "\(outside)") }
  }

  // By hand: of 1.50e-03 with three significant digits half a unit is 0.000005.
  @Test func `a print in scientific notation is as exact as its significant digits`() throws {
    let found = try interval("1.50e-03", significant: 3)
    for inside in [0.0015, 0.00149501, 0.00150499] { #expect(found.contains(inside), "\(inside)") }
    for outside in [0.001494, 0.001506] { #expect(!found.contains(outside), "\(outside)") }
  }

  @Test func `a power of ten that divides to just below one keeps its exponent`() throws {
    // Half a unit of 1.00e-5 is 5e-8; taken for 10.0e-6 it would be 5e-9.
    let found = try interval("1.00e-05", significant: 3)
    #expect(found.contains(1.0049e-5) && found.contains(0.9951e-5))
    #expect(!found.contains(1.0051e-5) && !found.contains(0.9949e-5))
  }

  @Test func `NaN and the infinities admit themselves only`() throws {
    for (text, own) in [("nan", Double.nan), ("inf", .infinity), ("-inf", -.infinity)] {
      let found = try interval(text)
      for value in [Double.nan, .infinity, -.infinity, 0, 1e308] {
        let isOwn = value == own || value.isNaN && own.isNaN
        #expect(found.contains(value) == isOwn, "\(text) and \(value)")
      }
    }
  }

  // NumPy: the last bits of a sum are those of its greatest term; 1e-15 of 9e8 is 9e-7.
  @Test func `the last bits of a small number may be those of the greatest of its array`() throws {
    let beside = try interval("0.20000001", largest: 9e8)
    #expect(beside.contains(0.20000001 + 8e-7))
    #expect(!beside.contains(0.20000001 + 2e-6))
    let alone = try interval("0.20000001")
    #expect(!alone.contains(0.20000001 + 8e-7))
  }

  @Test func `single precision reaches seven digits and no further`() throws {
    // 2⁻²⁴ is 6e-8 of a number.
    let single = try interval("1.5", isSingle: true)
    #expect(single.contains(1.5 + 4e-7) && !single.contains(1.5 + 4e-6))
    #expect(try !interval("1.5").contains(1.5 + 4e-7))
  }
}
