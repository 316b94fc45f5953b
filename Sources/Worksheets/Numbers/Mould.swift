import Equations
import Numerics
import Tracing

/// The shapes of a pattern with what makes a case of them telling; numbers are poured into it.
struct Mould {
  /// A value and the kind of its numbers.
  private struct Place {
    let name: String
    let shape: Shape
    let kind: KindNumbers
  }

  private let pattern: CaseHead
  private let start: [Place]
  private let steps: [(t: Int, times: Int, places: [Place])]
  /// The entry whose gradient is tiny, and ε; nil where none is.
  private let tiny: (gradient: String, row: Int, column: Int, epsilon: Double)?

  /// Makes a mould of a case; nil where the means change nothing of it, so that it would be another's.
  init?(_ lesson: Lesson, like pattern: Case, _ means: Means, asked: Asked) {
    let updates = lesson.rule.updatesParameters
    guard let last = pattern.steps.last, updates || !(means.isTiny || means.hasLayer) else {
      return nil
    }
    let kinds = Kinds(lesson, pattern)
    var start = pattern.head.start.map { name, value in
      Place(name: name, shape: value.shape, kind: kinds.ofStart(name))
    }
    var steps = pattern.steps.map { step in
      (
        t: step.t, times: step.times,
        places: step.values.map { name, value in
          Place(name: name, shape: value.shape, kind: kinds.ofInput(name))
        }
      )
    }

    if means.steps > 0 {
      guard steps.count &+ means.steps <= 50, last.t < Int(Int32.max) else { return nil }
      // With further steps the count begins where a learner's does.
      if updates, steps.count == 1 { steps[0].t = 1 }
      for _ in 0..<means.steps {
        guard let last = steps.last else { return nil }
        steps.append((last.t &+ last.times, 1, last.places))
      }
    }
    if means.isLater {
      guard lesson.rule.symbols.contains(.step), last.t < Int(Int32.max) else { return nil }
      for index in steps.indices { steps[index].t += 1 }
    }

    if means.hasLayer {
      let layers = Set(start.compactMap { ParameterName($0.name)?.layer })
      guard layers == [1] else { return nil }
      func second(_ place: Place) -> Place? {
        guard place.name.hasSuffix("1") else { return nil }
        return Place(
          name: "\(place.name.dropLast())2", shape: place.shape, kind: place.kind)
      }
      start += start.compactMap(second)
      for index in steps.indices { steps[index].places += steps[index].places.compactMap(second) }
    }

    if means.hasStates {
      var isAny = false
      for state in lesson.rule.symbols where state.isState && state.owner == .own {
        let owners = updates ? start.filter { ParameterName($0.name) != nil } : []
        var names = owners.map { ("\(state.name)_d\($0.name)", $0.shape) }
        if !updates { names = [(state.name, .scalar)] }
        for (name, shape) in names where !start.contains(where: { $0.name == name }) {
          isAny = true
          start.append(Place(name: name, shape: shape, kind: .positive(scale: 1)))
        }
      }
      guard isAny else { return nil }
    }

    if means.isTiny {
      let epsilon = pattern.head.hyperparameters.first { $0.name == "epsilon" }?.value
      let symbol = lesson.rule.symbols.first { $0.name == "epsilon" }
      guard let symbol, case .hyperparameter(let usual, _) = symbol.role else { return nil }
      let parameters = start.map { $0.name }.filter { ParameterName($0) != nil }
      guard let place = Self.lastAsked(asked, parameters) else { return nil }
      tiny = ("d\(place.name)", place.row, place.column, epsilon ?? usual)
    } else {
      tiny = nil
    }
    self.pattern = pattern.head
    self.start = start
    self.steps = steps
  }

  /// The last parameter something is asked of, and the entry.
  private static func lastAsked(
    _ asked: Asked, _ parameters: [String]
  ) -> (name: String, row: Int, column: Int)? {
    let inOrder = parameters.sorted { a, b in
      guard let x = ParameterName(a), let y = ParameterName(b) else { return false }
      return x.layer == y.layer ? !x.isBias && y.isBias : x.layer < y.layer
    }
    for item in asked.items.reversed() {
      for name in inOrder where item.name == name || item.name.hasSuffix("_d\(name)") {
        return (name, item.entry?.row ?? 0, item.entry?.column ?? 0)
      }
    }
    return inOrder.last.map { ($0, 0, 0) }
  }

  /// Draws a case.
  func pour(_ random: inout LegacyRandom) -> Case {
    var head = pattern
    head.publishedKey = nil
    head.start = start.map { ($0.name, $0.kind.draw($0.shape, after: nil, &random)) }
    var drawn: [Step] = []
    for step in steps {
      var values: [(name: String, value: Matrix)] = []
      for place in step.places {
        let last = drawn.last?.values.first { $0.name == place.name }?.value
        var value = place.kind.draw(place.shape, after: last, &random)
        if let tiny, tiny.gradient == place.name {
          value = value.with(
            KindNumbers.tiny(tiny.epsilon, &random), row: tiny.row, column: tiny.column)
        }
        values.append((place.name, value))
      }
      drawn.append(Step(t: step.t, values: values, times: step.times))
    }
    return Case(head: head, steps: drawn)
  }
}

/// What kind of numbers each value of a pattern has.
private struct Kinds {
  private var known: [String: KindNumbers] = [:]
  private let updates: Bool

  init(_ lesson: Lesson, _ pattern: Case) {
    updates = lesson.rule.updatesParameters
    var columns: Set<Symbol> = []
    for line in lesson.rule.lines { line.formula.collectColumnNumbers(&columns) }
    let inputs = lesson.symbols.filter { $0.role == .input }
    for input in inputs {
      var elements: [Double] = []
      var rows = 1
      for step in pattern.steps.prefix(100) {
        for (name, value) in step.values where name == input.name {
          elements += value.elements.prefix(1_000)
          rows = value.shape.rows
        }
      }
      if columns.contains(input) {
        known[input.name] = .permutation
      } else if input.meaning.hasPrefix("the number of the") {
        known[input.name] = .count
      } else if inputs.count > 1, rows == 1, elements.allSatisfy({ $0 == 0 || $0 == 1 }) {
        known[input.name] = .labels
      } else {
        known[input.name] = KindNumbers(like: elements)
      }
    }
    for (name, value) in pattern.head.start {
      if ParameterName(name) == nil, !inputs.contains(where: { $0.name == name }) {
        known[name] = updates ? .positive(scale: 1) : KindNumbers(like: value.elements)
      } else {
        let like = KindNumbers(like: value.elements)
        if case .whole = like { known[name] = like } else { known[name] = .halves(most: 5) }
      }
    }
    // One kind for all gradients.
    var gradients: [Double] = []
    for step in pattern.steps.prefix(100) {
      for (name, value) in step.values where name.hasPrefix("d") {
        gradients += value.elements.prefix(1_000)
      }
    }
    ofGradients = KindNumbers(like: gradients)
  }

  private let ofGradients: KindNumbers

  func ofStart(_ name: String) -> KindNumbers { known[name] ?? .halves(most: 5) }

  func ofInput(_ name: String) -> KindNumbers { known[name] ?? ofGradients }
}

extension Formula {
  /// The symbols by whose numbers columns are picked.
  fileprivate func collectColumnNumbers(_ found: inout Set<Symbol>) {
    switch self {
    case .number, .symbol: break
    case .unary(_, let operand): operand.collectColumnNumbers(&found)
    case .binary(let operation, let left, let right):
      if operation == .columns, case .symbol(let numbers) = right { found.insert(numbers) }
      left.collectColumnNumbers(&found)
      right.collectColumnNumbers(&found)
    }
  }
}

extension Matrix {
  /// The matrix with another number in one entry; itself where it has no such entry.
  fileprivate func with(_ number: Double, row: Int, column: Int) -> Matrix {
    guard 0..<shape.rows ~= row, 0..<shape.columns ~= column else { return self }
    var elements = elements
    elements[row * shape.columns + column] = number
    return Matrix(shape: shape, elements: elements) ?? self
  }
}
