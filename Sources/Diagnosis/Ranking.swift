import Equations
import Numerics
import Readers
import Tracing

// Orders the explanations and merges those that are the same everywhere.
extension Diagnoser {
  /// The candidates, the most common first; those that are equal in every input are merged.
  func ranked(
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

  /// The explanations without duplicates: slips or changed equations that print the same as an
  /// earlier one in other cases too.
  func withoutTwins(
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
      // Two that stop with an error in every case may do so for different reasons.
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

  func isWrittenAnew(_ candidate: Candidate) -> Bool {
    candidate.contains { $0.variant >= search.catalogueCount }
  }

  /// The length of a candidate's equations: of two changes the shorter is likelier.
  func length(_ candidate: Candidate) -> Int {
    candidate.reduce(0) { $0 + search.runs.book.variants[$1.variant].id.utf8.count }
  }

  /// Whether `--variant` would accept the set.
  func isRunnable(_ candidate: Candidate) -> Bool {
    runnable.value(candidate) {
      (try? EditedRule(lesson.rule, applying: lesson.withContext(applied(candidate)))) != nil
    }
  }

  func edits(_ candidate: Candidate) -> Int {
    candidate.reduce(0) { $0 + search.runs.book.variants[$1.variant].edits.count }
  }

  /// How common a set is: the product of its members' shares, with a third added to each count, for
  /// slips and mutants less.
  func commonness(_ candidate: Candidate) -> Double {
    candidate.reduce(1) { product, one in
      let variant = search.runs.book.variants[one.variant]
      let unseen = variant.kind == .slip ? 0.1 : variant.kind == .mutant ? 0.02 : 0.33
      let scope = one.scope == .everywhere ? 1.0 : 0.1
      return product * scope * (Double(variant.timesCounted) + unseen) / 203
    }
  }

  /// The lines that decide the results on every input: those some result depends on, for each
  /// parameter.
  func signature(_ candidate: Candidate) -> [[Int]] {
    search.runs.subjects.indices.map { index in
      let me = search.runs.subjects[index]
      let active = candidate.filter { $0.scope.includes(isBias: me.isBias, layer: me.layer) }
        .map { $0.variant }.sorted()
      let loops = active.filter {
        let variant = search.runs.book.variants[$0]
        return variant.loop != nil || variant.order != nil || variant.answers != nil
      }
      let full = search.runs.book.withContext(active)
      guard
        let rule = search.runs.book.rule(
          full, at: ParameterKind(isBias: me.isBias, layer: me.layer))
      else { return loops }
      return [-1] + loops + search.runs.book.living(rule, in: lesson)
    }
  }
}

extension RuleBook {
  /// The lines of a rule that some result depends on.
  ///
  /// Results are parameters and states, or everything in a lesson without parameters.
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
