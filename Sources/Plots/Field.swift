/// A function over a plane, known at the nodes of a grid.
public struct Field: Sendable {
  /// What it is called: `J`.
  public let name: String
  let columns, rows: Int
  let frame: PlotFrame
  /// The values row by row from low y to high y.
  let values: [Double]

  /// Asks a function for its values at the nodes of a grid over a frame.
  public init(
    name: String, columns: Int, rows: Int, frame: PlotFrame, _ value: (Double, Double) -> Double
  ) {
    self.name = name
    self.columns = columns
    self.rows = rows
    self.frame = frame
    values = frame.nodes(columns: columns, rows: rows).map { value($0.x, $0.y) }
  }

  /// The grid whose border is where the function has a value: what the decision boundary is drawn from.
  ///
  /// One half stands for the level, as it does for a probability.
  func grid(at level: Double) -> ProbabilityGrid? {
    ProbabilityGrid(
      columns: columns, rows: rows, frame: frame, values: values.map { $0 - level + 0.5 })
  }
}
