import Equations
import Numerics
import Readers
import Text
import Tracing

// The contents of a report: its diagnoses, and each printed quantity.
extension Diagnoser {
  func report(
    _ candidates: [Candidate], _ observations: [Observation], _ notes: [String],
    earlier: Int? = nil
  ) -> Report {
    let total = observations.total
    let isCorrect = candidates.contains { $0.isEmpty }
    let sorted = isCorrect ? [] : ranked(candidates)
    // The first is the likeliest; if it is not proved, no other is.
    let isTooShort = sorted.first.map { !proves(observations, $0.candidate) } ?? false
    let diagnoses =
      isTooShort
      ? [] : sorted.map { diagnosis($0.candidate, $0.equivalents, observations, total) }
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
      quantities: zip(observations, labels(observations)).map { finding($0, $1, observations) },
      mistyping: verdict == .unknown && !isTooShort ? mistyping(observations) : nil, notes: notes,
      earlier: earlier, isTooShort: isTooShort, isNotFinite: isNotFinite(observations),
      isCutShort: search.runs.store.isFull, unprinted: unprinted(observations),
      invisible: invisible,
      decimals: decimals == 0 ? nil : decimals)
  }

  func diagnosis(
    _ candidate: Candidate, _ equivalents: [Candidate], _ observations: [Observation], _ total: Int
  ) -> Diagnosis {
    let outcomes = search.outcomes(candidate) ?? []
    var reproduced = 0
    for one in observations where one.subject < outcomes.count {
      reproduced += search.runs.agreeing(one, outcomes[one.subject])
    }
    let applied = applied(candidate)
    let changed = changes.value(candidate) {
      (applied.map { lines(of: [$0]) }, lines(of: applied))
    }
    return Diagnosis(
      variants: applied, lines: changed.lines, combined: changed.combined, reproduced: reproduced,
      total: total,
      equivalents: equivalents.map { self.applied($0).map { $0.argument }.joined(separator: ",") })
  }

  /// A candidate in the form the command takes.
  func applied(_ candidate: Candidate) -> [AppliedVariant] {
    let all = candidate.map {
      AppliedVariant(search.runs.book.variants[$0.variant], scope: $0.scope)
    }
    // Mistakes come before conventions.
    return all.filter { $0.variant.kind != .convention }
      + all.filter { $0.variant.kind == .convention }
  }

  /// The changes that variants make in the equations, beyond the conventions they are mistakes in.
  func lines(of variants: [AppliedVariant]) -> [EditedLine] {
    lesson.editedLines(of: variants) ?? []
  }

  /// The names of observations; repeated names are numbered.
  func labels(_ observations: [Observation]) -> [String] {
    var counts: [String: Int] = [:]
    for one in observations { counts[one.name, default: 0] += 1 }
    var seen: [String: Int] = [:]
    return observations.map { one in
      guard counts[one.name, default: 0] > 1 else { return one.name }
      seen[one.name, default: 0] += 1
      return "\(one.name), array \(seen[one.name, default: 0])"
    }
  }

  /// An entry that differs from a number.
  func difference(
    _ one: Observation, _ label: String, _ entry: Observation.Entry, from number: Double
  ) -> QuantityFinding.Difference {
    let index = one.index(entry)
    let step = one.moment == .series ? search.runs.clock[entry.index] : nil
    // The part that identifies the array goes after the entry: W1[0,1] at t = 2, W1[0,1], array 2.
    var parts = label.components(at: ", array ")
    if parts.back.isEmpty { parts = label.components(at: " at t = ") }
    let name: String
    if let step {
      name = "\(search.runs.book.symbols[one.symbol].name) at t = \(step)"
    } else {
      name = one.count == 1 ? label : parts.front + "\(index)" + parts.back
    }
    return QuantityFinding.Difference(
      name: name, step: step, index: index, printed: entry.printed, rule: number)
  }

  func finding(
    _ one: Observation, _ label: String, _ all: [Observation]
  ) -> QuantityFinding {
    let agreeing = rule[one.subject].map { search.runs.agreeing(one, $0) } ?? 0
    var first: QuantityFinding.Difference?
    if agreeing < one.count, let outcome = rule[one.subject] {
      for entry in one.entries {
        guard let number = search.runs.number(one, entry, outcome) else { break }
        if !entry.tolerance.admits(number) {
          first = difference(one, label, entry, from: number)
          break
        }
      }
    }
    let isRight = agreeing == one.count
    let (factor, isOfStep) = isRight ? (nil, false) : self.factor(one)
    let follows = !isRight && search.runs.follows(one, from: all, rule: search)
    return QuantityFinding(
      name: one.name, label: label, state: isRight ? .right : follows ? .follows : .wrong,
      agreeing: agreeing,
      total: one.count, first: first, shapes: isRight ? nil : shapes(one), factor: factor,
      isFactorOfStep: isOfStep)
  }

  /// The shapes of a quantity whose shape differs.
  func shapes(_ one: Observation) -> String? {
    guard case .after(let step) = one.moment, let outcome = rule[one.subject],
      let place = search.runs.place(of: one, in: outcome, step: step),
      !search.runs.fits(place.shape, one)
    else { return nil }
    if case .columns(let count) = one.form {
      return "has \(counted(count, "column")), the rule's has \(place.shape.columns)"
    }
    return "is \(one.printed.shape.text), the rule's is \(place.shape)"
  }

  /// The parameters and states of the case that the print omits.
  func unprinted(_ observations: [Observation]) -> [String] {
    guard lesson.rule.updatesParameters else { return [] }
    let printed = observations.map { $0.name }
    return search.runs.quantityNames { $0.isKept }.filter { !printed.contains($0) }
  }

  /// The constant factor by which all entries differ from the rule's; for a parameter, that of its
  /// step.
  func factor(_ one: Observation) -> (Double?, isOfStep: Bool) {
    guard let outcome = rule[one.subject], one.entries.count > 1, one.moment != .series else {
      return (nil, false)
    }
    let symbol = search.runs.book.symbols[one.symbol]
    let isOfStep = symbol.role == .parameter
    let start = isOfStep ? search.runs.start(symbol, of: one.subject) : nil
    var least = -Double.infinity
    var most = Double.infinity
    var count = 0
    for entry in one.entries {
      guard let number = search.runs.number(one, entry, outcome) else { return (nil, false) }
      let from = start.map { search.runs.store.numbers($0)[entry.index] } ?? 0
      let step = number - from
      // A NaN or an infinity says nothing about a factor.
      guard entry.tolerance.value.isFinite else { return (nil, false) }
      guard step != 0, step.isFinite else { continue }
      count += 1
      let (a, b) = ((entry.tolerance.low - from) / step, (entry.tolerance.high - from) / step)
      least = Swift.max(least, Swift.min(a, b))
      most = Swift.min(most, Swift.max(a, b))
    }
    // A single entry always has a factor.
    guard count > 1, least <= most, least.isFinite, most.isFinite else { return (nil, false) }
    let middle = (least + most) / 2
    // A factor known to only one digit does not count.
    guard most - least < 0.02 * middle.magnitude, middle != 1 else { return (nil, false) }
    return (middle, isOfStep)
  }
}

extension String {
  /// Splits a text at a separator: the front, and the separator with the rest, which may be empty.
  fileprivate func components(at separator: String) -> (front: String, back: String) {
    let (own, wanted) = (Array(utf8), Array(separator.utf8))
    guard own.count >= wanted.count else { return (self, "") }
    for start in 0...own.count - wanted.count
    where own[start..<start + wanted.count].elementsEqual(wanted) {
      return (
        String(decoding: own[..<start], as: UTF8.self),
        String(decoding: own[start...], as: UTF8.self)
      )
    }
    return (self, "")
  }
}
