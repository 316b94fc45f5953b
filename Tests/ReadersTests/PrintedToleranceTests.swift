import Readers
import Testing

@Suite("Values a printed number may stand for") struct PrintedToleranceTests {
  private func printed(
    _ decimals: Int, significant: Int = 1, largest: Double = 0, isSingle: Bool = false
  ) -> PrintedNumber.Policy {
    .printed(
      decimals: decimals, significant: significant, largest: largest, isSingle: isSingle)
  }

  // NumPy prints 8 decimals, so a number may be off by 5·10⁻⁹.
  @Test(
    "A print of 8 decimals stands for what rounds to it",
    arguments: [(4.99e-9, true), (-4.99e-9, true), (5.01e-9, false), (-5.01e-9, false)])
  func decimals(offset: Double, counts: Bool) {
    let number = PrintedNumber(0.12345678, .decimals(8))
    #expect(number.admits(0.12345678 + offset, printed(8)) == counts)
  }

  // A short number is exact if the whole print has 8 decimals, and covers a wide range if it has 1.
  @Test("The digits of the whole print decide, not those of the number")
  func digitsOfPrint() {
    let number = PrintedNumber(0.5, .decimals(1))
    #expect(!number.admits(0.52, printed(8)) && number.admits(0.52, printed(1)))
    #expect(!number.admits(0.551, printed(1)))
    let scientific = PrintedNumber(1.5e-5, .significant(2))
    #expect(scientific.admits(1.54e-5, printed(0, significant: 2)))
    #expect(!scientific.admits(1.56e-5, printed(0, significant: 2)))
    #expect(!scientific.admits(1.54e-5, printed(0, significant: 9)))
  }

  // 10⁻¹⁵ of 9·10⁸ is 9·10⁻⁷; sums in another order may change any entry of the array by as much.
  @Test("The slack is that of the greatest number of the array, not of the number itself")
  func slack() {
    let number = PrintedNumber(0.2, .decimals(8))
    let beside = printed(8, largest: 9e8)
    #expect(
      number.admits(0.2 + 1e-8, beside) && !number.admits(0.2 + 1e-8, printed(8, largest: 0.2)))
    #expect(number.admits(0.2 + 9.04e-7, beside) && number.admits(0.2 - 9.04e-7, beside))
    #expect(!number.admits(0.2 + 9.06e-7, beside) && !number.admits(0.2 - 9.06e-7, beside))
  }

  @Test("A number in full has the digits of a double, unless it has no more than 8 decimals")
  func full() {
    let full = PrintedNumber(0.123_456_789_012_3, .double)
    #expect(full.admits(0.123_456_789_012_3 + 1.2e-14, printed(0)))
    #expect(!full.admits(0.123_456_789_012_3 + 1.3e-14, printed(0)))
    let short = PrintedNumber(1_234.125, .double)
    #expect(short.admits(1_234.125 + 4.9e-9, printed(0)))
    #expect(!short.admits(1_234.125 + 5.1e-9, printed(0)))
    let whole = PrintedNumber(3, .whole)
    #expect(whole.admits(3 + 2.9e-12, printed(0)) && !whole.admits(3 + 3.1e-12, printed(0)))
  }

  @Test("A number of single precision is as coarse as one")
  func single() {
    let single = PrintedNumber(1, .single)
    #expect(single.admits(1 + 0.99e-6, printed(0)) && !single.admits(1 + 1.01e-6, printed(0)))
    let printedSingle = PrintedNumber(1, .decimals(8))
    #expect(printedSingle.admits(1 + 3.04e-7, printed(8, isSingle: true)))
    #expect(!printedSingle.admits(1 + 3.06e-7, printed(8, isSingle: true)))
  }

  @Test(
    "A typed number stands for half a unit of its last digit",
    arguments: [
      (0.125, PrintedNumber.Precision.decimals(3), 0.1255, true),
      (0.125, .decimals(3), 0.1245, true),
      (0.125, .decimals(3), 0.125_500_1, false), (0.125, .decimals(3), 0.124_499_9, false),
      (1.0 / 3, .double, 1.0 / 3 * (1 + 0.9e-12), true),
      (1.0 / 3, .double, 1.0 / 3 * (1 + 1.1e-12), false),
      (.nan, .double, .nan, true), (.infinity, .double, .infinity, true),
      (.infinity, .double, 1e308, false), (1e308, .decimals(0), .infinity, false),
    ])
  func typed(number: Double, precision: PrintedNumber.Precision, value: Double, counts: Bool) {
    #expect(PrintedNumber(number, precision).admits(value, .typed(for: value)) == counts)
  }
}
