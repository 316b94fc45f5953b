import Testing

@testable import Plots

/// Numbers, ticks and texts of a picture in borderline cases.
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

  // Five intervals of 0.28, 0.32, 0.68, 0.72, 1.48 and 1.52: the step is the nearest of 1, 2, 5, 10
  // on a logarithmic scale.
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

  @Test("Points in disorder are put in the order of their places, those of one place in their own")
  func order() {
    let curve = Curve(
      name: "a",
      points: [(2, 1), (1, 5), (.nan, 0), (1, 3), (0, 2), (1, 4), (2, 0), (.infinity, 1)])
    #expect(curve.points.map(\.x) == [0, 1, 1, 1, 2, 2])
    #expect(curve.points.map(\.y) == [2, 5, 3, 4, 1, 0])
    let drawn = Curve(name: "a", points: [(0, 1), (1, 5), (1, 3)])
    #expect(drawn.points.map(\.y) == [1, 5, 3])
  }

  @Test(
    "No two marks of gaps lie over one another, however close the gaps are",
    arguments: [1, 2, 20, 55, 60, 80, 100, 125, 200, 500])
  func gapMarks(count: Int) throws {
    let values = (0...4 * count).map { $0 % 4 == 2 ? Double.nan : 1 }
    let curve = Curve(
      name: "a", points: values.enumerated().map { (Double($0.offset), $0.element) })
    let path = CurvePath(
      curve, Scale(low: 0, high: Double(4 * count), from: 0, to: 500),
      Scale(low: 0, high: 2, from: 100, to: 0))
    // A mark is a cross 6 wide, with a line of 1.6.
    #expect(zip(path.gaps, path.gaps.dropFirst()).allSatisfy { $1 - $0 > 7.6 }, "\(path.gaps)")
    #expect(path.gaps.count >= min(count, 25))
  }
}
