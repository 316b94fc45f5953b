/// The layout of a plain-text drawing.
struct TextLayout {
  /// The number of cells across.
  let columns: Int
  /// The lines above the axes and below them.
  let heading, legend: [String]
  /// The number of rows between the axes.
  let rows: Int

  /// Divides a width and a height; the legend has an entry for each curve.
  init(title: String, subtitle: String, legend: [String], width: Int, height: Int) {
    columns = max(20, width)
    heading =
      PlainText.lines(title, width: columns, atMost: 1)
      + PlainText.lines(subtitle, width: columns, atMost: 2)
    self.legend = Self.inColumns(legend, width: columns)
    rows = max(5, height - heading.count - self.legend.count - 4)
  }

  /// The least distance of two ticks, in rows; rounding may put them in neighbouring rows.
  static let leastDistance = 1.5

  /// The most intervals, up to a number, whose ticks are not too close; `ticks` makes them.
  func intervals(upTo most: Int, _ ticks: (Int) -> [Tick]) -> Int {
    stride(from: most, to: 1, by: -1).first { count in
      Self.leastDistance * Double(ticks(count).count - 1) <= Double(rows - 1)
    } ?? 1
  }

  /// The entries of a legend, in as many columns as the longest one allows.
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
