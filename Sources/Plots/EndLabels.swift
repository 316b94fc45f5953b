/// The names at the right ends of the lines, moved apart if they would overlap.
struct EndLabels {
  /// A name, with the height of its line's end and the height of the text.
  struct Label {
    let name: String
    let end: (x: Double, y: Double)
    var y: Double
  }

  /// The greatest width of a name.
  private static let most = 128.0

  /// The labels from top to bottom.
  private(set) var labels: [Label]

  /// The room for names of curves beside the axes; none for a single curve or for very many.
  static func room(_ curves: [Curve]) -> Double {
    guard (2...8).contains(curves.count) else { return 0 }
    return min(most, 12 * (curves.map { $0.kind.isLine ? width(of: $0.label) : 0 }.max() ?? 0))
      + 20
  }

  /// Places the names of the curves that reach the right end; the legend names the others.
  init(_ curves: [Curve], _ paths: [CurvePath], _ area: Area) {
    var labels: [Label] = []
    for index in curves.indices {
      guard curves[index].kind.isLine, let end = paths[index].lines.last?.last,
        end.x >= area.right - 8
      else { continue }
      labels.append(Label(name: fitted(curves[index].label, Self.most / 12), end: end, y: end.y))
    }
    labels.sort { $0.y < $1.y }
    let step = 15.0
    for index in labels.indices {
      let free = index == 0 ? area.top : labels[index - 1].y + step
      labels[index].y = max(labels[index].y, free)
    }
    var limit = area.bottom
    for index in labels.indices.reversed() {
      labels[index].y = min(labels[index].y, limit)
      limit = labels[index].y - step
    }
    self.labels = labels
  }

  /// Draws the names, with thin lines to the ends of their curves.
  func draw(_ area: Area, _ document: inout Document) {
    for label in labels {
      let leader = move(label.end.x + 5, label.end.y) + "L" + pair(area.right + 13, label.y)
      document.path("leader", leader)
      document.text("end", area.right + 16, label.y + 4, label.name)
    }
  }
}
