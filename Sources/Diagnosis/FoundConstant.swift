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
  /// The short values of single constants under which the rule makes all numbers of a parameter
  /// some of whose numbers it does not make now.
  ///
  /// Whether they make all numbers of the print is for the search to say.
  func foundConstants(_ observations: [Observation]) -> [FoundConstant] {
    guard lesson.rule.lines.allSatisfy({ $0.formula.isElementwise }),
      let wanted = wrongEntry(observations)
    else { return [] }
    let worth = evidence(observations)
    let own = observations.filter { $0.subject == wanted.one.subject }
    var found: [FoundConstant] = []
    for symbol in lesson.rule.symbols where symbol.isHyperparameter && symbol.owner == .own {
      guard var run = entryRun(wanted.one, wanted.entry, symbol) else { continue }
      let tolerance = wanted.entry.tolerance
      func off(_ value: Double) -> Double {
        number(wanted.one, wanted.entry, &run, value) - tolerance.value
      }
      let tried = symbol.valuesToTry
      var last = (value: tried[0], off: off(tried[0]))
      for value in tried.dropFirst() {
        let next = (value: value, off: off(value))
        if last.off * next.off < 0,
          let short = shortest(
            root(of: off, last.value, next.value),
            where: { tolerance.admits(off($0) + tolerance.value) })
        {
          let variant = lesson.otherValue(short.value, of: symbol)
          let one = FoundConstant(variant: variant, digits: short.digits)
          if worth >= cost(one) + Self.margin, makes(own, symbol, short.value) { found.append(one) }
        }
        last = next
      }
    }
    return found
  }

  /// A number that the rule does not make.
  private func wrongEntry(
    _ observations: [Observation]
  ) -> (one: Observation, entry: Observation.Entry)? {
    for one in observations where one.form != .impossible {
      guard let outcome = rule[one.subject] else { continue }
      for entry in one.entries {
        if let number = search.runs.number(one, entry, outcome), number.isFinite,
          entry.tolerance.value.isFinite, !entry.tolerance.admits(number)
        {
          return (one, entry)
        }
      }
    }
    return nil
  }

  private func entryRun(
    _ one: Observation, _ entry: Observation.Entry, _ constant: Symbol
  ) -> EntryRun? {
    EntryRun(
      search.runs, subject: one.subject, index: one.moment == .series ? 0 : entry.index,
      constant: constant)
  }

  /// The number that is printed as an entry if a constant has a value.
  private func number(
    _ one: Observation, _ entry: Observation.Entry, _ run: inout EntryRun, _ value: Double
  ) -> Double {
    let step = if case .after(let step) = one.moment { step } else { entry.index }
    return run.value(of: search.runs.book.symbols[one.symbol], after: step, constant: value)
  }

  /// Whether the rule makes all numbers of one parameter if a constant has a value.
  private func makes(_ own: [Observation], _ constant: Symbol, _ value: Double) -> Bool {
    own.allSatisfy { one in
      one.entries.allSatisfy { entry in
        guard var run = entryRun(one, entry, constant) else { return false }
        return entry.tolerance.admits(number(one, entry, &run, value))
      }
    }
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
