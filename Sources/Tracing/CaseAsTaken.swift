import Equations
import Numerics

extension Case {
  /// The case as a program with some variants takes it: its steps in another order, or another start of a state.
  public func taken(by variants: [AppliedVariant]) -> Case {
    var taken = self
    for one in variants {
      if let order = one.variant.order { taken.take(order) }
    }
    return taken
  }

  private mutating func take(_ order: StepOrder) {
    guard let first = steps.first, let last = steps.indices.last else { return }
    switch order {
    case .newestFirst:
      // t counts on, whatever the steps bring.
      let isPlain = steps.allSatisfy { $0.times == 1 }
      let ts = steps.map { $0.t }
      var t = first.t
      steps.reverse()
      for index in steps.indices {
        steps[index].t = isPlain ? ts[index] : t
        t &+= steps[index].times
      }
    case .withoutLast:
      if steps[last].times > 1 {
        steps[last].times -= 1
      } else if steps.count > 1 {
        steps.removeLast()
      }
    case .lastTwice: steps[last].times += 1
    case .fromMean(let state, let brought):
      guard let mean = mean(of: brought.name) else { return }
      head.start.removeAll { $0.name == state.name }
      head.start.append((state.name, mean))
    }
  }

  /// The mean of what the steps bring under a name; nil if they bring nothing, or different shapes.
  package func mean(of name: String) -> Matrix? {
    var sum: Matrix?
    var count = 0.0
    for step in steps {
      guard let value = step.values.first(where: { $0.name == name })?.value else { return nil }
      let times = Double(step.times)
      let before = sum ?? Matrix(0, shape: value.shape)
      guard before.shape == value.shape else { return nil }
      let added = zip(before.elements, value.elements).map { $0 + times * $1 }
      sum = Matrix(shape: value.shape, elements: added)
      count += times
    }
    guard let sum else { return nil }
    return Matrix(shape: sum.shape, elements: sum.elements.map { $0 / count })
  }
}
