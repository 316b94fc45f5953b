import Diagnosis
import Equations
import Numerics
import Tracing

/// A case that keeps its shapes and gets new numbers.
struct CaseTemplate {
  /// The pattern, with changes that make more mistakes visible.
  private let shapes: Case
  private let kinds: ValueKinds
  /// The entry with a tiny gradient, and ε; nil if there is none.
  private var tiny: (entry: SelectedEntry, epsilon: Double)?
  /// The entry whose gradient becomes small in the last step.
  private var falling: SelectedEntry?

  /// Makes a template from a case; nil if some of the enrichments change nothing in it.
  init?(_ lesson: Lesson, like pattern: Case, _ enrichment: Enrichment, asked: BlankSelection) {
    kinds = ValueKinds(lesson, pattern)
    let updates = lesson.rule.updatesParameters
    var shapes = pattern
    shapes.head.publishedKey = nil
    if enrichment.steps > 0 {
      // With shuffled examples, t determines a step's values: more steps are more pieces.
      guard !kinds.hasPermutation else { return nil }
      // With further steps, t starts at 1, as a learner's does.
      if updates, shapes.steps.count == 1 { shapes.steps[0].t = 1 }
    }
    let further = Array(repeating: CaseChange.furtherStep, count: enrichment.steps)
    for change in further + enrichment.changes {
      guard let changed = change.made(in: shapes, of: lesson) else { return nil }
      shapes = changed
    }
    self.shapes = shapes
    let parameters = shapes.head.parameters
    if enrichment.isTiny {
      guard updates, let symbol = lesson.rule.symbols.first(where: { $0 == .epsilon }),
        let epsilon = pattern.head.value(of: symbol),
        let entry = SelectedEntry.all(asked, parameters).last
      else { return nil }
      tiny = (entry, epsilon)
    }
    if enrichment.falls {
      guard updates, shapes.steps.count > 1,
        let entry = SelectedEntry.all(asked, parameters).first
      else { return nil }
      falling = entry
    }
  }

  /// Draws a case.
  func draw(_ random: inout LegacyRandom) -> Case {
    var drawn = Case(head: shapes.head, steps: [])
    drawn.head.start = shapes.head.start.map { name, value in
      (name, kinds.ofStart(name).draw(value.shape, after: nil, &random))
    }
    for (index, step) in shapes.steps.enumerated() {
      var values: [(name: String, value: Matrix)] = []
      for (name, pattern) in step.values {
        let last = drawn.steps.last?.values.first { $0.name == name }?.value
        if kinds.hasPermutation, let last {
          values.append((name, last))
          continue
        }
        var value = kinds.ofInput(name).draw(pattern.shape, after: last, &random)
        if let falling, falling.gradient == name, index == shapes.steps.count - 1 {
          value = value.changing(falling, ValueKind.hundredth)
        }
        if let tiny, tiny.entry.gradient == name {
          let number = ValueKind.tiny(tiny.epsilon, &random)
          value = value.changing(tiny.entry) { _ in number }
        }
        values.append((name, value))
      }
      drawn.steps.append(Step(t: step.t, values: values, times: step.times))
    }
    return drawn
  }
}

extension Matrix {
  /// The matrix with one entry changed; unchanged if there is no such entry.
  fileprivate func changing(_ entry: SelectedEntry, _ change: (Double) -> Double) -> Matrix {
    guard let at = entry.index.position(in: shape) else { return self }
    var elements = elements
    elements[at] = change(elements[at])
    return Matrix(shape: shape, elements: elements) ?? self
  }
}
