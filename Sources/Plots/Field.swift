/// A function over a plane, sampled at the nodes of a grid.
public struct Field: Sendable {
  /// The name: `J`.
  public let name: String
  let columns, rows: Int
  let frame: PlotFrame
  /// The values, row by row from low y to high y.
  let values: [Double]

  /// Samples a function at the nodes of a grid over a frame.
  public init(
    name: String, columns: Int, rows: Int, frame: PlotFrame, _ value: (Double, Double) -> Double
  ) {
    self.name = name
    self.columns = columns
    self.rows = rows
    self.frame = frame
    values = frame.nodes(columns: columns, rows: rows).map { value($0.x, $0.y) }
  }

  /// A grid whose decision boundary is the contour at a level.
  ///
  /// The level is mapped to one half, which is the boundary between probabilities.
  func grid(at level: Double) -> ProbabilityGrid? {
    ProbabilityGrid(
      columns: columns, rows: rows, frame: frame, values: values.map { $0 - level + 0.5 })
  }
}
