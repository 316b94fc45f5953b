import Numerics
import Plots
import TrainingLoop

/// The pictures of `--plot`: the cost curves in the file itself, each decision boundary in an
/// additional file.
struct TrainingPlots {
  private let file: PlotFile

  /// Checks, before anything runs, that every picture can be written; nil if none was requested.
  init?(_ arguments: Arguments, _ runs: [TrainingRun]) throws(CommandError) {
    let drawn = runs.filter(\.hasBoundary)
    guard let file = try PlotFile(arguments, beside: drawn.map(\.name)) else { return nil }
    self.file = file
  }

  /// Draws the runs.
  func draw(_ runs: [TrainingRun], _ console: Console) throws(CommandError) {
    guard let first = runs.first else { return }
    let data = first.trainer.data
    let curves = runs.map { run in
      Curve(name: run.name, points: run.log.curve.map { (Double($0.epoch), $0.cost) })
    }
    let subtitle =
      "\(data.name), \(data.examples) examples, α = "
      + NumberStyle.full.text(first.trainer.plan.learningRate)
    try file.write(
      CostPlot(
        title: runs.count == 1 ? "Cost: \(first.name)" : "Cost of \(runs.count) runs",
        subtitle: subtitle,
        curves: curves
      ).svg)
    guard first.hasBoundary else {
      console.error(
        "Note: a decision boundary is drawn for two features; \(data.name) has \(data.features).\n")
      return
    }
    for run in runs {
      try file.write(boundary(run).svg, beside: run.name)
    }
  }

  private func boundary(_ run: TrainingRun) -> BoundaryPlot {
    let data = run.trainer.data
    let points = (0..<data.examples).map { i in
      LabelledPoint(
        x: data.X.elements[i], y: data.X.elements[data.examples + i], label: data.Y.elements[i] == 1
      )
    }
    let frame = PlotFrame(around: points)
    let (columns, rows) = (120, 90)
    let nodes = frame.nodes(columns: columns, rows: rows)
    let grid = Matrix(
      shape: Shape(2, nodes.count), elements: nodes.map { $0.x } + nodes.map { $0.y })
    return BoundaryPlot(
      title: "\(run.name) after \(run.trainer.epoch) epochs",
      subtitle: "\(run.trainer.correct) of \(data.examples) examples on their right side",
      points: points, columns: columns, rows: rows, frame: frame,
      probabilities: grid.map { run.trainer.answers($0) } ?? [])
  }
}

extension TrainingRun {
  /// Whether a decision boundary can be drawn, which requires two features.
  fileprivate var hasBoundary: Bool { trainer.data.features == 2 }
}
