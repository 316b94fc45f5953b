import Equations
import Numerics
import Readers
import Text
import Tracing

/// Names the mistakes behind printed numbers, for one lesson and one case.
///
/// It reuses results from one submission to the next, so grading a class needs one diagnoser per
/// core.
public final class Diagnoser {
  /// The lesson.
  public let lesson: Lesson
  /// The case.
  public let given: Case
  let search: Search
  let list: MistakeList
  let others: [Lesson]
  var rule: [Int?]
  /// Whether `--variant` accepts a candidate.
  var runnable = CandidateCache<Bool>()
  /// The lines that a candidate changes: for each of its variants alone, and for all of them
  /// together.
  var changes = CandidateCache<(lines: [[EditedLine]], combined: [EditedLine])>()
  /// The names of the other optimizers, without hyphens.
  let ruleNames: [String]
  /// Changed cases, for checking that two ways to write one equation stay the same.
  lazy var probes = given.changes(for: lesson).suffix(3).map { $0.given }
  /// The results of the other optimizers from the same start and gradients.
  lazy var otherRules =
    others
    .filter { $0.rule.updatesParameters && $0.id != lesson.id }
    .compactMap { other in
      (try? Trace(other, given.adapted(to: other))).map { (lesson: other, outputs: $0.outputs) }
    }

  /// Prepares to diagnose.
  ///
  /// - Parameters:
  ///   - others: The lessons to name if the numbers are theirs; may include the lesson itself.
  ///   - list: The lesson's mistakes, to share among the diagnosers of several cases.
  /// - Throws: `CaseError` if the rule itself cannot run on the case.
  public convenience init(
    _ lesson: Lesson, _ given: Case, others: [Lesson], list: MistakeList? = nil
  ) throws(CaseError) {
    try self.init(lesson, given, others: others, list: list ?? MistakeList(lesson), found: [])
  }

  /// Prepares to diagnose with constants that were found from a print.
  init(
    _ lesson: Lesson, _ given: Case, others: [Lesson], list: MistakeList, found: [FoundConstant]
  ) throws(CaseError) {
    // The tracer already has familiar messages for what is wrong with a case.
    var tracer = try Tracer(lesson, head: given.head)
    var sink = NoSink()
    for step in given.steps.prefix(1) { try tracer.run(step, into: &sink) }
    self.lesson = lesson
    self.given = given
    self.others = others
    ruleNames = others.filter { $0.rule.updatesParameters }.map { plainName($0.id) }
    self.list = list
    search = try Search(lesson, given, list, found: found)
    rule = []
    for index in search.runs.subjects.indices { rule.append(search.outcome([], at: index)) }
  }

  /// Diagnoses a reading.
  ///
  /// - Throws: `ReadingError` if none of it can be compared with the lesson's quantities.
  public func diagnose(_ reading: Reading) throws(ReadingError) -> Report {
    let (alignment, chosen) = try align(reading)
    var notes = reading.notes + chosen + alignment.notes
    var (candidates, observations) = explain(alignment.observations)
    let early = candidates.isEmpty ? earlierStep(alignment.observations) : nil
    if candidates.isEmpty, early == nil,
      let report = withFoundConstant(reading, observations, alignment)
    {
      return report
    }
    if candidates.isEmpty, early == nil,
      let (found, single) = explainedInSinglePrecision(observations, alignment)
    {
      candidates = found
      observations = single
      notes.append("The numbers look computed in single precision (float32), and were compared so.")
    } else if let other = otherRule(candidates, observations) {
      candidates = []
      notes.append(
        "These are the numbers of \(other.title) on the same case: gradus diagnose \(other.id).")
    } else if candidates.isEmpty, early == nil {
      candidates = takenApart(observations)
    }
    if 1...3 ~= observations.decimals {
      notes.append(
        "The numbers have \(counted(observations.decimals, "decimal")) only, so fewer mistakes can be told apart."
      )
    }
    return report(candidates, observations, notes, earlier: early)
  }

  /// The report with the value of a constant that was found from the print; nil if none explains it.
  private func withFoundConstant(
    _ reading: Reading, _ observations: [Observation], _ alignment: Alignment
  ) -> Report? {
    guard search.foundDigits.isEmpty else { return nil }
    let found = foundConstants(observations)
    guard !found.isEmpty,
      let other = try? Diagnoser(lesson, given, others: others, list: list, found: found),
      // A whole search would go through everything once more.
      PrintStrictness.allCases.contains(where: {
        other.search.foundFits(alignment.observations.settled($0))
      }),
      let report = try? other.diagnose(reading), !report.diagnoses.isEmpty
    else { return nil }
    return report
  }

  /// The t of an earlier step at which the rule prints the numbers; nil if there is none, or if the
  /// numbers have so few digits that they may agree by chance.
  private func earlierStep(_ aligned: [Observation]) -> Int? {
    let last = search.runs.clock.count - 1
    let strict = aligned.settled(.strict)
    guard last > 0, aligned.allSatisfy({ $0.moment == .after(last) }),
      evidenceOfRule(strict) >= 2 * Self.margin
    else { return nil }
    for step in 0..<last {
      let moved = strict.map { $0.moved(to: step) }
      var trial = Search.Trial(search, moved)
      if trial.fits([]) { return search.runs.clock[step] }
    }
    return nil
  }

  /// The explanations if the numbers were computed in single precision: many of them are off in the
  /// last digits, and none by more.
  func explainedInSinglePrecision(
    _ strict: [Observation], _ alignment: Alignment
  ) -> (candidates: [Candidate], observations: [Observation])? {
    // In single precision the right numbers too are off in many last digits.
    guard (strict.total - agreeing(strict)) * 5 >= strict.total else { return nil }
    let single = alignment.observations.settled(.single)
    let found = search.smallest(single)
    guard let first = found.first, first.count < 3, let outcomes = search.outcomes(first) else {
      return nil
    }
    let total = strict.total
    let exact = strict.reduce(0) { $0 + search.runs.agreeing($1, outcomes[$1.subject]) }
    return (total - exact) * 5 >= total && total - exact >= 3 ? (found, single) : nil
  }

  /// Another lesson whose rule makes these numbers from the same start and gradients, if this
  /// lesson could explain them only by several mistakes or a changed equation.
  func otherRule(_ candidates: [Candidate], _ observations: [Observation]) -> Lesson? {
    guard lesson.rule.updatesParameters else { return nil }
    if let first = candidates.first {
      let isPlain = first.count < 2 && first.allSatisfy { $0.variant < search.catalogueCount }
      if isPlain { return nil }
    }
    guard observations.total >= 4 else { return nil }
    for (other, outputs) in otherRules {
      // A printed velocity must match the other lesson too.
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

  /// Whether every number of a reading matches the rule, however else it could be read.
  ///
  /// - Parameter least: The least number of numbers required.
  public func isOfRule(_ reading: Reading, atLeast least: Int) -> Bool {
    guard let observations = try? aligned(reading).settled(.strict),
      observations.total >= least
    else { return false }
    var trial = Search.Trial(search, observations)
    return trial.fits([])
  }

  /// The smallest explanations, and the observations at the precision at which they hold.
  ///
  /// Numbers shorter than NumPy's are first taken as exact. Mistakes that round intermediate results
  /// count only if the rule's own numbers, printed with so few digits, look different.
  func explain(_ aligned: [Observation]) -> ([Candidate], [Observation]) {
    let strict = aligned.settled(.strict)
    let loose = aligned.settled(.loose)
    guard !strict.isAsStrict(as: loose) else { return (search.smallest(strict), strict) }
    // With three or more decimals, rounding can be told from short numbers.
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
      // Nothing fits: prefer short numbers to rounded ones, unless rounding makes some match the
      // rule.
      let isLowered = agreeing(loose) > agreeing(strict)
      return ([], isLowered ? loose : strict)
    }
    // Rounding on the way counts as one more mistake than printing few digits.
    return lowered.isEmpty || size < lowered[0].count ? (early, strict) : (lowered, loose)
  }
}

/// A sink that ignores everything.
struct NoSink: TraceSink {}
