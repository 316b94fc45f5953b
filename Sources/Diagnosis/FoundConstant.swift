import Equations
import Numerics
import Tracing

/// A constant's value that makes a printed number, with the digits it takes to write it.
struct FoundConstant {
  let variant: Variant
  let digits: Int
}

// The value of a constant, found from one number of the print: a program may have any.
extension Diagnoser {
  /// The short values of single constants under which the rule makes one number that it does not
  /// make now.
  ///
  /// Whether they make all numbers is for the search to say.
  func foundConstants(_ observations: [Observation]) -> [FoundConstant] {
    guard lesson.rule.lines.allSatisfy({ $0.formula.isElementwise }),
      let wanted = wrongOutput(observations)
    else { return [] }
    var found: [FoundConstant] = []
    for symbol in lesson.rule.symbols where symbol.isHyperparameter && symbol.owner == .own {
      func off(_ outputs: [String: [Double]]) -> Double {
        let elements = outputs[wanted.name] ?? []
        return (wanted.index < elements.count ? elements[wanted.index] : .nan)
          - wanted.tolerance.value
      }
      func off(_ value: Double) -> Double { off(outputs(symbol, value)) }
      let tried = triedOutputs(symbol)
      var last = (value: tried[0].value, off: off(tried[0].outputs))
      for (value, outputs) in tried.dropFirst() {
        let next = (value: value, off: off(outputs))
        if last.off * next.off < 0 {
          let exact = root(of: off, last.value, next.value)
          if let short = shortest(
            exact, where: { wanted.tolerance.admits(off($0) + wanted.tolerance.value) })
          {
            found.append(
              FoundConstant(
                variant: lesson.otherValue(short.value, of: symbol), digits: short.digits))
          }
        }
        last = next
      }
    }
    return found
  }

  /// A number that the rule does not make, among those that a run leaves at its end.
  private func wrongOutput(
    _ observations: [Observation]
  ) -> (name: String, index: Int, tolerance: Tolerance)? {
    for one in observations where one.form != .impossible {
      guard let outcome = rule[one.subject] else { continue }
      let isSeries = one.moment == .series
      guard isSeries || one.moment == .after(search.runs.clock.count - 1) else { continue }
      let name = search.runs.subjects[one.subject].quantity(search.runs.book.symbols[one.symbol])
      for entry in one.entries {
        guard let number = search.runs.number(one, entry, outcome), number.isFinite,
          entry.tolerance.value.isFinite, !entry.tolerance.admits(number),
          !isSeries || entry.index == search.runs.clock.count - 1
        else { continue }
        return (name, isSeries ? 0 : entry.index, entry.tolerance)
      }
    }
    return nil
  }

  /// What the rule's run leaves with another value of a constant; empty if it cannot run.
  private func outputs(_ symbol: Symbol, _ value: Double) -> [String: [Double]] {
    var head = given.head
    head.hyperparameters.removeAll { $0.name == symbol.name }
    head.hyperparameters.append((symbol.name, value))
    guard var tracer = try? Tracer(lesson, head: head) else { return [:] }
    var sink = NoSink()
    for step in given.steps {
      guard (try? tracer.run(step, into: &sink)) != nil else { return [:] }
    }
    var outputs: [String: [Double]] = [:]
    for (name, value) in tracer.outputs { outputs[name] = value.elements }
    return outputs
  }

  /// The runs with the values between which a root is looked for, which every print shares.
  private func triedOutputs(_ symbol: Symbol) -> [(value: Double, outputs: [String: [Double]])] {
    if let known = triedConstants[symbol] { return known }
    let tried = symbol.valuesToTry.map { (value: $0, outputs: outputs(symbol, $0)) }
    triedConstants[symbol] = tried
    return tried
  }

  /// The place between two values where a function changes its sign.
  private func root(of off: (Double) -> Double, _ low: Double, _ high: Double) -> Double {
    var (low, high) = (low, high)
    let isRising = off(low) < 0
    for _ in 0..<60 {
      let middle = low + (high - low) / 2
      if (off(middle) < 0) == isRising { low = middle } else { high = middle }
    }
    return low + (high - low) / 2
  }

  /// The number with the fewest digits, at most 4, beside a value; nil if none will do.
  private func shortest(
    _ exact: Double, where isRight: (Double) -> Bool
  ) -> (value: Double, digits: Int)? {
    guard exact > 0, exact.isFinite else { return nil }
    for digits in 1...4 {
      let value = NumberStyle(digits: digits).rounded(exact)
      if isRight(value) { return (value, digits) }
    }
    return nil
  }
}

extension Search {
  /// Whether a constant that was found, in some scope, prints the observed numbers.
  func foundFits(_ observations: [Observation]) -> Bool {
    var trial = Trial(self, observations)
    return foundDigits.keys.contains { index in
      ([scopes.everywhere[index]] + scopes.narrow[index] + scopes.single[index])
        .contains { trial.fits([$0.scoped]) }
    }
  }
}

extension Symbol {
  /// Values between which a root is looked for.
  fileprivate var valuesToTry: [Double] {
    isAveragingWeight
      ? [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999, 0.99999]
      : [
        1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1, 0.3, 1, 3, 10, 100,
      ]
  }
}
