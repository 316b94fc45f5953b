/// One line of a cost plot.
///
/// ```swift
/// Curve(name: "adam", points: [(epoch: 0, cost: 0.69), (epoch: 1000, cost: 0.18)])
/// ```
public struct Curve: Sendable {
  /// What the legend calls it.
  public let name: String
  /// The costs in the order of their epochs; a cost may be NaN or infinite, an epoch not.
  public let points: [(epoch: Double, cost: Double)]

  /// Creates a line from its points, which need not be in order.
  ///
  /// Points whose epoch is not a finite number have no place and are left out.
  public init(name: String, points: [(epoch: Double, cost: Double)]) {
    self.name = name
    let placed = points.filter { $0.epoch.isFinite }
    let isOrdered = zip(placed, placed.dropFirst()).allSatisfy { $0.epoch <= $1.epoch }
    if isOrdered {
      self.points = placed
    } else {
      // The position decides between equal epochs: sorting alone does not promise to.
      let order = placed.indices.sorted {
        let (first, second) = (placed[$0].epoch, placed[$1].epoch)
        return first == second ? $0 < $1 : first < second
      }
      self.points = order.map { placed[$0] }
    }
  }

  /// The stretches of consecutive epochs whose cost is not a finite number.
  var gaps: [ClosedRange<Double>] {
    var gaps: [ClosedRange<Double>] = []
    var isOpen = false
    for point in points {
      if point.cost.isFinite {
        isOpen = false
      } else if isOpen, let last = gaps.last {
        gaps[gaps.count - 1] = last.lowerBound...point.epoch
      } else {
        gaps.append(point.epoch...point.epoch)
        isOpen = true
      }
    }
    return gaps
  }
}
