import Equations
import Numerics
import Tracing

/// Finds the smallest sets of mistakes that print the observed numbers.
///
/// The search goes from likely to far-fetched sets and stops at the first level that explains all
/// numbers: single variants of the lesson and single slips, pairs, one systematic change of an
/// equation, triples, a change together with variants. At each level, mistakes in all parameters
/// come before mistakes in some, because a scope is one more assumption.
final class Search {
  let runs: VariantRuns
  /// The number of the lesson's own variants, and of all variants before the mutants.
  let catalogueCount: Int
  let slipCount: Int
  /// The variants that give a constant another value, after all those.
  let otherValues: Range<Int>
  /// The variants that are tried by themselves only, after all others, kind by kind.
  let alone: Range<Int>
  /// The share of each kind among all mistakes, and its members.
  let aloneKinds: [(share: Double, members: Range<Int>)]
  /// A variant that brings a constant of its own, such as a weight decay, with each value of it.
  let valuedSets: [[Int]]
  let scopes: Scopes
  /// Sets of up to three of the lesson's variants, and their outcome for each parameter.
  let own: OutcomeTable
  /// A slip or a mutant, alone or with one of the lesson's variants.
  let far: OutcomeTable
  /// A slip or a mutant with two of the lesson's variants that were counted in public code.
  let farthest: OutcomeTable
  /// The mistakes tried by themselves, with their scopes.
  let aloneChoices: AloneChoices
  /// The lesson's variants that were counted in public code.
  let counted: [Int]
  /// The outcomes of the parameters whose tables are filled, and whether some depend on the weights.
  var completed: [Int: (outcomes: [Int], hasDependent: Bool)] = [:]
  var indexes: [OutcomeIndex.Key: OutcomeIndex] = [:]
  private(set) var dependents: [Dependent: Int32] = [:]

  /// How common each mistake is.
  private(set) lazy var shares = MistakeShares(
    runs.book.variants, otherValues: otherValues, aloneKinds: aloneKinds)

  /// The digits of the constants that were found from the print, by variant.
  let foundDigits: [Int: Int]

  init(
    _ lesson: Lesson, _ given: Case, _ list: MistakeList, found: [FoundConstant] = []
  ) throws(CaseError) {
    let own = lesson.variants.count
    catalogueCount = own
    slipCount = list.slips.count
    let slips = list.slips
    let known = lesson.variants + slips + list.mutants
    let listed = known + list.otherValues
    let combined = listed + found.map { $0.variant }
    let all = combined + list.alone.flatMap { $0.variants }
    foundDigits = Dictionary(
      uniqueKeysWithValues: found.enumerated().map { (listed.count + $0.offset, $0.element.digits) }
    )
    otherValues = known.count..<combined.count
    alone = combined.count..<all.count
    var start = combined.count
    aloneKinds = list.alone.map { kind in
      defer { start += kind.variants.count }
      return (kind.share, start..<start + kind.variants.count)
    }
    let ofRule = lesson.rule.symbols
    valuedSets = otherValues.flatMap { value -> [[Int]] in
      guard let constant = all[value].valuedConstant, !ofRule.contains(constant) else { return [] }
      return (0..<own + slips.count).filter { all[$0].uses(constant) }.map { [$0, value] }
    }
    runs = try VariantRuns(lesson, given, all)
    scopes = Scopes(runs.book.variants, runs.subjects)
    aloneChoices = AloneChoices(scopes, alone, runs.subjects.count)
    let extra = known.count - own
    counted = lesson.variants.indices.filter { lesson.variants[$0].timesCounted > 0 }
    let subjects = runs.subjects.count
    self.own = OutcomeTable(subjects, count: (own + 1) * (own + 1) * (own + 1))
    far = OutcomeTable(subjects, count: (extra + 1) * (own + 1))
    farthest = OutcomeTable(subjects, count: extra * counted.count * counted.count)
  }

  // MARK: Outcomes

  /// The outcome of a set of variants for a parameter; nil if they exclude each other, or Python
  /// would stop.
  ///
  /// - Parameters:
  ///   - set: Indices in the book, ascending: the variants active at the parameter.
  ///   - weightsSet: The variants active at the weights of the same layer.
  func outcome(_ set: [Int], at subject: Int, weightsSet: [Int]? = nil) -> Int? {
    outcome(set, at: subject) { _ in weightsSet ?? set }
  }

  /// The outcome of a set of variants for a parameter, with the sets of the parameters whose results it reads.
  ///
  /// - Parameter depth: How many parameters read this one's results, each the next one's.
  private func outcome(
    _ set: [Int], at subject: Int, depth: Int = 0, _ setOf: (Int) -> [Int]
  ) -> Int? {
    guard depth < runs.subjects.count, !runs.book.isRedundant(set) else { return nil }
    let me = runs.subjects[subject]
    let full = runs.book.withContext(set)
    var loop: LayerLoop?
    var order: StepOrder?
    var answers: (variant: Int, target: Symbol, values: [Double])?
    for one in full {
      if let own = runs.book.variants[one].loop {
        if loop != nil { return nil }
        loop = own
      }
      if let own = runs.book.variants[one].order {
        if order != nil { return nil }
        order = own
      }
      if let own = runs.book.variants[one].answers {
        if answers != nil { return nil }
        answers = (one, own.target, own.values)
      }
    }
    guard let turns = runs.turns(of: subject, loop),
      let rule = runs.book.rule(full, at: ParameterKind(isBias: me.isBias, layer: me.layer))
    else { return nil }
    var other: (subject: Int, outcome: Int)?
    for owner in runs.book.rules[rule].owners {
      guard let place = runs.subject(owner, of: subject) else { return nil }
      if place == subject { continue }
      guard other == nil,
        let outcome = outcome(setOf(place), at: place, depth: depth + 1, setOf)
      else { return nil }
      other = (place, outcome)
    }
    return runs.outcome(
      of: subject, rule: rule, turns: turns, order: order, answers: answers, other: other)
  }

  /// The weights of a parameter's layer.
  func weightsSubject(of subject: Int) -> Int? {
    let layer = runs.subjects[subject].layer
    return runs.subjects.firstIndex { $0.layer == layer && !$0.isBias }
  }

  /// The outcomes of a candidate, one for each parameter; nil if it is impossible.
  func outcomes(_ candidate: Candidate) -> [Int]? {
    var found: [Int] = []
    for index in runs.subjects.indices {
      guard let outcome = outcome(candidate, at: index) else { return nil }
      found.append(outcome)
    }
    return found
  }

  /// The outcome of a candidate for a parameter.
  func outcome(_ candidate: Candidate, at subject: Int) -> Int? {
    outcome(active(candidate, at: subject), at: subject) { active(candidate, at: $0) }
  }

  func active(_ candidate: Candidate, at subject: Int) -> [Int] {
    let me = runs.subjects[subject]
    var set: [Int] = []
    for one in candidate
    where one.scope.includes(isBias: me.isBias, layer: me.layer)
      && scopes.everywhere[one.variant].isActive[subject]
    {
      set.append(one.variant)
    }
    return set.sorted()
  }

  /// The outcome of a set for a parameter, by its index in a table.
  func tabled(
    _ table: OutcomeTable, _ position: Int, at subject: Int, isScoped: Bool = true,
    _ set: () -> [Int]
  ) -> Int32 {
    let known = table.outcomes[subject][position]
    if known != OutcomeTable.unknown { return known }
    let set = set()
    let me = runs.subjects[subject]
    var made = OutcomeTable.impossible
    if isScoped, me.isBias, !runs.book.isRedundant(set),
      let rule = runs.book.rule(
        runs.book.withContext(set), at: ParameterKind(isBias: me.isBias, layer: me.layer)),
      runs.book.rules[rule].readsWeights
    {
      made = OutcomeTable.depends
    } else if let outcome = outcome(set, at: subject) {
      made = Int32(outcome)
    }
    table.outcomes[subject][position] = made
    return made
  }

  /// A bias's set whose outcome depends on the mistakes in the weights.
  struct Dependent: Hashable {
    let subject: Int
    let isFar: Bool
    let position: Int
    let weights: Int
  }

  /// The outcome of such a set, computed once.
  func outcome(_ key: Dependent, _ sets: () -> (own: [Int], weights: [Int])) -> Int? {
    if let known = dependents[key] { return known < 0 ? nil : Int(known) }
    let (own, weights) = sets()
    let found = outcome(own, at: key.subject, weightsSet: weights)
    dependents[key] = found.map { Int32($0) } ?? OutcomeTable.impossible
    return found
  }

  /// The smallest candidates that print the observed numbers, all of one level; empty if no known
  /// ones do.
  ///
  /// - Parameter excluded: Variants to leave out, by index.
  func smallest(_ observations: [Observation], without excluded: Set<Int> = []) -> [Candidate] {
    var trial = Trial(self, observations)
    if trial.fits([]) { return [[]] }
    // The first levels are cheap; before the others, check whether anything can fit at all.
    var isScreened = completed[trial.first] != nil
    var isHopeless = isScreened && !trial.screen()
    for level in Level.allCases where level.isOfAlone || !isHopeless {
      if !isScreened, level == .mutantScoped {
        complete(trial.first)
        isScreened = true
        isHopeless = !trial.screen()
        if isHopeless { break }
      }
      func run(_ level: Level) -> [Candidate] {
        trial.run(level).filter { one in !one.contains { excluded.contains($0.variant) } }
      }
      let found = run(level)
      guard found.isEmpty else {
        // A slip is hardly likelier than a change of an equation: what prints the same is named beside it.
        let isListed = found.contains { one in
          one.count == 1 && one[0].variant < catalogueCount
        }
        let others = isListed ? [] : level.asLikely.flatMap { run($0) }
        return others.isEmpty ? found : likely(found + others)
      }
    }
    // Every set has been tried at this parameter; now those that depend on the weights follow.
    completeDependents(trial.first)
    return []
  }

  /// How far-fetched an explanation is, the likely ones first.
  enum Level: CaseIterable {
    case single, singleScoped, otherValue, pair, mutant, alone, aloneScoped, mutantScoped
    case pairScoped, triple, mutantAndOne, tripleScoped, mutantAndOneScoped, mutantAndTwo

    /// Whether it is of mistakes that are tried by themselves, which no other set excludes.
    var isOfAlone: Bool { self == .alone || self == .aloneScoped }

    /// The later levels with explanations that are about as likely.
    var asLikely: [Level] {
      switch self {
      case .single, .otherValue, .pair: [.mutant, .alone]
      case .singleScoped: [.mutantScoped, .alone, .aloneScoped]
      case .mutant: [.alone]
      default: []
      }
    }
  }
}

/// Outcomes by parameter and index of a set, each computed when it is first needed.
final class OutcomeTable {
  static let unknown: Int32 = -2
  static let impossible: Int32 = -1
  /// A bias that reads the weights: its outcome depends on the mistakes in the weights.
  static let depends: Int32 = -3

  fileprivate(set) var outcomes: [[Int32]]
  let count: Int

  init(_ subjects: Int, count: Int) {
    self.count = count
    outcomes = Array(repeating: Array(repeating: Self.unknown, count: count), count: subjects)
  }
}

extension VariantRuns {
  /// The number of times a parameter is updated in each step; nil if the loop asks for a layer that
  /// the case does not have.
  func turns(of subject: Int, _ loop: LayerLoop?) -> Int? {
    guard let loop else { return 1 }
    return loop.turns(subjects.map { $0.kind })?.count { $0 == subject }
  }
}
