import Diagnosis
import Equations
import Numerics
import Tracing

/// A case whose shapes are kept and whose numbers are drawn anew.
struct CaseTemplate {
  /// The pattern with the changes that let more mistakes show.
  private let shapes: Case
  private let kinds: ValueKinds
  /// The entry whose gradient is tiny, and ε; nil where none is.
  private var tiny: (entry: SelectedEntry, epsilon: Double)?
  /// The entry whose gradient falls in the last step.
  private var falling: SelectedEntry?

  /// Makes a template of a case; nil where some of the enrichments change nothing in it.
  init?(_ lesson: Lesson, like pattern: Case, _ enrichment: Enrichment, asked: BlankSelection) {
    kinds = ValueKinds(lesson, pattern)
    let updates = lesson.rule.updatesParameters
    var shapes = pattern
    shapes.head.publishedKey = nil
    if enrichment.steps > 0 {
      // What a step brings of shuffled examples follows from t: more of them are more pieces.
      guard !kinds.hasPermutation else { return nil }
      // With further steps the count begins where a learner's does.
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
  /// The matrix with another number in one entry; itself where it has no such entry.
  fileprivate func changing(_ entry: SelectedEntry, _ change: (Double) -> Double) -> Matrix {
    guard let at = entry.index.position(in: shape) else { return self }
    var elements = elements
    elements[at] = change(elements[at])
    return Matrix(shape: shape, elements: elements) ?? self
  }
}
