import Text

/// The common parts of plain-text drawings: heading, axes, field, and legend.
struct TextPicture {
  private(set) var canvas: TextCanvas
  let axes: TextAxes

  /// Lays out a drawing.
  ///
  /// - Parameters:
  ///   - layout: The heading, the legend and the number of rows between them.
  ///   - x: The numbers at both ends of the horizontal axis, and its ticks.
  ///   - y: The same for the vertical axis, with its title, which goes above it.
  init(
    _ layout: TextLayout, x: (low: Double, high: Double, ticks: [Tick], title: String),
    y: (low: Double, high: Double, ticks: [Tick], title: String, isLogarithmic: Bool)
  ) {
    let (columns, rows) = (layout.columns, layout.rows)
    let (heading, legend) = (layout.heading, layout.legend)
    let yScale = Scale(
      low: y.low, high: y.high, from: Double(rows - 1), to: 0, isLogarithmic: y.isLogarithmic)
    let yTicks = TextAxes.spaced(y.ticks, yScale, by: TextLayout.leastDistance)
    let longest = yTicks.map { PlainText.length($0.label) }.max() ?? 0
    let left = min(longest, columns / 2) + 2
    let field = max(2, columns - left)
    let top = heading.count + 1
    axes = TextAxes(
      xScale: Scale(low: x.low, high: x.high, from: 0, to: Double(field - 1)), yScale: yScale,
      left: left, top: top, columns: field, rows: rows)
    canvas = TextCanvas(columns: columns, rows: top + rows + 3 + legend.count)
    for (row, line) in heading.enumerated() { canvas.write(line, 0, row) }
    canvas.write(PlainText.cut(y.title, to: columns), 0, top - 1)
    axes.draw(x.ticks, yTicks, x.title, &canvas)
    for (row, line) in legend.enumerated() { canvas.write(line, 0, top + rows + 3 + row) }
  }

  /// Puts a mark into the field.
  ///
  /// If there is another mark already, the two alternate: two columns for one, two for the other.
  mutating func mark(_ scalar: Unicode.Scalar, _ column: Int, _ row: Int, turn: Int) {
    guard 0..<axes.columns ~= column, 0..<axes.rows ~= row else { return }
    let (x, y) = (axes.left + column, axes.top + row)
    if canvas.isEmpty(x, y) || (column / 2) % 2 == turn % 2 { canvas.put(scalar, x, y) }
  }

  /// Puts a mark into the field, over everything else or only into empty cells.
  mutating func put(_ scalar: Unicode.Scalar, _ column: Int, _ row: Int, over: Bool = true) {
    guard 0..<axes.columns ~= column, 0..<axes.rows ~= row else { return }
    let (x, y) = (axes.left + column, axes.top + row)
    if over || canvas.isEmpty(x, y) { canvas.put(scalar, x, y) }
  }

  /// Writes a sentence into the middle of the field.
  mutating func write(note: String) {
    let text = PlainText.cut(note, to: axes.columns)
    let start = axes.left + (axes.columns - PlainText.length(text)) / 2
    canvas.write(text, start, axes.top + axes.rows / 2)
  }
}
