import Equations
import Numerics
import Plots
import Text
import Tracing

/// The paths of an optimizer and of plain gradient descent on the contours of an elongated bowl.
struct BowlPicture {
  let plot: PathPlot

  init(_ request: PictureRequest, _ wanted: BowlPaths) throws(CommandError) {
    let (lesson, arguments) = (request.lesson, request.arguments)
    let known = lesson.symbols.filter(\.isHyperparameter)
    let given = try arguments.assignments(known, of: lesson.id)
    var walkers = try Walker.all(request, wanted)
    for index in walkers.indices {
      for (name, value) in given { walkers[index].set(name, to: value) }
    }
    // Plain descent with three learning rates becomes one path if its rate is given.
    walkers = walkers.enumerated().filter { index, walker in
      !walkers[..<index].contains { $0.isSame(as: walker) }
    }.map(\.element)
    var paths: [Curve] = []
    var remarks: [String] = []
    for walker in walkers {
      let way = try Bowl.way(walker, steps: Bowl.steps)
      paths.append(Curve(name: walker.name, label: walker.label, way: way))
      remarks.append(Bowl.remark(walker.label, way))
    }
    if let variant = walkers.last, !variant.variants.isEmpty, let own = paths.dropLast().last,
      let other = paths.last, own.points.elementsEqual(other.points, by: ==)
    {
      request.console.error(
        "Note: on this bowl, one layer of weights without biases, \(variant.label) changes nothing.\n"
      )
    }
    let frame = Bowl.frame(around: paths)
    plot = PathPlot(
      title: "\(lesson.title) on an elongated bowl",
      subtitle: "J = 0.1·w₁² + w₂², \(Bowl.steps) steps from (−8, 2)", xTitle: "w₁ = W1[0,0]",
      yTitle: "w₂ = W1[0,1]", frame: frame,
      field: Field(name: "J", columns: 161, rows: 121, frame: frame) { x, y in
        Bowl.cost(x, y)
      }, levels: Bowl.levels, paths: paths, remark: remarks.joined(separator: " "))
  }
}

/// The bowl: J = 0.1·w₁² + w₂², ten times as steep across as along.
enum Bowl {
  static let steps = 20
  static let start = (x: -8.0, y: 2.0)
  /// The values of J whose contours cross the long axis at 1, 2, 4, 6, 8, 10 and 12.
  static let levels = [0.1, 0.4, 1.6, 3.6, 6.4, 10, 14.4]

  static func cost(_ x: Double, _ y: Double) -> Double { 0.1 * x * x + y * y }

  /// The steps of a rule, each with the gradient at its starting point.
  static func way(_ walker: Walker, steps: Int) throws(CommandError) -> [(x: Double, y: Double)] {
    let shape = Shape(1, 2)
    var way = [start]
    do {
      guard let first = Matrix(shape: shape, elements: [start.x, start.y]) else { return way }
      let head = CaseHead(
        lesson: walker.lesson.id, name: "bowl", hyperparameters: walker.hyperparameters,
        start: [("W1", first)])
      var tracer = try Tracer(walker.lesson, variants: walker.variants, head: head)
      var list = QuantityList()
      var point = start
      for t in 1...steps {
        guard let gradient = Matrix(shape: shape, elements: [0.2 * point.x, 2 * point.y]) else {
          return way
        }
        try tracer.run(Step(t: t, values: [("dW1", gradient)]), into: &list)
        guard let now = tracer.outputs.first(where: { $0.name == "W1" })?.value, now.shape == shape
        else { return way }
        point = (now.elements[0], now.elements[1])
        way.append(point)
      }
    } catch {
      throw CommandError(
        .usage,
        "The bowl has one parameter, W1 (1×2), and no biases: \(error.message).\n"
          + "With --case the picture is of the steps of a case.")
    }
    return way
  }

  /// A description of a path, in a sentence or two.
  static func remark(_ name: String, _ way: [(x: Double, y: Double)]) -> String {
    let style = NumberStyle(digits: 3)
    let finite = way.prefix { $0.x.isFinite && $0.y.isFinite }
    guard let end = finite.last else { return "" }
    let place = "(\(style.text(end.x)), \(style.text(end.y)))"
    // Only steps clearly off the axis are visible.
    let sides = finite.filter { $0.y.magnitude > 0.02 }.map { $0.y > 0 }
    let crossings = zip(sides, sides.dropFirst()).count { $0 != $1 }
    var text = "\(name): J falls from \(style.text(cost(start.x, start.y))) to "
    if cost(end.x, end.y) > cost(start.x, start.y) {
      text = "\(name): J rises from \(style.text(cost(start.x, start.y))) to "
    }
    text += "\(style.text(cost(end.x, end.y))), the path ends at \(place)"
    text += " and crosses the long axis \(counted(crossings, "time"))."
    if finite.count < way.count { text += " From step \(finite.count) on it is not a number." }
    return text
  }

  /// The part of the plane that shows the paths; of paths that diverge, the beginning.
  static func frame(around paths: [Curve]) -> PlotFrame {
    var (left, right, height) = (-10.0, 2.0, 2.8)
    for point in paths.flatMap(\.points) {
      left = max(-16, min(left, point.x - 0.5))
      right = min(16, max(right, point.x + 0.5))
      height = min(5, max(height, point.y.magnitude + 0.5))
    }
    return PlotFrame(xmin: left, xmax: right, ymin: -height, ymax: height)
  }
}
