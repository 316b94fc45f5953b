import Testing

@testable import Plots

/// Numbers, ticks and texts of a picture at the edges between two cases.
@Suite("The edges of a picture's numbers") struct PictureEdgeTests {
  @Test(
    "A coordinate has two decimals at most, without zeros at its end",
    arguments: [
      (1.05, "1.05"), (0.5, "0.5"), (1, "1"), (0.994, "0.99"), (0.996, "1"), (-0.25, "-0.25"),
      (-0.004, "0"), (10.01, "10.01"), (.nan, "0"), (.infinity, "0"), (1e9, "1000000"),
    ])
  func coordinates(value: Double, text: String) {
    #expect(coordinate(value) == text)
  }

  // Five intervals of 0.28, 0.32, 0.68, 0.72, 1.48 and 1.52: the step is the nearest of 1, 2, 5, 10 on a
  // logarithmic scale.
  @Test(
    "The step of the ticks is 1, 2 or 5, whichever is nearest",
    arguments: [
      (1.4, 0.2), (1.7, 0.2), (1.8, 0.5), (2.2, 0.5), (3.7, 0.5), (3.8, 1), (7.4, 1), (7.6, 2),
      (17, 2), (18, 5), (20, 5), (37, 5), (38, 10),
    ])
  func steps(high: Double, step: Double) {
    let ticks = roundTicks(from: 0, to: high, about: 5)
    #expect(ticks.count > 1)
    #expect(zip(ticks, ticks.dropFirst()).allSatisfy { abs($1.value - $0.value - step) < 1e-12 })
  }

  @Test("What is counted in whole numbers has no tick between two of them")
  func wholeTicks() {
    #expect(
      roundTicks(from: 0, to: 2, about: 5, whole: true).map(\.label) == ["0", "1", "2"])
  }

  @Test(
    "A text that is cut takes all the cells it may take, the ellipsis among them",
    arguments: [
      ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("abcdef", 1, "…"), ("abcdef", 0, ""),
      ("", 0, ""), ("v\u{302}bc", 3, "v\u{302}bc"), ("v\u{302}bcd", 3, "v\u{302}b…"),
    ])
  func cut(text: String, most: Int, shown: String) {
    #expect(PlainText.cut(text, to: most) == shown)
  }
}
