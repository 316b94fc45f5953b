/// Cost curves over the epochs as an SVG document.
///
/// ```swift
/// CostPlot(title: "Two moons", subtitle: "learning rate 0.0007", curves: [adam, momentum]).svg
/// ```
///
/// Costs that are not numbers interrupt their line and leave a × above the axis. The axis of costs is
/// logarithmic when they are all positive and span more than three powers of ten.
public struct CostPlot: Sendable {
  /// What the picture shows, in a few words.
  public let title: String
  /// What else belongs to it; may be empty.
  public let subtitle: String
  /// The lines; colours, dashes and marks tell up to eight of them apart.
  public let curves: [Curve]

  /// Creates a picture.
  public init(title: String, subtitle: String, curves: [Curve]) {
    self.title = title
    self.subtitle = subtitle
    self.curves = curves
  }

  /// The SVG document.
  public var svg: String {
    var document = Document()
    let top = document.heading(title, subtitle)
    let range = CostRange(curves)
    let withGaps = curves.indices.filter { !curves[$0].gaps.isEmpty }
    let area = Area(
      left: Axes.left(range.costTicks), top: top,
      right: Document.width - max(24, EndLabels.room(curves)), bottom: top + 260)
    // Marks of curves with gaps get a row each above the axis, which costs must not reach into.
    let strip = withGaps.isEmpty ? 0 : 10 * Double(min(withGaps.count, 8)) + 4
    let axes = Axes(
      area: area, xTitle: "epoch",
      yTitle: range.isLogarithmic ? "cost (logarithmic axis)" : "cost",
      xTicks: range.epochTicks, yTicks: range.costTicks,
      xScale: Scale(
        low: range.epochs.low, high: range.epochs.high, from: area.left, to: area.right),
      yScale: Scale(
        low: range.costs.low, high: range.costs.high, from: area.bottom - strip, to: area.top,
        isLogarithmic: range.isLogarithmic))
    axes.drawGrid(&document)
    axes.draw(&document)
    let paths = curves.map { CurvePath($0, axes.xScale, axes.yScale) }
    if EndLabels.room(curves) > 0 { EndLabels(curves, paths, area).draw(area, &document) }
    draw(paths, &document)
    for (row, index) in withGaps.enumerated() {
      let y = area.bottom - 7 - 10 * Double(row % 8)
      var data = ""
      for x in paths[index].gaps { data += cross(x, y) }
      document.path("gap \(CurveStyle(index: index).color)", data)
    }
    if let note { axes.drawNote(note, &document) }
    let bottom = drawLegend(area.bottom + 56, hasGaps: !withGaps.isEmpty, &document)
    return document.svg(title: title, description: description, height: bottom + 12)
  }

  /// Draws the lines and, above them all, the marks that tell them apart.
  private func draw(_ paths: [CurvePath], _ document: inout Document) {
    for (index, path) in paths.enumerated() {
      let style = CurveStyle(index: index)
      let weight = path.isDense ? "line dense" : "line"
      document.path("\(weight) \(style.color)", path.data, more: style.dashes)
      document.path("speck \(style.color)", path.specks)
    }
    for (index, path) in paths.enumerated() {
      let style = CurveStyle(index: index)
      document.path(style.marks, path.marks(style))
    }
  }

  private func drawLegend(_ top: Double, hasGaps: Bool, _ document: inout Document) -> Double {
    let names = curves.map { $0.points.isEmpty ? "\($0.name) (no points)" : $0.name }
    let legend = Legend(names + (hasGaps ? ["cost not a finite number"] : []), top: top)
    for index in legend.places.indices {
      let (x, y) = legend.places[index]
      if index < curves.count {
        let style = CurveStyle(index: index)
        document.path("line \(style.color)", move(x, y) + "h30", more: style.dashes)
        document.path(style.marks, style.mark(x + 15, y))
      } else {
        document.path("gap c6", cross(x + 15, y))
      }
      legend.drawName(index, &document)
    }
    return legend.bottom
  }

  /// What to say in a picture without a line.
  private var note: String? {
    if curves.isEmpty { return "There are no curves." }
    if curves.allSatisfy({ $0.points.isEmpty }) { return "There are no points." }
    let hasCost = curves.contains { $0.points.contains { $0.cost.isFinite } }
    return hasCost ? nil : "No cost is a finite number."
  }
}
