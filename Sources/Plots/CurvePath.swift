/// The drawn form of a curve: lines between gaps, and the positions of the gaps.
///
/// Of the points in the same column of the picture, only the lowest and the highest are drawn. So
/// ten thousand epochs make a small file, and every spike is kept.
struct CurvePath {
  /// The stretches without a gap, in picture coordinates.
  private(set) var lines: [[(x: Double, y: Double)]] = []
  /// The positions of values that are not finite, without overlapping marks.
  private(set) var gaps: [Double] = []

  private let isStepped: Bool
  private var current: [(x: Double, y: Double)] = []

  init(_ curve: Curve, _ xScale: Scale, _ yScale: Scale) {
    isStepped = curve.isStepped
    var start = 0
    let points = curve.points
    while start < points.count {
      let column = wholeBelow(xScale.position(points[start].x))
      var end = start + 1
      while end < points.count, wholeBelow(xScale.position(points[end].x)) == column {
        end += 1
      }
      add(points[start..<end], xScale, yScale)
      start = end
    }
    interrupt()
  }

  private mutating func add(
    _ points: ArraySlice<(x: Double, y: Double)>, _ xScale: Scale, _ yScale: Scale
  ) {
    var lowest: Int?
    var highest: Int?
    var hasGap = false
    for index in points.indices {
      let y = points[index].y
      if y.isFinite {
        if lowest.map({ y < points[$0].y }) ?? true { lowest = index }
        if highest.map({ y >= points[$0].y }) ?? true { highest = index }
      } else {
        hasGap = true
        let place = xScale.position(points[index].x)
        if gaps.last.map({ place >= $0 + 9 }) ?? true { gaps.append(place) }
      }
    }
    let isCrowded = points.count > 4
    for index in points.indices {
      let (x, y) = points[index]
      if !y.isFinite {
        if !isCrowded { interrupt() }
      } else if !isCrowded || index == lowest || index == highest {
        current.append((xScale.position(x), yScale.position(y)))
      }
    }
    // In a crowded column a gap has no width of its own; the line ends after the column.
    if isCrowded && hasGap { interrupt() }
  }

  private mutating func interrupt() {
    if !current.isEmpty { lines.append(current) }
    current = []
  }

  /// The lines as path data.
  var data: String {
    var data = ""
    for line in lines where line.count > 1 {
      data += move(line[0].x, line[0].y) + "L"
      for index in line.indices.dropFirst() {
        if index > 1 { data += " " }
        // The old value stays until the new one.
        if isStepped, line[index].y != line[index - 1].y {
          data += pair(line[index].x, line[index - 1].y) + " "
        }
        data += pair(line[index].x, line[index].y)
      }
    }
    return data
  }

  /// Bars between a height and the points as path data, each four fifths of the available width.
  func bars(from zero: Double) -> String {
    let points = lines.flatMap { $0 }
    var width = 24.0
    for (one, next) in zip(points, points.dropFirst()) {
      width = min(width, 0.8 * (next.x - one.x))
    }
    width = max(1, width)
    var data = ""
    for point in points {
      data += move(point.x - width / 2, zero) + "V" + coordinate(point.y)
      data += "h" + coordinate(width) + "V" + coordinate(zero) + "z"
    }
    return data
  }

  /// Whether thick lines would merge, because the points are too many.
  var isDense: Bool { lines.reduce(0) { $0 + $1.count } > 300 }

  /// Single points between two gaps, which lines would not show, as path data.
  var specks: String {
    var data = ""
    for line in lines where line.count == 1 { data += move(line[0].x, line[0].y) + "h0" }
    return data
  }

  /// The marks along the curve as path data: at every point, or at intervals if there are many.
  func marks(_ style: CurveStyle) -> String {
    let count = lines.reduce(0) { $0 + $1.count }
    let isData = style.kind == .points
    let isEach = count <= 25 || isData
    let step = isEach ? 0 : 88.0
    // Each curve's first mark is at another place, so that marks do not cover each other where
    // curves coincide.
    var next = isEach ? 0 : (lines[0][0].x + style.firstMark)
    var data = ""
    for line in lines {
      for point in line where point.x >= next {
        data += isDense && isData ? circle(point.x, point.y, 0.8) : style.mark(point.x, point.y)
        next = step == 0 ? 0 : point.x + step
      }
    }
    return data
  }
}
