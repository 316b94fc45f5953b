import Equations
import Numerics
import Tracing

extension Case {
  /// Changes of the steps and of the constants.
  func changesOfSteps(_ lesson: Lesson) -> [CaseChange] {
    [
      CaseChange("a further step") { $0.withFurtherStep(lesson) },
      CaseChange("two further steps", isPlural: true) {
        $0.withFurtherStep(lesson)?.withFurtherStep(lesson)
      },
    ]
      + lesson.symbols.filter { $0.countsSomething }.flatMap { symbol in
        smallCounts.map { count in
          CaseChange("\(symbol.name) = \(count)") { $0.with(symbol, counting: count) }
        }
      } + [
        CaseChange("constants of its own", isPlural: true) { $0.withOtherConstants(lesson) },
        CaseChange("another t") { $0.withLaterSteps(lesson) },
      ]
  }

  /// How many examples or epochs are few: three, or as many as make three full pieces and a rest of what a
  /// step brings.
  private var smallCounts: [Int] {
    let most = steps.first?.values.map { $0.value.shape.columns }.max() ?? 1
    let third = (most * 2 + 6) / 7
    return third > 3 ? [3, third] : [3]
  }

  /// A step more, with what the last one brought, turned round and smaller.
  private func withFurtherStep(_ lesson: Lesson) -> Case? {
    guard var step = steps.last, steps.count < 50 else { return nil }
    step.t += step.times
    step.times = 1
    step.place = nil
    // Where t counts pieces of the same thing, the next piece is cut from what is there.
    let isSame = !lesson.rule.updatesParameters && lesson.rule.symbols.contains(.step)
    if !isSame {
      step.values = step.values.map { name, value in
        if lesson.isCount(name) { return (name, value.mapped { $0 + 1 }) }
        return (name, lesson.rule.updatesParameters ? value.turnedAndMixed : value.turned)
      }
    }
    return Case(head: head, steps: steps + [step])
  }

  /// Constants that differ from the defaults and from each other.
  private func withOtherConstants(_ lesson: Lesson) -> Case? {
    var changed = self
    var isAny = false
    for symbol in lesson.symbols where !symbol.countsSomething {
      guard case .hyperparameter(let standard, let range) = symbol.role else { continue }
      let now = head.hyperparameters.first { $0.name == symbol.name }?.value ?? standard
      let other = range.contains(now * 1.5) ? now * 1.5 : now * 0.8
      guard range.contains(other), other != 0 else { continue }
      changed.head.set(symbol.name, to: other)
      isAny = true
    }
    return isAny ? changed : nil
  }

  /// A stair of three epochs, a mini-batch of three examples: so that there are several, and a rest.
  private func with(_ symbol: Symbol, counting count: Int) -> Case? {
    guard case .hyperparameter(let standard, _) = symbol.role else { return nil }
    let now = head.hyperparameters.first { $0.name == symbol.name }?.value ?? standard
    guard now != Double(count) else { return nil }
    var changed = self
    changed.head.set(symbol.name, to: Double(count))
    return changed
  }

  /// Every t a step later.
  private func withLaterSteps(_ lesson: Lesson) -> Case? {
    guard lesson.rule.symbols.contains(.step) else { return nil }
    var changed = self
    for step in changed.steps.indices { changed.steps[step].t += 1 }
    return changed
  }
}

extension Symbol {
  /// Whether it is a constant that counts examples or epochs: its usual value is a large whole number.
  fileprivate var countsSomething: Bool {
    if case .hyperparameter(let standard, _) = role {
      standard > 10 && standard == standard.rounded()
    } else {
      false
    }
  }
}

extension Lesson {
  /// Whether an input counts something, so that it goes on by 1: an epoch.
  fileprivate func isCount(_ name: String) -> Bool {
    symbols.contains { $0.name == name && $0.counts }
  }
}

extension Matrix {
  /// Whether it holds labels: nothing but 0 and 1.
  var isLabels: Bool { elements.allSatisfy { $0 == 0 || $0 == 1 } }

  /// What lies on the other side: labels exchanged, other numbers with the other sign and smaller.
  var turned: Matrix { isLabels && shape != .scalar ? mapped { 1 - $0 } : mapped { -0.75 * $0 } }

  /// Numbers with the other sign, every second of them a hundredth of what it was: where gradients fall
  /// fast, so do the averages of their squares.
  var turnedAndMixed: Matrix {
    let factors = [-0.01, -0.75]
    let elements = elements.enumerated().map { factors[$0.offset % 2] * $0.element }
    return Matrix(shape: shape, elements: elements) ?? self
  }
}
