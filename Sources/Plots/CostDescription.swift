extension CostPlot {
  /// The picture in words, for those who do not see it.
  var description: String {
    var text = subtitle.isEmpty ? "" : "\(subtitle). "
    text += "Cost over the epochs, \(counted(curves.count, "curve")). "
    if CostRange(curves).isLogarithmic { text += "The cost axis is logarithmic. " }
    return text + curves.map { sentence($0) }.joined(separator: " ")
  }

  private func sentence(_ curve: Curve) -> String {
    let (points, gaps) = (curve.points, curve.gaps)
    if points.isEmpty { return "\(curve.name): no points." }
    let finite = points.filter { $0.cost.isFinite }
    guard let first = finite.first, let last = finite.last else {
      return "\(curve.name): none of its \(counted(points.count, "cost")) is a finite number."
    }
    let lowest = finite.reduce(first) { $1.cost < $0.cost ? $1 : $0 }
    var text = "\(curve.name): \(counted(points.count, "point"));"
    text += " first cost \(place(first)), lowest \(place(lowest)), last \(place(last))."
    if !gaps.isEmpty {
      let missing = counted(points.count - finite.count, "point")
      text += " The cost is not a finite number at \(missing): " + stretches(gaps) + "."
    }
    return text
  }

  private func place(_ point: (epoch: Double, cost: Double)) -> String {
    "\(readable(point.cost)) at epoch \(readable(point.epoch, digits: 7))"
  }

  /// The gaps as a list of epochs, the first few of many.
  private func stretches(_ gaps: [ClosedRange<Double>]) -> String {
    let listed = gaps.prefix(4).map { gap in
      let (start, end) = (
        readable(gap.lowerBound, digits: 7), readable(gap.upperBound, digits: 7)
      )
      return gap.lowerBound == gap.upperBound ? "epoch \(start)" : "epochs \(start) to \(end)"
    }
    let more = gaps.count > 4 ? " and \(counted(gaps.count - 4, "further stretch", "es"))" : ""
    return listed.joined(separator: ", ") + more
  }
}

/// A number of things: "1 point", "2 points".
func counted(_ count: Int, _ thing: String, _ ending: String = "s") -> String {
  "\(count) \(thing)\(count == 1 ? "" : ending)"
}
