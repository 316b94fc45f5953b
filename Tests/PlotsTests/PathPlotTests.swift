import Plots
import Testing

private let frame = PlotFrame(xmin: -4, xmax: 4, ymin: -2, ymax: 2)

private func plot(
  _ paths: [Curve], levels: [Double] = [1], frame: PlotFrame = frame,
  nodes: Int = 81, _ value: (Double, Double) -> Double = { x, y in x * x + 4 * y * y }
) -> PathPlot {
  PathPlot(
    title: "t", subtitle: "", xTitle: "w₁", yTitle: "w₂", frame: frame,
    field: Field(name: "J", columns: nodes, rows: nodes, frame: frame, value), levels: levels,
    paths: paths)
}

@Suite("A plot of paths") struct PathPlotTests {
  @Test("A contour is where the function has the level")
  func contour() throws {
    let svg = plot([]).svg
    let corners = places(try #require(path("contour", svg)))
    let x = (place(0, between: "0", "4", "x", svg), place(1, between: "0", "4", "x", svg))
    let y = (place(0, between: "−2", "2", "y", svg), place(1, between: "−2", "2", "y", svg))
    #expect(corners.count > 20)
    let errors = corners.map { corner in
      let (a, b) = ((corner.x - x.0) / (x.1 - x.0), (corner.y - y.0) / (y.1 - y.0))
      return abs(a * a + 4 * b * b - 1)
    }
    // Between two nodes the function is interpolated linearly. The error is an eighth of the second
    // derivative times the square of their distance: 2/8·0.1² and 8/8·0.05².
    #expect(errors.allSatisfy { $0 < 0.006 })
    // From one end of the long axis to the other.
    #expect(abs((corners.map(\.x).min() ?? 0) - (2 * x.0 - x.1)) < 0.02)
  }

  @Test("A path goes through its steps in their order, also from right to left")
  func order() throws {
    let way = [(x: 3.0, y: 1.0), (x: -2, y: 1), (x: 1, y: -1)]
    let svg = plot([Curve(name: "descent", way: way)]).svg
    let steps = places(try #require(path("line c0", svg)))
    #expect(steps.count == 3)
    for (step, point) in zip(steps, way) {
      #expect(abs(step.x - place(point.x, between: "0", "4", "x", svg)) < 0.011)
      #expect(abs(step.y - place(point.y, between: "−2", "2", "y", svg)) < 0.011)
    }
  }

  @Test(
    "A path that leaves the picture ends there, cut off at the axes, and the description says so")
  func leaves() throws {
    let way = Curve(
      name: "wild", way: [(x: 0, y: 1), (x: 0, y: -1.5), (x: 0, y: 3), (x: 0, y: -4)])
    let svg = plot([way]).svg
    #expect(places(try #require(path("line c0", svg))).count == 3)
    #expect(elements("line c0", svg).first?.contains("clip-path=\"url(#inside)\"") == true)
    #expect(paths("mark c0", svg).first?.count { $0 == "M" } == 2)
    #expect(description(svg).contains("wild leaves the picture at step 2."))
  }

  @Test("A path has its name beside it, or none: no name lies over another")
  func names() {
    let apart = [1.5, 0, -1.5].map { y in
      Curve(name: "at \(y)", way: [(x: -3, y: y), (x: 3, y: y)])
    }
    #expect(texts("name", plot(apart).svg) == ["at 1.5", "at 0.0", "at -1.5"])
    // 0.15 of 4 units over 300 are 11 apart, and a line of text is 15 high.
    let near = (0...3).map { number in
      let y = 0.15 * Double(number)
      return Curve(name: "path \(number)", way: [(x: -3, y: y), (x: 3, y: y)])
    }
    let svg = plot(near).svg
    #expect(texts("legend", svg) == ["path 0", "path 1", "path 2", "path 3"])
    #expect(texts("name", svg).count >= 2)
    let tops = svg.split(separator: "<text class=\"name\"").dropFirst().map { piece in
      Double(piece.split(separator: "y=\"")[1].prefix { $0 != "\"" }) ?? .nan
    }
    let lefts = svg.split(separator: "<text class=\"name\"").dropFirst().map { piece in
      Double(piece.split(separator: "x=\"")[1].prefix { $0 != "\"" }) ?? .nan
    }
    for first in tops.indices {
      for second in tops.indices where second > first {
        #expect(
          abs(tops[first] - tops[second]) >= 15 || abs(lefts[first] - lefts[second]) >= 40)
      }
    }
  }

  @Test(
    "No numbers stop it, in SVG or in characters",
    arguments: [
      [], [(x: 1.0, y: 1.0)], [(x: .nan, y: 0)], [(x: 0, y: 0), (x: .infinity, y: 0)],
      [(x: 1e308, y: -1e308), (x: -1e308, y: 1e308)],
      Array(repeating: (x: 0.5, y: 0.5), count: 3000),
    ] as [[(x: Double, y: Double)]])
  func robust(way: [(x: Double, y: Double)]) {
    let frames = [frame, PlotFrame(xmin: .nan, xmax: 0, ymin: 1, ymax: 1)]
    for frame in frames {
      for value in [{ $0 * $1 }, { _, _ in .nan }, { x, _ in x * 1e308 }, { _, _ in 1 }]
        as [(Double, Double) -> Double]
      {
        let plot = plot(
          [Curve(name: "a", way: way)], levels: [1, .nan, .infinity], frame: frame, nodes: 9,
          value)
        #expect(plot.svg.hasSuffix("</svg>\n"))
        let lines = plot.text(width: 40).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 25 && lines.allSatisfy { $0.unicodeScalars.count <= 40 })
      }
    }
  }
}
