import Equations
import Numerics
import Tracing

extension Case {
  /// The number of examples in the first step.
  private var exampleCount: Int { steps.first?.values.map { $0.value.shape.columns }.max() ?? 1 }

  /// The size of a piece if the first step's examples make three full pieces and a smaller one.
  private var pieceSize: Int { (exampleCount * 2 + 6) / 7 }

  /// Small numbers of examples or epochs: three, or the size of a piece.
  var smallCounts: [Int] { pieceSize > 3 ? [3, pieceSize] : [3] }

  /// Shuffled examples split into three full mini-batches and a smaller one, one for each step.
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

  /// One more step, with the last step's values reversed in sign and smaller.
  func withFurtherStep(_ lesson: Lesson) -> Case? {
    guard let last = steps.last, steps.count < 50 else { return nil }
    let (t, isTooLate) = last.t.addingReportingOverflow(last.times)
    guard !isTooLate else { return nil }
    var step = Step(t: t, values: last.values)
    // Where t counts pieces of the same data, the next piece is cut from that data.
    let isSame = !lesson.rule.updatesParameters && lesson.rule.symbols.contains(.step)
    if !isSame {
      step.values = step.values.map { name, value in
        if lesson.isCount(name) { return (name, value.mapped { $0 + 1 }) }
        return (name, lesson.rule.updatesParameters ? value.turnedAndMixed : value.turned)
      }
    }
    return Case(head: head, steps: steps + [step])
  }

  /// The case with constants that differ from the defaults and from each other.
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

  /// A staircase of three epochs, or mini-batches of three examples: several of them and a
  /// remainder.
  func with(_ symbol: Symbol, counting count: Int) -> Case? {
    guard let now = head.value(of: symbol), now != Double(count) else { return nil }
    var changed = self
    changed.head.set(symbol.name, to: Double(count))
    return changed
  }

  /// The case with every t increased by one.
  func withLaterSteps(_ lesson: Lesson) -> Case? {
    guard lesson.rule.symbols.contains(.step), steps.allSatisfy({ $0.t < .max }) else { return nil }
    var changed = self
    for step in changed.steps.indices { changed.steps[step].t += 1 }
    return changed
  }
}

extension Symbol {
  /// Whether this is a constant that counts examples or epochs: its default is a large whole
  /// number.
  var countsSomething: Bool {
    if case .hyperparameter(let standard, _) = role {
      standard > 10 && standard == standard.rounded()
    } else {
      false
    }
  }
}

extension Lesson {
  /// Whether the case shuffles examples, of which each step takes a piece.
  public var shufflesExamples: Bool { !columnNumbers.isEmpty }

  /// The inputs that give the column numbers the rule picks.
  public var columnNumbers: Set<Symbol> {
    var found: Set<Symbol> = []
    for line in rule.lines { line.formula.collectColumnNumbers(&found) }
    return found
  }

  /// Whether an input is a counter, such as an epoch, which goes up by 1.
  fileprivate func isCount(_ name: String) -> Bool {
    symbols.contains { $0.name == name && $0.counts }
  }
}

extension Formula {
  /// The symbols whose numbers pick columns.
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
  /// Whether the matrix holds labels: only 0 and 1.
  var isLabels: Bool { elements.allSatisfy { $0 == 0 || $0 == 1 } }

  /// The opposite: labels exchanged, other numbers smaller and with the opposite sign.
  var turned: Matrix { isLabels && shape != .scalar ? mapped { 1 - $0 } : mapped { -0.75 * $0 } }

  /// Numbers with the opposite sign, every second one a hundredth of its size.
  ///
  /// Gradients that fall quickly make the averages of their squares fall too.
  var turnedAndMixed: Matrix {
    let factors = [-0.01, -0.75]
    let elements = elements.enumerated().map { factors[$0.offset % 2] * $0.element }
    return Matrix(shape: shape, elements: elements) ?? self
  }
}
