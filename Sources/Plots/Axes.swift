/// Two axes with their ticks, titles and grid lines.
struct Axes {
  let area: Area
  let xTitle, yTitle: String
  let xTicks, yTicks: [Tick]
  let xScale, yScale: Scale

  /// The distance of the axes from the left edge, with room for the numbers.
  static func left(_ ticks: [Tick]) -> Double {
    46 + 12 * (ticks.map { width(of: $0.label) }.max() ?? 0)
  }

  /// Draws the grid lines, which lie under everything else.
  func drawGrid(_ document: inout Document) {
    var data = ""
    for tick in xTicks {
      data += move(xScale.place(tick.value), area.top) + "V" + coordinate(area.bottom)
    }
    for tick in yTicks {
      data += move(area.left, yScale.place(tick.value)) + "H" + coordinate(area.right)
    }
    document.path("grid", data)
  }

  /// Draws the axes themselves with all their texts.
  func draw(_ document: inout Document) {
    let corner = move(area.left, area.top) + "V" + coordinate(area.bottom)
    var data = corner + "H" + coordinate(area.right)
    for tick in xTicks { data += move(xScale.place(tick.value), area.bottom) + "v5" }
    for tick in yTicks { data += move(area.left - 5, yScale.place(tick.value)) + "h5" }
    document.path("axis", data)
    for index in stride(from: 0, to: xTicks.count, by: xLabelStep) {
      let place = xScale.place(xTicks[index].value)
      document.text("x-tick", place, area.bottom + 19, xTicks[index].label, more: Self.middle)
    }
    for tick in yTicks {
      let place = yScale.place(tick.value) + 4
      document.text("y-tick", area.left - 9, place, tick.label, more: " text-anchor=\"end\"")
    }
    let center = (area.left + area.right) / 2
    document.text("x-title", center, area.bottom + 40, xTitle, more: Self.middle)
    let turn = " transform=\"translate(\(pair(26, (area.top + area.bottom) / 2))) rotate(-90)\""
    // The title may extend a little beyond the axis at both ends.
    let title = fitted(yTitle, (area.bottom - area.top + 60) / 12)
    document.text("y-title", 0, 0, title, more: Self.middle + turn)
  }

  /// The spacing of the numbers on the x axis: every tick has one, or every second or third if they
  /// are long.
  private var xLabelStep: Int {
    guard xTicks.count > 1 else { return 1 }
    let distance = abs(xScale.place(xTicks[1].value) - xScale.place(xTicks[0].value))
    let longest = 12 * (xTicks.map { width(of: $0.label) }.max() ?? 0) + 8
    return (1...xTicks.count).first { Double($0) * distance >= longest } ?? xTicks.count
  }

  /// Draws a sentence in the middle of an empty picture.
  func drawNote(_ note: String, _ document: inout Document) {
    let place = ((area.left + area.right) / 2, (area.top + area.bottom) / 2)
    document.text("note", place.0, place.1, note, more: Self.middle)
  }

  private static let middle = " text-anchor=\"middle\""
}

extension Axes {
  /// Makes the axes of a part of the plane.
  init(of frame: PlotFrame, below top: Double, height: Double, xTitle: String, yTitle: String) {
    let yTicks = roundTicks(from: frame.ymin, to: frame.ymax, about: 6)
    let area = Area(
      left: Self.left(yTicks), top: top, right: Document.width - 24, bottom: top + height)
    self.init(
      area: area, xTitle: xTitle, yTitle: yTitle,
      xTicks: roundTicks(from: frame.xmin, to: frame.xmax, about: 7), yTicks: yTicks,
      xScale: Scale(low: frame.xmin, high: frame.xmax, from: area.left, to: area.right),
      yScale: Scale(low: frame.ymin, high: frame.ymax, from: area.bottom, to: area.top))
  }
}
