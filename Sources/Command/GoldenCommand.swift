import Curriculum
import Text
import Tracing

extension Subcommand {
  static let golden = Subcommand(
    name: "golden",
    summary: "Check every lesson's recorded numbers and picture, or record them again.",
    usage: "check|record [LESSON] [--folder FOLDER] [--pages FOLDER]",
    discussion:
      "check compares exactly, byte for byte, and changes nothing. record writes the files\n"
      + "that differ; look at 'git diff' before you commit them. With --folder alone the\n"
      + "pictures of the pages are neither checked nor written.",
    options: [
      Option("--folder", "FOLDER", "Where the goldens are (golden)."),
      Option("--pages", "FOLDER", "Where the lessons' pages and pictures are (lessons)."),
    ],
    run: runGolden)
}

@Sendable private func runGolden(
  _ arguments: Arguments, _ console: Console
) throws(CommandError) -> Int32 {
  let words = try arguments.words(["check or record", "LESSON"], optional: 1)
  guard words[0] == "check" || words[0] == "record" else {
    throw .unknown(words[0], "golden command", among: ["check", "record"])
  }
  var lessons = Curriculum.lessons
  if words.count == 2 { lessons = [try arguments.lesson(words[1])] }
  let folder = arguments["--folder"]
  let goldens = Goldens(
    folder: folder ?? console.goldens,
    pages: arguments["--pages"] ?? (folder == nil ? console.pages : nil))
  if words[0] == "record" {
    if console.isCI {
      throw CommandError(
        .usage,
        "Goldens are not recorded in continuous integration (CI is set). Record them at home.")
    }
    for lesson in lessons {
      let changed = try goldens.record(lesson)
      try console.write("\(lesson.id): \(changed.written) written, \(changed.same) the same\n")
    }
    return 0
  }
  var failures: [String] = []
  for lesson in lessons {
    let result = try goldens.check(lesson)
    failures += result.failures
    try console.write("\(lesson.id): \(result.count) goldens, ")
    let wrong = result.failures.count
    try console.write(
      wrong == 0 ? "all the same\n" : counted(wrong, "complaint") + "\n")
  }
  if lessons.count == Curriculum.lessons.count { failures += goldens.strayFolders() }
  if failures.isEmpty { return 0 }
  let shown = failures.prefix(20).joined(separator: "\n")
  let rest = failures.count > 20 ? "\n… and \(failures.count - 20) more complaints.\n" : ""
  try console.write("\n\(shown)\(rest)")
  return CommandError.Code.differs.rawValue
}
