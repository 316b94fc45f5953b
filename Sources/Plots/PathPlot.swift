import Text

/// Paths through a plane over the contours of a function, as an SVG document or as plain text.
///
/// ```swift
/// let frame = PlotFrame(xmin: -10, xmax: 2, ymin: -3, ymax: 3)
/// let plot = PathPlot(
///   title: "Momentum", subtitle: "J = 0.1·w₁² + w₂²", xTitle: "w₁", yTitle: "w₂", frame: frame,
///   field: Field(name: "J", columns: 120, rows: 90, frame: frame) { 0.1 * $0 * $0 + $1 * $1 },
///   levels: [1, 4, 9], paths: [descent, momentum])
/// ```
public struct PathPlot: Sendable {
  /// A short description of the picture.
  public let title: String
  /// Further information; may be empty.
  public let subtitle: String
  /// The titles of the horizontal and the vertical axis.
  public let xTitle, yTitle: String
  /// The visible part of the plane.
  public let frame: PlotFrame
  /// The function whose contours are drawn.
  public let field: Field
  /// The values of the contours.
  public let levels: [Double]
  /// The paths, each with its steps in order.
  public let paths: [Curve]
  /// A remark for screen readers; whole sentences, or empty.
  public let remark: String

  /// Creates a picture; a frame without extent is replaced by one around the origin.
  public init(
    title: String, subtitle: String, xTitle: String, yTitle: String, frame: PlotFrame,
    field: Field, levels: [Double], paths: [Curve], remark: String = ""
  ) {
    self.title = title
    self.subtitle = subtitle
    self.xTitle = xTitle
    self.yTitle = yTitle
    self.frame = frame.isDrawable ? frame : PlotFrame(around: [])
    self.field = field
    self.levels = levels
    self.paths = paths
    self.remark = remark
  }

  /// A description of the picture, for screen readers.
  var description: String {
    var text = subtitle.isEmpty ? "" : "\(subtitle). "
    text += "\(counted(paths.count, "path")) over \(xTitle) and \(yTitle), "
    text += "on \(counted(levels.count, "contour"))"
    text += levels.isEmpty ? "." : ": \(field.name) = "
    if !levels.isEmpty { text += levels.map { readable($0) }.joined(separator: ", ") + "." }
    if !remark.isEmpty { text += " " + remark }
    for path in paths {
      if path.points.isEmpty { text += " \(path.name): no points." }
      if let step = path.points.firstIndex(where: { !frame.contains($0.x, $0.y) }) {
        text += " \(path.name) leaves the picture at step \(step)."
      }
    }
    return text
  }

  /// A path's name in the legend, with the step at which it leaves the picture.
  func legendName(_ path: Curve) -> String {
    guard let step = path.points.firstIndex(where: { !frame.contains($0.x, $0.y) }) else {
      return path.legendName
    }
    return "\(path.name) (leaves the picture at step \(step))"
  }

  /// The visible steps of a path, up to the one that leaves the picture.
  func drawn(_ path: Curve) -> ArraySlice<(x: Double, y: Double)> {
    let outside = path.points.firstIndex { !frame.contains($0.x, $0.y) }
    return path.points.prefix((outside ?? path.points.count) + 1)
  }

  /// The SVG document.
  public var svg: String {
    var document = Document()
    let top = document.heading(title, subtitle)
    let axes = Axes(of: frame, below: top, height: 300, xTitle: xTitle, yTitle: yTitle)
    let styles = CurveStyle.styles(paths)
    document.raw(Self.clip(axes.area))
    axes.drawGrid(&document)
    let contours = drawContours(axes, &document)
    for (path, style) in zip(paths, styles) {
      document.path(
        "line \(style.color)", data(path, axes), more: style.dashes + Self.clipped)
    }
    for (path, style) in zip(paths, styles) {
      var marks = ""
      for point in drawn(path) where frame.contains(point.x, point.y) {
        marks += style.mark(axes.xScale.position(point.x), axes.yScale.position(point.y))
      }
      document.path(style.marks, marks)
    }
    axes.draw(&document)
    let named = paths.map { path in
      (name: path.label, places: drawn(path).map { place($0, axes) })
    }
    PathLabels(named, axes.area, contours: contours).draw(&document)
    let legend = CurveLegend(
      curves: paths, styles: styles, names: paths.map { legendName($0) })
    let bottom = legend.draw(axes.area.bottom + 56, &document)
    return document.svg(title: title, description: description, height: bottom + 12)
  }

  /// Draws the contours and returns the lowest point of each, with its value.
  private func drawContours(
    _ axes: Axes, _ document: inout Document
  ) -> [(value: String, lowest: (x: Double, y: Double))] {
    var found: [(value: String, lowest: (x: Double, y: Double))] = []
    for level in levels {
      guard let grid = field.grid(at: level) else { continue }
      let path = RegionPath(grid: grid, xScale: axes.xScale, yScale: axes.yScale)
      var data = ""
      let borders = Regions(grid, ones: true).borders
      for corners in borders { data += path.data(corners, closed: false) }
      document.path("contour", data)
      let places = borders.joined().map { path.place($0) }
      if let lowest = places.max(by: { $0.y < $1.y }) {
        found.append(("\(field.name) = \(readable(level))", lowest))
      }
    }
    return found
  }

  /// The steps as path data; anything outside the frame is clipped.
  private func data(_ path: Curve, _ axes: Axes) -> String {
    guard path.points.count > 1 else { return "" }
    var data = ""
    for point in drawn(path) {
      let place = place(point, axes)
      data += (data.isEmpty ? "M" : "L") + pair(place.x, place.y)
    }
    return data
  }

  /// The position of a step in the picture, or outside it.
  private func place(_ step: (x: Double, y: Double), _ axes: Axes) -> PathLabels.Place {
    (axes.xScale.unlimited(step.x), axes.yScale.unlimited(step.y))
  }

  private static let clipped = " clip-path=\"url(#inside)\""

  private static func clip(_ area: Area) -> String {
    let size = "width=\"\(coordinate(area.right - area.left))\""
    return
      "<clipPath id=\"inside\"><rect x=\"\(coordinate(area.left))\" y=\"\(coordinate(area.top))\""
      + " \(size) height=\"\(coordinate(area.bottom - area.top))\"/></clipPath>"
  }
}
