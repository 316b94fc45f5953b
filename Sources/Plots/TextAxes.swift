/// Two axes in plain text: the area between them, and their ticks.
struct TextAxes {
  let xScale, yScale: Scale
  /// The area between the axes: its first column, the rows above it, its columns and rows.
  let left, top, columns, rows: Int

  /// Draws the axes and their numbers.
  ///
  /// - Parameters:
  ///   - xTicks: Ticks from left to right; only every second, third … is shown if they would touch.
  ///   - yTicks: Ticks from bottom to top; all are shown.
  ///   - xTitle: The text after the numbers of the horizontal axis.
  ///   - canvas: The canvas to draw on.
  func draw(_ xTicks: [Tick], _ yTicks: [Tick], _ xTitle: String, _ canvas: inout TextCanvas) {
    for row in 0..<rows { canvas.put("|", left - 1, top + row) }
    for column in 0..<columns { canvas.put("-", left + column, top + rows) }
    canvas.put("+", left - 1, top + rows)
    for tick in yTicks {
      let row = top + self.row(yScale.place(tick.value))
      canvas.write(tick.label, endingAt: left - 2, row)
      canvas.put("+", left - 1, row)
    }
    let longest = xTicks.map { PlainText.length($0.label) }.max() ?? 0
    for tick in Self.spaced(xTicks, xScale, by: Double(longest + 1)) {
      let column = left + self.column(xScale.place(tick.value))
      canvas.put("+", column, top + rows)
      let length = PlainText.length(tick.label)
      canvas.write(tick.label, min(column - length / 2, left + columns - length), top + rows + 1)
    }
    canvas.write(xTitle, endingAt: left + columns, top + rows + 2)
  }

  /// Every tick, or every second, third …, so that the least distance is kept.
  static func spaced(_ ticks: [Tick], _ scale: Scale, by least: Double) -> [Tick] {
    guard ticks.count > 1 else { return ticks }
    let distance = abs(scale.place(ticks[1].value) - scale.place(ticks[0].value))
    let step = (1...ticks.count).first { Double($0) * distance >= least } ?? ticks.count
    // Zero stays, if there is one.
    let first = (ticks.firstIndex { $0.value == 0 } ?? 0) % step
    return stride(from: first, to: ticks.count, by: step).map { ticks[$0] }
  }

  /// The column of a position on the horizontal scale, counted from the left axis.
  func column(_ place: Double) -> Int { wholeBelow(place + 0.5) }

  /// The row of a position on the vertical scale, counted from the top.
  func row(_ place: Double) -> Int { wholeBelow(place + 0.5) }
}
