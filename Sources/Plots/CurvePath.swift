/// A curve turned into what is drawn: lines between gaps, and the places of the gaps.
///
/// Of the points that share a column of the picture only the lowest and the highest are drawn: ten
/// thousand epochs make a small file, and every spike stays.
struct CurvePath {
  /// The stretches without a gap, in places of the picture.
  private(set) var lines: [[(x: Double, y: Double)]] = []
  /// Where costs without a number are, no two marks over one another.
  private(set) var gaps: [Double] = []

  private var current: [(x: Double, y: Double)] = []

  init(_ curve: Curve, _ xScale: Scale, _ yScale: Scale) {
    var start = 0
    let points = curve.points
    while start < points.count {
      let column = wholeBelow(xScale.position(points[start].epoch))
      var end = start + 1
      while end < points.count, wholeBelow(xScale.position(points[end].epoch)) == column {
        end += 1
      }
      add(points[start..<end], xScale, yScale)
      start = end
    }
    interrupt()
  }

  private mutating func add(
    _ points: ArraySlice<(epoch: Double, cost: Double)>, _ xScale: Scale, _ yScale: Scale
  ) {
    var lowest: Int?
    var highest: Int?
    var hasGap = false
    for index in points.indices {
      let cost = points[index].cost
      if cost.isFinite {
        if lowest.map({ cost < points[$0].cost }) ?? true { lowest = index }
        if highest.map({ cost >= points[$0].cost }) ?? true { highest = index }
      } else {
        hasGap = true
        let x = xScale.position(points[index].epoch)
        if gaps.last.map({ x >= $0 + 9 }) ?? true { gaps.append(x) }
      }
    }
    let isCrowded = points.count > 4
    for index in points.indices {
      let (epoch, cost) = points[index]
      if !cost.isFinite {
        if !isCrowded { interrupt() }
      } else if !isCrowded || index == lowest || index == highest {
        current.append((xScale.position(epoch), yScale.position(cost)))
      }
    }
    // In a crowded column a gap has no width of its own; the line stops after the column.
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
        data += pair(line[index].x, line[index].y)
      }
    }
    return data
  }

  /// Whether the points are so many that thick lines would run into one another.
  var isDense: Bool { lines.reduce(0) { $0 + $1.count } > 300 }

  /// The points between two gaps, which no line would show, as path data.
  var specks: String {
    var data = ""
    for line in lines where line.count == 1 { data += move(line[0].x, line[0].y) + "h0" }
    return data
  }

  /// The marks along the curve as path data: at every point of few, now and then of many.
  func marks(_ style: CurveStyle) -> String {
    let count = lines.reduce(0) { $0 + $1.count }
    let step = count <= 25 ? 0 : 88.0
    // Each curve begins elsewhere, so that marks do not cover one another where curves run together.
    var next = count <= 25 ? 0 : (lines[0][0].x + Double(style.index % 8) * 11 + 6)
    var data = ""
    for line in lines {
      for point in line where point.x >= next {
        data += style.mark(point.x, point.y)
        next = step == 0 ? 0 : point.x + step
      }
    }
    return data
  }
}
