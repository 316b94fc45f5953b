/// One line of a plot.
///
/// ```swift
/// Curve(name: "adam", points: [(x: 0, y: 0.69), (x: 1000, y: 0.18)])
/// ```
public struct Curve: Sendable {
  /// How a curve is drawn.
  public enum Kind: Equatable, Sendable {
    /// A line with marks.
    case line
    /// A dashed line with the colour and marks of the line before it.
    case companion
    /// Marks without a line: measured data.
    case points
    /// Upright bars between zero and each value.
    case bars

    /// Whether its points are joined.
    var isLine: Bool { self == .line || self == .companion }
  }

  /// The name in the legend.
  public let name: String
  /// A shorter label beside the line.
  public let label: String
  /// How it is drawn.
  public let kind: Kind
  /// Whether each value stays until the next one, like a count or a rate that falls in steps: the
  /// line is drawn flat and then upright.
  public let isStepped: Bool
  /// The points in drawing order; y may be NaN or infinite, x may not.
  public let points: [(x: Double, y: Double)]

  /// Creates a line from its points, in any order.
  ///
  /// Points whose x is not finite are left out.
  public init(
    name: String, label: String? = nil, kind: Kind = .line, isStepped: Bool = false,
    points: [(x: Double, y: Double)]
  ) {
    self.name = name
    self.label = label ?? name
    self.kind = kind
    self.isStepped = isStepped
    let placed = points.filter { $0.x.isFinite }
    let isOrdered = zip(placed, placed.dropFirst()).allSatisfy { $0.x <= $1.x }
    if isOrdered {
      self.points = placed
    } else {
      // Equal x keep their order, which sorting alone does not guarantee.
      let order = placed.indices.sorted {
        let (first, second) = (placed[$0].x, placed[$1].x)
        return first == second ? $0 < $1 : first < second
      }
      self.points = order.map { placed[$0] }
    }
  }

  /// Creates a path through a plane, whose points keep their order.
  ///
  /// It ends before the first point that is not finite, since nothing can be drawn from there on.
  public init(name: String, label: String? = nil, way: [(x: Double, y: Double)]) {
    self.name = name
    self.label = label ?? name
    kind = .line
    isStepped = false
    points = Array(way.prefix { $0.x.isFinite && $0.y.isFinite })
  }

  /// The ranges of consecutive x whose value is not finite.
  var gaps: [ClosedRange<Double>] {
    var gaps: [ClosedRange<Double>] = []
    var isOpen = false
    for point in points {
      if point.y.isFinite {
        isOpen = false
      } else if isOpen, let last = gaps.last {
        gaps[gaps.count - 1] = last.lowerBound...point.x
      } else {
        gaps.append(point.x...point.x)
        isOpen = true
      }
    }
    return gaps
  }
}
