/// The part of the plane that a picture shows.
public struct PlotFrame: Equatable, Sendable {
  /// The bounds of x₁ and x₂.
  public let xmin, xmax, ymin, ymax: Double

  /// Creates a frame from its bounds.
  public init(xmin: Double, xmax: Double, ymin: Double, ymax: Double) {
    self.xmin = xmin
    self.xmax = xmax
    self.ymin = ymin
    self.ymax = ymax
  }

  /// Creates a frame around all points, with a margin of a tenth of their extent on each side.
  ///
  /// Points that are not finite are ignored; if there are no others, both axes go from −1 to 1.
  public init(around points: [LabelledPoint]) {
    var xs = Extent()
    var ys = Extent()
    var isEmpty = true
    for point in points where point.x.isFinite && point.y.isFinite {
      xs.add(point.x)
      ys.add(point.y)
      isEmpty = false
    }
    let x = isEmpty ? (-1, 1) : Self.bounds(xs)
    let y = isEmpty ? (-1, 1) : Self.bounds(ys)
    self.init(xmin: x.0, xmax: x.1, ymin: y.0, ymax: y.1)
  }

  private static func bounds(_ extent: Extent) -> (Double, Double) {
    let (low, high) = widened(extent.low, extent.high)
    let margin = (high - low) / 10
    return (low - margin, high + margin)
  }

  /// The nodes of a grid over the frame, row by row from low x₂ to high x₂.
  ///
  /// ```swift
  /// let probabilities = frame.nodes(columns: 200, rows: 200).map { network($0.x, $0.y) }
  /// ```
  public func nodes(columns: Int, rows: Int) -> [(x: Double, y: Double)] {
    guard columns > 1, rows > 1 else { return [] }
    var nodes: [(x: Double, y: Double)] = []
    for row in 0..<rows {
      let y = ymin + (ymax - ymin) * Double(row) / Double(rows - 1)
      for column in 0..<columns {
        nodes.append((xmin + (xmax - xmin) * Double(column) / Double(columns - 1), y))
      }
    }
    return nodes
  }

  /// Whether axes can be drawn for its bounds.
  var isDrawable: Bool {
    func isWide(_ low: Double, _ high: Double) -> Bool {
      guard low.isFinite, high.isFinite, low.magnitude <= 1e301, high.magnitude <= 1e301 else {
        return false
      }
      // In a narrower frame, the numbers at the ticks would look the same.
      return high - low > 1e-6 * max(low.magnitude, high.magnitude) && high - low > 1e-290
    }
    return isWide(xmin, xmax) && isWide(ymin, ymax)
  }

  /// Whether a point is in the frame.
  func contains(_ point: LabelledPoint) -> Bool { contains(point.x, point.y) }

  /// Whether a position is in the frame.
  func contains(_ x: Double, _ y: Double) -> Bool {
    x >= xmin && x <= xmax && y >= ymin && y <= ymax
  }
}
