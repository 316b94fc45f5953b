import Equations
import Numerics
import Plots
import Tracing

/// Draws the learning rate over the epochs: the rule, the lecture's other schedules, and variants.
struct SchedulePicture {
  let plot: LinePlot

  /// The variants that are schedules of their own; the others change one of these.
  private static let schedules = [
    "exponential", "square-root-epoch", "square-root-step", "staircase", "manual",
  ]
  /// The number of mini-batches in an epoch, as in the course's training: 300 examples, 64 at a
  /// time.
  private static let batches = 5

  init(_ request: PictureRequest) throws(CommandError) {
    let (lesson, arguments) = (request.lesson, request.arguments)
    var head: CaseHead
    if arguments["--case"] == nil {
      head = try lesson.picturedCase().head
      // A short interval: with the default, a thousand epochs, the first stair would not end in the
      // picture.
      head.set("interval", to: 5)
    } else {
      head = try GivenCase(arguments, lesson).head
    }
    try arguments.apply(to: &head, lesson)
    let constants = try request.constants(head)
    let interval = constants.first { $0.symbol.name == "interval" }?.value ?? 5
    let epochs = Int(min(max(30, 4 * interval), 10_000))
    let start = constants.first { $0.symbol.name == "alpha0" }?.value ?? 0.2
    let steps = (1...epochs).map { epoch in
      // By hand: halved after a third of the epochs, and again after two thirds.
      let byHand = start / (3 * epoch > 2 * epochs ? 4 : 3 * epoch > epochs ? 2 : 1)
      return Step(
        t: Self.batches * epoch,
        values: [("epoch", Matrix(Double(epoch))), ("manual", Matrix(byHand))])
    }
    var curves: [Curve] = []
    func add(_ name: String, _ variants: [AppliedVariant]) throws(CommandError) {
      let points = try request.series(of: lesson, variants, head, steps)
      let inEpochs = points.map { (x: $0.x / Double(Self.batches), y: $0.y) }
      curves.append(Curve(name: name, isStepped: variants.areStepped, points: inEpochs))
    }
    try add("inverse-time", [])
    let named = request.variants.map(\.argument)
    for id in Self.schedules where named != [id] {
      if let variant = lesson.variant(id) { try add(id, [AppliedVariant(variant)]) }
    }
    if !named.isEmpty { try add(named.joined(separator: ","), request.variants) }
    plot = LinePlot(
      title: "\(lesson.title): the schedules",
      subtitle: constants.map { "\($0.symbol.glyph) = \(NumberStyle.full.text($0.value))" }
        .joined(separator: ", ") + ", \(Self.batches) mini-batches an epoch",
      xAxis: .epochs, yAxis: PlotAxis(title: "learning rate α", one: "rate", many: "rates"),
      curves: curves,
      remark: "The rate by hand is halved after a third of the epochs and after two thirds.")
  }
}

extension [AppliedVariant] {
  /// Whether the learning rate falls in steps and stays constant in between.
  var areStepped: Bool { contains { ["staircase", "manual"].contains($0.variant.id) } }
}

extension PictureRequest {
  /// Every constant of the lesson with its value in a case.
  fileprivate func constants(
    _ head: CaseHead
  ) throws(CommandError) -> [(symbol: Symbol, value: Double)] {
    lesson.symbols.compactMap { symbol in
      guard case .hyperparameter(let standard, _) = symbol.role else { return nil }
      return (symbol, head.hyperparameters.first { $0.name == symbol.name }?.value ?? standard)
    }
  }
}
