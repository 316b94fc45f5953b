/// Curves over one quantity, as an SVG document or as plain text.
///
/// ```swift
/// LinePlot(
///   title: "Learning rate", subtitle: "α₀ = 0.2", xAxis: .epochs,
///   yAxis: PlotAxis(title: "α", one: "rate", many: "rates"), curves: [inverseTime, staircase]).svg
/// ```
///
/// Values that are not finite interrupt their line and leave a × above the axis. The vertical axis
/// is logarithmic if all values are positive and span more than three powers of ten.
public struct LinePlot: Sendable {
  /// A short description of the picture.
  public let title: String
  /// Further information; may be empty.
  public let subtitle: String
  /// The horizontal and the vertical axis.
  public let xAxis, yAxis: PlotAxis
  /// The lines; colours, dashes and marks distinguish up to eight of them.
  public let curves: [Curve]
  /// A remark for screen readers; whole sentences, or empty.
  public let remark: String

  /// Creates a picture.
  public init(
    title: String, subtitle: String, xAxis: PlotAxis, yAxis: PlotAxis, curves: [Curve],
    remark: String = ""
  ) {
    self.title = title
    self.subtitle = subtitle
    self.xAxis = xAxis
    self.yAxis = yAxis
    self.curves = curves
    self.remark = remark
  }

  /// The title of the vertical axis.
  func yTitle(_ range: LineRange) -> String {
    range.isLogarithmic ? "\(yAxis.title) (logarithmic axis)" : yAxis.title
  }

  /// The SVG document.
  public var svg: String {
    var document = Document()
    let top = document.heading(title, subtitle)
    let range = LineRange(curves)
    let styles = CurveStyle.styles(curves)
    let withGaps = curves.indices.filter { !curves[$0].gaps.isEmpty }
    let area = Area(
      left: Axes.left(range.yTicks), top: top,
      right: Document.width - max(24, EndLabels.room(curves)), bottom: top + 260)
    // Each curve with gaps has a row of marks above the axis, which values must not reach.
    let strip = withGaps.isEmpty ? 0 : 10 * Double(min(withGaps.count, 8)) + 4
    let axes = Axes(
      area: area, xTitle: xAxis.title, yTitle: yTitle(range),
      xTicks: range.xTicks, yTicks: range.yTicks,
      xScale: Scale(low: range.x.low, high: range.x.high, from: area.left, to: area.right),
      yScale: Scale(
        low: range.y.low, high: range.y.high, from: area.bottom - strip, to: area.top,
        isLogarithmic: range.isLogarithmic))
    axes.drawGrid(&document)
    axes.draw(&document)
    let paths = curves.map { CurvePath($0, axes.xScale, axes.yScale) }
    if EndLabels.room(curves) > 0 { EndLabels(curves, paths, area).draw(area, &document) }
    draw(paths, styles, zero: axes.yScale.position(0), &document)
    for (row, index) in withGaps.enumerated() {
      let y = area.bottom - 7 - 10 * Double(row % 8)
      var data = ""
      for x in paths[index].gaps { data += cross(x, y) }
      document.path("gap \(styles[index].color)", data)
    }
    if let note { axes.drawNote(note, &document) }
    let legend = CurveLegend(
      curves: curves, styles: styles,
      gapName: withGaps.isEmpty ? "" : "\(yAxis.one) not a finite number")
    let bottom = legend.draw(area.bottom + 56, &document)
    return document.svg(title: title, description: description, height: bottom + 12)
  }

  /// Draws the lines, then the marks that distinguish them, then the data.
  ///
  /// Data so dense that they would hide the lines are drawn first.
  private func draw(
    _ paths: [CurvePath], _ styles: [CurveStyle], zero: Double, _ document: inout Document
  ) {
    let all = Array(zip(paths, styles))
    func drawData(dense isDense: Bool) {
      for (path, style) in all where style.kind == .points && path.isDense == isDense {
        document.path(style.marks, path.marks(style))
      }
    }
    drawData(dense: true)
    for (path, style) in all where style.kind == .bars {
      document.path("bar \(style.color)", path.bars(from: zero))
    }
    for (path, style) in all where style.kind.isLine {
      let weight = path.isDense ? "line dense" : "line"
      document.path("\(weight) \(style.color)", path.data, more: style.dashes)
      document.path("speck \(style.color)", path.specks)
    }
    for (path, style) in all where style.kind.isLine {
      document.path(style.marks, path.marks(style))
    }
    drawData(dense: false)
  }

  /// The note in a picture without lines.
  var note: String? {
    if curves.isEmpty { return "There are no curves." }
    if curves.allSatisfy({ $0.points.isEmpty }) { return "There are no points." }
    let hasValue = curves.contains { $0.points.contains { $0.y.isFinite } }
    return hasValue ? nil : "No \(yAxis.one) is a finite number."
  }
}
