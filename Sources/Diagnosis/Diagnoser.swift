import Equations
import Numerics
import Readers
import Tracing

/// Names the mistakes behind printed numbers, for one lesson and one case.
///
/// What it has worked out for one submission it keeps for the next, so a class is graded with one diagnoser
/// a core.
public final class Diagnoser {
  /// The lesson.
  public let lesson: Lesson
  /// The case.
  public let given: Case
  let search: Search
  private let others: [Lesson]
  private var rule: [Int?]
  /// The other optimizers' names, without hyphens.
  private let ruleNames: [String]
  /// Changed cases, in which two ways to write one equation stay the same.
  private lazy var probes = given.changes(for: lesson).suffix(3).map { $0.given }
  /// What the other optimizers make of the same start and the same gradients.
  private lazy var otherRules =
    others
    .filter { $0.rule.updatesParameters && $0.id != lesson.id }
    .compactMap { other in
      (try? Trace(other, given.adapted(to: other))).map { (lesson: other, outputs: $0.outputs) }
    }

  /// Prepares to diagnose.
  ///
  /// - Parameter others: The lessons to name if the numbers are theirs; the lesson itself may be among them.
  /// - Throws: `CaseError` if the rule itself cannot run on the case.
  public init(_ lesson: Lesson, _ given: Case, others: [Lesson]) throws(CaseError) {
    // The tracer's words for what is wrong with a case are the ones people know.
    var tracer = try Tracer(lesson, head: given.head)
    var sink = NoSink()
    for step in given.steps.prefix(1) { try tracer.run(step, into: &sink) }
    self.lesson = lesson
    self.given = given
    self.others = others
    ruleNames = others.filter { $0.rule.updatesParameters }.map { plainName($0.id) }
    search = try Search(lesson, given)
    rule = []
    for index in search.runs.subjects.indices { rule.append(search.outcome([], at: index)) }
  }

  /// Diagnoses what was read.
  ///
  /// - Throws: `ReadingError` if nothing of it can be compared with the lesson's quantities.
  public func diagnose(_ reading: Reading) throws(ReadingError) -> Report {
    let (alignment, chosen) = try align(reading)
    var notes = reading.notes + chosen + alignment.notes
    var (candidates, observations) = explain(alignment.observations)
    if candidates.isEmpty, let (found, single) = explainedInSinglePrecision(observations, alignment)
    {
      candidates = found
      observations = single
      notes.append("The numbers look computed in single precision (float32), and were compared so.")
    } else if let other = otherRule(candidates, observations) {
      candidates = []
      notes.append(
        "These are the numbers of \(other.title) on the same case: gradus diagnose \(other.id).")
    }
    if 1...3 ~= observations.decimals {
      notes.append(
        "The numbers have \(observations.decimals) decimals only, so fewer mistakes can be told apart."
      )
    }
    return report(candidates, observations, notes)
  }

  /// The explanations if the numbers were computed in single precision: then many of them are off in the
  /// last digits, and none further.
  private func explainedInSinglePrecision(
    _ strict: [Observation], _ alignment: Alignment
  ) -> (candidates: [Candidate], observations: [Observation])? {
    let single = alignment.observations.settled(.single)
    let found = search.smallest(single)
    guard let first = found.first, first.count < 3, let outcomes = search.outcomes(first) else {
      return nil
    }
    let total = strict.total
    let exact = strict.reduce(0) { $0 + search.runs.agreeing($1, outcomes[$1.subject]) }
    return (total - exact) * 5 >= total && total - exact >= 3 ? (found, single) : nil
  }

  /// Another lesson whose rule makes these numbers of the same start and the same gradients, where this
  /// lesson could only explain them by several mistakes or a changed equation.
  private func otherRule(_ candidates: [Candidate], _ observations: [Observation]) -> Lesson? {
    guard lesson.rule.updatesParameters else { return nil }
    if let first = candidates.first {
      let isPlain = first.count < 2 && first.allSatisfy { $0.variant < search.catalogueCount }
      if isPlain { return nil }
    }
    guard observations.total >= 4 else { return nil }
    for (other, outputs) in otherRules {
      // A velocity that was printed must be theirs too.
      let isTheirs = observations.allSatisfy { one in
        guard one.form != .impossible else { return false }
        let name = search.runs.subjects[one.subject].quantity(
          search.runs.book.symbols[one.symbol])
        guard let value = outputs.first(where: { $0.name == name })?.value,
          search.runs.fits(value.shape, one)
        else { return false }
        return one.entries.allSatisfy { $0.tolerance.admits(value.elements[$0.index]) }
      }
      if isTheirs { return other }
    }
    return nil
  }

  /// Whether a reading has the rule's own numbers, at least ten of them, whatever else it might be.
  public func isOfRule(_ reading: Reading) -> Bool {
    guard let observations = try? aligned(reading).settled(.strict),
      observations.total >= 10
    else { return false }
    var trial = Search.Trial(search, observations)
    return trial.fits([])
  }

  /// The smallest explanations, and the observations at the precision at which they hold.
  ///
  /// Where the numbers are shorter than NumPy prints them, they are first taken to be short; but not as
  /// rounded on the way while the rule's own numbers, printed to so few digits, look the same.
  private func explain(_ aligned: [Observation]) -> ([Candidate], [Observation]) {
    let strict = aligned.settled(.strict)
    let loose = aligned.settled(.loose)
    guard !strict.isAsStrict(as: loose) else { return (search.smallest(strict), strict) }
    // From three decimals on a print is told from short numbers well enough.
    var rounded = Search.Trial(search, loose)
    if loose.decimals >= 3, rounded.fits([]) { return ([[]], loose) }
    let rounding = Set(
      search.runs.book.variants.indices.filter { search.runs.book.variants[$0].isRounding })
    let short = search.smallest(strict, without: rounding)
    if !short.isEmpty { return (short, strict) }
    if rounded.fits([]) { return ([[]], loose) }
    let lowered = search.smallest(loose, without: rounding)
    let early = search.smallest(strict)
    guard let size = early.first?.count else {
      if !lowered.isEmpty { return (lowered, loose) }
      // Nothing fits: short numbers tell more than rounded ones, unless some are the rule's when rounded.
      let isLowered = agreeing(loose) > agreeing(strict)
      return ([], isLowered ? loose : strict)
    }
    // What was rounded on the way is one mistake more than what was printed short.
    return lowered.isEmpty || size < lowered[0].count ? (early, strict) : (lowered, loose)
  }

  // MARK: Alignment

  /// The quantities of a reading that can be compared.
  func aligned(_ reading: Reading) throws(ReadingError) -> [Observation] {
    try align(reading).0.observations
  }

  /// The part that is about this lesson, and which quantities its arrays are.
  private func align(_ reading: Reading) throws(ReadingError) -> (Alignment, notes: [String]) {
    let parts = reading.parts.joiningSingles
    var best: (alignment: Alignment, at: Int)?
    for (index, part) in parts.enumerated() where !part.isExpected {
      let alignment = Alignment(
        part, isNamedByFile: reading.kind == .npy, search.runs, rule: rule, ruleNames: ruleNames)
      guard !alignment.observations.isEmpty else { continue }
      if let best, score(best.alignment, parts[best.at]) > score(alignment, part) { continue }
      best = (alignment, index)
    }
    guard let best else {
      let known = search.runs.quantityNames { _ in true }.prefix(12).joined(separator: ", ")
      let count = reading.parts.reduce(0) { $0 + $1.arrays.count }
      throw ReadingError(
        count == 0
          ? "there are no numbers to compare; expected what print shows of \(known)"
          : "\(count == 1 ? "the one array is no quantity" : "none of the \(count) arrays is a quantity") "
            + "of the lesson '\(lesson.id)' in this case; "
            + "expected some of \(known), with their names or in this order",
        at: reading.parts.first?.arrays.first?.place)
    }
    let others = parts.filter { !$0.isExpected && !$0.arrays.isEmpty }.count
    guard others > 1, let title = parts[best.at].title else { return (best.alignment, []) }
    return (
      best.alignment,
      ["\(others) parts hold numbers; \(title) fits this lesson best and was compared."]
    )
  }

  /// How much of a part is about this lesson: the function its code calls, its labels, and few others.
  private func score(_ alignment: Alignment, _ part: Reading.Part) -> Int {
    var called = 0
    if let source = part.source.map(plainName) {
      // The notebook's own names: update_parameters_with_gd, update_parameters_with_adam.
      let initials = lesson.id.split(separator: "-").map { String($0.prefix(1)) }.joined()
      if source.holds(plainName(lesson.id)) || source.holds("with" + initials) { called = 1000 }
    }
    return called + alignment.labelled * 4 + alignment.observations.count
      - alignment.unknownCount * 2
  }

  /// How many of the numbers the rule reproduces.
  private func agreeing(_ observations: [Observation]) -> Int {
    observations.reduce(0) { sum, one in
      sum + (rule[one.subject].map { search.runs.agreeing(one, $0) } ?? 0)
    }
  }

  // MARK: Reports

  private func report(
    _ candidates: [Candidate], _ observations: [Observation], _ notes: [String]
  ) -> Report {
    let total = observations.total
    let isCorrect = candidates.contains { $0.isEmpty }
    let sorted = isCorrect ? [] : ranked(candidates)
    let diagnoses = sorted.map { diagnosis($0.candidate, $0.equivalents, observations, total) }
    var invisible: [String] = []
    if isCorrect {
      var trial = Search.Trial(search, observations)
      for index in 0..<search.catalogueCount
      where trial.fits([ScopedVariant(variant: index, scope: .everywhere)]) {
        invisible.append(lesson.variants[index].id)
      }
    }
    let verdict: Verdict
    if isCorrect {
      verdict = .correct
    } else if diagnoses.isEmpty {
      verdict = .unknown
    } else if diagnoses.allSatisfy({ $0.variants.allSatisfy { $0.variant.kind == .convention } }) {
      verdict = .convention
    } else {
      verdict = diagnoses.count == 1 ? .diagnosed : .ambiguous
    }
    let decimals = observations.decimals
    return Report(
      lesson: lesson, given: given, verdict: verdict, diagnoses: diagnoses,
      ruleReproduces: agreeing(observations), total: total,
      quantities: observations.map { finding($0, observations) },
      mistyping: verdict == .unknown ? mistyping(observations) : nil, notes: notes,
      isCutShort: search.runs.store.isFull, unprinted: unprinted(observations),
      invisible: invisible,
      decimals: decimals == 0 ? nil : decimals)
  }

  private func diagnosis(
    _ candidate: Candidate, _ equivalents: [Candidate], _ observations: [Observation], _ total: Int
  ) -> Diagnosis {
    let outcomes = search.outcomes(candidate) ?? []
    var reproduced = 0
    for one in observations where one.subject < outcomes.count {
      reproduced += search.runs.agreeing(one, outcomes[one.subject])
    }
    let applied = applied(candidate)
    return Diagnosis(
      variants: applied, lines: applied.map { lines(of: [$0]) }, combined: lines(of: applied),
      reproduced: reproduced, total: total,
      equivalents: equivalents.map { self.applied($0).map { $0.argument }.joined(separator: ",") })
  }

  /// A candidate as the command takes it.
  func applied(_ candidate: Candidate) -> [AppliedVariant] {
    let all = candidate.map {
      AppliedVariant(search.runs.book.variants[$0.variant], scope: $0.scope)
    }
    // What is wrong comes before what is right in another book.
    return all.filter { $0.variant.kind != .convention }
      + all.filter { $0.variant.kind == .convention }
  }

  /// What some variants change in the equations, those they are mistakes in aside.
  private func lines(of variants: [AppliedVariant]) -> [EditedLine] {
    lesson.editedLines(of: variants) ?? []
  }

  // MARK: Order and equivalence

  /// The candidates in the order of how common they are, those that are the same in every input as one.
  private func ranked(
    _ candidates: [Candidate]
  ) -> [(candidate: Candidate, equivalents: [Candidate])] {
    var groups: [(key: [[Int]], members: [Candidate])] = []
    for candidate in candidates where isRunnable(candidate) {
      let key = signature(candidate)
      if let at = groups.firstIndex(where: { $0.key == key }) {
        groups[at].members.append(candidate)
      } else {
        groups.append((key, [candidate]))
      }
    }
    let sorted = groups.map { group in
      let members = group.members.enumerated().sorted { a, b in
        let (x, y) = (edits(a.element), edits(b.element))
        return x == y ? a.offset < b.offset : x < y
      }.map { $0.element }
      return (candidate: members[0], equivalents: Array(members.dropFirst()))
    }
    let common = sorted.enumerated().sorted { a, b in
      let (x, y) = (commonness(a.element.candidate), commonness(b.element.candidate))
      if x != y { return x > y }
      let (m, n) = (length(a.element.candidate), length(b.element.candidate))
      return m == n ? a.offset < b.offset : m < n
    }.map { $0.element }
    return withoutTwins(common)
  }

  /// The explanations without those that are another way to write one before them: a slip or a changed
  /// equation that prints the same as that one in other cases too.
  private func withoutTwins(
    _ sorted: [(candidate: Candidate, equivalents: [Candidate])]
  ) -> [(candidate: Candidate, equivalents: [Candidate])] {
    guard 2...40 ~= sorted.count, sorted.contains(where: { isWrittenAnew($0.candidate) }) else {
      return sorted
    }
    guard !probes.isEmpty else { return sorted }
    var kept: [(candidate: Candidate, equivalents: [Candidate])] = []
    var prints: [[PrintedOutputs]] = []
    for one in sorted {
      let own = probes.map { PrintedOutputs(lesson, applied(one.candidate), $0) }
      // Two that stop in every case may do so for different reasons.
      let isTelling = own.contains { $0.texts != nil }
      if isTelling, isWrittenAnew(one.candidate), let at = prints.firstIndex(where: { $0 == own }) {
        kept[at].equivalents += [one.candidate] + one.equivalents
      } else {
        kept.append(one)
        prints.append(own)
      }
    }
    return kept
  }

  private func isWrittenAnew(_ candidate: Candidate) -> Bool {
    candidate.contains { $0.variant >= search.catalogueCount }
  }

  /// How long the equations of a candidate are to write: of two changes the shorter is the likelier.
  private func length(_ candidate: Candidate) -> Int {
    candidate.reduce(0) { $0 + search.runs.book.variants[$1.variant].id.utf8.count }
  }

  /// Whether `--variant` would take the set.
  private func isRunnable(_ candidate: Candidate) -> Bool {
    (try? EditedRule(lesson.rule, applying: lesson.withContext(applied(candidate)))) != nil
  }

  private func edits(_ candidate: Candidate) -> Int {
    candidate.reduce(0) { $0 + search.runs.book.variants[$1.variant].edits.count }
  }

  /// How common a set is: the product of its members' shares, every one of them seen a third of a time at
  /// least, and a slip a tenth.
  private func commonness(_ candidate: Candidate) -> Double {
    candidate.reduce(1) { product, one in
      let variant = search.runs.book.variants[one.variant]
      let unseen = variant.kind == .slip ? 0.1 : variant.kind == .mutant ? 0.02 : 0.33
      let scope = one.scope == .everywhere ? 1.0 : 0.1
      return product * scope * (Double(variant.timesCounted) + unseen) / 203
    }
  }

  /// What decides about the results on every input: the lines that some result reads, at each parameter.
  private func signature(_ candidate: Candidate) -> [[Int]] {
    search.runs.subjects.indices.map { index in
      let me = search.runs.subjects[index]
      let active = candidate.filter { $0.scope.includes(isBias: me.isBias, layer: me.layer) }
        .map { $0.variant }.sorted()
      let loops = active.filter {
        search.runs.book.variants[$0].loop != nil || search.runs.book.variants[$0].answers != nil
      }
      let full = search.runs.book.withContext(active)
      guard
        let rule = search.runs.book.rule(
          full, at: ParameterKind(isBias: me.isBias, layer: me.layer))
      else { return loops }
      return [-1] + loops + search.runs.book.living(rule, in: lesson)
    }
  }

  // MARK: Quantities

  private func finding(_ one: Observation, _ all: [Observation]) -> QuantityFinding {
    let agreeing = rule[one.subject].map { search.runs.agreeing(one, $0) } ?? 0
    var first: QuantityFinding.Difference?
    if agreeing < one.count, let outcome = rule[one.subject] {
      for entry in one.entries {
        guard let number = search.runs.number(one, entry, outcome) else { break }
        if !entry.tolerance.admits(number) {
          first = QuantityFinding.Difference(
            index: one.index(entry), printed: entry.printed, rule: number)
          break
        }
      }
    }
    let isRight = agreeing == one.count
    let (factor, isOfStep) = isRight ? (nil, false) : self.factor(one)
    let follows = !isRight && search.runs.follows(one, from: all, rule: search)
    return QuantityFinding(
      name: one.name, state: isRight ? .right : follows ? .follows : .wrong, agreeing: agreeing,
      total: one.count, first: first, shapes: isRight ? nil : shapes(one), factor: factor,
      isFactorOfStep: isOfStep)
  }

  /// The shapes of a quantity that cannot be compared.
  private func shapes(_ one: Observation) -> String? {
    guard case .after(let step) = one.moment, let outcome = rule[one.subject],
      let place = search.runs.place(of: one, in: outcome, step: step),
      !search.runs.fits(place.shape, one)
    else { return nil }
    if case .columns(let count) = one.form {
      return "has \(count) columns, the rule's \(place.shape.columns)"
    }
    return "is \(one.printed.shape.text), the rule's \(place.shape)"
  }

  /// The parameters and states of the case that a print leaves out.
  private func unprinted(_ observations: [Observation]) -> [String] {
    guard lesson.rule.updatesParameters else { return [] }
    let printed = observations.map { $0.name }
    return search.runs.quantityNames { $0.isKept }.filter { !printed.contains($0) }
  }

  /// The one factor by which all entries differ from the rule's: of the step, for a parameter.
  private func factor(_ one: Observation) -> (Double?, isOfStep: Bool) {
    guard let outcome = rule[one.subject], one.entries.count > 1, one.moment != .series else {
      return (nil, false)
    }
    let symbol = search.runs.book.symbols[one.symbol]
    let isOfStep = symbol.role == .parameter
    let start = isOfStep ? search.runs.start(symbol, of: one.subject) : nil
    var least = -Double.infinity
    var most = Double.infinity
    for entry in one.entries {
      guard let number = search.runs.number(one, entry, outcome) else { return (nil, false) }
      let from = start.map { search.runs.store.numbers($0)[entry.index] } ?? 0
      let step = number - from
      guard step != 0, step.isFinite, entry.tolerance.value.isFinite else { continue }
      let (a, b) = ((entry.tolerance.low - from) / step, (entry.tolerance.high - from) / step)
      least = Swift.max(least, Swift.min(a, b))
      most = Swift.min(most, Swift.max(a, b))
    }
    guard least <= most, least.isFinite, most.isFinite else { return (nil, false) }
    let middle = (least + most) / 2
    // A factor known to one digit only is none.
    guard most - least < 0.02 * middle.magnitude, middle != 1 else { return (nil, false) }
    return (middle, isOfStep)
  }
}

extension [Reading.Part] {
  /// The parts with those that hold a single array, one after the other, as one: a notebook in which each
  /// quantity is the last line of a cell of its own.
  fileprivate var joiningSingles: [Reading.Part] {
    let isSingle = { (part: Reading.Part) in !part.isExpected && part.arrays.count == 1 }
    guard filter(isSingle).count > 1 else { return self }
    var joined: [Reading.Part] = []
    var isOpen = false
    for part in self {
      if isSingle(part), isOpen, let last = joined.last, last.student == part.student,
        !last.arrays.contains(where: { $0.names == part.arrays[0].names })
      {
        joined[joined.count - 1].arrays += part.arrays
        joined[joined.count - 1].title = last.title.map { first in
          String(first.prefix { $0 != "," }) + ", and what follows"
        }
      } else {
        joined.append(part)
      }
      isOpen = isSingle(part) || (isOpen && part.arrays.isEmpty)
    }
    return joined
  }
}

/// Shows nothing.
struct NoSink: TraceSink {
  mutating func begin(step t: Int) {}
  mutating func begin(update: UpdateView) {}
  mutating func show(_ line: LineView) {}
  mutating func endUpdate() {}
  mutating func endStep() {}
}

extension VariantRuns {
  /// The names a print may use for some of its quantities, the parameters first.
  func quantityNames(_ isMeant: (Symbol) -> Bool) -> [String] {
    observables.filter(isMeant).flatMap { symbol in subjects.map { $0.quantity(symbol) } }
  }
}

extension RuleBook {
  /// The lines of a rule that some result depends on: parameters and states, or everything in a lesson
  /// without parameters.
  func living(_ rule: Int, in lesson: Lesson) -> [Int] {
    guard lesson.rule.updatesParameters else { return rules[rule].lines }
    var read: Set<Int> = []
    var kept: [Int] = []
    for line in rules[rule].lines.reversed() {
      let target = lines[line].target
      guard symbols[target].isKept || read.contains(target) else { continue }
      kept.append(line)
      for (symbol, _) in lines[line].reads { read.insert(symbol) }
    }
    return kept.reversed()
  }
}
