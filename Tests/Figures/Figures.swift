import Curriculum
import Diagnosis
import Equations
import Numerics
import Readers
import Tracing

/// Prints how well the diagnosis recognizes known mistakes.
///
/// It diagnoses every variant, pair and triple of every lesson from its own print, and checks that
/// right numbers are not called wrong. False if a figure is lower than Gradus promises.
struct Figures {
  private var names: [String] = []
  private var triples = 400
  private var noise = 10_000
  private var isVerbose = false
  private var failures: [String] = []
  /// Sets of a size whose members change different lines, of all lessons.
  private var disjoint: [Int: Recovery] = [:]

  init(_ arguments: [String]) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--triples": triples = rest.popFirst().flatMap { Int($0) } ?? triples
      case "--noise": noise = rest.popFirst().flatMap { Int($0) } ?? noise
      case "--verbose": isVerbose = true
      default: names.append(argument)
      }
    }
  }

  /// Prints the figures of the lessons; false if one is lower than promised.
  mutating func run() -> Bool {
    for lesson in Curriculum.lessons where names.isEmpty || names.contains(lesson.id) {
      guard let given = lesson.read("revealing"),
        let diagnoser = try? Diagnoser(lesson, given, others: Curriculum.lessons)
      else {
        failures.append("\(lesson.id): the revealing case cannot be run")
        continue
      }
      print("\(lesson.id), case revealing, 8 decimals")
      var random = FixedRandom(seed: 4)
      let sets = lesson.compatibleSets(3).shuffled(using: &random)
      recover(lesson, given, diagnoser, lesson.compatibleSets(1), "single variants", least: 1)
      recover(lesson, given, diagnoser, lesson.compatibleSets(2), "pairs", least: 0.99)
      recover(
        lesson, given, diagnoser, Array(sets.prefix(triples)), "triples, a fixed sample",
        least: 0.95)
      takeApart(lesson, given, diagnoser, &random)
      nameNothing(lesson)
      let (named, tried) = noiseNamed(lesson, given, diagnoser, count: noise, &random)
      print("  random changes of the rule's numbers: \(tried) prints, \(named) named")
      require(named == 0, "\(lesson.id): random changes were named")
      nameNoStranger(lesson, given, diagnoser)
      nameNoShortPrint(lesson, noise, &random)
    }
    for (size, figures) in disjoint.sorted(by: { $0.key < $1.key }) {
      let name = "line-disjoint sets of \(size), all lessons"
      print(figures.line(name))
      require(figures.share >= 0.95, name)
    }
    for failure in failures { print("NOT AS PROMISED  \(failure)") }
    if failures.isEmpty { print("every figure is as promised") }
    return failures.isEmpty
  }

  /// Diagnoses made-up prints of a few short numbers, on the case for a pencil: at most one of a thousand may be named.
  private mutating func nameNoShortPrint(
    _ lesson: Lesson, _ count: Int, _ random: inout FixedRandom
  ) {
    guard let given = lesson.read(lesson.cases[0].name),
      let diagnoser = try? Diagnoser(lesson, given, others: Curriculum.lessons)
    else { return }
    let (named, tried) = shortNamed(lesson, given, diagnoser, count: count, &random)
    print("  made-up prints of 1 to 4 short numbers: \(tried) prints, \(named) named")
    require(named * 1000 <= tried, "\(lesson.id): made-up short prints were named")
  }

  private mutating func require(_ condition: Bool, _ what: String) {
    if !condition { failures.append(what) }
  }

  /// Diagnoses random sets of up to five mistakes that change different lines.
  private mutating func takeApart(
    _ lesson: Lesson, _ given: Case, _ diagnoser: Diagnoser, _ random: inout FixedRandom
  ) {
    let slips = MistakeList(lesson).slips
    for size in 2...5 {
      let sets = lesson.disjointSets(
        size, with: slips, count: Swift.min(triples, 25), using: &random)
      var figures = Recovery()
      for set in sets {
        guard let reading = pasted(lesson, set, given), reading.isFinite,
          let report = try? diagnoser.diagnose(reading)
        else { continue }
        figures.add(set, report)
        disjoint[size, default: Recovery()].add(set, report)
      }
      guard figures.total > 0 else { continue }
      show(figures, "line-disjoint sets of \(size)")
    }
  }

  private func show(_ figures: Recovery, _ name: String) {
    print("  " + figures.line(name))
    guard isVerbose else { return }
    for one in figures.other { print("    another: \(one)") }
    for one in figures.unknown { print("    unknown: \(one)") }
  }

  private mutating func recover(
    _ lesson: Lesson, _ given: Case, _ diagnoser: Diagnoser, _ sets: [[AppliedVariant]],
    _ name: String, least: Double
  ) {
    var figures = Recovery()
    for set in sets {
      guard let reading = pasted(lesson, set, given) else { continue }
      guard let report = try? diagnoser.diagnose(reading) else {
        failures.append("\(lesson.id): the print of \(set.map(\.argument)) could not be compared")
        continue
      }
      figures.add(set, report)
    }
    show(figures, name)
    require(figures.share >= least, "\(lesson.id): \(name)")
  }

  /// Diagnoses the rule's own numbers, in every case and at every precision.
  private mutating func nameNothing(_ lesson: Lesson) {
    var named = 0
    var asked = 0
    for embedded in lesson.cases {
      guard let own = lesson.read(embedded.name),
        let diagnoser = try? Diagnoser(lesson, own, others: Curriculum.lessons)
      else { continue }
      for precision in 2...8 {
        guard let reading = pasted(lesson, [], own, precision: precision),
          let report = try? diagnoser.diagnose(reading)
        else { continue }
        asked += 1
        if report.verdict != .correct {
          named += 1
          if isVerbose { print("    \(embedded.name), \(precision) decimals: \(report.verdict)") }
        }
      }
    }
    print("  the rule's own numbers: \(asked) prints, \(named) not found correct")
    require(named == 0 && asked > 0, "\(lesson.id): the rule's own numbers")
  }

  /// Diagnoses another lesson's numbers.
  private mutating func nameNoStranger(
    _ lesson: Lesson, _ given: Case, _ diagnoser: Diagnoser
  ) {
    var named = 0
    for other in Curriculum.lessons where other.id != lesson.id {
      // An optimizer's numbers are for the same gradients; other lessons have their own.
      let isLent = lesson.rule.updatesParameters && other.rule.updatesParameters
      guard let own = isLent ? given.adapted(to: other) : other.read("course"),
        let reading = pasted(other, [], own)
      else { continue }
      if let report = try? diagnoser.diagnose(reading), report.verdict != .unknown,
        // A velocity that is computed but never used is gradient descent, so that name is right.
        !report.diagnoses.allSatisfy({ one in
          one.variants.count == 1 && lesson.variant(one.variants[0].variant.id) != nil
        })
      {
        named += 1
        if isVerbose {
          print("    \(other.id): \(report.verdict) \(report.diagnoses.map(\.argument))")
        }
      }
    }
    print("  other lessons' numbers: \(named) named")
    require(named == 0, "\(lesson.id): another lesson's numbers were named")
  }
}
