import Equations
import Numerics
import Plots
import Tracing

extension PictureRequest {
  /// Draws formulas over a range of one quantity.
  func functionPicture(_ wanted: FunctionCurves) throws(CommandError) -> LinePlot {
    let pieces = 120
    let width = wanted.range.upperBound - wanted.range.lowerBound
    let places = (0...pieces).map {
      wanted.range.lowerBound + width * Double($0) / Double(pieces)
    }
    var curves: [Curve] = []
    for (formula, words) in wanted.formulas {
      var points: [(x: Double, y: Double)] = []
      for x in places {
        do {
          let value = try formula.evaluated([wanted.argument: Matrix(x)])
          points.append((x, value.elements[0]))
        } catch {
          throw CommandError(
            .usage,
            "The picture of \(lesson.id) has no value for \(formula.written(in: UnicodeNotation()).text)."
          )
        }
      }
      let name = formula.written(in: UnicodeNotation()).text
      curves.append(
        Curve(
          name: "\(name): \(words)", label: name.count <= words.count ? name : words, points: points
        ))
    }
    let glyph = wanted.argument.glyph
    return LinePlot(
      title: wanted.title, subtitle: "", xAxis: PlotAxis(title: glyph, one: glyph, many: glyph),
      yAxis: PlotAxis(title: "", one: "value", many: "values"), curves: curves)
  }
}
