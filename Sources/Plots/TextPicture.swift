/// What is common to drawings of plain characters: heading, axes, the field, the legend below.
struct TextPicture {
  private(set) var canvas: TextCanvas
  let axes: TextAxes
  private let legend: [String]
  private let heading: [String]

  /// Divides a drawing of so many columns and rows.
  ///
  /// - Parameters:
  ///   - x: The numbers at both ends of the horizontal axis, and its ticks.
  ///   - y: The same of the vertical one, whose title stands above it.
  ///   - legend: A line for each curve.
  init(
    title: String, subtitle: String, width: Int, height: Int,
    x: (low: Double, high: Double, ticks: [Tick], title: String),
    y: (low: Double, high: Double, ticks: [Tick], title: String, isLogarithmic: Bool),
    legend: [String]
  ) {
    let columns = max(20, width)
    let heading =
      PlainText.lines(title, width: columns, atMost: 1)
      + PlainText.lines(subtitle, width: columns, atMost: 2)
    let legend = Self.inColumns(legend, width: columns)
    let rows = max(5, height - heading.count - legend.count - 4)
    let longest = y.ticks.map { PlainText.length($0.label) }.max() ?? 0
    let left = min(longest, columns / 2) + 2
    let field = max(2, columns - left)
    let top = heading.count + 1
    axes = TextAxes(
      xScale: Scale(low: x.low, high: x.high, from: 0, to: Double(field - 1)),
      yScale: Scale(
        low: y.low, high: y.high, from: Double(rows - 1), to: 0, isLogarithmic: y.isLogarithmic),
      left: left, top: top, columns: field, rows: rows)
    canvas = TextCanvas(columns: columns, rows: top + rows + 3 + legend.count)
    self.heading = heading
    self.legend = legend
    for (row, line) in heading.enumerated() { canvas.write(line, 0, row) }
    canvas.write(PlainText.cut(y.title, to: columns), 0, top - 1)
    axes.draw(x.ticks, y.ticks, x.title, &canvas)
    for (row, line) in legend.enumerated() { canvas.write(line, 0, top + rows + 3 + row) }
  }

  /// Puts a mark into the field.
  ///
  /// Where another lies already, the two share the line: two columns are the one's, two the other's.
  mutating func mark(_ scalar: Unicode.Scalar, _ column: Int, _ row: Int, turn: Int) {
    guard 0..<axes.columns ~= column, 0..<axes.rows ~= row else { return }
    let (x, y) = (axes.left + column, axes.top + row)
    if canvas.isEmpty(x, y) || (column / 2) % 2 == turn % 2 { canvas.put(scalar, x, y) }
  }

  /// Puts a mark into the field over everything else.
  mutating func cover(_ scalar: Unicode.Scalar, _ column: Int, _ row: Int) {
    guard 0..<axes.columns ~= column, 0..<axes.rows ~= row else { return }
    canvas.put(scalar, axes.left + column, axes.top + row)
  }

  /// Writes a sentence into the middle of the field.
  mutating func write(note: String) {
    let text = PlainText.cut(note, to: axes.columns)
    let start = axes.left + (axes.columns - PlainText.length(text)) / 2
    canvas.write(text, start, axes.top + axes.rows / 2)
  }

  /// Entries of a legend in as many columns as the longest one allows.
  private static func inColumns(_ entries: [String], width: Int) -> [String] {
    guard let longest = entries.map({ PlainText.length($0) }).max() else { return [] }
    let columns = max(1, min(entries.count, (width + 3) / (longest + 3)))
    let rows = (entries.count + columns - 1) / columns
    let step = columns == 1 ? width : longest + 3
    return (0..<rows).map { row in
      var line = TextCanvas(columns: width, rows: 1)
      for column in 0..<columns where column * rows + row < entries.count {
        let entry = PlainText.cut(entries[column * rows + row], to: width)
        line.write(entry, column * step, 0)
      }
      return String(line.text.dropLast())
    }
  }
}
