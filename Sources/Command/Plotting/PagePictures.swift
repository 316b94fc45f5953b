import Equations
import Numerics
import Plots
import Tracing

extension PictureRequest {
  /// The picture of a lesson's page.
  func pagePicture(_ wanted: PagePicture) throws(CommandError) -> LinePlot {
    switch wanted {
    case .weights(let caseName): try weights(caseName: caseName)
    case .shares(let betas, let days): try shares(betas: betas, days: days)
    case .settling: try settling()
    }
  }

  /// The weights that an average gives to the past, as bars: its response to a single 1.
  private func weights(caseName: String) throws(CommandError) -> LinePlot {
    let data = try lesson.embeddedCase(caseName)
    let answers = try series(of: lesson, [], data.head, data.steps)
    let beta = data.head.hyperparameters.first { $0.name == "beta" }?.value ?? 0.9
    let weights = answers.map { (x: $0.x - 1, y: $0.y) }
    let days = (1 / (1 - beta)).rounded()
    let text = NumberStyle.full.text(beta)
    return LinePlot(
      title: "What an average remembers", subtitle: lesson.rule.lines[0].unicode + ", β = \(text)",
      xAxis: PlotAxis(title: "age of a value (days)", one: "age", many: "ages"),
      yAxis: PlotAxis(title: "weight", one: "weight", many: "weights"),
      curves: [
        Curve(name: "weights of the average", kind: .bars, points: weights),
        Curve(
          name: "weights of a plain mean of \(NumberStyle.full.text(days)) days",
          label: "plain mean", isStepped: true,
          points: [(-0.5, 1 / days), (days - 0.5, 0), (Double(weights.count) - 0.5, 0)]),
      ],
      remark: "Each weight is β times the one of the day after.")
  }

  /// The share of an average's weight that falls on data, day by day: its response to a series of
  /// ones.
  private func shares(betas: [Double], days: Int) throws(CommandError) -> LinePlot {
    guard let average = lesson.rule.lines.first?.target else {
      throw CommandError(.usage, "The lesson \(lesson.id) has no average.")
    }
    let ones = (1...days).map { Step(t: $0, values: [("theta", Matrix(1))]) }
    var curves: [Curve] = []
    for beta in betas {
      let head = CaseHead(
        lesson: lesson.id, name: "ones", hyperparameters: [("beta", beta)], start: [])
      let points = try series(of: lesson, of: average, [], head, ones)
      curves.append(
        Curve(name: "β = \(NumberStyle.full.text(beta))", points: [(0, 0)] + points))
    }
    return LinePlot(
      title: "How much of the weight lies on data",
      subtitle: "1 − βᵗ; the rest lies on the zero start",
      xAxis: .days, yAxis: PlotAxis(title: "share of the weight", one: "share", many: "shares"),
      curves: curves)
  }

  /// A parameter with noisy gradients: with a constant learning rate, and with the rule's.
  private func settling() throws(CommandError) -> LinePlot {
    let (start, rate, perEpoch, updates) = (0.4, 1.0, 20, 300)
    let head = CaseHead(
      lesson: lesson.id, name: "settling", hyperparameters: [("alpha0", start), ("rate", rate)],
      start: [])
    let epochs = (1...updates / perEpoch).map {
      Step(t: $0, values: [("epoch", Matrix(Double($0)))])
    }
    let rates = try series(of: lesson, [], head, epochs).map(\.y)
    func way(_ rate: (Int) -> Double) -> [(x: Double, y: Double)] {
      // The same noise for both.
      var random = LegacyRandom(seed: 1)
      var theta = 4.0
      var points = [(x: 0.0, y: theta)]
      for update in 0..<updates {
        // The gradient of θ²/2, plus noise of size 1.
        theta -= rate(update / perEpoch) * (theta + random.normal())
        points.append((Double(update + 1), theta))
      }
      return points
    }
    let constant = NumberStyle.full.text(start)
    return LinePlot(
      title: "A constant rate keeps moving, a falling one settles",
      subtitle: "cost θ²/2, gradients with noise of size 1, \(perEpoch) mini-batches an epoch",
      xAxis: PlotAxis(title: "update", one: "update", many: "updates"),
      yAxis: PlotAxis(title: "θ, whose minimum is at 0", one: "value", many: "values"),
      curves: [
        Curve(name: "α = \(constant) throughout", label: "constant α", points: way { _ in start }),
        Curve(
          name: "α = \(constant)/(1 + epoch)", label: "α falls",
          points: way { rates[min($0, rates.count - 1)] }),
      ])
  }
}

extension Lesson {
  /// One of the lesson's cases by name.
  fileprivate func embeddedCase(_ name: String) throws(CommandError) -> Case {
    guard let found = cases.first(where: { $0.name == name }) else {
      throw CommandError(.usage, "The lesson \(id) has no case \(name).")
    }
    return try given(found)
  }
}
