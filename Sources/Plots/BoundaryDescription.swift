import Text

extension BoundaryPlot {
  /// A description of the picture, for screen readers.
  var description: String {
    var text = subtitle.isEmpty ? "" : "\(subtitle). "
    let finite = points.filter { $0.x.isFinite && $0.y.isFinite }
    let shown = finite.filter { frame.contains($0) }
    let zeros = shown.filter { !$0.label }
    let ones = shown.filter { $0.label }
    text += "\(counted(zeros.count, "point")) of class 0 and \(ones.count) of class 1"
    text += " over x₁ and x₂."
    if finite.count > shown.count { text += " \(finite.count - shown.count) lie outside." }
    if points.count > finite.count {
      text += " \(points.count - finite.count) have no finite coordinates."
    }
    guard let grid else { return text + " There is no grid of probabilities." }
    let numbers = grid.values.filter { $0.isFinite }
    if numbers.isEmpty { return text + " No probability of the grid is a finite number." }
    if !numbers.contains(where: { $0 > 0.5 }) { text += " The network predicts 0 everywhere." }
    if numbers.allSatisfy({ $0 > 0.5 }) { text += " The network predicts 1 everywhere." }
    if numbers.count < grid.values.count {
      let missing = grid.values.count - numbers.count
      text += " At \(missing) of \(counted(grid.values.count, "node"))"
      text += " the probability is not a finite number."
    }
    if shown.isEmpty { return text }
    let right = "\(count(shown, grid)) of \(counted(shown.count, "point"))"
    let classes = "\(count(zeros, grid)) of class 0 and \(count(ones, grid)) of class 1"
    return text + " On the side of their class: \(right), \(classes)."
  }

  /// The number of points that the network assigns to their class.
  private func count(_ points: [LabelledPoint], _ grid: ProbabilityGrid) -> Int {
    points.count { point in
      let probability = grid.probability(point)
      return probability.isFinite && (probability > 0.5) == point.label
    }
  }
}
