import Diagnosis
import JSON
import Tracing

extension Subcommand {
  static let coverage = Subcommand(
    name: "coverage",
    summary: "Show which variants a case can see, and which it cannot tell apart.",
    usage: "LESSON [--case NAME|FILE] [--decimals N] [--only NAME,…|parameters] "
      + "[--improve FILE [--force]] [--set NAME=VALUE]… [--seed N] [--format text|json]",
    discussion:
      "Judged by what is printed, as NumPy prints it: the parameters and states after the last step,\n"
      + "or, in a lesson without parameters, every line of every step.\n\n"
      + "seen: some printed number differs from the rule's. beyond the digits: some result differs,\n"
      + "but not in a digit that is printed. invisible: every result is the same. stops: Python would\n"
      + "stop with an error. n/a: the case lacks what it needs.\n\n"
      + "With --case a report on one case, its pairs too: which two mistakes made together print what\n"
      + "neither of them prints alone. --improve writes the case with the smallest change that lets\n"
      + "the most variants show: a further step, a small gradient, another start.\n"
      + "Exit code 0 if each mistake is seen by some case, otherwise 1. Conventions do not count: some\n"
      + "are another form of the same numbers. After --improve the code is that of the written case.",
    options: [
      .givenCase(usual: "all"),
      Option("--decimals", "N", "How many decimals are printed (8 if not given)."),
      Option(
        "--only", "NAME[,NAME…]", repeats: true,
        "Only these are printed: W1, v_dW1, v, or all the parameters."),
      Option("--improve", "FILE", "Write a changed case that shows more: of --case, or the first."),
      .force, .set, .seed, Option("--format", "NAME", "text or json (text if not given)."),
    ],
    run: runCoverage)
}

@Sendable private func runCoverage(
  _ arguments: Arguments, _ console: Console
) throws(CommandError) -> Int32 {
  let lesson = try arguments.lesson()
  let format: TextOrJSON = try arguments.choice("--format", default: .text)
  let printed = try arguments.printed()
  try arguments.checkOutputs([arguments["--improve"]].compactMap { $0 })
  let isOne = arguments["--case"] != nil || arguments["--improve"] != nil
  let names =
    isOne ? [arguments["--case"] ?? lesson.cases[0].name] : lesson.cases.map { $0.name }
  var cases: [Case] = []
  for name in names {
    var opened = try GivenCase(name, arguments, lesson)
    cases.append(try opened.all(arguments, lesson))
  }
  if let complaint = printed.complaint(lesson, cases[0]) { throw CommandError(.usage, complaint) }
  let coverage: Coverage
  do {
    coverage = try console.showing("Running every variant, alone and in pairs") {
      () throws(CaseError) in try Coverage(lesson, cases, printed)
    }
  } catch {
    throw .inFile(arguments["--case"] ?? "a case", error)
  }
  var unseen = coverage.unseenMistakes
  if let path = arguments["--improve"] {
    unseen = try improve(lesson, cases[0], printed, path, arguments, console)
  }
  switch format {
  case .text:
    var text = console.page
    if isOne {
      coverage.writeReport(lesson, cases[0].head, in: &text)
    } else {
      coverage.writeTable(lesson, in: &text)
    }
    try console.write(text)
  case .json: try console.write(coverage.json(lesson))
  }
  return unseen.isEmpty ? 0 : CommandError.Code.differs.rawValue
}

extension Arguments {
  /// The printed results, from `--decimals` and `--only`.
  fileprivate func printed() throws(CommandError) -> Printed {
    let decimals = try wholeNumber("--decimals", 0...17) ?? Printed.usualDecimals
    if self["--only"] != nil, list("--only").isEmpty {
      throw CommandError(.usage, "The value of --only is empty.")
    }
    return Printed(decimals: decimals, names: list("--only"))
  }
}

/// Writes the smallest change of a case that makes the most variants visible.
///
/// - Returns: The mistakes that still do not show.
private func improve(
  _ lesson: Lesson, _ given: Case, _ printed: Printed, _ path: String, _ arguments: Arguments,
  _ console: Console
) throws(CommandError) -> [String] {
  let improvement: Improvement
  do {
    improvement = try console.showing("Looking for a case that shows more") {
      () throws(CaseError) in try Improvement(lesson, given, printed)
    }
  } catch {
    throw .inFile("the case", error)
  }
  if let changed = improvement.changed {
    try arguments.write(changed.given.json, to: path)
    console.error("\(path): \(improvement.words)\n")
  } else {
    console.error("\(improvement.words) No case was written.\n")
  }
  for (variant, sight) in improvement.missing {
    console.error("Not seen, \(sight.words): \(variant.id), invisible \(variant.invisible)\n")
  }
  return improvement.missingMistakes
}

extension Sight {
  /// The reason a variant is not visible.
  fileprivate var words: String {
    switch self {
    case .unusable: "since the case lacks what it needs"
    case .beyondDigits: "since only digits that are not printed differ"
    case .seen, .stops, .invisible: "since every result is the same"
    }
  }
}
