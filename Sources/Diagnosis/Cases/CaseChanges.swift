import Equations
import Numerics
import Tracing

/// A case with something changed, and the change in words.
public struct ChangedCase: Sendable {
  /// What was changed.
  public let words: String
  /// Whether these words are a plural.
  var isPlural = false
  /// The case.
  public let given: Case
}

extension Case {
  /// The case with small changes that let more mistakes show, from the smallest on: a further step, a small
  /// gradient, a start that is not 0, and two or three of them together.
  func changes(for lesson: Lesson) -> [ChangedCase] {
    let single: [(words: String, change: (Case) -> Case?)] = [
      ("a further step", { $0.withFurtherStep(lesson) }),
      ("two further steps", { $0.withFurtherStep(lesson)?.withFurtherStep(lesson) }),
      ("a small first entry in every gradient", { $0.withSmallEntries(lesson) }),
      ("states that do not start at 0", { $0.withStartedStates(lesson) }),
      ("constants of its own", { $0.withOtherConstants(lesson) }),
      ("another t", { $0.withLaterSteps(lesson) }),
    ]
    var found: [ChangedCase] = []
    for one in single {
      if let given = one.change(self) { found.append(ChangedCase(words: one.words, given: given)) }
    }
    for (index, one) in single.enumerated() {
      for other in single[(index + 1)...] {
        if let given = one.change(self).flatMap(other.change) {
          found.append(ChangedCase(words: "\(one.words), \(other.words)", given: given))
        }
      }
    }
    var all: Case? = self
    for one in single.dropFirst() { all = all.flatMap { one.change($0) ?? $0 } }
    if let all { found.append(ChangedCase(words: "all of these changes", given: all)) }
    return found.map { changed in
      var given = changed.given
      given.head.name = head.name.isEmpty ? "changed" : head.name + "-changed"
      given.head.title =
        "\(head.name.isEmpty ? "the case" : "case \(head.name)") with \(changed.words)"
      given.head.publishedKey = nil
      return ChangedCase(words: "\(changed.words)", given: given)
    }
  }

  /// A step more, with what the last one brought, turned round and a bit smaller.
  private func withFurtherStep(_ lesson: Lesson) -> Case? {
    guard var step = steps.last, steps.count < 50 else { return nil }
    step.t += step.times
    step.times = 1
    step.values = step.values.map { name, value in
      (name, lesson.isCount(name) ? value.mapped { $0 + 1 } : value.mapped { -0.75 * $0 })
    }
    if !lesson.rule.updatesParameters && step.values.contains(where: { $0.value.shape != .scalar })
    {
      return nil
    }
    return Case(head: head, steps: steps + [step])
  }

  /// The first entry of every gradient a hundred-thousandth of what it was, and one entry of the last 0.
  private func withSmallEntries(_ lesson: Lesson) -> Case? {
    guard lesson.rule.updatesParameters else { return nil }
    var changed = self
    for step in changed.steps.indices {
      changed.steps[step].values = changed.steps[step].values.map { name, value in
        guard name.hasPrefix("d") else { return (name, value) }
        var elements = value.elements
        elements[0] *= 1e-6
        if elements.count > 2 { elements[elements.count - 1] = 0 }
        return (name, Matrix(shape: value.shape, elements: elements) ?? value)
      }
    }
    return changed
  }

  /// Every state starts from small positive numbers.
  private func withStartedStates(_ lesson: Lesson) -> Case? {
    var changed = self
    let states = lesson.rule.symbols.filter { $0.isState && $0.owner == .own }
    guard !states.isEmpty else { return nil }
    func numbers(_ shape: Shape, _ offset: Int) -> Matrix {
      let elements = (0..<shape.count).map { 0.01 * Double(1 + ($0 * 7 + offset * 3) % 9) }
      return Matrix(shape: shape, elements: elements) ?? Matrix(0.1, shape: shape)
    }
    for (offset, state) in states.enumerated() {
      if lesson.rule.updatesParameters {
        for (name, value) in head.start where ParameterName(name) != nil {
          let own = "\(state.name)_d\(name)"
          changed.head.start.removeAll { $0.name == own }
          changed.head.start.append((own, numbers(value.shape, offset)))
        }
      } else {
        changed.head.start.removeAll { $0.name == state.name }
        changed.head.start.append((state.name, Matrix(0.3)))
      }
    }
    return changed
  }

  /// Constants that differ from the defaults and from each other.
  private func withOtherConstants(_ lesson: Lesson) -> Case? {
    var changed = self
    for symbol in lesson.symbols {
      guard case .hyperparameter(let standard, let range) = symbol.role else { continue }
      let now = head.hyperparameters.first { $0.name == symbol.name }?.value ?? standard
      let other = range.contains(now * 1.5) ? now * 1.5 : now * 0.8
      if range.contains(other), other != 0 { changed.head.set(symbol.name, to: other) }
    }
    return changed
  }

  /// Every t a step later.
  private func withLaterSteps(_ lesson: Lesson) -> Case? {
    guard lesson.rule.symbols.contains(.step), lesson.rule.updatesParameters else { return nil }
    var changed = self
    for step in changed.steps.indices { changed.steps[step].t += 1 }
    return changed
  }
}

extension Lesson {
  /// Whether an input counts something, so that it goes on by 1: an epoch.
  fileprivate func isCount(_ name: String) -> Bool {
    name == "epoch" || symbols.contains { $0.name == name && $0.meaning.contains("number of the") }
  }
}

extension Matrix {
  fileprivate func mapped(_ change: (Double) -> Double) -> Matrix {
    Matrix(shape: shape, elements: elements.map(change)) ?? self
  }
}
