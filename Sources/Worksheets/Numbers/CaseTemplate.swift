import Equations
import Numerics
import Tracing

/// The shapes of a pattern with what makes a case of them telling; numbers are poured into it.
struct CaseTemplate {
  /// A value and the kind of its numbers.
  private struct Place {
    let name: String
    let shape: Shape
    let kind: ValueKind
  }

  private var pattern: CaseHead
  private var start: [Place]
  private var steps: [(t: Int, times: Int, places: [Place])]
  /// Whether every step brings the same, of which it takes a piece.
  private let isSame: Bool
  /// The entry whose gradient is tiny, and ε; nil where none is.
  private var tiny: (entry: SelectedEntry, epsilon: Double)?
  /// The entry whose gradient falls in the last step.
  private var falling: SelectedEntry?

  /// Makes a template of a case; nil where some of the enrichments change nothing in it.
  init?(_ lesson: Lesson, like pattern: Case, _ enrichment: Enrichment, asked: BlankSelection) {
    let kinds = ValueKinds(lesson, pattern)
    self.pattern = pattern.head
    isSame = kinds.hasPermutation
    start = pattern.head.start.map { name, value in
      Place(name: name, shape: value.shape, kind: kinds.ofStart(name))
    }
    steps = pattern.steps.map { step in
      (
        t: step.t, times: step.times,
        places: step.values.map { name, value in
          Place(name: name, shape: value.shape, kind: kinds.ofInput(name))
        }
      )
    }
    if enrichment.hasLayer, !addLayer() { return nil }
    if enrichment.steps > 0, !addSteps(enrichment.steps, lesson) { return nil }
    if enrichment.hasPieces, !cutPieces(lesson) { return nil }
    if enrichment.hasExamples, !addExamples(lesson) { return nil }
    if enrichment.hasStates, !addStates(lesson) { return nil }
    let parameters = start.compactMap { ParameterName($0.name) }
    if enrichment.isTiny {
      let own = pattern.head.hyperparameters.first { $0.name == "epsilon" }?.value
      guard let symbol = lesson.rule.symbols.first(where: { $0.name == "epsilon" }),
        case .hyperparameter(let usual, _) = symbol.role, lesson.rule.updatesParameters,
        let entry = SelectedEntry.all(asked, parameters).last
      else { return nil }
      tiny = (entry, own ?? usual)
    }
    if enrichment.falls {
      guard lesson.rule.updatesParameters, steps.count > 1,
        let entry = SelectedEntry.all(asked, parameters).first
      else { return nil }
      falling = entry
    }
  }

  // MARK: Enrichment

  private mutating func addSteps(_ more: Int, _ lesson: Lesson) -> Bool {
    guard steps.count &+ more <= 50, !isSame, let last = steps.last, last.t < Int(Int32.max) else {
      return false
    }
    // With further steps the count begins where a learner's does.
    if lesson.rule.updatesParameters, steps.count == 1 { steps[0].t = 1 }
    for _ in 0..<more {
      guard let last = steps.last else { return false }
      steps.append((last.t &+ last.times, 1, last.places))
    }
    return true
  }

  /// Three full mini-batches and a rest.
  private mutating func cutPieces(_ lesson: Lesson) -> Bool {
    guard isSame, steps.count == 1,
      let size = lesson.rule.symbols.first(where: { $0.isHyperparameter })
    else { return false }
    let most = steps[0].places.map { $0.shape.columns }.max() ?? 1
    let third = Swift.max(2, (most &* 2 &+ 6) / 7)
    pattern.set(size.name, to: Double(third))
    steps[0].times = Swift.min((most &+ third &- 1) / third, 8)
    return true
  }

  /// Two or three examples become four: so many that a sum over the first ones leaves some out.
  private mutating func addExamples(_ lesson: Lesson) -> Bool {
    guard !isSame, !lesson.rule.updatesParameters else { return false }
    var isAny = false
    for step in steps.indices {
      steps[step].places = steps[step].places.map { place in
        guard 2...3 ~= place.shape.columns else { return place }
        isAny = true
        return Place(name: place.name, shape: Shape(place.shape.rows, 4), kind: place.kind)
      }
    }
    return isAny
  }

  private mutating func addLayer() -> Bool {
    let layers = Set(start.compactMap { ParameterName($0.name)?.layer })
    let brings = steps.contains { $0.places.contains { ParameterName(gradient: $0.name) != nil } }
    guard layers == [1], brings else { return false }
    func second(_ place: Place) -> Place? {
      QuantityName(place.name).inLayer(2).map {
        Place(name: $0.description, shape: place.shape, kind: place.kind)
      }
    }
    start += start.compactMap(second)
    for index in steps.indices { steps[index].places += steps[index].places.compactMap(second) }
    return true
  }

  /// States that start from small positive numbers where the pattern says nothing; not those that only a
  /// mistake reads, of which a learner could make nothing.
  private mutating func addStates(_ lesson: Lesson) -> Bool {
    var isAny = false
    let read = lesson.rule.lines.flatMap { $0.formula.symbols }
    for state in lesson.rule.symbols
    where state.isState && state.owner == .own && read.contains(state) {
      var names = start.compactMap { place in
        ParameterName(place.name).map { ($0.quantity(state.name), place.shape) }
      }
      if !lesson.rule.updatesParameters { names = [(state.name, .scalar)] }
      for (name, shape) in names where !start.contains(where: { $0.name == name }) {
        isAny = true
        start.append(Place(name: name, shape: shape, kind: .positive(over: 1)))
      }
    }
    return isAny
  }

  /// Draws a case.
  func draw(_ random: inout LegacyRandom) -> Case {
    var head = pattern
    head.publishedKey = nil
    head.start = start.map { ($0.name, $0.kind.draw($0.shape, after: nil, &random)) }
    var drawn: [Step] = []
    for (index, step) in steps.enumerated() {
      var values: [(name: String, value: Matrix)] = []
      for place in step.places {
        let last = drawn.last?.values.first { $0.name == place.name }?.value
        if isSame, let last {
          values.append((place.name, last))
          continue
        }
        var value = place.kind.draw(place.shape, after: last, &random)
        if let falling, falling.gradient == place.name, index == steps.count - 1 {
          value = value.changing(falling, ValueKind.hundredth)
        }
        if let tiny, tiny.entry.gradient == place.name {
          let number = ValueKind.tiny(tiny.epsilon, &random)
          value = value.changing(tiny.entry) { _ in number }
        }
        values.append((place.name, value))
      }
      drawn.append(Step(t: step.t, values: values, times: step.times))
    }
    return Case(head: head, steps: drawn)
  }
}

extension Matrix {
  /// The matrix with another number in one entry; itself where it has no such entry.
  fileprivate func changing(_ entry: SelectedEntry, _ change: (Double) -> Double) -> Matrix {
    guard let at = entry.index.position(in: shape) else { return self }
    var elements = elements
    elements[at] = change(elements[at])
    return Matrix(shape: shape, elements: elements) ?? self
  }
}
