import Plots
import Testing

private func plot(_ curves: [Curve], remark: String = "") -> LinePlot {
  LinePlot(
    title: "t", subtitle: "", xAxis: PlotAxis(title: "t (days)", one: "day", many: "days"),
    yAxis: PlotAxis(title: "temperature (°F)", one: "temperature", many: "temperatures"),
    curves: curves, remark: remark)
}

/// A curve from its values at 0, 1, 2 and so on.
private func curve(_ name: String, _ values: [Double], _ kind: Curve.Kind = .line) -> Curve {
  Curve(
    name: name, kind: kind,
    points: values.enumerated().map { (x: Double($0.offset), y: $0.element) }
  )
}

@Suite("A plot of lines") struct LinePlotTests {
  @Test("A curve without a finite number is not drawn, and the legend says so")
  func notDrawn() {
    let both = plot([curve("a", [0, 15, 40]), curve("b", [.nan, .infinity, .nan])])
    let names = texts("legend", both.svg)
    #expect(names.contains("a") && names.contains("b (not drawn: no finite value)"))
    #expect(both.text(width: 80).contains("b (not drawn: no finite value)"))
  }

  @Test("A point lies where the ticks of its numbers meet")
  func places() throws {
    let svg = plot([curve("a", [0, 15, 40])]).svg
    let line = PlotsTests.places(try #require(path("line c0", svg)))
    for (index, value) in [0.0, 15, 40].enumerated() {
      #expect(abs(line[index].x - place(Double(index), between: "0", "2", "x", svg)) < 0.011)
      #expect(abs(line[index].y - place(value, between: "0", "40", "y", svg)) < 0.011)
    }
    #expect(texts("x-title", svg) == ["t (days)"])
    #expect(texts("y-title", svg) == ["temperature (°F)"])
  }

  @Test("A companion has its line's colour, dashes, hollow marks; lines with companions have none")
  func companions() {
    let pairs = [
      curve("v", [1, 2]), curve("v̂", [3, 2], .companion), curve("w", [4, 1]),
      curve("ŵ", [2, 5], .companion),
    ]
    let svg = plot(pairs).svg
    // The curve and its sample in the legend.
    #expect(
      elements("line c0", svg).map { $0.contains("dasharray") } == [false, true, false, true])
    #expect(
      elements("line c1", svg).map { $0.contains("dasharray") } == [false, true, false, true])
    #expect(elements("open c0", svg).count == 2 && elements("mark c0", svg).count == 2)
    // Without companions, the second line is dashed.
    let alone = plot([pairs[0], pairs[2]]).svg
    #expect(elements("line c1", alone).allSatisfy { $0.contains("dasharray") })
  }

  @Test("Bars reach from zero to their values, below zero too, without marks or names at the end")
  func bars() throws {
    let mean = Curve(name: "mean", points: [(x: -0.5, y: 10), (x: 2.5, y: 10)])
    let svg = plot([curve("weights", [20, -10, 40], .bars), mean]).svg
    let zero = place(0, between: "0", "40", "y", svg)
    let bars = try #require(path("bar c0", svg)).split(separator: "z")
    #expect(bars.count == 3)
    for (bar, value) in zip(bars, [20.0, -10, 40]) {
      let start = bar.dropFirst().split(separator: "V")
      let foot = try #require(Double(start[0].split(separator: " ")[1]))
      let head = try #require(Double(start[1].split(separator: "h")[0]))
      #expect(abs(foot - zero) < 0.011)
      #expect(abs(head - place(value, between: "0", "40", "y", svg)) < 0.011)
    }
    // One in the legend, and no line or mark in the bars' colour.
    #expect(elements("bar c0", svg).count == 2)
    #expect(elements("line c0", svg).isEmpty && elements("mark c0", svg).isEmpty)
    #expect(texts("end", svg) == ["mean"])
  }

  @Test("Data are marks without a line, take no colour from the lines, and have no name at the end")
  func data() throws {
    let svg = plot([
      curve("data", [3, 1, 2], .points), curve("a", [1, 1, 1]), curve("b", [2, 2, 2]),
    ]).svg
    #expect(elements("line c6", svg).isEmpty)
    // Three circles in the field, one in the legend.
    #expect(paths("open c6", svg).map { data in data.count { $0 == "M" } } == [3, 1])
    #expect(elements("line c0", svg).count == 2 && elements("line c1", svg).count == 2)
    #expect(texts("end", svg) == ["b", "a"])
  }

  @Test("The description names the axes, the extremes of each line, and what the caller remarks")
  func describes() {
    let words = description(
      plot([curve("v", [4, 1, 9, 5])], remark: "They part on day 2.").svg)
    #expect(
      words == "Temperature (°F) over the days, 1 curve. They part on day 2. v: 4 points; first "
        + "temperature 4 at day 0, lowest 1 at day 1, highest 9 at day 2, last 5 at day 3.")
  }

  @Test(
    "No numbers stop it, in SVG or in characters",
    arguments: [
      [], [.nan], [.infinity, -.infinity], [1], [1e308, -1e308],
      [.leastNonzeroMagnitude, 2 * .leastNonzeroMagnitude], [0, 0, 0],
      [.nan, 3, .nan], [1e300, 1e-300],
    ] as [[Double]], [20, 80])
  func robust(values: [Double], width: Int) {
    for kind in [Curve.Kind.line, .companion, .points] {
      let plot = plot([curve("a", values, kind)])
      #expect(plot.svg.hasSuffix("</svg>\n"))
      let lines = plot.text(width: width).split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= 25 && lines.allSatisfy { $0.unicodeScalars.count <= width })
    }
  }

  @Test("Places beyond all numbers and widths below 20 do not stop it")
  func farAway() {
    let far = Curve(name: "far", points: [(x: -1e308, y: 1), (x: 1e308, y: 2), (x: .nan, y: 3)])
    for width in [-5, 0, 1, 19, Int(Int32.max)] where width < 1000 {
      #expect(plot([far]).text(width: width, height: width).isEmpty == false)
    }
    #expect(plot([far]).svg.hasSuffix("</svg>\n"))
  }
}
