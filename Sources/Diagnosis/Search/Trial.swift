import Equations
import Tracing

extension Search {
  /// One submission being explained: which sets of mistakes print the observed numbers.
  struct Trial {
    let search: Search
    /// The observations of each parameter.
    private let bySubject: [[Observation]]
    /// The parameters; first those that the rule does not explain, then those with the most
    /// numbers.
    private let order: [Int]
    /// Whether an outcome fits its parameter's observations, by its number: 0 not tried yet, 1 no,
    /// 2 yes.
    private var fitting: [UInt8] = []
    /// The same for the search's tables, by parameter and index.
    private var own: [[UInt8]]
    private var far: [[UInt8]]
    private let side: Int

    init(_ search: Search, _ observations: [Observation]) {
      self.search = search
      let count = search.runs.subjects.count
      var bySubject: [[Observation]] = Array(repeating: [], count: count)
      for one in observations { bySubject[one.subject].append(one) }
      self.bySubject = bySubject
      let sizes = bySubject.map { $0.total }
      // What the rule does not print needs an explanation; what it prints, many mistakes print too.
      let isRight = bySubject.enumerated().map { index, own in
        search.outcome([], at: index).map { rule in
          own.allSatisfy { search.runs.matches($0, rule) }
        } ?? false
      }
      order = bySubject.indices.sorted { a, b in
        if isRight[a] != isRight[b] { return !isRight[a] }
        return sizes[a] == sizes[b] ? a < b : sizes[a] > sizes[b]
      }
      own = Array(repeating: Array(repeating: 0, count: search.own.count), count: count)
      far = Array(repeating: Array(repeating: 0, count: search.far.count), count: count)
      side = search.catalogueCount + 1
    }

    // MARK: What fits

    /// Whether an outcome prints the observed numbers of its parameter.
    mutating func fits(_ outcome: Int, at subject: Int) -> Bool {
      if outcome >= fitting.count {
        fitting += Array(repeating: 0, count: outcome + 256 - fitting.count)
      }
      if fitting[outcome] == 0 {
        let isFitting = bySubject[subject].allSatisfy { search.runs.matches($0, outcome) }
        fitting[outcome] = isFitting ? 2 : 1
      }
      return fitting[outcome] == 2
    }

    /// Whether a candidate prints all observed numbers.
    mutating func fits(_ candidate: Candidate) -> Bool {
      for subject in order {
        guard let outcome = search.outcome(candidate, at: subject), fits(outcome, at: subject)
        else {
          return false
        }
      }
      return true
    }

    /// The most informative parameter.
    var first: Int { order[0] }

    /// Whether some set of the tables fits at the most informative parameter, whose tables are
    /// filled.
    ///
    /// Every candidate of the levels is one of these sets there, so if none fits, no candidate
    /// does. Sets that do not match the print's last number are marked as not fitting, and not
    /// tried again.
    mutating func screen() -> Bool {
      guard let (all, hasDependent) = search.completed[first],
        let sharpest = bySubject[first].first(where: { search.runs.isMade($0) })
          ?? bySubject[first].first,
        let candidates = search.outcomes(of: first, printing: sharpest)
      else { return true }
      if let last = all.last, last >= fitting.count {
        fitting += Array(repeating: 0, count: last + 1 - fitting.count)
      }
      for outcome in all { fitting[outcome] = 1 }
      var isAny = hasDependent
      for outcome in candidates {
        fitting[outcome] = 0
        if fits(outcome, at: first) { isAny = true }
      }
      return isAny
    }

    /// Whether up to three of the lesson's variants fit at a parameter; 0 stands for none.
    @inline(__always)
    private mutating func fitsOwn(
      _ set: (Int, Int, Int), at subject: Int, weights: (Int, Int, Int)
    ) -> Bool {
      let position = position(set)
      let known = own[subject][position]
      if known != 0 { return known == 2 }
      let outcome = search.tabled(search.own, position, at: subject) { Self.set(set) }
      if outcome == OutcomeTable.depends {
        let key = Search.Dependent(
          subject: subject, isFar: false, position: position, weights: self.position(weights))
        let found = search.outcome(key) { (Self.set(set), Self.set(weights)) }
        return found.map { fits($0, at: subject) } ?? false
      }
      let isFitting = outcome >= 0 && fits(Int(outcome), at: subject)
      own[subject][position] = isFitting ? 2 : 1
      return isFitting
    }

    /// Whether a slip or a mutant fits at a parameter, alone or with one of the lesson's variants.
    @inline(__always)
    private mutating func fitsFar(
      _ set: (extra: Int, own: Int), at subject: Int, weights: (extra: Int, own: Int)
    ) -> Bool {
      let position = set.extra * side + set.own
      let known = far[subject][position]
      if known != 0 { return known == 2 }
      let outcome = search.tabled(search.far, position, at: subject) { farSet(set) }
      if outcome == OutcomeTable.depends {
        let key = Search.Dependent(
          subject: subject, isFar: true, position: position,
          weights: weights.extra * side + weights.own)
        let found = search.outcome(key) { (farSet(set), farSet(weights)) }
        return found.map { fits($0, at: subject) } ?? false
      }
      let isFitting = outcome >= 0 && fits(Int(outcome), at: subject)
      far[subject][position] = isFitting ? 2 : 1
      return isFitting
    }

    private mutating func forEachFarthest(_ body: (inout Trial, Int, [Int]) -> Void) {
      let counted = search.counted
      var position = 0
      for extra in search.catalogueCount..<search.otherValues.lowerBound {
        for one in counted.indices {
          for other in counted.indices {
            if other > one { body(&self, position, [counted[one], counted[other], extra]) }
            position += 1
          }
        }
      }
    }

    @inline(__always)
    private func position(_ set: (Int, Int, Int)) -> Int {
      let (low, high) = set.0 < set.1 ? (set.0, set.1) : (set.1, set.0)
      let (first, rest) = low < set.2 ? (low, set.2) : (set.2, low)
      let (second, third) = rest < high ? (rest, high) : (high, rest)
      return (first * side + second) * side + third
    }

    private static func set(_ set: (Int, Int, Int)) -> [Int] {
      [set.0, set.1, set.2].filter { $0 > 0 }.map { $0 - 1 }.sorted()
    }

    private func farSet(_ set: (extra: Int, own: Int)) -> [Int] {
      (set.own > 0 ? [set.own - 1] : [])
        + (set.extra > 0 ? [search.catalogueCount + set.extra - 1] : [])
    }

    // MARK: Levels

    mutating func run(_ level: Level) -> [Candidate] {
      let own = 0..<search.catalogueCount
      let slips = search.catalogueCount..<search.catalogueCount + search.slipCount
      let mutants = slips.upperBound..<search.otherValues.lowerBound
      let scopes = search.scopes
      switch level {
      case .single: return singles(scopes.everywhere[own]) + singles(scopes.everywhere[slips])
      case .singleScoped:
        let layers = (scopes.narrow[own] + scopes.narrow[slips]).flatMap { singles($0[...]) }
        return layers.isEmpty
          ? (scopes.single[own] + scopes.single[slips]).flatMap { singles($0[...]) } : layers
      case .otherValue: return singles(scopes.everywhere[search.otherValues])
      case .pair:
        return sets(2, isScoped: false) + joined(slips, isScoped: false) + valuedSets()
      case .mutant: return singles(scopes.everywhere[mutants])
      case .alone: return alone(search.aloneChoices.everywhere)
      case .aloneScoped:
        let some = alone(search.aloneChoices.narrow)
        return some.isEmpty ? alone(search.aloneChoices.single) : some
      case .pairScoped: return sets(2, isScoped: true) + joined(slips, isScoped: true)
      case .mutantScoped:
        let all = mutants.lowerBound..<search.otherValues.upperBound
        let layers = scopes.narrow[all].flatMap { singles($0[...]) }
        return layers.isEmpty ? scopes.single[all].flatMap { singles($0[...]) } : layers
      case .triple: return sets(3, isScoped: false)
      case .mutantAndOne: return joined(mutants, isScoped: false)
      case .tripleScoped: return sets(3, isScoped: true)
      case .mutantAndOneScoped: return joined(mutants, isScoped: true)
      case .mutantAndTwo: return farthest()
      }
    }

    private mutating func singles(_ choices: ArraySlice<Scopes.Choice>) -> [Candidate] {
      var found: [Candidate] = []
      for choice in choices where fits([choice.scoped]) { found.append([choice.scoped]) }
      return found
    }

    /// Mistakes that are tried by themselves.
    private mutating func alone(_ places: Range<Int>) -> [Candidate] {
      var found: [Candidate] = []
      for place in places {
        var isFitting = true
        for subject in order where isFitting {
          let outcome = search.aloneChoices.outcome(place, at: subject, search)
          isFitting = outcome.map { fits($0, at: subject) } ?? false
        }
        if isFitting { found.append(search.aloneChoices[place]) }
      }
      return found
    }

    /// A slip or a mutant with one of the lesson's variants; with scopes, pairs of which one or
    /// both apply to some parameters only.
    private mutating func joined(_ range: Range<Int>, isScoped: Bool) -> [Candidate] {
      if isScoped, search.runs.subjects.count == 1 { return [] }
      let scopes = search.scopes
      var found: [Candidate] = []
      for extra in range {
        let extras =
          isScoped ? [scopes.everywhere[extra]] + scopes.narrow[extra] : [scopes.everywhere[extra]]
        let number = extra - search.catalogueCount + 1
        for own in 0..<search.catalogueCount {
          let owns =
            isScoped ? [scopes.everywhere[own]] + scopes.narrow[own] : [scopes.everywhere[own]]
          for (i, one) in extras.enumerated() {
            for (j, other) in owns.enumerated() where !isScoped || i + j > 0 {
              var isFitting = true
              for p in order where isFitting {
                let weights = search.weightsSubject(of: p) ?? p
                isFitting = fitsFar(
                  (one.isActive[p] ? number : 0, other.isActive[p] ? own + 1 : 0), at: p,
                  weights: (
                    one.isActive[weights] ? number : 0, other.isActive[weights] ? own + 1 : 0
                  ))
              }
              if isFitting { found.append([other.scoped, one.scoped]) }
            }
          }
        }
      }
      return found
    }

    /// A variant that brings a constant, and another value of that constant.
    private mutating func valuedSets() -> [Candidate] {
      var found: [Candidate] = []
      for set in search.valuedSets {
        let candidate = set.map { search.scopes.everywhere[$0].scoped }
        if fits(candidate) { found.append(candidate) }
      }
      guard found.isEmpty else { return found }
      // People decay the weights and leave the biases alone.
      for set in search.valuedSets {
        let candidate = set.map { ScopedVariant(variant: $0, scope: .weights) }
        if fits(candidate) { found.append(candidate) }
      }
      return found
    }

    private mutating func farthest() -> [Candidate] {
      let scopes = search.scopes
      let first = order[0]
      var found: [Candidate] = []
      forEachFarthest { trial, position, set in
        let outcome = trial.search.tabled(
          trial.search.farthest, position, at: first, isScoped: false
        ) { set }
        guard outcome >= 0, trial.fits(Int(outcome), at: first) else { return }
        let candidate = set.map { scopes.everywhere[$0].scoped }
        if trial.fits(candidate) { found.append(candidate) }
      }
      return found
    }

    // MARK: Sets of the lesson's own variants

    /// All fitting sets of a given size; with scopes, those in which some variant is narrowed.
    private mutating func sets(_ size: Int, isScoped: Bool) -> [Candidate] {
      if isScoped, search.runs.subjects.count == 1 { return [] }
      let whole = search.catalogueCount
      var choices = Array(search.scopes.everywhere[..<whole])
      if isScoped { for own in search.scopes.narrow[..<whole] { choices += own } }
      var found: [Candidate] = []
      // Indices count from 1 in the tables; 0 means no variant.
      let at = choices.map { choice in
        choice.isActive.map { $0 ? choice.scoped.variant + 1 : 0 }
      }
      let weights = search.runs.subjects.indices.map { search.weightsSubject(of: $0) ?? $0 }
      for i in choices.indices {
        for j in choices.indices where j > i && !overlap(at[i], at[j]) {
          if size == 2 {
            if isScoped, j < whole { continue }
            var isFitting = true
            for p in order where isFitting {
              let w = weights[p]
              isFitting = fitsOwn(
                (at[i][p], at[j][p], 0), at: p, weights: (at[i][w], at[j][w], 0))
            }
            if isFitting { found.append([choices[i].scoped, choices[j].scoped]) }
            continue
          }
          for k in j + 1..<Swift.max(j + 1, choices.count) {
            if isScoped, k < whole { continue }
            if overlap(at[i], at[k]) || overlap(at[j], at[k]) { continue }
            var isFitting = true
            for p in order where isFitting {
              let w = weights[p]
              isFitting = fitsOwn(
                (at[i][p], at[j][p], at[k][p]), at: p,
                weights: (at[i][w], at[j][w], at[k][w]))
            }
            if isFitting {
              found.append([choices[i].scoped, choices[j].scoped, choices[k].scoped])
            }
          }
        }
      }
      return found
    }

    /// Whether two choices are the same variant at the same parameter.
    @inline(__always)
    private func overlap(_ one: [Int], _ other: [Int]) -> Bool {
      for p in one.indices where one[p] != 0 && one[p] == other[p] { return true }
      return false
    }
  }
}
