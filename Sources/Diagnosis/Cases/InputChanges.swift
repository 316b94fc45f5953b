import Equations
import Numerics
import Tracing

extension Case {
  /// The case with more columns in everything that has one column for each example.
  ///
  /// - Parameter count: The new number of examples of a step, from the old one.
  func withExamples(_ lesson: Lesson, _ count: (Int) -> Int) -> Case? {
    guard !lesson.rule.updatesParameters else { return nil }
    let numbers = lesson.columnNumbers
    var changed = self
    var isAny = false
    for step in steps.indices {
      let columns = steps[step].values.map { $0.value.shape.columns }
      guard let old = columns.first, columns.allSatisfy({ $0 == old }), columns.count > 1
      else { return nil }
      let new = old..<Swift.max(old, count(old))
      isAny = isAny || !new.isEmpty
      for (index, (name, value)) in steps[step].values.enumerated() {
        let isShuffle = numbers.contains { $0.name == name }
        let turned = value.areLabels ? value.mapped { 1 - $0 } : value.turned
        var elements: [Double] = []
        for row in 0..<value.shape.rows {
          elements += value.row(row)
          elements += new.map {
            isShuffle ? Double($0) : turned.element(row, ($0 - old) % old) ?? 0
          }
        }
        changed.steps[step].values[index].value =
          Matrix(shape: Shape(value.shape.rows, new.upperBound), elements: elements) ?? value
      }
    }
    return isAny ? changed : nil
  }

  /// The case with an input that only a variant reads, set to a hand-picked value.
  func with(_ symbol: Symbol) -> Case? {
    guard !steps.contains(where: { $0.values.contains { $0.name == symbol.name } }) else {
      return nil
    }
    var changed = self
    for step in steps.indices {
      changed.steps[step].values.append((symbol.name, Matrix(1 / Double(step + 3))))
    }
    return changed
  }

  // MARK: Far examples

  /// So far below 0 that e⁻ᶻ overflows while eᶻ is still above 0.
  private static let far = -720.0

  /// A step with one example of label 1, for which the network's last sum is far below 0.
  func withFarExample(_ lesson: Lesson) -> Case? {
    guard let last = steps.last, let sum = lesson.answeredSum,
      let column = last.values.first?.value.shape.columns
    else { return nil }
    var step = Step(t: last.t + last.times, values: [])
    for (name, value) in last.values {
      step.values.append((name, value.areLabels ? Matrix(1) : value.column(0)))
    }
    if sum.role == .input {
      step.values = step.values.map { ($0, $0 == sum.name ? Matrix(Self.far) : $1) }
      return Case(head: head, steps: steps + [step])
    }
    for index in 0..<column {
      for sign in [1.0, -1.0] {
        if let found = moved(step, from: last, column: index, sign, lesson, sum) { return found }
      }
    }
    return nil
  }

  /// The case with an example moved until the last sum reaches the target.
  ///
  /// Beyond the last bend of ReLU the sum is linear, so a few steps find it.
  private func moved(
    _ step: Step, from last: Step, column: Int, _ sign: Double, _ lesson: Lesson, _ sum: Symbol
  ) -> Case? {
    var factor = sign
    for _ in 0..<6 {
      var far = step
      for (index, (_, value)) in last.values.enumerated() {
        if value.areLabels { continue }
        far.values[index].value = value.column(column).mapped { $0 * factor }
      }
      let one = Case(head: head, steps: [far])
      guard let outputs = try? one.run(lesson),
        let reached = outputs.first(where: { $0.name == sum.name })?.value.elements.first,
        reached < 0
      else { return nil }
      if -735...(-712) ~= reached { return Case(head: head, steps: steps + [far]) }
      factor *= Self.far / reached
    }
    return nil
  }
}

extension Lesson {
  /// The argument of the sigmoid in the output.
  fileprivate var answeredSum: Symbol? {
    for line in rule.lines {
      if case .unary(.sigmoid, .symbol(let sum)) = line.formula { return sum }
    }
    return nil
  }
}

extension Matrix {
  /// Whether the matrix has one row of labels, one for each example.
  fileprivate var areLabels: Bool { shape.rows == 1 && isLabels }

  /// One column.
  fileprivate func column(_ index: Int) -> Matrix {
    let elements = (0..<shape.rows).compactMap { element($0, index) }
    return Matrix(shape: Shape(shape.rows, 1), elements: elements) ?? self
  }
}
