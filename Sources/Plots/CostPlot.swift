/// Cost curves over the epochs as an SVG document.
///
/// ```swift
/// CostPlot(title: "Two moons", subtitle: "learning rate 0.0007", curves: [adam, momentum]).svg
/// ```
public struct CostPlot: Sendable {
  /// The line plot that draws the curves.
  public let lines: LinePlot

  /// Creates a picture.
  public init(title: String, subtitle: String, curves: [Curve]) {
    lines = LinePlot(
      title: title, subtitle: subtitle, xAxis: .epochs, yAxis: .cost, curves: curves)
  }

  /// The SVG document.
  public var svg: String { lines.svg }
}
