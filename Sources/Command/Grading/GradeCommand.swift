import Curriculum
import Diagnosis
import Files
import Text
import Tracing
import Worksheets

extension Subcommand {
  static let grade = Subcommand(
    name: "grade",
    summary: "Diagnose every submission of a class.",
    usage: "LESSON FILE|FOLDER… [--case NAME|FILE] [--format text|csv|json] [--output FILE] "
      + "[--force] [--set NAME=VALUE]… [--seed N] [--source FILE|FOLDER]",
    discussion:
      """
      Each file is one submission, named after the file, in any form that 'gradus diagnose' reads.
      One file can also hold a whole class: a CSV with a column 'student', or one JSON object a
      line with a member "student". A file that cannot be read is listed; the others are graded.

      A filled worksheet (Markdown or CSV) is marked blank by blank. It says itself which case it
      was made from; --source, --case and --seed override that. A number that follows from the
      student's own earlier numbers earns its points, so one mistake costs points once. A number
      with fewer digits than asked for earns none. A single worksheet is shown whole.

      The exit code is 0 if every submission is right, 1 if not.
      """,
    options: [
      .givenCase(usual: "the one that fits"),
      Option("--format", "NAME", "text, csv or json (text if not given)."), .output,
      .force,
      .set, .seed,
      Option(
        "--source", "FILE",
        "Mark worksheets by the source of this worksheet or key; of a folder of them, each by the one "
          + "of its own student."),
    ],
    run: runGrade)
}

private enum GradeFormat: String, CaseIterable { case text, csv, json }

@Sendable private func runGrade(
  _ arguments: Arguments, _ console: Console
) throws(CommandError) -> Int32 {
  guard let id = arguments.words.first else {
    throw CommandError(.usage, "Missing LESSON.\n" + validWords(Curriculum.lessons.map(\.id)))
  }
  let lesson = try arguments.lesson(id)
  let format: GradeFormat = try arguments.choice("--format", default: .text)
  let words = Array(arguments.words.dropFirst())
  guard !words.isEmpty else {
    throw CommandError(.usage, "Missing FILE: the submissions to grade.")
  }
  let submissions = try Submissions(words, console)
  let files = submissions.files
  for file in files { arguments.reads.note(file) }
  try arguments.checkOutput()
  let orders = try SheetOrders(arguments, lesson)
  // For worksheets the seed is the one they were drawn from; not every case can be drawn again.
  let isOfSheets = arguments["--seed"] != nil && files.allSatisfy(isWorksheet)
  // A case that cannot run is the instructor's mistake, not the class's.
  let possible = try PossibleCases(
    lesson, named: arguments["--case"], redrawnFrom: isOfSheets ? nil : try arguments.seed(),
    arguments)
  let given = console.showing("Finding the case of the class") { possible.usual(of: files, lesson) }
  let output = try Output(arguments, console)
  let graded = gradeAll(files, lesson, given, orders) { done in
    if console.showsProgress { console.progress("\(done) of \(files.count) graded") }
  }
  if console.showsProgress { console.progress("") }
  let report = ClassReport(lesson, given, graded + submissions.unreadable)
  switch format {
  case .text: try output.take(report.text(width: console.page.width))
  case .csv: try output.take(Array(report.csv.utf8))
  case .json: try output.take(report.json)
  }
  try output.finish()
  return report.isAllRight ? 0 : CommandError.Code.differs.rawValue
}

/// Whether a file is a worksheet; read errors are reported later.
private func isWorksheet(_ file: String) -> Bool {
  guard file != "-" else { return false }
  guard let input = try? InputBytes(regular: file) else { return true }
  return FilledSheet.isWorksheet(input.bytes)
}

/// The files given, and those in given folders, sorted by name.
private struct Submissions {
  private(set) var files: [String] = []
  /// A grade for each folder that cannot be read.
  private(set) var unreadable: [Grade] = []

  /// The most remarks on skipped files; the rest are counted.
  private static let mostRemarks = 10

  init(_ words: [String], _ console: Console) throws(CommandError) {
    var passedOver: [FolderWalk.Remark] = []
    for word in words {
      let walk = FolderWalk(word)
      if !walk.isFolder, word != "-", FileStatus(word) == nil {
        throw CommandError(.missing(word))
      }
      files += walk.files
      passedOver += walk.passedOver
      unreadable += walk.unreadable.map { folder in
        let error = CommandError(.unreadable(folder.path, folder.words))
        return Grade(folder.path, folder.path, unreadable: error.message)
      }
    }
    for remark in passedOver.prefix(Self.mostRemarks) {
      console.error("Note: '\(remark.path.visible)' is passed over: \(remark.words).\n")
    }
    let rest = passedOver.count - Self.mostRemarks
    if rest > 0 { console.error("Note: \(rest) more are passed over.\n") }
    guard files.isEmpty else { return }
    throw CommandError(
      .noFile,
      unreadable.first?.message ?? "There are no files in \(words.joined(separator: ", ")).")
  }
}
