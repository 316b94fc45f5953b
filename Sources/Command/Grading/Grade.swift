import Curriculum
import Diagnosis
import Equations
import LogDiagnosis
import Readers
import Tracing
import Worksheets

/// The grade of one submission, short enough to keep for a class of thousands.
struct Grade: Sendable {
  /// The student's name in the file, or the file's name.
  var student: String
  let file: String
  /// Nil if the submission could not be read.
  let verdict: Verdict?
  /// The explanations, as `--variant` accepts them, the most common first.
  let diagnoses: [String]
  /// The variants of the first explanation.
  let variants: [Variant]
  let ruleReproduces: Int
  let total: Int
  /// The reason it could not be read, or the first wrong number.
  var message: String
  /// The worksheet's source.
  var source: WorksheetSpec?
  /// Whether the worksheet states the student.
  var isNamed = false
  /// The marked worksheet; nil for other submissions.
  var sheet: MarkedSheet?
  /// Notes on how it was read.
  var notes: [String] = []

  init(_ student: String, _ file: String, _ report: Report) {
    self.student = student
    self.file = file
    verdict = report.verdict
    diagnoses = report.diagnoses.map(\.argument)
    variants = report.diagnoses.first?.variants.map(\.variant) ?? []
    ruleReproduces = report.ruleReproduces
    total = report.total
    message = report.verdict == .unknown ? report.firstDifference : ""
  }

  init(_ student: String, _ file: String, _ log: LogDiagnosis) {
    self.student = student
    self.file = file
    verdict = log.verdict
    diagnoses = log.explanations.map { one in
      one.variants.isEmpty ? one.optimizer.id : one.variants.map(\.argument).joined(separator: ",")
    }
    variants = log.explanations.first?.variants.map(\.variant) ?? []
    ruleReproduces = log.ruleReproduces
    total = log.explanations.first?.lines.count ?? log.log.distinctCosts.count
    message = ""
  }

  init(_ student: String, _ file: String, _ sheet: MarkedSheet, notes: [String]) {
    self.student = student
    self.file = file
    verdict = sheet.verdict
    diagnoses = sheet.explanations.map(\.argument)
    variants = sheet.explanations.first?.variants.map(\.variant) ?? []
    ruleReproduces = sheet.count(.right)
    total = sheet.blanks.count
    message = ([sheet.message] + notes).filter { !$0.isEmpty }.joined(separator: "; ")
    self.sheet = sheet
    self.notes = notes
  }

  init(_ student: String, _ file: String, unreadable why: String) {
    self.student = student
    self.file = file
    verdict = nil
    diagnoses = []
    variants = []
    ruleReproduces = 0
    total = 0
    message = why
  }
}

extension Grade {
  /// The verdict in a word; for a worksheet, also how complete it is.
  var word: String {
    guard let verdict else { return "unreadable" }
    guard let sheet, verdict == .correct || verdict == .unknown else { return verdict.rawValue }
    if sheet.isEmpty { return "empty" }
    return sheet.count(.wrong) == 0 && !sheet.isFull ? "incomplete" : verdict.rawValue
  }

  /// The words in the order of a class summary.
  static let words = Verdict.allCases.map { $0.rawValue } + ["incomplete", "empty", "unreadable"]
}

/// Grades files on all cores, with a separate diagnoser for each core.
///
/// - Parameter progress: Called now and then with the number of finished files.
/// - Returns: The grades in the order of the files.
func gradeAll(
  _ files: [String], _ lesson: Lesson, _ given: Case, _ orders: SheetOrders, progress: (Int) -> Void
) -> [Grade] {
  let grades = onAllCores(
    files.count, tools: { GradingTools(lesson, given, orders) }, progress: progress
  ) { tools, index in grade(files[index], &tools) }
  return grades.flatMap { $0 ?? [] }.withClassNotes.toldApart
}

extension [Grade] {
  /// The grades, with folder and full file name where several files have the same name.
  fileprivate var toldApart: [Grade] {
    var files: [String: Set<String>] = [:]
    for grade in self { files[grade.student, default: []].insert(grade.file) }
    return map { grade in
      // A name from inside a file is kept, even if other files have the same.
      let last = grade.file.split(separator: "/").last ?? ""
      guard !grade.isNamed, let own = files[grade.student], own.count > 1,
        last.hasPrefix(grade.student)
      else { return grade }
      var grade = grade
      grade.student = grade.file.split(separator: "/").suffix(2).joined(separator: "/")
      return grade
    }
  }
}

/// The tools that one core grades with.
private struct GradingTools {
  let lesson: Lesson
  private let given: Case
  private var known: Diagnoser?
  var sheets: SheetGrader

  init(_ lesson: Lesson, _ given: Case, _ orders: SheetOrders) {
    self.lesson = lesson
    self.given = given
    sheets = SheetGrader(orders)
  }

  /// Made when needed, since worksheets do not need it.
  mutating func diagnoser() throws(CaseError) -> Diagnoser {
    if let known { return known }
    let new = try Diagnoser(lesson, given, others: Curriculum.lessons)
    known = new
    return new
  }
}

/// Grades one file, which may contain submissions of several students.
private func grade(_ file: String, _ tools: inout GradingTools) -> [Grade] {
  let last = file.split(separator: "/").last.map(String.init) ?? file
  let name =
    last.contains(".") ? String(last.prefix(upTo: last.lastIndex(of: ".") ?? last.endIndex)) : last
  let submission: Submission
  let diagnoser: Diagnoser
  do {
    let input = try InputBytes(regular: file)
    if FilledSheet.isWorksheet(input.bytes) {
      return [tools.sheets.grade(input.bytes, name, file)]
    }
    if tools.lesson.printsLog, input.isLog {
      let log = try diagnoseLog(
        String(decoding: input.bytes, as: UTF8.self), optimizers: Curriculum.optimizers,
        usual: Curriculum.usualOptimizer)
      return [Grade(name, file, log)]
    }
    diagnoser = try tools.diagnoser()
    let lines = input.studentLines
    if lines.count > 1 {
      return lines.enumerated().flatMap { number, line in
        gradeLine(line, number + 1, file, diagnoser)
      }
    }
    submission = try Submission(input)
  } catch let error as CommandError {
    return [Grade(name, file, unreadable: error.message)]
  } catch {
    return [Grade(name, file, unreadable: "\(error)")]
  }
  return grades(submission, name, file, diagnoser)
}

/// Grades the student on one line of JSON; a malformed line affects only its own student.
private func gradeLine(
  _ line: [UInt8], _ number: Int, _ file: String, _ diagnoser: Diagnoser
) -> [Grade] {
  let name = "line \(number)"
  do {
    return grades(Submission(try read(line, name: "line.json"), name: file), name, file, diagnoser)
  } catch {
    return [Grade(name, file, unreadable: "\(file), line \(number): \(error.message)")]
  }
}

private func grades(
  _ submission: Submission, _ name: String, _ file: String, _ diagnoser: Diagnoser
) -> [Grade] {
  submission.reading.byStudent.map { grade($0.reading, $0.student ?? name, file, diagnoser) }
}

extension Reading {
  /// The readings of the students named in it; the whole reading, without a name, if none is named.
  fileprivate var byStudent: [(student: String?, reading: Reading)] {
    var students: [(name: String, parts: [Reading.Part])] = []
    var places: [String: Int] = [:]
    for part in parts {
      guard let student = part.student else { continue }
      let place = places[student] ?? students.count
      if place == students.count {
        places[student] = place
        students.append((student, []))
      }
      students[place].parts.append(part)
    }
    if students.isEmpty { return [(nil, self)] }
    return students.map { ($0.name, Reading(kind: kind, parts: $0.parts, notes: notes)) }
  }
}

extension PossibleCases {
  /// The most submissions that are used to find the case of a class.
  private static let mostLookedAt = 8

  /// The case that most submissions of a class belong to.
  func usual(of files: [String], _ lesson: Lesson) -> Case {
    guard diagnosers.count > 1 else { return diagnosers[0].given }
    var readings: [Reading] = []
    for file in files where readings.count < Self.mostLookedAt {
      guard let input = try? InputBytes(regular: file), !FilledSheet.isWorksheet(input.bytes),
        !(lesson.printsLog && input.isLog)
      else { continue }
      let lines = input.studentLines
      if lines.count > 1 {
        readings += lines.prefix(Self.mostLookedAt).compactMap { try? read($0, name: "line.json") }
      } else if let submission = try? Submission(input) {
        readings += submission.reading.byStudent.prefix(Self.mostLookedAt).map(\.reading)
      }
    }
    return usual(of: readings)
  }
}

private func grade(
  _ reading: Reading, _ student: String, _ file: String, _ diagnoser: Diagnoser
) -> Grade {
  do {
    return Grade(student, file, try diagnoser.diagnose(reading))
  } catch {
    return Grade(student, file, unreadable: CommandError.inFile(file, error).message)
  }
}
