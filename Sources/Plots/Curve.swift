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
    /// A dashed line in the colour and with the marks of the line before it.
    case companion
    /// Marks without a line: measured data.
    case points
    /// Upright bars between zero and each value.
    case bars

    /// Whether its points are joined.
    var isLine: Bool { self == .line || self == .companion }
  }

  /// What the legend calls it.
  public let name: String
  /// What stands beside the line, where there is less room.
  public let label: String
  /// How it is drawn.
  public let kind: Kind
  /// Whether each value stays until the next one, as a count does or a rate that falls at once: the line is drawn
  /// flat and then upright.
  public let isStepped: Bool
  /// The points in the order they are joined in; y may be NaN or infinite, x not.
  public let points: [(x: Double, y: Double)]

  /// Creates a line from its points, which need not be in order.
  ///
  /// Points whose x is not a finite number have no place and are left out.
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
      // The position decides between equal places: sorting alone does not promise to.
      let order = placed.indices.sorted {
        let (first, second) = (placed[$0].x, placed[$1].x)
        return first == second ? $0 < $1 : first < second
      }
      self.points = order.map { placed[$0] }
    }
  }

  /// Creates a way through a plane, whose points keep their order.
  ///
  /// It ends before the first point that has no place: from there on nothing can be drawn.
  public init(name: String, label: String? = nil, way: [(x: Double, y: Double)]) {
    self.name = name
    self.label = label ?? name
    kind = .line
    isStepped = false
    points = Array(way.prefix { $0.x.isFinite && $0.y.isFinite })
  }

  /// The stretches of consecutive places whose value is not a finite number.
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
