/// Two axes in plain characters: where the drawing between them lies, and its ticks.
struct TextAxes {
  let xScale, yScale: Scale
  /// The first column and the columns of the field between the axes; the rows above the lower one.
  let left, top, columns, rows: Int

  /// Draws the axes and their numbers.
  ///
  /// - Parameters:
  ///   - xTicks: Ticks from left to right; numbers that would touch are left out.
  ///   - yTicks: Ticks from the bottom to the top.
  ///   - xTitle: What stands at the end of the lower axis's numbers.
  ///   - canvas: Where to draw.
  func draw(_ xTicks: [Tick], _ yTicks: [Tick], _ xTitle: String, _ canvas: inout TextCanvas) {
    for row in 0..<rows { canvas.put("|", left - 1, top + row) }
    for column in 0..<columns { canvas.put("-", left + column, top + rows) }
    canvas.put("+", left - 1, top + rows)
    var taken = top + rows
    for tick in yTicks {
      let row = top + self.row(yScale.place(tick.value))
      guard row < taken || tick.value == yTicks.first?.value else { continue }
      taken = row
      canvas.write(tick.label, endingAt: left - 2, row)
      canvas.put("+", left - 1, row)
    }
    var free = 0
    for tick in xTicks {
      let column = left + self.column(xScale.place(tick.value))
      canvas.put("+", column, top + rows)
      let length = PlainText.length(tick.label)
      let start = min(column - length / 2, left + columns - length)
      guard start >= free else { continue }
      canvas.write(tick.label, start, top + rows + 1)
      free = start + length + 1
    }
    canvas.write(xTitle, endingAt: left + columns, top + rows + 2)
  }

  /// The column, counted from the left axis, of a place of the horizontal scale.
  func column(_ place: Double) -> Int { wholeBelow(place + 0.5) }

  /// The row, counted from the top, of a place of the vertical scale.
  func row(_ place: Double) -> Int { wholeBelow(place + 0.5) }
}
