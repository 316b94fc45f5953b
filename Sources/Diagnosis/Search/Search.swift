import Equations
import Numerics
import Tracing

/// Looks for the smallest sets of mistakes that print what was observed.
///
/// The search goes from the likely to the far-fetched and stops at the first level that explains all of the
/// numbers: single variants of the lesson and single slips, pairs, one systematic change of an equation,
/// triples, a change together with variants. At each level what holds for all parameters comes before what
/// holds for some, because a scope is one more assumption.
final class Search {
  let stage: Rehearsal
  /// How many variants of the book are the lesson's own, and how many come before the mutants.
  let catalogueCount: Int
  let slipCount: Int
  private let scopes: Scopes
  /// For a set of up to three of the lesson's variants, the outcome for each parameter: by position.
  private var tables: [[Int32]]
  private let side: Int
  private static let unknown: Int32 = -2
  private static let impossible: Int32 = -1
  /// A bias that reads the weights: what comes out depends on what is wrong with them.
  private static let depends: Int32 = -3

  init(_ lesson: Lesson, _ given: Case) throws(CaseError) {
    let slips = lesson.slips
    catalogueCount = lesson.variants.count
    slipCount = slips.count
    stage = try Rehearsal(lesson, given, lesson.variants + slips + lesson.mutants)
    scopes = Scopes(stage.book.variants, stage.subjects)
    side = catalogueCount + 1
    tables = Array(
      repeating: Array(repeating: Self.unknown, count: side * side * side),
      count: stage.subjects.count)
  }

  // MARK: Outcomes

  /// The outcome of a set of variants for a parameter; nil if they exclude each other, or Python would stop.
  ///
  /// - Parameters:
  ///   - set: Positions in the book, rising: what is active at the parameter.
  ///   - loop: The variant of the loop over the layers, which is not in the set.
  ///   - weightsSet: What is active at the weights of the same layer.
  func outcome(
    _ set: [Int], at subject: Int, loop: LayerLoop? = nil, weightsSet: [Int]? = nil
  ) -> Int? {
    guard !stage.book.isRedundant(set) else { return nil }
    let me = stage.subjects[subject]
    let full = stage.book.withContext(set)
    guard let turns = stage.turns(of: subject, loop),
      let rule = stage.book.rule(full, at: Place(isBias: me.isBias, layer: me.layer))
    else { return nil }
    var answers: (variant: Int, target: Symbol, values: [Double])?
    for one in full {
      guard let own = stage.book.variants[one].answers else { continue }
      if answers != nil { return nil }
      answers = (one, own.target, own.values)
    }
    var weights: Int?
    if stage.book.rules[rule].readsWeights, me.isBias {
      guard
        let other = stage.subjects.firstIndex(where: { $0.layer == me.layer && !$0.isBias }),
        let outcome = outcome(weightsSet ?? set, at: other, loop: loop)
      else { return nil }
      weights = outcome
    }
    return stage.outcome(
      of: subject, rule: rule, turns: turns, answers: answers, weights: weights)
  }

  /// The outcomes of a candidate, one a parameter; nil if it is impossible.
  func outcomes(_ candidate: Candidate) -> [Int]? {
    var loop: LayerLoop?
    for one in candidate {
      guard let own = stage.book.variants[one.variant].loop else { continue }
      if loop != nil { return nil }
      loop = own
    }
    var found: [Int] = []
    for (index, subject) in stage.subjects.enumerated() {
      let weights = stage.subjects.firstIndex { $0.layer == subject.layer && !$0.isBias }
      guard
        let outcome = outcome(
          active(candidate, at: index), at: index, loop: loop,
          weightsSet: weights.map { active(candidate, at: $0) })
      else { return nil }
      found.append(outcome)
    }
    return found
  }

  private func active(_ candidate: Candidate, at subject: Int) -> [Int] {
    let me = stage.subjects[subject]
    var set: [Int] = []
    for one in candidate
    where one.scope.includes(isBias: me.isBias, layer: me.layer)
      && scopes.everywhere[one.variant].isActive[subject]
    {
      set.append(one.variant)
    }
    return set.sorted()
  }

  // MARK: The search for one submission

  /// The smallest candidates that print what was observed, all of one level; none if no known ones do.
  func smallest(_ observations: [Observation]) -> [Candidate] {
    var trial = Trial(self, observations)
    if trial.fits([]) { return [[]] }
    for level in Level.allCases {
      let found = trial.run(level)
      if !found.isEmpty { return found }
    }
    return []
  }

  /// How far-fetched an explanation is, from the likely on.
  enum Level: CaseIterable {
    case single, singleScoped, pair, mutant, pairScoped, mutantScoped, triple, mutantAndOne
    case tripleScoped, mutantAndOneScoped, mutantAndTwo
  }

  /// One submission being explained: which outcomes print what was observed.
  struct Trial {
    let search: Search
    let observations: [Observation]
    /// The observations of each parameter.
    private let bySubject: [[Observation]]
    /// Parameters with observations, those with the most numbers first.
    private let order: [Int]
    /// Whether an outcome fits its parameter's observations, by its number.
    private var fitting: [Int: Bool] = [:]
    /// The same for sets of the lesson's variants, by position in the search's tables: 0 not asked yet.
    private var verdicts: [[UInt8]]

    init(_ search: Search, _ observations: [Observation]) {
      self.search = search
      self.observations = observations
      var bySubject: [[Observation]] = Array(repeating: [], count: search.stage.subjects.count)
      for one in observations { bySubject[one.subject].append(one) }
      self.bySubject = bySubject
      order = bySubject.indices.sorted { a, b in
        let (x, y) = (
          bySubject[a].reduce(0) { $0 + $1.count }, bySubject[b].reduce(0) { $0 + $1.count }
        )
        return x == y ? a < b : x > y
      }
      let count = search.side * search.side * search.side
      verdicts = Array(
        repeating: Array(repeating: 0, count: count), count: search.stage.subjects.count)
    }

    /// Whether an outcome prints what was observed of its parameter.
    mutating func fits(_ outcome: Int, at subject: Int) -> Bool {
      if let known = fitting[outcome] { return known }
      let isFitting = bySubject[subject].allSatisfy { search.stage.matches($0, outcome) }
      fitting[outcome] = isFitting
      return isFitting
    }

    /// Whether a candidate prints everything that was observed.
    mutating func fits(_ candidate: Candidate) -> Bool {
      var loop: LayerLoop?
      for one in candidate {
        guard let own = search.stage.book.variants[one.variant].loop else { continue }
        if loop != nil { return false }
        loop = own
      }
      for subject in order {
        let me = search.stage.subjects[subject]
        let weights = search.stage.subjects.firstIndex { $0.layer == me.layer && !$0.isBias }
        guard
          let outcome = search.outcome(
            search.active(candidate, at: subject), at: subject, loop: loop,
            weightsSet: weights.map { search.active(candidate, at: $0) }),
          fits(outcome, at: subject)
        else { return false }
      }
      return true
    }

    mutating func run(_ level: Level) -> [Candidate] {
      let own = 0..<search.catalogueCount
      let slips = search.catalogueCount..<search.catalogueCount + search.slipCount
      let mutants = slips.upperBound..<search.stage.book.variants.count
      switch level {
      case .single: return singles(own.lowerBound..<slips.upperBound)
      case .singleScoped: return scopedSingles(own.lowerBound..<slips.upperBound)
      case .pair: return sets(2) + joined(slips)
      case .mutant: return singles(mutants)
      case .pairScoped: return scopedSets(2) + scopedJoined(slips)
      case .mutantScoped: return scopedSingles(mutants)
      case .triple: return sets(3)
      case .mutantAndOne: return joined(mutants)
      case .tripleScoped: return scopedSets(3)
      case .mutantAndOneScoped: return scopedJoined(mutants)
      case .mutantAndTwo: return joinedWithPairs(slips) + joinedWithPairs(mutants)
      }
    }

    // MARK: Levels

    private mutating func singles(_ range: Range<Int>) -> [Candidate] {
      var found: [Candidate] = []
      for choice in search.scopes.everywhere[range] where fits([choice.scoped]) {
        found.append([choice.scoped])
      }
      return found
    }

    private mutating func scopedSingles(_ range: Range<Int>) -> [Candidate] {
      var found: [Candidate] = []
      for choices in search.scopes.narrow[range] {
        for choice in choices where fits([choice.scoped]) { found.append([choice.scoped]) }
      }
      return found
    }

    /// A slip or a mutant together with one of the lesson's variants.
    private mutating func joined(_ range: Range<Int>) -> [Candidate] {
      var found: [Candidate] = []
      for extra in range {
        for own in 0..<search.catalogueCount {
          let candidate = [
            search.scopes.everywhere[own].scoped, search.scopes.everywhere[extra].scoped,
          ]
          if fits(candidate) { found.append(candidate) }
        }
      }
      return found
    }

    /// The same where one of the two, or both, hold for some parameters only.
    private mutating func scopedJoined(_ range: Range<Int>) -> [Candidate] {
      guard search.stage.subjects.count > 1 else { return [] }
      var found: [Candidate] = []
      for extra in range {
        let ofExtra = [search.scopes.everywhere[extra]] + search.scopes.narrow[extra]
        for own in 0..<search.catalogueCount {
          let ofOwn = [search.scopes.everywhere[own]] + search.scopes.narrow[own]
          for (i, one) in ofExtra.enumerated() {
            for (j, other) in ofOwn.enumerated() where i + j > 0 {
              let candidate = [other.scoped, one.scoped]
              if fits(candidate) { found.append(candidate) }
            }
          }
        }
      }
      return found
    }

    private mutating func joinedWithPairs(_ range: Range<Int>) -> [Candidate] {
      var found: [Candidate] = []
      let all = search.scopes.everywhere
      for extra in range {
        for one in 0..<search.catalogueCount {
          for other in one + 1..<search.catalogueCount {
            let candidate = [all[one].scoped, all[other].scoped, all[extra].scoped]
            if fits(candidate) { found.append(candidate) }
          }
        }
      }
      return found
    }

    // MARK: Sets of the lesson's own variants

    private mutating func sets(_ size: Int) -> [Candidate] {
      let all = Array(search.scopes.everywhere[..<search.catalogueCount])
      return sets(size, of: all, isScoped: false)
    }

    private mutating func scopedSets(_ size: Int) -> [Candidate] {
      guard search.stage.subjects.count > 1 else { return [] }
      var all = Array(search.scopes.everywhere[..<search.catalogueCount])
      for choices in search.scopes.narrow[..<search.catalogueCount] { all += choices }
      return sets(size, of: all, isScoped: true)
    }

    /// All sets of some choices that fit; with scopes only those in which some choice is narrowed.
    private mutating func sets(
      _ size: Int, of choices: [Scopes.Choice], isScoped: Bool
    ) -> [Candidate] {
      let whole = search.catalogueCount
      var found: [Candidate] = []
      let subjects = search.stage.subjects.count
      // Positions count from 1 in the tables; 0 is no variant.
      let at = choices.map { choice in
        choice.isActive.map { $0 ? choice.scoped.variant + 1 : 0 }
      }
      let loops = choices.map { search.stage.book.variants[$0.scoped.variant].loop != nil }
      for i in choices.indices {
        for j in choices.indices where j > i {
          if overlap(at[i], at[j]) { continue }
          if size == 2 {
            if isScoped, j < whole { continue }
            if loops[i] || loops[j] {
              let candidate = [choices[i].scoped, choices[j].scoped]
              if fits(candidate) { found.append(candidate) }
              continue
            }
            let isFitting = (0..<subjects).allSatisfy { rank in
              let p = order[rank]
              return fits(
                at[i][p], at[j][p], 0, at: p,
                weights: { ($0 < 0 ? 0 : at[i][$0], $0 < 0 ? 0 : at[j][$0], 0) })
            }
            if isFitting { found.append([choices[i].scoped, choices[j].scoped]) }
            continue
          }
          for k in choices.indices where k > j {
            if isScoped, k < whole { continue }
            if overlap(at[i], at[k]) || overlap(at[j], at[k]) { continue }
            if loops[i] || loops[j] || loops[k] {
              let candidate = [choices[i].scoped, choices[j].scoped, choices[k].scoped]
              if fits(candidate) { found.append(candidate) }
              continue
            }
            let isFitting = (0..<subjects).allSatisfy { rank in
              let p = order[rank]
              return fits(
                at[i][p], at[j][p], at[k][p], at: p, weights: { (at[i][$0], at[j][$0], at[k][$0]) })
            }
            if isFitting {
              found.append([choices[i].scoped, choices[j].scoped, choices[k].scoped])
            }
          }
        }
      }
      return found
    }

    /// Whether two choices are one variant at the same parameter.
    @inline(__always)
    private func overlap(_ one: [Int], _ other: [Int]) -> Bool {
      for p in one.indices where one[p] != 0 && one[p] == other[p] { return true }
      return false
    }

    /// Whether up to three of the lesson's variants fit at a parameter; 0 stands for none.
    @inline(__always)
    private mutating func fits(
      _ a: Int, _ b: Int, _ c: Int, at subject: Int, weights: (Int) -> (Int, Int, Int)
    ) -> Bool {
      let position = search.position(a, b, c)
      switch verdicts[subject][position] {
      case 1: return false
      case 2: return true
      default: break
      }
      let outcome = search.tabled(position, a, b, c, at: subject)
      if outcome == Search.depends {
        let me = search.stage.subjects[subject]
        let other = search.stage.subjects.firstIndex { $0.layer == me.layer && !$0.isBias }
        let set = search.set(a, b, c)
        let (x, y, z) = other.map(weights) ?? (0, 0, 0)
        let found = search.outcome(set, at: subject, weightsSet: search.set(x, y, z))
        return found.map { fits($0, at: subject) } ?? false
      }
      let isFitting = outcome >= 0 && fits(Int(outcome), at: subject)
      verdicts[subject][position] = isFitting ? 2 : 1
      return isFitting
    }
  }

  // MARK: Tables

  @inline(__always)
  fileprivate func position(_ a: Int, _ b: Int, _ c: Int) -> Int {
    let (low, high) = a < b ? (a, b) : (b, a)
    let (first, rest) = low < c ? (low, c) : (c, low)
    let (second, third) = rest < high ? (rest, high) : (high, rest)
    return (first * side + second) * side + third
  }

  fileprivate func set(_ a: Int, _ b: Int, _ c: Int) -> [Int] {
    [a, b, c].filter { $0 > 0 }.map { $0 - 1 }.sorted()
  }

  fileprivate func tabled(_ position: Int, _ a: Int, _ b: Int, _ c: Int, at subject: Int) -> Int32 {
    let known = tables[subject][position]
    if known != Self.unknown { return known }
    let set = set(a, b, c)
    let me = stage.subjects[subject]
    var made = Self.impossible
    if me.isBias, !stage.book.isRedundant(set),
      let rule = stage.book.rule(
        stage.book.withContext(set), at: Place(isBias: me.isBias, layer: me.layer)),
      stage.book.rules[rule].readsWeights
    {
      made = Self.depends
    } else if let outcome = outcome(set, at: subject) {
      made = Int32(outcome)
    }
    tables[subject][position] = made
    return made
  }
}

extension Rehearsal {
  /// How often a parameter's update is made in each step; nil where the loop asks for a layer the case does
  /// not have.
  func turns(of subject: Int, _ loop: LayerLoop?) -> Int? {
    guard let loop else { return 1 }
    var layers: [Int?] = []
    for one in subjects where !layers.contains(one.layer) { layers.append(one.layer) }
    let mine = subjects[subject].layer
    switch loop {
    case .firstTurnOnly: return mine == layers.first ? 1 : 0
    case .allButLast: return mine == layers.last ? 0 : 1
    case .allButFirst: return mine == layers.first ? 0 : 1
    case .twice: return 2
    case .always(let layer):
      guard layers.contains(layer) else { return nil }
      return mine == layer ? layers.count : 0
    }
  }
}
