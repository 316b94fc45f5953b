import Files
import Text
import Tracing
import Worksheets

/// Writes a worksheet and a key for every student, and one table of the answers.
///
/// - Returns: The exit code: 130 after Ctrl-C, 143 after `kill`; in both cases nothing is written.
func writeClass(
  _ roster: Roster, _ request: HandoutRequest, _ arguments: Arguments, _ console: Console
) throws(CommandError) -> Int32 {
  guard let path = arguments["--output"], path != "-" else {
    throw CommandError(.usage, "Missing --output: the folder for the students' files.")
  }
  let format = try arguments.handoutFormat()
  let base = request.seed ?? 1
  let students = roster.students
  let files = students.map { "\($0.name).\(format.suffix)" }
  try arguments.checkFiles(
    files.flatMap { ["\(path)/worksheets/\($0)", "\(path)/keys/\($0)"] } + ["\(path)/answers.csv"])
  // Errors in the request are reported once, before anything is written.
  _ = try HandoutDrawing(request)
  let folder: OutputFolder
  do {
    folder = try OutputFolder(
      path, subfolders: ["worksheets", "keys"], arguments.overwriting)
  } catch {
    throw CommandError(error)
  }
  // Even a second Ctrl-C waits until the hidden folder is removed: one student's sheet takes no
  // time.
  let stop = StopRequest(isPatient: true)
  defer {
    folder.discard()
    stop.end()
  }
  let results = onAllCores(
    students.count, tools: { stop.isMade ? nil : try? HandoutDrawing(request) },
    progress: { done in
      if console.showsProgress { console.progress("\(done) of \(students.count) students") }
    }
  ) { drawing, index in
    Result { () throws(CommandError) in
      if stop.isMade { throw .stopped }
      let seed = seed(of: students[index].name, after: base)
      let handout = try drawing.handout(seed: seed, student: students[index].name)
      do throws(OutputFile.Failure) {
        for (kind, place) in [(Handout.Kind.worksheet, "worksheets"), (.key, "keys")] {
          try folder.write(handout.bytes(kind, format), to: "\(place)/\(files[index])")
        }
      } catch { throw CommandError(error) }
      return StudentAnswers(handout, seed)
    }
  }
  if console.showsProgress { console.progress("") }
  if stop.isMade {
    console.error("Stopped; nothing was written.\n")
    return stop.exitCode
  }
  var answers: [StudentAnswers] = []
  for result in results {
    guard let result else { throw CommandError(.cannotWrite, "The worksheets could not be made.") }
    answers.append(try result.get())
  }
  do {
    try folder.write(Array(answersTable(roster, answers).utf8), to: "answers.csv")
    try folder.finish()
  } catch { throw CommandError(error) }
  console.error(
    "\(counted(students.count, "student")): \(path)/worksheets, "
      + "\(path)/keys and \(path)/answers.csv, numbers drawn after seed \(base) and each name.\n")
  console.error(sightTalk(roster, answers))
  return 0
}

extension CommandError {
  /// A stop was requested; the exit code says so.
  fileprivate static let stopped = CommandError(.cannotWrite, "Stopped.")
}

/// The part of a student's key that goes into the table.
private struct StudentAnswers: Sendable {
  let seed: UInt32
  /// `1: v_dW1[0,0], t = 2`.
  let headings: [String]
  let answers: [String]
  let hidden: [String]

  init(_ handout: Handout, _ seed: UInt32) {
    self.seed = seed
    headings = handout.worksheet.blanks.map { "\($0.number): \($0.name) t=\($0.t)" }
    answers = handout.worksheet.blanks.map { handout.plain($0.answer) }
    hidden = handout.worksheet.sight.hidden
  }
}

/// The seed of a student, which does not depend on the other names or their order.
///
/// FNV-1a of the class's seed and the name, mixed so that all bits depend on all letters.
func seed(of student: String, after seed: UInt32) -> UInt32 {
  var hash: UInt32 = 2_166_136_261
  func take(_ byte: UInt8) { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
  for shift in [0, 8, 16, 24] as [UInt32] { take(UInt8(truncatingIfNeeded: seed >> shift)) }
  // Both ways of encoding an accent give the same name.
  for byte in student.composed.utf8 { take(byte) }
  hash = (hash ^ hash >> 16) &* 0x85EB_CA6B
  hash = (hash ^ hash >> 13) &* 0xC2B2_AE35
  return hash ^ hash >> 16
}

/// The answers of the class, one row for each student, one column for each blank.
private func answersTable(_ roster: Roster, _ answers: [StudentAnswers]) -> String {
  var columns = ["student"] + (roster.hasIDs ? ["id"] : []) + ["seed"]
  // Every sheet asks the same; if one had more blanks, the table would have columns for all.
  columns += answers.map(\.headings).max { $0.count < $1.count } ?? []
  var text = columns.map(\.csvCell).joined(separator: ",") + "\r\n"
  for (student, own) in zip(roster.students, answers) {
    let cells =
      [student.name] + (roster.hasIDs ? [student.id ?? ""] : []) + ["\(own.seed)"] + own.answers
    text += cells.map(\.csvCell).joined(separator: ",") + "\r\n"
  }
  return text
}

/// The message on standard error about what the sheets show.
private func sightTalk(_ roster: Roster, _ answers: [StudentAnswers]) -> String {
  let blind = zip(roster.students, answers).filter { !$0.1.hidden.isEmpty }
  guard let first = blind.first else {
    return "Every known mistake and other form shows in some blank of every sheet.\n"
  }
  var hidden: [String] = []
  for (_, own) in blind { for id in own.hidden where !hidden.contains(id) { hidden.append(id) } }
  return "On \(blind.count) of \(answers.count) sheets some known mistake shows in no blank: "
    + hidden.joined(separator: ", ") + ".\n"
    + "  'gradus key --source' with the key of \(first.0.name) says what would help; a larger --ask, "
    + "more --digits or another --case may.\n"
}
