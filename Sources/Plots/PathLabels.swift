/// The names of paths, each beside a step of it that is far from everything else.
struct PathLabels {
  /// A name with the box it is written in.
  struct Label {
    let name: String
    let left, top, width: Double
    /// The step it belongs to, if that is not beside it.
    var step: (x: Double, y: Double)?
    /// How high a line of writing is.
    static let height = 15.0
  }

  /// The labels in the order of the paths; a path without room for one has none.
  private(set) var labels: [Label] = []
  /// The values of the contours, where there is room for them.
  private(set) var levels: [Label] = []

  /// Places the names of up to eight paths, and the values of contours below their lowest points.
  init(
    _ paths: [(label: String, steps: ArraySlice<(x: Double, y: Double)>)], _ axes: Axes,
    _ frame: PlotFrame,
    contours: [(value: String, lowest: (x: Double, y: Double))]
  ) {
    guard (1...8).contains(paths.count) else { return }
    func place(_ point: (x: Double, y: Double)) -> (x: Double, y: Double) {
      (axes.xScale.unlimited(point.x), axes.yScale.unlimited(point.y))
    }
    let places = paths.map { path in
      // They all begin at one point: a name there would be everybody's.
      path.steps.dropFirst(path.steps.count > 1 ? 1 : 0)
        .filter { frame.contains($0.x, $0.y) }.map(place)
    }
    let stations = paths.map { Self.stations($0.steps.map(place)) }
    for index in paths.indices {
      let name = fitted(paths[index].label, 160 / 12)
      let width = 12 * Plots.width(of: name)
      var best: (label: Label, room: Double)?
      for place in places[index] {
        for (dx, dy, isFar) in Self.offsets(width) {
          let label = Label(
            name: name, left: place.x + dx, top: place.y + dy, width: width,
            step: isFar ? place : nil)
          guard label.left >= axes.area.left + 3, label.left + width <= axes.area.right - 3,
            label.top >= axes.area.top + 2, label.top + Label.height <= axes.area.bottom - 2
          else { continue }
          var room = labels.map { label.distance(to: $0) }.min() ?? 40
          for (other, steps) in stations.enumerated() {
            for step in steps {
              // Near its own path a label belongs, on it none does.
              let distance = label.distance(to: step.x, step.y)
              room = min(room, other == index ? (distance < 3 ? 0 : 40) : distance)
              // The line that leads there crosses no other path.
              if other != index { room = min(room, label.distance(alongLeaderTo: step)) }
            }
          }
          // Only where there is no room beside the path.
          room = min(room, 40) / (isFar ? 8 : 1)
          if room > best?.room ?? 0.5 { best = (label, room) }
        }
      }
      if let best { labels.append(best.label) }
    }
    for contour in contours.reversed() {
      let width = 10 * Plots.width(of: contour.value)
      let (x, y) = contour.lowest
      let label = Label(
        name: contour.value, left: x - width / 2, top: y - Label.height - 1, width: width)
      let isFree = stations.allSatisfy { $0.allSatisfy { label.distance(to: $0.x, $0.y) > 8 } }
      if isFree, y < axes.area.bottom - 12,
        (labels + levels).allSatisfy({ label.distance(to: $0) > 4 })
      {
        levels.append(label)
      }
    }
  }

  /// Places along the straight lines between steps, close enough that no label fits between two.
  private static func stations(
    _ places: [(x: Double, y: Double)]
  ) -> [(x: Double, y: Double)] {
    var stations: [(x: Double, y: Double)] = []
    for (start, end) in zip(places, places.dropFirst()) {
      let (dx, dy) = (end.x - start.x, end.y - start.y)
      let length = (dx * dx + dy * dy).squareRoot()
      // What is further off than a picture is wide lies outside.
      let pieces = max(2, wholeAbove(min(length, 1000) / 8))
      let step = length > 1000 ? 8 / length : 1 / Double(pieces)
      for piece in 0..<pieces {
        let share = Double(piece) * step
        stations.append((start.x + share * dx, start.y + share * dy))
      }
    }
    return stations + places.suffix(1)
  }

  /// Where a label may stand, seen from its step: beside it, or so far off that a line must lead there.
  private static func offsets(_ width: Double) -> [(Double, Double, isFar: Bool)] {
    let height = Label.height
    let (left, middle) = (-width, -width / 2)
    return [
      (9, -height / 2, false), (6, -height - 5, false), (6, 5, false),
      (middle, -height - 8, false), (middle, 8, false), (left - 9, -height / 2, false),
      (left - 6, -height - 5, false), (left - 6, 5, false), (10, -height - 28, true),
      (10, 28, true), (left - 10, -height - 28, true), (left - 10, 28, true),
      (middle, -height - 32, true), (middle, 32, true),
    ]
  }

  /// Writes the names and values.
  func draw(_ document: inout Document) {
    for level in levels { document.text("level", level.left, level.top + 11, level.name) }
    for label in labels {
      if let (start, end) = label.leader {
        document.path("leader", move(start.x, start.y) + "L" + pair(end.x, end.y))
      }
    }
    for label in labels { document.text("name", label.left, label.top + 11.5, label.name) }
  }
}

extension PathLabels.Label {
  /// How far a place is from the box; 0 inside.
  func distance(to x: Double, _ y: Double) -> Double {
    let dx = max(left - x, x - left - width, 0)
    let dy = max(top - y, y - top - Self.height, 0)
    return (dx * dx + dy * dy).squareRoot()
  }

  /// The ends of the line from a step to its name; nil if the name stands beside it.
  var leader: (start: (x: Double, y: Double), end: (x: Double, y: Double))? {
    guard let step else { return nil }
    let x = min(max(step.x, left + 4), left + width - 4)
    return (step, (x, top > step.y ? top : top + Self.height))
  }

  /// How far a place is from the line that leads here, but for its first third.
  func distance(alongLeaderTo place: (x: Double, y: Double)) -> Double {
    guard let (start, end) = leader else { return .infinity }
    var least = Double.infinity
    for share in [0.35, 0.55, 0.75, 0.95] {
      let dx = start.x + share * (end.x - start.x) - place.x
      let dy = start.y + share * (end.y - start.y) - place.y
      least = min(least, dx * dx + dy * dy)
    }
    return least.squareRoot()
  }

  /// How far another box is from this one; 0 where they touch.
  func distance(to other: PathLabels.Label) -> Double {
    let dx = max(left - other.left - other.width, other.left - left - width, 0)
    let dy = max(top - other.top - Self.height, other.top - top - Self.height, 0)
    return (dx * dx + dy * dy).squareRoot()
  }
}
