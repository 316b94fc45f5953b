import Equations
import Numerics
import Tracing

extension Case {
  /// Every gradient's first entry becomes a millionth of itself, and one entry of the last gradient
  /// 0.
  func withSmallEntries(_ lesson: Lesson) -> Case? {
    guard lesson.rule.updatesParameters else { return nil }
    var changed = self
    for step in changed.steps.indices {
      changed.steps[step].values = changed.steps[step].values.map { name, value in
        guard ParameterName(gradient: name) != nil else { return (name, value) }
        var elements = value.elements
        elements[0] *= 1e-6
        if elements.count > 2 { elements[elements.count - 1] = 0 }
        return (name, Matrix(shape: value.shape, elements: elements) ?? value)
      }
    }
    return changed
  }

  /// The chosen states start from small positive numbers.
  func withStartedStates(_ lesson: Lesson, where isWanted: (Symbol) -> Bool) -> Case? {
    var changed = self
    let states = lesson.rule.symbols.filter { $0.isState && $0.owner == .own && isWanted($0) }
    guard !states.isEmpty else { return nil }
    for (offset, state) in states.enumerated() {
      if lesson.rule.updatesParameters {
        for (name, value) in head.start {
          guard let own = ParameterName(name)?.quantity(state.name) else { continue }
          changed.head.start(own, from: smallNumbers(value.shape, offset))
        }
      } else {
        changed.head.start(state.name, from: Matrix(0.3))
      }
    }
    return changed
  }

  private func smallNumbers(_ shape: Shape, _ offset: Int) -> Matrix {
    let elements = (0..<shape.count).map { 0.01 * Double(1 + ($0 * 7 + offset * 3) % 9) }
    return Matrix(shape: shape, elements: elements) ?? Matrix(0.1, shape: shape)
  }

  /// Biases of 0 become nonzero.
  func withBiases() -> Case? {
    var changed = self
    var isAny = false
    for (index, (name, value)) in head.start.enumerated() {
      guard ParameterName(name)?.isBias == true, value.elements.allSatisfy({ $0 == 0 }) else {
        continue
      }
      changed.head.start[index].value = smallNumbers(value.shape, index)
      isAny = true
    }
    return isAny ? changed : nil
  }

  /// A case of one layer gets a second one of the same shape.
  func withSecondLayer(_ lesson: Lesson) -> Case? {
    guard lesson.rule.updatesParameters else { return nil }
    let parameters = head.parameters
    guard Set(parameters.map { $0.layer }) == [1] else { return nil }
    func next(_ name: String) -> String? {
      let quantity = QuantityName(name)
      guard let parameter = quantity.parameter, parameters.contains(parameter) else { return nil }
      return quantity.inLayer(2)?.description
    }
    var changed = self
    for (name, value) in head.start {
      guard let second = next(name) else { continue }
      let isParameter = ParameterName(name) != nil
      changed.head.start.append((second, value.mapped { isParameter ? 0.1 - 0.5 * $0 : 0.5 * $0 }))
    }
    for step in steps.indices {
      for (name, value) in steps[step].values {
        guard let second = next(name) else { continue }
        changed.steps[step].values.append((second, value.mapped { -0.6 * $0 }))
      }
    }
    return changed
  }
}

extension CaseHead {
  /// Sets the start value of a parameter or a state.
  fileprivate mutating func start(_ name: String, from value: Matrix) {
    if let at = start.firstIndex(where: { $0.name == name }) {
      start[at].value = value
    } else {
      start.append((name, value))
    }
  }
}
