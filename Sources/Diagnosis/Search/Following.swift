import Equations
import Numerics
import Tracing

extension VariantRuns {
  /// Whether a wrong quantity is what the rule makes from the other printed quantities: then its
  /// error is carried forward.
  ///
  /// Printed numbers are rounded. So the rule gets them as printed and at both ends of their range,
  /// and the three results bound the possible values.
  func follows(_ one: Observation, from all: [Observation], rule search: Search) -> Bool {
    guard case .after(let step) = one.moment, step == clock.count - 1, clock.count == 1 else {
      return false
    }
    let given = all.filter { $0.subject == one.subject && $0.symbol != one.symbol && $0.isWhole }
    // It follows from a mistake only if there is one before it.
    guard let base = search.outcome([], at: one.subject),
      given.contains(where: { !matches($0, base) })
    else { return false }
    let isMade = lesson.rule.lines.contains { line in
      book.symbols[one.symbol] == line.target
    }
    guard isMade, !given.isEmpty else { return false }
    var results: [[Double]] = []
    for side in [Side.middle, .low, .high] {
      guard let result = remade(one, given, side) else { return false }
      results.append(result)
    }
    var isUsed = false
    for entry in one.entries {
      guard entry.index < results[0].count else { return false }
      let values = results.map { $0[entry.index] }
      let low = Swift.min(values[0], values[1], values[2])
      let high = Swift.max(values[0], values[1], values[2])
      let slack = (high - low) + 1e-15 * entry.tolerance.value.magnitude
      guard entry.tolerance.low - slack <= high, entry.tolerance.high + slack >= low else {
        return false
      }
      isUsed = true
    }
    return isUsed
  }

  private enum Side { case middle, low, high }

  /// The case's values for a parameter before its first step.
  private func valuesGiven(for subject: Int) -> [Symbol: Matrix] {
    if let known = givenValues[subject] { return known }
    var latest: [Symbol: Matrix] = [:]
    for symbol in book.symbols {
      if let start = start(symbol, of: subject) { latest[symbol] = store.matrix(start) }
    }
    for (name, value) in self.given.steps[0].values {
      for symbol in book.symbols where subjects[subject].quantity(symbol) == name {
        latest[symbol] = value
      }
    }
    for symbol in book.symbols {
      switch symbol.role {
      case .hyperparameter(let standard, _):
        let own = self.given.head.hyperparameters.first { $0.name == symbol.name }?.value
        latest[symbol] = Matrix(own ?? standard)
      case .step: latest[symbol] = Matrix(Double(clock[0]))
      case .layer: latest[symbol] = Matrix(Double(subjects[subject].layer ?? 0))
      default: break
      }
    }
    givenValues[subject] = latest
    return latest
  }

  /// The quantity as the rule makes it from the other printed quantities.
  private func remade(_ one: Observation, _ given: [Observation], _ side: Side) -> [Double]? {
    var latest = valuesGiven(for: one.subject)
    for line in lesson.rule.lines {
      let number = book.symbols.firstIndex(of: line.target)
      if let printed = given.first(where: { $0.symbol == number }) {
        latest[line.target] = printed.matrix { entry in
          switch side {
          case .middle: entry.tolerance.value
          case .low: entry.tolerance.low
          case .high: entry.tolerance.high
          }
        }
        continue
      }
      guard let value = try? line.formula.evaluated(latest) else { return nil }
      if number == one.symbol { return fits(value.shape, one) ? value.elements : nil }
      latest[line.target] = value
    }
    return nil
  }
}

extension Observation {
  /// Whether every number of the quantity was printed.
  fileprivate var isWhole: Bool {
    if case .matrix(let shape) = form, moment != .series { return shape.count == entries.count }
    return false
  }

  fileprivate func matrix(_ number: (Entry) -> Double) -> Matrix? {
    guard case .matrix(let shape) = form else { return nil }
    var elements = [Double](repeating: .nan, count: shape.count)
    for entry in entries where entry.index < elements.count {
      elements[entry.index] = number(entry)
    }
    return Matrix(shape: shape, elements: elements)
  }
}
