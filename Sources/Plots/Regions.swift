/// The part of a grid where the probability is on one side of one half, found by marching squares.
///
/// Every cell contributes a polygon with its inside on the left. Neighbouring cells walk along
/// their common side in opposite directions; these steps cancel, and the outline remains.
struct Regions {
  /// A corner of an outline: a node, or the crossing on the side to the right of or above a node.
  ///
  /// Its number is the node's; for a crossing, the number of nodes is added once or twice.
  typealias Corner = Int

  private let grid: ProbabilityGrid
  private let takesOnes: Bool
  // At most two steps leave a corner, where two parts of the region touch.
  private var next: [Corner]
  private var second: [Corner]

  /// Finds the region of probabilities above one half (`ones`), or of the others.
  init(_ grid: ProbabilityGrid, ones: Bool) {
    self.grid = grid
    takesOnes = ones
    next = Array(repeating: -1, count: 3 * grid.values.count)
    second = next
    for row in 0..<(grid.rows - 1) {
      for column in 0..<(grid.columns - 1) { addCell(row * grid.columns + column) }
    }
  }

  private func isInside(_ node: Corner) -> Bool { (grid.values[node] > 0.5) == takesOnes }

  private mutating func addCell(_ node: Corner) {
    let (width, count) = (grid.columns, grid.values.count)
    let nodes = [node, node + 1, node + width + 1, node + width]
    let sides = [count + node, 2 * count + node + 1, count + node + width, 2 * count + node]
    guard nodes.allSatisfy({ grid.values[$0].isFinite }) else { return }
    let inside = nodes.map { isInside($0) }
    let isSaddle = inside[0] == inside[2] && inside[1] == inside[3] && inside[0] != inside[1]
    if isSaddle && !centerIsInside(nodes) {
      // The two corners inside are diagonal: one triangle each.
      for corner in 0..<4 where inside[corner] {
        add([sides[(corner + 3) % 4], nodes[corner], sides[corner]])
      }
      return
    }
    var polygon: [Corner] = []
    for corner in 0..<4 {
      if inside[corner] { polygon.append(nodes[corner]) }
      if inside[corner] != inside[(corner + 1) % 4] { polygon.append(sides[corner]) }
    }
    add(polygon)
  }

  private func centerIsInside(_ nodes: [Corner]) -> Bool {
    let mean = nodes.reduce(0) { $0 + grid.values[$1] / 4 }
    return (mean > 0.5) == takesOnes
  }

  private mutating func add(_ polygon: [Corner]) {
    for index in polygon.indices {
      step(from: polygon[index], to: polygon[(index + 1) % polygon.count])
    }
  }

  private mutating func step(from start: Corner, to end: Corner) {
    if next[end] == start {
      next[end] = second[end]
      second[end] = -1
    } else if second[end] == start {
      second[end] = -1
    } else if next[start] < 0 {
      next[start] = end
    } else {
      second[start] = end
    }
  }

  /// The closed outlines of the region, including corners on straight stretches.
  var outlines: [[Corner]] {
    var (next, second) = (next, second)
    var outlines: [[Corner]] = []
    for start in next.indices {
      while next[start] >= 0 {
        var outline: [Corner] = []
        var corner = start
        repeat {
          outline.append(corner)
          let following = next[corner]
          next[corner] = second[corner]
          second[corner] = -1
          corner = following
        } while corner >= 0 && corner != start
        outlines.append(outline)
      }
    }
    return outlines
  }

  /// The lines along which the probability is one half: the steps across the inside of cells.
  var borders: [[Corner]] {
    let count = grid.values.count
    // Only these steps lead from one crossing to another, and at most one leaves each crossing.
    var following = next
    var isReached = Array(repeating: false, count: next.count)
    for corner in next.indices {
      if corner < count || following[corner] < count { following[corner] = -1 }
      if following[corner] >= 0 { isReached[following[corner]] = true }
    }
    var borders: [[Corner]] = []
    // First the open lines, then the closed ones.
    for wantsEnds in [true, false] {
      for start in following.indices where following[start] >= 0 {
        if wantsEnds && isReached[start] { continue }
        var border = [start]
        var corner = start
        while following[corner] >= 0 {
          let end = following[corner]
          following[corner] = -1
          border.append(end)
          corner = end
        }
        borders.append(border)
      }
    }
    return borders
  }
}
