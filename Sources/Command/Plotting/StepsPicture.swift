import Equations
import Numerics
import Plots
import Tracing

/// Draws a few quantities over the steps of a case: by the rule, and by a variant beside it.
struct StepsPicture {
  let plot: LinePlot

  init(_ request: PictureRequest, of caseName: String) throws(CommandError) {
    let (lesson, arguments) = (request.lesson, request.arguments)
    var given = try GivenCase(caseName, arguments, lesson)
    let data = try given.all(arguments, lesson)
    let (context, own, full) = lesson.sides(of: request.variants)
    let steps = data.steps.reduce(0) { $0 + $1.times }
    guard steps > 1 else { throw .singleStep(given.name, steps, lesson) }
    if arguments["--only"] != nil, arguments.list("--only").isEmpty {
      throw CommandError(.usage, "The value of --only is empty.")
    }
    let entries = try lesson.entries(arguments.list("--only"), full, data, name: given.name)
    let rule: StepsRun
    let variant: StepsRun?
    do {
      rule = try StepsRun(lesson, context, data, entries)
      variant = own.isEmpty ? nil : try StepsRun(lesson, full, data, entries)
    } catch { throw .inFile(given.name, error) }
    let places = StepPlaces(lesson, data, name: given.name)
    let contextName = context.map(\.argument).joined(separator: ",")
    let ruleName = context.isEmpty ? "rule" : contextName
    let variantName = own.map(\.argument).joined(separator: ",")
    var curves: [Curve] = []
    for index in rule.entries.indices {
      let name = rule.entries[index].name
      let isOnly = rule.entries.count == 1
      let alone = own.isEmpty ? (context.isEmpty ? name : "\(name), \(ruleName)") : ruleName
      curves.append(
        Curve(
          name: isOnly ? alone : (own.isEmpty ? name : "\(name), \(ruleName)"),
          label: isOnly ? alone : name, isStepped: lesson.isCounting || context.areStepped,
          points: places.points(rule.values[index])))
      if let variant {
        curves.append(
          Curve(
            name: isOnly ? variantName : "\(name), \(variantName)",
            label: isOnly ? variantName : "variant", kind: isOnly ? .line : .companion,
            isStepped: lesson.isCounting || full.areStepped,
            points: places.points(variant.values[index])))
      }
    }
    if let input = places.data { curves.append(input) }
    if let variant { request.note(rule, variant, variantName) }
    let names = rule.entries.map(\.name).joined(separator: ", ")
    let title =
      own.isEmpty
      ? names : (entries.count == 1 ? "\(names), " : "") + "\(ruleName) and \(variantName)"
    var subtitle = "case \(data.head.name)"
    for (symbol, value) in rule.hyperparameters {
      subtitle += ", \(symbol.glyph) = \(NumberStyle.full.text(value))"
    }
    for entry in rule.entries where entry.isFirstOfSeveral {
      subtitle += "; of \(entry.quantity.name) (\(entry.quantity.shape)) the first entry"
    }
    plot = LinePlot(
      title: "\(lesson.title): \(title)",
      subtitle: subtitle, xAxis: places.axis, yAxis: places.yAxis(rule.entries), curves: curves,
      remark: variant.map { rule.parting($0, variantName) } ?? "")
  }
}

extension Lesson {
  /// Whether the values are counts, with nothing in between.
  fileprivate var isCounting: Bool {
    switch picture {
    case .steps(_, let areCounts), .trainings(_, let areCounts): areCounts
    case .averages, .schedule, .bowl, .functions: false
    }
  }
}

/// The values of some entries over the steps of a case.
struct StepsRun {
  let entries: [PlottedEntry]
  /// The values of each entry, a parameter's start included.
  private(set) var values: [[(t: Int, value: Double)]]
  let hyperparameters: [(symbol: Symbol, value: Double)]
  /// The error that ends the run early, if Python would stop.
  private(set) var failure: CaseError?

  /// Runs a case as far as possible.
  ///
  /// - Throws: `CaseError` if it cannot even start.
  init(
    _ lesson: Lesson, _ variants: [AppliedVariant], _ data: Case, _ entries: [PlottedEntry]
  ) throws(CaseError) {
    self.entries = entries
    let data = data.taken(by: variants)
    var tracer = try Tracer(lesson, variants: variants, head: data.head)
    hyperparameters = tracer.hyperparameters
    let start = entries.map { entry -> Double? in
      data.head.start.first { $0.name == entry.quantity.name }?.value.element(entry.index)
    }
    var keeper = SeriesKeeper(entries, start: start)
    for step in data.steps {
      do { try tracer.run(step, into: &keeper) } catch {
        if variants.isEmpty { throw error }
        failure = error
        break
      }
    }
    values = keeper.values
    let first = data.steps.first?.t ?? 1
    for index in values.indices {
      if let value = start[index] { values[index].insert((first - 1, value), at: 0) }
    }
  }

  /// A sentence that says where another run diverges from this one.
  func parting(_ other: StepsRun, _ name: String) -> String {
    var sentences: [String] = []
    for index in entries.indices {
      let pairs = zip(values[index], other.values[index])
      let entry = entries[index].name
      if let first = pairs.first(where: { !$0.0.value.hasSameBits(as: $0.1.value) }) {
        sentences.append("In \(entry) \(name) parts from the rule at t = \(first.0.t).")
      } else if other.failure == nil {
        sentences.append("In \(entry) \(name) is the same as the rule.")
      }
    }
    return sentences.joined(separator: " ")
  }
}

/// The positions of a case's steps on the horizontal axis, and its title.
struct StepPlaces {
  let axis: PlotAxis
  /// The measured series, if the lesson averages one.
  let data: Curve?
  private let lesson: Lesson
  private let isOfCourse: Bool
  private let epochs: [Int: Double]

  init(_ lesson: Lesson, _ given: Case, name: String) {
    self.lesson = lesson
    // The unit is known only for the course's series.
    isOfCourse = name.hasPrefix("case course")
    var epochs: [Int: Double] = [:]
    switch lesson.picture {
    case .averages:
      axis = .days
      data = .data(given.steps, "theta", "θ, the temperature of the day")
    case .schedule:
      axis = .epochs
      data = nil
      for step in given.steps {
        guard let epoch = step.values.first(where: { $0.name == "epoch" })?.value.elements.first
        else { continue }
        for turn in 0..<step.times { epochs[step.t + turn] = epoch }
      }
    case .steps(unit: .miniBatch, _), .trainings:
      axis = PlotAxis(title: "t (mini-batches)", one: "mini-batch", many: "mini-batches")
      data = nil
    case .steps(unit: .step, _), .bowl, .functions:
      axis = PlotAxis(title: "t (steps)", one: "step", many: "steps")
      data = nil
    }
    self.epochs = epochs
  }

  func points(_ values: [(t: Int, value: Double)]) -> [(x: Double, y: Double)] {
    values.map { (epochs[$0.t] ?? Double($0.t), $0.value) }
  }

  func yAxis(_ entries: [PlottedEntry]) -> PlotAxis {
    if data != nil, isOfCourse { return .temperature }
    var names = entries.map(\.name).joined(separator: ", ")
    if lesson.isCounting, names == "count" { names += " (examples)" }
    return PlotAxis(title: data == nil ? names : "θ and \(names)", one: "value", many: "values")
  }
}

extension PictureRequest {
  /// Notes what the picture cannot show of a variant.
  fileprivate func note(_ rule: StepsRun, _ variant: StepsRun, _ name: String) {
    if let failure = variant.failure {
      console.error("Note: \(name) stops: \(failure.message).\n")
    }
    let isSame = rule.entries.indices.allSatisfy { index in
      rule.values[index].count == variant.values[index].count
        && zip(rule.values[index], variant.values[index]).allSatisfy {
          $0.value.hasSameBits(as: $1.value)
        }
    }
    if isSame {
      let names = rule.entries.map(\.name).joined(separator: ", ")
      console.error(
        "Note: \(names) is the same with \(name) as without. '--only' draws another quantity, and\n"
          + "  'gradus compare \(lesson.id) --variant \(name)' says what differs.\n")
    }
  }
}
