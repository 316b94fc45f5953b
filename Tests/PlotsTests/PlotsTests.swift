import Plots
import Testing

private func plot(_ costs: [Double], name: String = "adam", title: String = "t") -> String {
  let points = costs.enumerated().map { (x: Double($0.offset), y: $0.element) }
  return CostPlot(title: title, subtitle: "", curves: [Curve(name: name, points: points)]).svg
}

/// A picture of points and a grid of probabilities over the unit square.
private func boundary(
  _ points: [LabelledPoint] = [], columns: Int, rows: Int, _ probabilities: [Double]
) -> String {
  BoundaryPlot(
    title: "t", subtitle: "", points: points, columns: columns, rows: rows,
    frame: PlotFrame(xmin: 0, xmax: 1, ymin: 0, ymax: 1), probabilities: probabilities
  ).svg
}

@Suite("A cost plot") struct CostPlotTests {
  @Test(
    "Ticks are round numbers that cover the costs",
    arguments: [
      // Five intervals of 0.12, rounded to 0.1.
      ([0.6, 0.1, 0.5], ["0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6"]),
      // Zero would squeeze these: intervals of 0.018, rounded to 0.02.
      ([0.71, 0.63, 0.62], ["0.62", "0.64", "0.66", "0.68", "0.7", "0.72"]),
      ([-3, 4], ["−3", "−2", "−1", "0", "1", "2", "3", "4"]),
      ([2e30, 4e30], ["2×10³⁰", "2.5×10³⁰", "3×10³⁰", "3.5×10³⁰", "4×10³⁰"]),
    ])
  func costTicks(costs: [Double], labels: [String]) {
    #expect(texts("y-tick", plot(costs)) == labels)
  }

  @Test("The axis is logarithmic above three powers of ten, and only for positive costs")
  func logarithmicAxis() {
    let wide = plot([0.5, 0.0004])
    #expect(texts("y-title", wide) == ["cost (logarithmic axis)"])
    #expect(texts("y-tick", wide) == ["0.0001", "0.001", "0.01", "0.1", "1"])
    #expect(texts("y-title", plot([0.5, 0.0005])) == ["cost"])
    #expect(texts("y-title", plot([0.5, 0.0004, 0])) == ["cost"])
  }

  @Test("A cost that is not a number interrupts the line and leaves a cross")
  func gaps() throws {
    let svg = plot([3, 2, .nan, 2, 1])
    let line = try #require(path("line c0", svg))
    #expect(line.count { $0 == "M" } == 2)
    #expect(places(line).count == 4)
    let whole = try #require(path("line c0", plot([3, 2, 2, 2, 1])))
    #expect(whole.count { $0 == "M" } == 1)
    // The cross is 6 wide, above the tick of its epoch.
    let cross = try #require(path("gap c0", svg))
    let start = try #require(Double(cross.dropFirst().prefix { $0 != " " }))
    #expect(start == place(ofTick: "2", "x-tick", "x", svg) - 3)
  }

  @Test("The description tells the first, lowest and last cost and the gaps")
  func describes() {
    let words = description(plot([0.75, 0.5, .infinity, .nan, 0.125, 0.25]))
    #expect(words.contains("first cost 0.75 at epoch 0, lowest 0.125 at epoch 4"))
    #expect(words.contains("last 0.25 at epoch 5"))
    #expect(words.contains("not a finite number at 2 points: epochs 2 to 3."))
  }

  @Test("Text is escaped, and control characters are shown by their numbers")
  func escapes() {
    let svg = plot([1, 2], name: "a<b>&\"c\"", title: "it's\u{0}\u{1B}\u{202E} <script>")
    #expect(texts("title", svg) == [#"it&#39;s\u{0}\u{1B}\u{202E} &lt;script&gt;"#])
    #expect(texts("legend", svg) == ["a&lt;b&gt;&amp;&quot;c&quot;"])
  }

  @Test("A picture without a line says why")
  func saysWhy() {
    let none = plot([.nan, .nan])
    #expect(texts("note", none) == ["No cost is a finite number."])
    #expect(description(none).contains("none of its 2 costs is a finite number"))
    let empty = CostPlot(title: "t", subtitle: "", curves: []).svg
    #expect(texts("note", empty) == ["There are no curves."])
    #expect(texts("note", plot([])) == ["There are no points."])
    #expect(texts("note", plot([1])).isEmpty)
  }

  @Test("Ten thousand points make a small file that keeps a single spike")
  func keepsSpikes() throws {
    // Cost 2 at one epoch of ten thousand; the ticks go from 0 to 2, so it touches the top.
    var costs = (0..<10_000).map { 0.25 + Double($0 % 7) / 100 }
    costs[6_003] = 2
    let svg = plot(costs)
    #expect(svg.utf8.count < 30_000)
    let top = try #require(places(path("line dense c0", svg) ?? "").map(\.y).min())
    #expect(top == place(ofTick: "2", "y-tick", "y", svg) - 4)
  }
}

@Suite("A boundary plot") struct BoundaryPlotTests {
  @Test("A probability that grows evenly has a straight line where it is one half")
  func linearField() throws {
    // P = x / 2 + y / 4 at x, y ∈ {0, ½, 1}: one half on the line from (1, 0) to (½, 1).
    let svg = boundary(columns: 3, rows: 3, [0, 0.25, 0.5, 0.125, 0.375, 0.625, 0.25, 0.5, 0.75])
    let corners = places(try #require(path("border", svg)))
    let x = ["0", "1"].map { place(ofTick: $0, "x-tick", "x", svg) }
    let y = ["0", "1"].map { place(ofTick: $0, "y-tick", "y", svg) - 4 }
    func isNear(_ corner: (x: Double, y: Double), _ atX: Double, _ atY: Double) -> Bool {
      abs(corner.x - (x[0] + atX * (x[1] - x[0]))) < 0.011
        && abs(corner.y - (y[0] + atY * (y[1] - y[0]))) < 0.011
    }
    #expect(corners.contains { isNear($0, 1, 0) })
    #expect(corners.contains { isNear($0, 0.5, 1) })
    for corner in corners {
      // On the line 2x + y = 2, relative to the unit square.
      let share = ((corner.x - x[0]) / (x[1] - x[0]), (corner.y - y[0]) / (y[1] - y[0]))
      #expect(abs(2 * share.0 + share.1 - 2) < 1e-4)
    }
  }

  @Test("A cell with a corner that is not a number stays empty")
  func emptyCell() throws {
    // Two cells side by side; the right one has a NaN, so the region ends in the middle.
    let svg = boundary(columns: 3, rows: 2, [0.9, 0.9, .nan, 0.9, 0.9, 0.9])
    let corners = places(try #require(path("ones", svg)))
    let middle = place(ofTick: "0.5", "x-tick", "x", svg)
    #expect(corners.map(\.x).max().map { abs($0 - middle) < 0.011 } == true)
    // Without a boundary, neither the picture nor its legend shows one.
    #expect(path("border", svg) == nil)
  }

  @Test("The description counts the points on the side of their class")
  func describes() {
    // P = x: right are the point at 0.2 of class 0, and those at 0.6 and 0.9 of class 1.
    let points = [
      LabelledPoint(x: 0.2, y: 0.5, label: false), LabelledPoint(x: 0.7, y: 0.5, label: false),
      LabelledPoint(x: 0.6, y: 0.1, label: true), LabelledPoint(x: 0.9, y: 0.9, label: true),
      LabelledPoint(x: 0.4, y: 0.5, label: true),
    ]
    let words = description(boundary(points, columns: 2, rows: 2, [0, 1, 0, 1]))
    #expect(words.contains("2 points of class 0 and 3 of class 1"))
    #expect(words.contains("3 of 5 points, 1 of class 0 and 2 of class 1"))
  }
}
