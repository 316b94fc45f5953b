import Numerics

/// The outcomes of a parameter, sorted by one of their numbers.
///
/// A print is compared only with the few outcomes that match its first number.
struct OutcomeIndex {
  /// The number that they are sorted by.
  struct Key: Hashable {
    let subject: Int
    let symbol: Int
    let step: Int
    let entry: Int
  }

  private var sorted: [(number: Double, outcome: Int)] = []
  private var withoutNumber: [Int] = []

  init(_ outcomes: [Int], by key: Key, _ number: (Int) -> Double?) {
    for outcome in outcomes {
      guard let number = number(outcome) else { continue }
      if number.isNaN {
        withoutNumber.append(outcome)
      } else {
        sorted.append((number, outcome))
      }
    }
    sorted.sort { $0.number < $1.number }
  }

  /// The outcomes that match a printed number.
  func outcomes(in tolerance: Tolerance) -> [Int] {
    let (least, greatest) = (tolerance.low, tolerance.high)
    if tolerance.value.isNaN { return withoutNumber }
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle].number < least { low = middle + 1 } else { high = middle }
    }
    var found: [Int] = []
    while low < sorted.count, sorted[low].number <= greatest {
      found.append(sorted[low].outcome)
      low += 1
    }
    return found
  }
}

extension Search {
  /// Computes every set of the tables for a parameter, so that a print that fits none of them is
  /// recognized at once as an unknown mistake.
  func complete(_ subject: Int) {
    guard completed[subject] == nil else { return }
    let side = catalogueCount + 1
    var found: Set<Int> = []
    var hasDependent = false
    func take(_ outcome: Int32) {
      if outcome >= 0 { found.insert(Int(outcome)) }
      if outcome == OutcomeTable.depends { hasDependent = true }
    }
    for a in 0..<side {
      for b in 0..<side where b == 0 || b > a {
        for c in 0..<side where c == 0 || (b > 0 && c > b) {
          let set = [a, b, c].filter { $0 > 0 }.map { $0 - 1 }
          take(tabled(own, (a * side + b) * side + c, at: subject) { set })
        }
      }
    }
    for extra in 1..<far.count / side {
      for one in 0..<side {
        let set = (one > 0 ? [one - 1] : []) + [catalogueCount + extra - 1]
        take(tabled(far, extra * side + one, at: subject) { set })
      }
    }
    var position = 0
    for set in otherValues.map({ [$0] }) + valuedSets {
      if let outcome = outcome(set, at: subject) { found.insert(outcome) }
    }
    for extra in catalogueCount..<otherValues.lowerBound {
      for one in counted.indices {
        for other in counted.indices {
          if other > one {
            let set = [counted[one], counted[other], extra]
            take(tabled(farthest, position, at: subject, isScoped: false) { set })
          }
          position += 1
        }
      }
    }
    completed[subject] = (Array(found).sorted(), hasDependent)
  }

  /// Adds the outcomes that depend on the weights, once all of them are computed.
  func completeDependents(_ subject: Int) {
    guard let (all, hasDependent) = completed[subject], hasDependent else { return }
    var found = Set(all)
    for (key, outcome) in dependents where key.subject == subject && outcome >= 0 {
      found.insert(Int(outcome))
    }
    completed[subject] = (Array(found).sorted(), false)
    for key in Array(indexes.keys) where key.subject == subject { indexes[key] = nil }
  }

  /// The outcomes of a completed parameter that might print an observation; nil if none of its
  /// numbers can decide that.
  func outcomes(of subject: Int, printing observation: Observation) -> [Int]? {
    guard let (all, _) = completed[subject] else { return nil }
    if case .columns = observation.form { return nil }
    guard let entry = observation.entries.last else { return nil }
    let step: Int
    let place: Int
    switch observation.moment {
    case .series: (step, place) = (entry.index, 0)
    case .after(let moment): (step, place) = (moment, entry.index)
    }
    let key = OutcomeIndex.Key(
      subject: subject, symbol: observation.symbol, step: step, entry: place)
    if indexes[key] == nil {
      indexes[key] = OutcomeIndex(all, by: key) { outcome in
        guard let operand = runs.place(of: observation, in: outcome, step: step),
          place < operand.shape.count
        else { return nil }
        return runs.store.numbers(operand)[place]
      }
    }
    return indexes[key]?.outcomes(in: entry.tolerance)
  }
}
