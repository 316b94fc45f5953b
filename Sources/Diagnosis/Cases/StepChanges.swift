import Equations
import Numerics
import Tracing

extension Case {
  /// How many examples the first step brings.
  private var exampleCount: Int { steps.first?.values.map { $0.value.shape.columns }.max() ?? 1 }

  /// How many examples a piece has of which the first step brings three full ones and a rest.
  private var pieceSize: Int { (exampleCount * 2 + 6) / 7 }

  /// How many examples or epochs are few: three, or the size of a piece.
  var smallCounts: [Int] { pieceSize > 3 ? [3, pieceSize] : [3] }

  /// Shuffled examples cut into three full mini-batches and a rest, each taken in a step.
  func withPieces(_ lesson: Lesson) -> Case? {
    guard lesson.shufflesExamples, steps.count == 1,
      let size = lesson.symbols.first(where: { $0.countsSomething })
    else { return nil }
    let count = Swift.max(2, pieceSize)
    var changed = self
    changed.head.set(size.name, to: Double(count))
    changed.steps[0].times = Swift.min((exampleCount + count - 1) / count, 8)
    return changed
  }

  /// A step more, with what the last one brought, turned round and smaller.
  func withFurtherStep(_ lesson: Lesson) -> Case? {
    guard let last = steps.last, steps.count < 50 else { return nil }
    let (t, isTooLate) = last.t.addingReportingOverflow(last.times)
    guard !isTooLate else { return nil }
    var step = Step(t: t, values: last.values)
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
  func withOtherConstants(_ lesson: Lesson) -> Case? {
    var changed = self
    var isAny = false
    for symbol in lesson.symbols where !symbol.countsSomething {
      guard case .hyperparameter(_, let range) = symbol.role, let now = head.value(of: symbol)
      else { continue }
      let other = range.contains(now * 1.5) ? now * 1.5 : now * 0.8
      guard range.contains(other), other != 0 else { continue }
      changed.head.set(symbol.name, to: other)
      isAny = true
    }
    return isAny ? changed : nil
  }

  /// A stair of three epochs, a mini-batch of three examples: so that there are several, and a rest.
  func with(_ symbol: Symbol, counting count: Int) -> Case? {
    guard let now = head.value(of: symbol), now != Double(count) else { return nil }
    var changed = self
    changed.head.set(symbol.name, to: Double(count))
    return changed
  }

  /// Every t a step later.
  func withLaterSteps(_ lesson: Lesson) -> Case? {
    guard lesson.rule.symbols.contains(.step), steps.allSatisfy({ $0.t < .max }) else { return nil }
    var changed = self
    for step in changed.steps.indices { changed.steps[step].t += 1 }
    return changed
  }
}

extension Symbol {
  /// Whether it is a constant that counts examples or epochs: its usual value is a large whole number.
  var countsSomething: Bool {
    if case .hyperparameter(let standard, _) = role {
      standard > 10 && standard == standard.rounded()
    } else {
      false
    }
  }
}

extension Lesson {
  /// Whether it shuffles examples, of which each step takes a piece.
  public var shufflesExamples: Bool { !columnNumbers.isEmpty }

  /// The inputs by whose numbers the rule picks columns.
  public var columnNumbers: Set<Symbol> {
    var found: Set<Symbol> = []
    for line in rule.lines { line.formula.collectColumnNumbers(&found) }
    return found
  }

  /// Whether an input counts something, so that it goes on by 1: an epoch.
  fileprivate func isCount(_ name: String) -> Bool {
    symbols.contains { $0.name == name && $0.counts }
  }
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
