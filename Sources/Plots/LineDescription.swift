import Text

extension LinePlot {
  /// A description of the picture, for screen readers.
  var description: String {
    var text = subtitle.isEmpty ? "" : "\(subtitle). "
    text +=
      "\((yAxis.title.isEmpty ? yAxis.many : yAxis.title).capitalizedFirst) over the \(xAxis.many), "
    text += "\(counted(curves.count, "curve")). "
    if LineRange(curves).isLogarithmic { text += "The \(yAxis.one) axis is logarithmic. " }
    if !remark.isEmpty { text += remark + " " }
    return text + curves.map { sentence($0) }.joined(separator: " ")
  }

  private func sentence(_ curve: Curve) -> String {
    let (points, gaps) = (curve.points, curve.gaps)
    if points.isEmpty { return "\(curve.name): no points." }
    let finite = points.filter { $0.y.isFinite }
    guard let first = finite.first, let last = finite.last else {
      let count = "\(points.count) \(points.count == 1 ? yAxis.one : yAxis.many)"
      return "\(curve.name): none of its \(count) is a finite number."
    }
    let lowest = finite.reduce(first) { $1.y < $0.y ? $1 : $0 }
    let highest = finite.reduce(first) { $1.y > $0.y ? $1 : $0 }
    var text = "\(curve.name): \(counted(points.count, "point"));"
    text += " first \(yAxis.one) \(place(first)), lowest \(place(lowest)),"
    text += " highest \(place(highest)), last \(place(last))."
    if !gaps.isEmpty {
      let missing = counted(points.count - finite.count, "point")
      text += " The \(yAxis.one) is not a finite number at \(missing): " + stretches(gaps) + "."
    }
    return text
  }

  private func place(_ point: (x: Double, y: Double)) -> String {
    "\(readable(point.y)) at \(xAxis.one) \(readable(point.x, digits: 7))"
  }

  /// The gaps as a list of positions, of many only the first few.
  private func stretches(_ gaps: [ClosedRange<Double>]) -> String {
    let listed = gaps.prefix(4).map { gap in
      let (start, end) = (
        readable(gap.lowerBound, digits: 7), readable(gap.upperBound, digits: 7)
      )
      return gap.lowerBound == gap.upperBound
        ? "\(xAxis.one) \(start)" : "\(xAxis.many) \(start) to \(end)"
    }
    let more =
      gaps.count > 4
      ? " and \(counted(gaps.count - 4, "further stretch", "further stretches"))" : ""
    return listed.joined(separator: ", ") + more
  }
}
