/// Probabilities at the nodes of a grid over a frame, row by row from low y to high y.
struct ProbabilityGrid {
  let columns, rows: Int
  let frame: PlotFrame
  let values: [Double]

  /// Creates a grid; nil if there is not one value for each node.
  init?(columns: Int, rows: Int, frame: PlotFrame, values: [Double]) {
    guard columns > 1, rows > 1, values.count / columns == rows, values.count % columns == 0 else {
      return nil
    }
    self.columns = columns
    self.rows = rows
    self.frame = frame
    self.values = values
  }

  /// The probability at a point of the frame, interpolated from the four nodes around it.
  func probability(_ point: LabelledPoint) -> Double {
    let across = share(point.x, frame.xmin, frame.xmax) * Double(columns - 1)
    let up = share(point.y, frame.ymin, frame.ymax) * Double(rows - 1)
    let column = min(wholeBelow(across), columns - 2)
    let row = min(wholeBelow(up), rows - 2)
    let (right, above) = (across - Double(column), up - Double(row))
    let corner = row * columns + column
    let low = values[corner] * (1 - right) + values[corner + 1] * right
    let high = values[corner + columns] * (1 - right) + values[corner + columns + 1] * right
    return low * (1 - above) + high * above
  }

  private func share(_ value: Double, _ low: Double, _ high: Double) -> Double {
    let share = (value - low) / (high - low)
    return share.isFinite ? min(max(share, 0), 1) : 0
  }
}
