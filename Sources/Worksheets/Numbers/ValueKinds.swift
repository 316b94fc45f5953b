import Diagnosis
import Equations
import Numerics
import Tracing

/// The kind of numbers of each value of a pattern.
struct ValueKinds {
  private var known: [String: ValueKind] = [:]
  private let updates: Bool
  private let ofGradients: ValueKind
  /// Whether examples are shuffled: each step takes a piece of the same examples.
  let hasPermutation: Bool

  init(_ lesson: Lesson, _ pattern: Case) {
    updates = lesson.rule.updatesParameters
    let columns = lesson.columnNumbers
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
      } else if input.counts {
        known[input.name] = .count
      } else if inputs.count > 1, rows == 1, elements.allSatisfy({ $0 == 0 || $0 == 1 }) {
        known[input.name] = .labels
      } else {
        known[input.name] = ValueKind(like: elements)
      }
    }
    for (name, value) in pattern.head.start {
      if ParameterName(name) == nil, !inputs.contains(where: { $0.name == name }) {
        known[name] = updates ? .positive(over: 1) : ValueKind(like: value.elements)
      } else {
        let like = ValueKind(like: value.elements)
        if case .whole = like { known[name] = like } else { known[name] = .halves(most: 5) }
      }
    }
    hasPermutation = lesson.shufflesExamples
    // The same kind for all gradients.
    var gradients: [Double] = []
    for step in pattern.steps.prefix(100) {
      for (name, value) in step.values where ParameterName(gradient: name) != nil {
        gradients += value.elements.prefix(1_000)
      }
    }
    ofGradients = ValueKind(like: gradients)
  }

  /// The kind of a start value: in a second layer the first layer's; for a state, positive numbers.
  func ofStart(_ name: String) -> ValueKind {
    known[name] ?? QuantityName(name).inLayer(1).flatMap { known[$0.description] }
      ?? .positive(over: 1)
  }

  /// The kind of a step's value.
  func ofInput(_ name: String) -> ValueKind { known[name] ?? ofGradients }
}
