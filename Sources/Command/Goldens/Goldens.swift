import Curriculum
import Equations
import Files
import Tracing

/// Compares the recorded traces of a folder and the pages' pictures with the program's output.
public struct Goldens {
  /// The folder, usually `golden`.
  public let folder: String

  /// The folder of the lessons' pages with their pictures; nil to skip the pictures.
  public let pages: String?

  /// Uses a folder of goldens, and the pictures beside the pages in another folder.
  public init(folder: String, pages: String? = nil) {
    self.folder = folder
    self.pages = pages
  }

  /// The result of a check.
  public struct Result {
    /// The number of the lesson's goldens.
    public let count: Int
    /// The differences, one paragraph for each file.
    public let failures: [String]
  }

  /// A golden as the program would write it now.
  struct Golden {
    /// The file's name without `.json`: `course`, `course~missing-epsilon`.
    let name: String
    /// Where it is.
    let path: String
    let bytes: [UInt8]
  }

  /// Compares a lesson's goldens with the program's output.
  ///
  /// It writes no files.
  public func check(_ lesson: Lesson) throws(CommandError) -> Result {
    guard FileStatus(folder)?.kind == .folder else {
      throw CommandError(
        .noFile, "There is no folder '\(folder)'. Run this in the folder that holds it.")
    }
    let goldens = try self.goldens(lesson)
    var failures: [String] = []
    for golden in goldens {
      let path = golden.path
      guard let recorded = contents(path) else {
        failures.append(
          "\(path): missing. Record it with: gradus golden record \(lesson.id)\n")
        continue
      }
      let difference = Mismatch.words(
        path: path, golden: recorded, actual: golden.bytes, lesson: lesson,
        name: golden.name,
        goldens: self)
      if let difference { failures.append(difference) }
    }
    for name in files(lesson.id) where !goldens.contains(where: { "\($0.name).json" == name }) {
      failures.append(orphan(lesson, name))
    }
    return Result(count: goldens.count, failures: failures)
  }

  /// Writes goldens that are missing or differ.
  public func record(_ lesson: Lesson) throws(CommandError) -> (written: Int, same: Int) {
    var counts = (written: 0, same: 0)
    do {
      try makeFolders("\(folder)/\(lesson.id)")
    } catch { throw CommandError(error) }
    for golden in try goldens(lesson) {
      let path = golden.path
      if contents(path) == golden.bytes {
        counts.same += 1
        continue
      }
      do {
        try OutputFile.write(golden.bytes, to: path, OutputFile.Overwriting(isAllowed: true))
      } catch { throw CommandError(error) }
      counts.written += 1
    }
    return counts
  }

  /// Folders that do not belong to a lesson.
  func strayFolders() -> [String] {
    let known = Curriculum.lessons.map(\.id)
    return files("").filter { !known.contains($0) }.map {
      "\(folder)/\($0) belongs to no lesson. Delete it, or add the lesson to the curriculum.\n"
    }
  }

  // MARK: Making

  /// Every golden of a lesson: each case's trace, each case's comparison with each variant, and the
  /// picture.
  func goldens(_ lesson: Lesson) throws(CommandError) -> [Golden] {
    var goldens: [Golden] = []
    for own in lesson.cases {
      do {
        let given = try CaseReader.read(own.json, for: lesson)
        let path = path(lesson, own.name)
        goldens.append(Golden(name: own.name, path: path, bytes: try trace(lesson, given)))
        for variant in lesson.variants {
          let name = "\(own.name)~\(variant.id)"
          let applied = [AppliedVariant(variant)]
          goldens.append(
            Golden(
              name: name, path: self.path(lesson, name),
              bytes: try Comparison(lesson, variants: applied, given).json))
        }
      } catch {
        throw .inFile("lesson \(lesson.id), case \(own.name)", error)
      }
    }
    if let pages {
      let picture = try PictureRequest.picture(of: lesson).svg
      goldens.append(
        Golden(
          name: "picture", path: "\(pages)/\(lesson.folder)/picture.svg", bytes: Array(picture.utf8)
        ))
    }
    return goldens
  }

  /// The trace of a case, by the rule or with variants, as it is stored in goldens.
  func trace(
    _ lesson: Lesson, variants: [AppliedVariant] = [], _ given: Case
  ) throws(CaseError) -> [UInt8] {
    var tracer = try Tracer(lesson, variants: variants, head: given.head)
    var writer = JSONTrace()
    writer.open(try TraceHeader(tracer))
    for step in given.steps { try tracer.run(step, into: &writer) }
    writer.close(tracer.outputs)
    return writer.bytes
  }

  // MARK: Files

  func path(_ lesson: Lesson, _ name: String) -> String { "\(folder)/\(lesson.id)/\(name).json" }

  /// The contents of a golden; nil if it cannot be read.
  func contents(_ path: String) -> [UInt8]? {
    try? InputFile(path, isRegular: true).all(atMost: 1_000_000_000)
  }

  func files(_ name: String) -> [String] {
    visibleNames(inFolder: name.isEmpty ? folder : "\(folder)/\(name)")
  }

  private func orphan(_ lesson: Lesson, _ file: String) -> String {
    let name = file.hasSuffix(".json") ? String(file.dropLast(5)) : file
    let parts = name.split(separator: "~", maxSplits: 1).map(String.init)
    let isKnown = lesson.cases.contains { $0.name == parts.first }
    let missing =
      isKnown && parts.count == 2
      ? "add the variant '\(parts[1])'" : "add the case '\(parts.first ?? name)'"
    return "\(folder)/\(lesson.id)/\(file) belongs to no case. Delete it, or \(missing) to "
      + "\(lesson.id).\n"
  }
}
