/// A name with its box.
struct PathLabel {
  let name: String
  let left, top, width: Double
  /// The step it belongs to, if the name is not beside it.
  var step: PathLabels.Place?

  /// The height of a line of text.
  static let height = 15.0

  /// The distance of a position from the box; 0 inside.
  func distance(to place: PathLabels.Place) -> Double {
    let dx = max(left - place.x, place.x - left - width, 0)
    let dy = max(top - place.y, place.y - top - Self.height, 0)
    return (dx * dx + dy * dy).squareRoot()
  }

  /// The distance of another box from this one; 0 if they touch.
  func distance(to other: PathLabel) -> Double {
    let dx = max(left - other.left - other.width, other.left - left - width, 0)
    let dy = max(top - other.top - Self.height, other.top - top - Self.height, 0)
    return (dx * dx + dy * dy).squareRoot()
  }

  /// The ends of the line from a step to its name; nil if the name is beside it.
  var leader: (start: PathLabels.Place, end: PathLabels.Place)? {
    guard let step else { return nil }
    let x = min(max(step.x, left + 4), left + width - 4)
    return (step, (x, top > step.y ? top : top + Self.height))
  }

  /// The distance of a position from the line that leads here, without the beginning of the line.
  func distance(alongLeaderTo place: PathLabels.Place) -> Double {
    guard let (start, end) = leader else { return .infinity }
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let length = (dx * dx + dy * dy).squareRoot()
    guard length > 8 else { return .infinity }
    // The nearest position on the line, from 8 on.
    let along = ((place.x - start.x) * dx + (place.y - start.y) * dy) / (length * length)
    let share = min(max(along, 8 / length), 1)
    let (x, y) = (start.x + share * dx - place.x, start.y + share * dy - place.y)
    return (x * x + y * y).squareRoot()
  }
}
