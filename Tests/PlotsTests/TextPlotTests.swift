import Plots
import Testing

private func plot(_ curves: [Curve]) -> LinePlot {
  LinePlot(title: "t", subtitle: "", xAxis: .epochs, yAxis: .cost, curves: curves)
}

@Suite("A drawing of plain characters") struct TextPlotTests {
  @Test("A straight line from 0 to 4 over 21 columns and 9 rows is where arithmetic puts it")
  func straightLine() {
    // Column c is at x = c/5, so the row from the top is 8 − 2c/5, rounded; halves are rounded
    // down.
    let line = Curve(name: "adam", points: [(x: 0, y: 0), (x: 4, y: 4)])
    let expected = """
      t
      cost
      4 +                   oo
        |                 oo
      3 +              ooo
        |            oo
      2 +         ooo
        |       oo
      1 +    ooo
        |  oo
      0 +oo
        ++----+----+----+----+
         0    1    2    3    4
                         epoch
      o adam

      """
    #expect(plot([line]).text(width: 24, height: 15) == expected)
  }

  @Test("Bars stand on zero, each a column of marks")
  func bars() {
    let bars = Curve(name: "w", kind: .bars, points: [(x: 0, y: 4), (x: 1, y: 2), (x: 2, y: 1)])
    let text = plot([bars]).text(width: 24, height: 15)
    #expect(
      text.split(separator: "\n").filter {
        $0.contains("o") && $0.contains("|") || $0.contains("+")
      }
      .map { $0.count { $0 == "o" } } == [1, 1, 1, 1, 2, 2, 3, 3, 3, 0])
  }

  @Test("Where two lines run together their marks take turns, two columns each")
  func together() {
    let points = [(x: 0.0, y: 1.0), (x: 4, y: 1)]
    let text = plot([Curve(name: "a", points: points), Curve(name: "b", points: points)])
      .text(width: 24, height: 15)
    // The labels have three characters (0.5), so 24 − 5 = 19 columns are left.
    #expect(text.contains("  1 +ooxxooxxooxxooxxoox\n"))
  }

  @Test("Every curve has a mark of its own, which the legend names, and data lie above the lines")
  func marks() {
    let flat = [(x: 0.0, y: 1.0), (x: 2, y: 1)]
    let text = plot([
      Curve(name: "data", kind: .points, points: [(x: 1, y: 1)]), Curve(name: "line", points: flat),
      Curve(name: "companion", kind: .companion, points: [(x: 0, y: 2), (x: 2, y: 2)]),
    ]).text(width: 24, height: 15)
    #expect(text.contains("ooooooooo.ooooooooo"))
    #expect(text.contains("2 +O O O O O O O O O O\n"))
    for entry in [". data", "o line", "O companion"] { #expect(text.contains("\(entry)\n")) }
  }

  @Test("A value that is not a number interrupts the line and leaves a ! above the axis")
  func gap() {
    let text = plot([Curve(name: "a", points: [(x: 0, y: 1), (x: 1, y: .nan), (x: 2, y: 1)])])
      .text(width: 28, height: 15)
    #expect(text.contains("! cost not a finite number\n"))
    // 28 − 5 = 23 columns: the middle one is the twelfth.
    #expect(text.contains("  1 +o                     o\n"))
    #expect(text.contains("  0 +           !\n"))
  }

  @Test("The steps of a path and the contour stand in the cells that arithmetic gives")
  func path() {
    let frame = PlotFrame(xmin: -4, xmax: 4, ymin: -2, ymax: 2)
    let text = PathPlot(
      title: "t", subtitle: "", xTitle: "w₁", yTitle: "w₂", frame: frame,
      field: Field(name: "J", columns: 81, rows: 81, frame: frame) { x, _ in x }, levels: [2.1],
      paths: [Curve(name: "a", way: [(x: -4, y: 2), (x: 0, y: 0), (x: 4, y: -2)])]
    ).text(width: 21, height: 15)
    // 17 columns for 8 units, 9 rows for 4: a column and a row are half a unit each. The contour of
    // x = 2.1 lies between columns 12 and 13 (x = 2 and 2.5).
    let expected = """
      t
      w₂
       2 +o           .
         |            .
       1 +            .
         |            .
       0 +        o   .
         |            .
      −1 +            .
         |            .
      −2 +            .   o
         ++---+---+---+---+
         −4  −2   0   2   4
                         w₁
      o a         . J = 2.1

      """
    #expect(text == expected)
  }
}
