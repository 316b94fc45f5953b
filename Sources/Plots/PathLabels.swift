/// The names of paths, each beside one of its steps that is far from everything else, and the
/// values of contours.
struct PathLabels {
  /// A position in the picture.
  typealias Place = (x: Double, y: Double)

  /// The labels in the order of the paths; a path without room for one has none.
  private(set) var labels: [PathLabel] = []
  /// The values of the contours that have room for them.
  private(set) var levels: [PathLabel] = []

  private let area: Area
  /// Positions along each path, close enough that no name fits between two.
  private let stations: [[Place]]

  /// Places the names of up to eight paths, and the values of contours above their lowest points.
  init(
    _ paths: [(name: String, places: [Place])], _ area: Area,
    contours: [(value: String, lowest: Place)]
  ) {
    self.area = area
    stations = paths.map { Self.stations($0.places) }
    if paths.count <= 8 {
      for index in paths.indices { place(paths[index].name, paths[index].places, index) }
    }
    for contour in contours.reversed() {
      let width = 10 * Plots.width(of: contour.value)
      let (x, y) = contour.lowest
      let label = PathLabel(
        name: contour.value, left: x - width / 2, top: y - PathLabel.height - 1, width: width)
      let isFree = stations.allSatisfy { $0.allSatisfy { label.distance(to: $0) > 8 } }
      if isFree, y < area.bottom - 12,
        (labels + levels).allSatisfy({ label.distance(to: $0) > 4 })
      {
        levels.append(label)
      }
    }
  }

  /// Places a path's name where it has the most room, if anywhere.
  private mutating func place(_ text: String, _ places: [Place], _ index: Int) {
    let name = fitted(text, 160 / 12)
    let width = 12 * Plots.width(of: name)
    // All paths begin at the same point, so a name there would be ambiguous.
    let steps = places.count > 1 ? places.dropFirst() : places[...]
    var best: (label: PathLabel, room: Double)?
    for step in steps.thinned(to: 60) where area.contains(step) {
      // Near another path, a name could be read as that path's.
      let clearance = 3 * distance(from: step, index)
      for offset in Self.offsets(width) {
        let label = PathLabel(
          name: name, left: step.x + offset.x, top: step.y + offset.y, width: width,
          step: offset.isFar ? step : nil)
        // A leader line is used only if there is no room beside the path.
        let room = min(clearance, self.room(label, index)) / (offset.isFar ? 8 : 1)
        if room > best?.room ?? 0.5 { best = (label, room) }
      }
    }
    if let best { labels.append(best.label) }
  }

  /// The distance of the other paths from a position.
  private func distance(from place: Place, _ index: Int) -> Double {
    var least = Double.infinity
    for other in stations.indices where other != index {
      for station in stations[other] {
        let (dx, dy) = (station.x - place.x, station.y - place.y)
        least = min(least, dx * dx + dy * dy)
      }
    }
    return least.squareRoot()
  }

  /// The distance of everything else from a name, at most 40; 0 outside the axes.
  private func room(_ label: PathLabel, _ index: Int) -> Double {
    guard label.left >= area.left + 3, label.left + label.width <= area.right - 3,
      label.top >= area.top + 2, label.top + PathLabel.height <= area.bottom - 2
    else { return 0 }
    var room = 40.0
    for other in labels { room = min(room, label.distance(to: other)) }
    for (other, stations) in stations.enumerated() {
      for station in stations {
        let distance = label.distance(to: station)
        if other == index {
          // A name should be near its own path, but not on it.
          if distance < 3 { return 0 }
        } else {
          // The leader line must not cross another path either.
          room = min(room, distance, label.distance(alongLeaderTo: station))
        }
      }
    }
    return room
  }

  private static func stations(_ places: [Place]) -> [Place] {
    var stations: [Place] = []
    for (start, end) in zip(places, places.dropFirst()) {
      let (dx, dy) = (end.x - start.x, end.y - start.y)
      let length = (dx * dx + dy * dy).squareRoot()
      // Anything further away than the picture's width is outside.
      let pieces = max(1, wholeAbove(min(length, 1000) / 8))
      let step = length > 1000 ? 8 / length : 1 / Double(pieces)
      for piece in 0..<pieces {
        let share = Double(piece) * step
        stations.append((start.x + share * dx, start.y + share * dy))
      }
    }
    return Array((stations + places.suffix(1))[...].thinned(to: 600))
  }

  /// The position of a name relative to its step.
  private struct Offset {
    let x, y: Double
    /// Whether it is so far away that it needs a leader line.
    let isFar: Bool
  }

  /// The possible positions for a name of some width: first beside its step, then further away.
  private static func offsets(_ width: Double) -> [Offset] {
    let height = PathLabel.height
    let (left, middle) = (-width, -width / 2)
    let near: [(x: Double, y: Double)] = [
      (9, -height / 2), (6, -height - 5), (6, 5), (middle, -height - 8), (middle, 8),
      (left - 9, -height / 2), (left - 6, -height - 5), (left - 6, 5),
    ]
    var offsets = near.map { Offset(x: $0.x, y: $0.y, isFar: false) }
    for away in [28.0, 44, 60] {
      for x in [10, left / 4, middle, 3 * left / 4, left - 10] {
        offsets.append(Offset(x: x, y: -height - away, isFar: true))
        offsets.append(Offset(x: x, y: away, isFar: true))
      }
    }
    return offsets
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

extension Area {
  /// Whether a position is between the axes.
  fileprivate func contains(_ place: PathLabels.Place) -> Bool {
    place.x >= left && place.x <= right && place.y >= top && place.y <= bottom
  }
}

extension ArraySlice<PathLabels.Place> {
  /// The same positions, or every second, third … of very many.
  fileprivate func thinned(to most: Int) -> [PathLabels.Place] {
    let step = Swift.max(1, (count + most - 1) / most)
    return stride(from: startIndex, to: endIndex, by: step).map { self[$0] }
  }
}
