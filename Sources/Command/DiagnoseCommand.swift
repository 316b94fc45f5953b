import Curriculum
import Diagnosis
import Equations
import Files
import LogDiagnosis
import Readers
import Text
import Tracing

extension Subcommand {
  static let diagnose = Subcommand(
    name: "diagnose",
    summary: "Name the mistake behind printed numbers.",
    usage: "LESSON [--case NAME|FILE] [FILE|-] [--format text|json] [--hint 1|2|3] "
      + "[--invisible] [--separate FILE [--force]] [--set NAME=VALUE]… [--seed N]",
    discussion:
      "Reads your program's output: pasted text of any NumPy, a notebook, .npy or .npz,\n"
      + "JSON, CSV, a trace of Gradus; standard input if no FILE is given. Any subset of the lesson's\n"
      + "quantities will do, with their labels or in order.\n\n"
      + "  python mine.py | gradus diagnose adam\n\n"
      + "The verdict is correct, convention (right in another form), diagnosed, ambiguous (several\n"
      + "explanations; --separate writes a case that decides) or unknown. Exit code 0 for the first\n"
      + "two, 1 for the others.",
    options: [
      .givenCase(usual: "the one that fits"),
      Option("--format", "NAME", "text or json (text if not given)."),
      Option(
        "--hint", "1|2|3", "Say less: a question, then the place, then the rule's equation."),
      Option("--invisible", "", "Also name the mistakes this input cannot show."),
      Option("--separate", "FILE", "Write a case that tells several explanations apart."),
      .force, .set, .seed,
    ],
    run: runDiagnose)
}

private enum HintLevel: String, CaseIterable {
  case question = "1"
  case place = "2"
  case rule = "3"
}

@Sendable private func runDiagnose(
  _ arguments: Arguments, _ console: Console
) throws(CommandError) -> Int32 {
  if arguments.words.isEmpty {
    throw CommandError(.usage, "Missing LESSON.\n" + validWords(Curriculum.lessons.map(\.id)))
  }
  let words = try arguments.words(["LESSON", "FILE"], optional: 1)
  let lesson = try arguments.lesson(words[0])
  let format: TextOrJSON = try arguments.choice("--format", default: .text)
  let listsInvisible = arguments["--invisible"] != nil
  let hint: HintLevel? =
    arguments["--hint"] == nil ? nil : try arguments.choice("--hint", default: HintLevel.question)
  let path = words.count == 2 ? words[1] : "-"
  arguments.reads.note(path)
  try arguments.checkOutputs([arguments["--separate"]].compactMap { $0 })
  let input = try InputBytes(try arguments.open(path), path)
  if lesson.printsLog, input.isLog {
    for option in ["--hint", "--separate", "--invisible", "--case", "--set", "--seed"]
    where arguments[option] != nil {
      throw CommandError(.usage, "The option '\(option)' is not for training logs.")
    }
    let found = try logDiagnosis(input, console)
    switch format {
    case .json: try console.write(found.json())
    case .text: try console.write(found.text(width: console.page.width))
    }
    return found.verdict.isRight ? 0 : CommandError.Code.differs.rawValue
  }
  let submission = try Submission(input)
  let possible = try PossibleCases(
    lesson, named: arguments["--case"], redrawnFrom: try arguments.seed(), arguments)
  let (report, place): (Report, Int)
  do {
    (report, place) = try console.showing("Looking for the mistake") {
      () throws(ReadingError) in
      try Diagnoser.diagnose(submission.reading, among: possible.diagnosers)
    }
  } catch { throw .inFile(submission.name, error) }
  if let path = arguments["--separate"] {
    try separate(report, possible.diagnosers[place], path, arguments, console)
  }
  switch (format, hint) {
  case (.json, _):
    do { try console.out(report.json(listsInvisible: listsInvisible)) } catch {
      throw .closed
    }
  case (.text, .question?): try console.writeWords(report.hint(.question))
  case (.text, .place?): try console.writeWords(report.hint(.place))
  case (.text, .rule?): try console.writeWords(report.hint(.rule))
  case (.text, nil):
    try console.write(
      report.text(
        width: console.page.width, listsInvisible: listsInvisible,
        options: arguments.options(case: possible.names[place]), note: possible.note(on: report)))
    if report.verdict == .unknown, report.ruleReproduces * 2 < report.total,
      let (other, name) = elsewhere(submission.reading, than: lesson)
    {
      var text = console.page
      text.line()
      text.words("These are the right numbers of '\(other)', case \(name):")
      text.line("  gradus diagnose \(other) --case \(name)")
      try console.write(text)
    }
  }
  return report.verdict.isRight ? 0 : CommandError.Code.differs.rawValue
}

/// The lesson and the case whose own numbers these are.
private func elsewhere(_ reading: Reading, than lesson: Lesson) -> (lesson: String, name: String)? {
  for other in [lesson] + Curriculum.lessons.filter({ $0.id != lesson.id }) {
    for embedded in other.cases {
      guard let given = try? CaseReader.read(embedded.json, for: other),
        let diagnoser = try? Diagnoser(other, given, others: Curriculum.lessons),
        diagnoser.isOfRule(reading, atLeast: 10)
      else { continue }
      return (other.id, embedded.name)
    }
  }
  return nil
}

/// A learner's file.
struct Submission {
  /// The name for messages.
  let name: String
  let reading: Reading

  /// The longest input, large enough for a notebook with pictures.
  static let longest = 100_000_000

  /// Wraps a reading.
  init(_ reading: Reading, name: String) {
    self.reading = reading
    self.name = name
  }

  /// Reads a file's contents.
  init(_ input: InputBytes) throws(CommandError) {
    name = input.name
    do { reading = try read(input.bytes, name: input.path) } catch { throw .inFile(name, error) }
  }
}

extension InputBytes {
  /// The lines of a class file, if this is one: one JSON object per student.
  var studentLines: [[UInt8]] {
    // Most inputs are not class files, and this shows it without splitting them into lines.
    guard bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") else { return [] }
    let lines = bytes.split(separator: UInt8(ascii: "\n")).map { Array($0) }
      .filter { line in line.contains { $0 > 0x20 } }
    let isClass =
      lines.filter { $0.first == UInt8(ascii: "{") }.count == lines.count
      && String(decoding: lines.first ?? [], as: UTF8.self).contains("\"student\"")
    return isClass ? lines : []
  }

  /// Whether it contains lines of a training log.
  var isLog: Bool { String(decoding: bytes, as: UTF8.self).contains("Cost after") }
}

/// The contents of a file or of standard input.
struct InputBytes {
  let path: String
  /// The name for messages.
  let name: String
  let bytes: [UInt8]

  /// Reads an open file.
  init(_ file: InputFile, _ path: String) throws(CommandError) {
    self.path = path
    name = file.name
    do { bytes = try file.all(atMost: Submission.longest) } catch { throw CommandError(error) }
  }

  /// Reads a regular file or standard input, but nothing that might never end.
  init(regular path: String) throws(CommandError) {
    let file: InputFile
    do { file = try InputFile(path, isRegular: true) } catch { throw CommandError(error) }
    try self.init(file, path)
  }
}

/// Diagnoses a training log.
private func logDiagnosis(
  _ input: InputBytes, _ console: Console
) throws(CommandError) -> LogDiagnosis {
  let text = String(decoding: input.bytes, as: UTF8.self)
  defer { if console.showsProgress { console.progress("") } }
  do {
    return try diagnoseLog(
      text, optimizers: Curriculum.optimizers, usual: Curriculum.usualOptimizer
    ) { progress in
      if console.showsProgress { console.progress(progress) }
    }
  } catch {
    throw CommandError(.unreadable, "\(input.name): \(error.message)")
  }
}

/// Writes a case in which a report's explanations print different numbers.
private func separate(
  _ report: Report, _ diagnoser: Diagnoser, _ path: String, _ arguments: Arguments,
  _ console: Console
) throws(CommandError) {
  guard report.diagnoses.count > 1 else {
    console.error(
      report.diagnoses.isEmpty
        ? "There is no explanation to tell from another: no case was written.\n"
        : "There is only one explanation, so there is nothing to tell apart: no case was written.\n"
    )
    return
  }
  let found = console.showing("Looking for a case that tells the explanations apart") {
    diagnoser.separatingCase(report)
  }
  guard let (words, given) = found else {
    console.error("No case was found in which all of the explanations differ: none was written.\n")
    return
  }
  try arguments.write(given.json, to: path)
  console.error(
    "\(path): \(words).\n"
      + "Run your code on it, then: gradus diagnose \(report.lesson.id) --case \(path.shellWord)\n"
  )
}

extension CommandError {
  /// An error in a learner's file, with the file's name, the line and the column.
  static func inFile(_ name: String, _ error: ReadingError) -> CommandError {
    let place = error.place.map { ", line \($0.line), column \($0.column)" } ?? ""
    return CommandError(.unreadable, "\(name)\(place): \(error.message)")
  }
}
