/// Draws outlines and lines over a grid as path data.
struct RegionPath {
  let grid: ProbabilityGrid
  let xScale, yScale: Scale

  /// The position of a corner: a node, or the point between two nodes where the probability is one
  /// half.
  func place(_ corner: Regions.Corner) -> (x: Double, y: Double) {
    let count = grid.values.count
    let node = corner % count
    var column = Double(node % grid.columns)
    var row = Double(node / grid.columns)
    switch corner / count {
    case 1: column += crossing(grid.values[node], grid.values[node + 1])
    case 2: row += crossing(grid.values[node], grid.values[node + grid.columns])
    default: break
    }
    let frame = grid.frame
    let x = frame.xmin + (frame.xmax - frame.xmin) * (column / Double(grid.columns - 1))
    let y = frame.ymin + (frame.ymax - frame.ymin) * (row / Double(grid.rows - 1))
    return (xScale.position(x), yScale.position(y))
  }

  private func crossing(_ first: Double, _ second: Double) -> Double {
    let share = (0.5 - first) / (second - first)
    return share.isFinite ? min(max(share, 0), 1) : 0.5
  }

  /// Path data through corners, without those on straight stretches.
  func data(_ corners: [Regions.Corner], closed: Bool) -> String {
    var data = ""
    let places = corners.map { place($0) }
    var last: (x: Double, y: Double)?
    for index in places.indices {
      let place = places[index]
      if let last, index + 1 < places.count {
        let next = places[index + 1]
        if isStraight(last, place, next) { continue }
      }
      data += (last == nil ? "M" : "L") + pair(place.x, place.y)
      last = place
    }
    return closed && !data.isEmpty ? data + "Z" : data
  }

  /// Whether the middle position is less than a hundredth of a unit from the line between the
  /// others.
  private func isStraight(
    _ first: (x: Double, y: Double), _ middle: (x: Double, y: Double),
    _ last: (x: Double, y: Double)
  ) -> Bool {
    let (dx, dy) = (last.x - first.x, last.y - first.y)
    let area = dx * (middle.y - first.y) - dy * (middle.x - first.x)
    let along = dx * (middle.x - first.x) + dy * (middle.y - first.y)
    let length = dx * dx + dy * dy
    return area * area <= 0.0001 * length && along >= 0 && along <= length
  }
}
