/// Points and the decision boundary of a network, as an SVG document.
///
/// ```swift
/// let frame = PlotFrame(around: points)
/// let probabilities = frame.nodes(columns: 200, rows: 200).map { network($0.x, $0.y) }
/// let plot = BoundaryPlot(
///   title: "Two moons", subtitle: "after 10000 epochs", points: points,
///   columns: 200, rows: 200, frame: frame, probabilities: probabilities)
/// ```
public struct BoundaryPlot: Sendable {
  /// A short description of the picture.
  public let title: String
  /// Further information; may be empty.
  public let subtitle: String
  /// The data set.
  public let points: [LabelledPoint]
  /// The visible part of the plane.
  public let frame: PlotFrame

  /// The probabilities; nil if there is no usable grid.
  let grid: ProbabilityGrid?

  /// Creates a picture from the probabilities of class 1 at the nodes of a grid over the frame.
  ///
  /// The probabilities go row by row from low x₂ to high x₂, and within a row from low x₁ to high
  /// x₁. Cells with a value that is not finite stay empty. If there are not `columns` times `rows`
  /// values, the picture has no boundary. A frame without extent is replaced by one around the
  /// points.
  public init(
    title: String, subtitle: String, points: [LabelledPoint], columns: Int, rows: Int,
    frame: PlotFrame, probabilities: [Double]
  ) {
    self.title = title
    self.subtitle = subtitle
    self.points = points
    self.frame = frame.isDrawable ? frame : PlotFrame(around: points)
    grid =
      frame.isDrawable
      ? ProbabilityGrid(columns: columns, rows: rows, frame: frame, values: probabilities) : nil
  }

  /// The SVG document.
  public var svg: String {
    var document = Document()
    let top = document.heading(title, subtitle)
    let axes = Axes(of: frame, below: top, height: 400, xTitle: "x₁", yTitle: "x₂")
    document.raw(Self.hatch)
    let border = drawRegions(axes, &document)
    axes.drawGrid(&document)
    document.path("border", border)
    draw(points.filter { frame.contains($0) }, axes, &document)
    axes.draw(&document)
    if points.isEmpty && grid == nil { axes.drawNote("There are no points.", &document) }
    let bottom = drawLegend(axes.area.bottom + 56, hasBorder: !border.isEmpty, &document)
    return document.svg(title: title, description: description, height: bottom + 12)
  }

  /// Fills both regions and returns the boundary between them, which is drawn above the grid lines.
  private func drawRegions(_ axes: Axes, _ document: inout Document) -> String {
    guard let grid else { return "" }
    let path = RegionPath(grid: grid, xScale: axes.xScale, yScale: axes.yScale)
    let zeros = Regions(grid, ones: false)
    let ones = Regions(grid, ones: true)
    for (style, region) in [("zeros", zeros), ("ones", ones)] {
      var data = ""
      for outline in region.outlines { data += path.data(outline, closed: true) }
      document.path(style, data)
    }
    var border = ""
    for corners in ones.borders { border += path.data(corners, closed: false) }
    return border
  }

  private func draw(_ points: [LabelledPoint], _ axes: Axes, _ document: inout Document) {
    var zeros = ""
    var ones = ""
    for point in points {
      let (x, y) = (axes.xScale.position(point.x), axes.yScale.position(point.y))
      if point.label { ones += circle(x, y, 3.4) } else { zeros += square(x, y, 2.8) }
    }
    document.path("zero", zeros)
    document.path("one", ones)
  }

  private func drawLegend(_ top: Double, hasBorder: Bool, _ document: inout Document) -> Double {
    var names = ["class 0", "class 1"]
    if grid != nil { names += ["predicts 0", "predicts 1"] }
    if hasBorder { names.append("probability one half") }
    let legend = Legend(names, top: top)
    for index in legend.places.indices {
      let (x, y) = legend.places[index]
      let box = move(x + 2, y - 7) + "h26v14h-26z"
      switch index {
      case 0: document.path("zero", square(x + 15, y, 2.8))
      case 1: document.path("one", circle(x + 15, y, 3.4))
      case 2: document.path("zeros", box)
      case 3: document.path("ones", box)
      default: document.path("border", move(x, y) + "h30")
      }
      legend.drawName(index, &document)
    }
    return legend.bottom
  }

  /// Hatching, so that the regions differ without colours too.
  private static let hatch = """
    <defs><pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse">\
    <rect class="tint" x="-1" y="-1" width="10" height="10"/>\
    <path class="hatch" d="M-2 2l4-4M0 8l8-8M6 10l4-4"/></pattern></defs>
    """
}
