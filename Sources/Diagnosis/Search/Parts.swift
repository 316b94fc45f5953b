import Equations
import Numerics
import Tracing

/// The mistakes of a program found one printed quantity after another.
///
/// Sets of four or five mistakes are too many to be tried whole. But v depends on its own line only, and s on its own:
/// what explains the printed v is found without s, then what explains s is added, then the rest, given what was found.
/// Where the product of the lines' mistakes had to be tried, their sum is enough.
struct Parts {
  /// A printed quantity of a parameter, with all its observations.
  private struct Part {
    let subject: Int
    let observations: [Observation]
  }

  /// The most sets that are carried from one quantity to the next, the likeliest of them.
  private static let mostCarried = 12
  /// The most mistakes in a set.
  static let mostMistakes = 6

  private let search: Search
  /// The parameters, those with the most numbers first; each with its quantities in the order of the lines.
  private let parts: [Part]
  /// The mistakes that may be combined: the lesson's, slips and changes of an equation.
  private let single: Range<Int>
  private var fitting: [Key: Bool] = [:]

  private struct Key: Hashable {
    let part: Int
    let outcome: Int
  }

  init(_ search: Search, _ observations: [Observation]) {
    self.search = search
    single = 0..<search.otherValues.lowerBound
    let lines = search.runs.lesson.rule.lines.map { $0.target }
    let numbers = search.runs.book.symbols.map { lines.firstIndex(of: $0) ?? lines.count }
    var sizes = search.runs.subjects.map { _ in 0 }
    for one in observations { sizes[one.subject] += one.count }
    let subjects = sizes.indices.sorted { sizes[$0] == sizes[$1] ? $0 < $1 : sizes[$0] > sizes[$1] }
    parts = subjects.flatMap { subject in
      let own = observations.filter { $0.subject == subject }
      let symbols = Set(own.map { $0.symbol }).sorted {
        let (a, b) = (numbers[$0], numbers[$1])
        return a == b ? $0 < $1 : a < b
      }
      return symbols.map { symbol in
        Part(subject: subject, observations: own.filter { $0.symbol == symbol })
      }
    }
  }

  /// The likeliest sets that print every number; empty if none is found.
  ///
  /// Where each parameter was printed by one quantity only, nothing can be taken apart.
  mutating func explained() -> [Candidate] {
    guard zip(parts, parts.dropFirst()).contains(where: { $0.subject == $1.subject }) else {
      return []
    }
    var carried: [Candidate] = [[]]
    for part in parts.indices {
      var next: [Candidate] = []
      for (rank, set) in carried.enumerated() {
        next += fits(set, part) ? [set] : extended(set, at: part, isLikely: rank < 2)
      }
      guard !next.isEmpty else { return [] }
      carried = likeliest(next)
    }
    let least = carried.map { $0.count }.min() ?? 0
    return carried.filter { $0.count == least }
  }

  /// The sets without repetitions, the likeliest first, as many as are carried on.
  private func likeliest(_ sets: [Candidate]) -> [Candidate] {
    var seen: Set<Set<ScopedVariant>> = []
    var known: [(set: Candidate, cost: Double)] = []
    for set in sets where seen.insert(Set(set)).inserted { known.append((set, search.cost(set))) }
    let sorted = known.enumerated().sorted { a, b in
      a.element.cost == b.element.cost
        ? a.offset < b.offset : a.element.cost < b.element.cost
    }
    return sorted.prefix(Self.mostCarried).map { $0.element.set }
  }

  // MARK: One quantity

  /// A set with the fewest further mistakes that explain a quantity, and leave those before it explained.
  ///
  /// - Parameter isLikely: Whether it is worth the many sets of three.
  private mutating func extended(
    _ set: Candidate, at part: Int, isLikely: Bool
  ) -> [Candidate] {
    guard set.count < Self.mostMistakes else { return [] }
    let used = Set(set.map { $0.variant })
    var useful: [Int] = []
    var found: [Candidate] = []
    for one in isLikely ? single : 0..<search.catalogueCount + search.slipCount
    where !used.contains(one) {
      let larger = set + [search.scopes.everywhere[one].scoped]
      guard fitsBefore(larger, part) else { continue }
      if fits(larger, part) { found.append(larger) }
      if changes(larger, set, part) { useful.append(one) }
    }
    if !found.isEmpty { return found }
    // Of several further mistakes in one quantity each changes it by itself; the lesson's own are the likely ones.
    let listed = useful.filter { $0 < search.catalogueCount }
    let people = useful.filter { $0 < search.catalogueCount + search.slipCount }
    // Three of the lesson's own without others have been tried whole.
    let sets = [(2, people, people), (3, listed, people)]
    for (size, first, last) in sets.prefix(isLikely && !set.isEmpty ? 2 : 1)
    where set.count + size <= Self.mostMistakes {
      forEachSet(of: size, first, last) { members in
        let larger = set + members.map { search.scopes.everywhere[$0].scoped }
        if fitsBefore(larger, part), fits(larger, part) { found.append(larger) }
      }
      if !found.isEmpty { return found }
    }
    return []
  }

  /// Calls a closure for each set of a size: the last of one list, the rest of another.
  private func forEachSet(
    of size: Int, _ first: [Int], _ last: [Int], _ body: ([Int]) -> Void
  ) {
    func extend(_ set: [Int], from: Int) {
      if set.count == size - 1 {
        for one in last where one > set[set.count - 1] { body(set + [one]) }
        return
      }
      for place in first.indices where place >= from {
        extend(set + [first[place]], from: place + 1)
      }
    }
    extend([], from: 0)
  }

  private mutating func fitsBefore(_ set: Candidate, _ part: Int) -> Bool {
    for earlier in 0..<part where !fits(set, earlier) { return false }
    return true
  }

  /// Whether a set prints the numbers of a quantity.
  private mutating func fits(_ set: Candidate, _ part: Int) -> Bool {
    guard let outcome = search.outcome(set, at: parts[part].subject) else { return false }
    let key = Key(part: part, outcome: outcome)
    if let known = fitting[key] { return known }
    let isFitting = parts[part].observations.allSatisfy { search.runs.matches($0, outcome) }
    fitting[key] = isFitting
    return isFitting
  }

  /// Whether two sets make different values of a quantity.
  private func changes(_ one: Candidate, _ other: Candidate, _ part: Int) -> Bool {
    guard let a = search.outcome(one, at: parts[part].subject),
      let b = search.outcome(other, at: parts[part].subject)
    else { return false }
    return a != b && parts[part].observations.contains { search.runs.differ($0, a, b) }
  }
}

extension VariantRuns {
  /// Whether two outcomes have different values of a quantity, whatever was printed.
  fileprivate func differ(_ observation: Observation, _ a: Int, _ b: Int) -> Bool {
    let steps: [Int]
    switch observation.moment {
    case .series: steps = observation.entries.map { $0.index }
    case .after(let step): steps = [step]
    }
    return steps.contains { step in
      guard let one = place(of: observation, in: a, step: step),
        let other = place(of: observation, in: b, step: step), one.shape == other.shape
      else { return true }
      // Two NaNs of the same bits are the same value.
      return one.offset != other.offset
        && zip(store.numbers(one), store.numbers(other)).contains {
          $0.bitPattern != $1.bitPattern
        }
    }
  }
}

extension Diagnoser {
  /// The sets of more mistakes than are tried whole that explain the numbers, if the numbers prove them.
  func takenApart(_ observations: [Observation]) -> [Candidate] {
    // A few digits prove no two mistakes, however common.
    let listed = search.scopes.everywhere[..<search.catalogueCount]
    guard let least = listed.map({ cost([$0.scoped]) }).min(),
      evidence(observations) >= Self.margin + 2 * least
    else { return [] }
    var parts = Parts(search, observations)
    return parts.explained().filter { proves(observations, $0) }
  }
}
