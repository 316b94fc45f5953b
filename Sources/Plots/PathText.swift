extension PathPlot {
  /// The picture as plain text: dots for the contours, a different mark for each path's steps.
  ///
  /// - Parameters:
  ///   - width: The number of columns; at least 20 are used.
  ///   - height: The number of lines, including the heading and the legend.
  public func text(width: Int, height: Int = 24) -> String {
    let styles = CurveStyle.styles(paths)
    // Only every second contour fits in plain text.
    let count = levels.count
    let levels = levels.enumerated().filter { (count - $0.offset) % 2 == 1 }.map { $0.element }
    let contours = ". \(field.name) = " + levels.map { readable($0) }.joined(separator: ", ")
    let layout = TextLayout(
      title: title, subtitle: subtitle,
      legend: zip(paths, styles).map { "\($1.character) \(legendName($0))" }
        + (levels.isEmpty ? [] : [contours]), width: width, height: height)
    func yTicks(_ count: Int) -> [Tick] {
      roundTicks(from: frame.ymin, to: frame.ymax, about: count)
    }
    var picture = TextPicture(
      layout,
      x: (frame.xmin, frame.xmax, roundTicks(from: frame.xmin, to: frame.xmax, about: 7), xTitle),
      y: (
        frame.ymin, frame.ymax, yTicks(layout.intervals(upTo: 6, yTicks)), yTitle, false
      ))
    drawContours(levels, &picture)
    for (index, path) in paths.enumerated() { draw(path, styles[index].character, &picture) }
    return picture.canvas.text
  }

  /// Marks the cells between which the function crosses a level.
  private func drawContours(_ levels: [Double], _ picture: inout TextPicture) {
    guard let grid = field.grid(at: 0) else { return }
    let (columns, rows) = (picture.axes.columns, picture.axes.rows)
    let bands = (0..<rows).map { row in
      (0..<columns).map { column in
        let x = frame.xmin + (frame.xmax - frame.xmin) * Double(column) / Double(columns - 1)
        let y = frame.ymax - (frame.ymax - frame.ymin) * Double(row) / Double(rows - 1)
        let value = grid.probability(LabelledPoint(x: x, y: y, label: false)) - 0.5
        return levels.count { value > $0 }
      }
    }
    for row in 0..<rows {
      for column in 0..<columns {
        let own = bands[row][column]
        let right = column + 1 < columns && bands[row][column + 1] != own
        let below = row + 1 < rows && bands[row + 1][column] != own
        if right || below { picture.put(".", column, row) }
      }
    }
  }

  private func draw(_ path: Curve, _ scalar: Unicode.Scalar, _ picture: inout TextPicture) {
    let axes = picture.axes
    for point in drawn(path) where frame.contains(point.x, point.y) {
      picture.put(
        scalar, axes.column(axes.xScale.position(point.x)), axes.row(axes.yScale.position(point.y)))
    }
  }
}
