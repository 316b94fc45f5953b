extension LinePlot {
  /// The picture as plain text, with a different mark for each curve.
  ///
  /// - Parameters:
  ///   - width: The number of columns; at least 20 are used.
  ///   - height: The number of lines, including the heading and the legend.
  public func text(width: Int, height: Int = 24) -> String {
    let styles = CurveStyle.styles(curves)
    var legend = zip(curves, styles).map { curve, style in
      "\(style.character) \(curve.legendName)"
    }
    if curves.contains(where: { !$0.gaps.isEmpty }) {
      legend.append("! \(yAxis.one) not a finite number")
    }
    let layout = TextLayout(
      title: title, subtitle: subtitle, legend: legend, width: width, height: height)
    let intervals = layout.intervals(upTo: 5) { LineRange(curves, intervals: $0).yTicks }
    let range = LineRange(curves, intervals: intervals)
    var picture = TextPicture(
      layout, x: (range.x.low, range.x.high, range.xTicks, xAxis.title),
      y: (range.y.low, range.y.high, range.yTicks, yTitle(range), range.isLogarithmic))
    for (index, curve) in curves.enumerated() where curve.kind == .bars {
      let zero = picture.axes.row(picture.axes.yScale.position(0))
      for point in curve.points where point.y.isFinite {
        let column = picture.axes.column(picture.axes.xScale.position(point.x))
        let end = picture.axes.row(picture.axes.yScale.position(point.y))
        for row in min(zero, end)...max(zero, end) {
          picture.put(styles[index].character, column, row)
        }
      }
    }
    for (index, curve) in curves.enumerated() where curve.kind.isLine {
      draw(curve, styles[index], turn: index, &picture)
    }
    for (index, curve) in curves.enumerated() where curve.kind == .points {
      // A few data are drawn above the lines, since nothing else shows them; many would hide the
      // lines.
      let isAbove = curve.points.count <= picture.axes.columns
      for point in curve.points where point.y.isFinite {
        picture.put(
          styles[index].character, picture.axes.column(picture.axes.xScale.position(point.x)),
          picture.axes.row(picture.axes.yScale.position(point.y)), over: isAbove)
      }
    }
    if let note { picture.write(note: note) }
    return picture.canvas.text
  }

  /// Marks each column that a curve passes through, at its height there.
  private func draw(
    _ curve: Curve, _ style: CurveStyle, turn: Int, _ picture: inout TextPicture
  ) {
    let axes = picture.axes
    // A companion is dashed: every second column.
    func mark(_ column: Int, _ place: Double) {
      if style.kind == .companion, column % 2 == 1 { return }
      picture.mark(style.character, column, axes.row(place), turn: turn)
    }
    var last: (column: Int, place: Double)?
    for point in curve.points {
      let column = axes.column(axes.xScale.position(point.x))
      guard point.y.isFinite else {
        picture.put("!", column, axes.rows - 1)
        last = nil
        continue
      }
      let place = axes.yScale.position(point.y)
      if let last, column - last.column > 1 {
        for between in (last.column + 1)..<column {
          let share =
            curve.isStepped ? 0 : Double(between - last.column) / Double(column - last.column)
          let height = last.place + share * (place - last.place)
          mark(between, height)
        }
      }
      mark(column, place)
      last = (column, place)
    }
  }
}
