/// The legend of curves below the picture: a piece of each line with its mark and its name.
struct CurveLegend {
  let curves: [Curve]
  let styles: [CurveStyle]
  /// The meaning of a × above the axis; empty if there is none.
  var gapName = ""
  /// The names; if there are none, the curves' own.
  var names: [String] = []

  /// Draws the legend at a height and returns where it ends.
  func draw(_ top: Double, _ document: inout Document) -> Double {
    let names = names.isEmpty ? curves.map { $0.legendName } : names
    let legend = Legend(names + (gapName.isEmpty ? [] : [gapName]), top: top)
    for index in legend.places.indices {
      let (x, y) = legend.places[index]
      if index < curves.count {
        let style = styles[index]
        if style.kind == .bars {
          document.path("bar \(style.color)", move(x + 9, y - 6) + "h12v12h-12z")
        } else if style.kind != .points {
          document.path("line \(style.color)", move(x, y) + "h30", more: style.dashes)
        }
        if style.kind != .bars { document.path(style.marks, style.mark(x + 15, y)) }
      } else {
        document.path("gap c6", cross(x + 15, y))
      }
      legend.drawName(index, &document)
    }
    return legend.bottom
  }
}

extension Curve {
  /// The name in the legend, with a note if no part of the curve is drawn.
  var legendName: String {
    if points.isEmpty { return "\(name) (no points)" }
    return points.contains { $0.y.isFinite } ? name : "\(name) (not drawn: no finite value)"
  }
}
