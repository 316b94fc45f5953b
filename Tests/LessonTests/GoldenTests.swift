import Command
import Curriculum
import Foundation
import TestSupport
import Testing
import Tracing

@Suite("Goldens") struct GoldenTests {
  @Test(
    "Every golden of every lesson is the same, byte for byte",
    arguments: Curriculum.lessons.map(\.id))
  func check(id: String) throws {
    let goldens = Goldens(
      folder: Recorded.root.appending(path: "golden").path,
      pages: Recorded.root.appending(path: "lessons").path)
    let result = try goldens.check(lesson(id))
    let lesson = try lesson(id)
    // One more, for the picture.
    #expect(result.count == lesson.cases.count * (1 + lesson.variants.count) + 1)
    for failure in result.failures { Issue.record("\(failure)") }
  }

  /// A folder with one lesson's goldens, for damaging them.
  func copy(_ id: String, to folder: String) throws {
    let from = Recorded.root.appending(path: "golden/\(id)").path
    try FileManager.default.copyItem(atPath: from, toPath: "\(folder)/\(id)")
  }

  @Test("A changed digit is told: which file, how much, the numbers, their distance, what to do")
  func changedDigit() throws {
    try withTemporaryFolder { folder in
      try copy("ewma", to: folder)
      let path = "\(folder)/ewma/by-hand.json"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let changed = text.replacingOccurrences(of: "[[34]]", with: "[[34.000000000000007]]")
      #expect(changed != text)
      try changed.write(toFile: path, atomically: true, encoding: .utf8)
      let run = CommandRun("golden", "check", "ewma", "--folder", folder)
      #expect(run.code == 1)
      #expect(run.output.hasPrefix("ewma: 28 goldens, 1 complaint\n\n\(path) does not match"))
      #expect(run.output.contains("by-hand.json does not match: 1 of "))
      #expect(run.output.contains("(- golden, + this run)"))
      #expect(run.output.contains("\"value\": [[34.000000000000007]]}"))
      #expect(run.output.contains("  golden 34.000000000000007, this run 34: 1 ulp apart\n"))
      #expect(run.output.hasSuffix("  accept with: gradus golden record ewma\n"))
    }
  }

  @Test("The whole complaint, word for word")
  func wholeText() throws {
    try withTemporaryFolder { folder in
      try copy("decay", to: folder)
      let path = "\(folder)/decay/course.json"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let changed = text.replacingOccurrences(of: "\"alpha\": [[0.04]]", with: "\"alpha\": [[0.4]]")
      #expect(changed != text)
      try changed.write(toFile: path, atomically: true, encoding: .utf8)
      let result = try Goldens(folder: folder).check(lesson("decay"))
      let complaint = try #require(result.failures.first)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let at = try #require(lines.firstIndex { $0.contains("\"alpha\": [[0.04]]") })
      #expect(
        complaint == """
          \(path) does not match: 1 of \(lines.count) lines differ   (- golden, + this run)
            \(at - 1) | \(lines[at - 2])
            \(at) | \(lines[at - 1])
            \(at + 1) |-    "alpha": [[0.4]]
            \(at + 1) |+    "alpha": [[0.04]]
            golden 0.4, this run 0.04: far apart (0.1 times)
            The golden has the numbers of the variant 'miscopied-table': The note's table of answers: \
          three of its four rows lost the 0 after the point.
            accept with: gradus golden record decay

          """)
    }
  }

  @Test("A missing golden, an orphan and a stray folder are named")
  func missingAndOrphans() throws {
    try withTemporaryFolder { folder in
      for id in Curriculum.lessons.map(\.id) { try copy(id, to: folder) }
      try FileManager.default.removeItem(atPath: "\(folder)/ewma/course~difference-form.json")
      try Data().write(to: URL(filePath: "\(folder)/ewma/old.json"))
      try Data().write(to: URL(filePath: "\(folder)/ewma/course~old.json"))
      try FileManager.default.createDirectory(
        atPath: "\(folder)/No lesson", withIntermediateDirectories: false)
      let run = CommandRun("golden", "check", "--folder", folder)
      #expect(run.code == 1)
      let parts = run.output.components(separatedBy: "\n\n").last ?? ""
      let complaints = run.output.split(separator: "\n").suffix(4).map(String.init)
      #expect(!parts.isEmpty)
      #expect(
        complaints == [
          "\(folder)/ewma/course~difference-form.json: missing. Record it with: gradus golden record "
            + "ewma",
          "\(folder)/ewma/course~old.json belongs to no case. Delete it, or add the variant 'old' to "
            + "ewma.",
          "\(folder)/ewma/old.json belongs to no case. Delete it, or add the case 'old' to ewma.",
          "\(folder)/No lesson belongs to no lesson. Delete it, or add the lesson to the curriculum.",
        ])
    }
  }

  @Test("A check writes nothing; recording writes what differs and only that")
  func recording() throws {
    try withTemporaryFolder { folder in
      try copy("ewma", to: folder)
      let path = "\(folder)/ewma/course.json"
      let sound = try Data(contentsOf: URL(filePath: path))
      try Data("damaged".utf8).write(to: URL(filePath: path))
      #expect(CommandRun("golden", "check", "ewma", "--folder", folder).code == 1)
      #expect(try Data(contentsOf: URL(filePath: path)) == Data("damaged".utf8))
      let refused = CommandRun("golden", "record", "ewma", "--folder", folder, isCI: true)
      #expect(refused.code == 64)
      #expect(refused.error.hasPrefix("Error: Goldens are not recorded in continuous integration"))
      #expect(try Data(contentsOf: URL(filePath: path)) == Data("damaged".utf8))
      let run = CommandRun("golden", "record", "ewma", "--folder", folder)
      #expect(run.code == 0)
      #expect(run.output == "ewma: 1 written, 27 the same\n")
      #expect(try Data(contentsOf: URL(filePath: path)) == sound)
    }
  }

  @Test("A page's picture is recorded beside it, and a drifted one is a complaint")
  func picture() throws {
    try withTemporaryFolder { folder in
      try copy("decay", to: folder)
      let arguments = ["decay", "--folder", folder, "--pages", "\(folder)/pages"]
      func golden(_ command: String) -> CommandRun {
        CommandRun(arguments: ["golden", command] + arguments)
      }
      let path = "\(folder)/pages/Decay/picture.svg"
      try FileManager.default.createDirectory(
        atPath: "\(folder)/pages/Decay", withIntermediateDirectories: true)
      #expect(golden("check").output.contains("\(path): missing. Record it with"))
      #expect(golden("record").code == 0)
      #expect(golden("check").code == 0)
      let svg = try String(contentsOfFile: path, encoding: .utf8)
      #expect(svg == CommandRun("plot", "decay", "--page", "--format", "svg").output)
      try svg.replacingOccurrences(of: "d=\"M", with: "d=\"m")
        .write(toFile: path, atomically: true, encoding: .utf8)
      let drifted = golden("check")
      #expect(drifted.code == 1)
      #expect(drifted.output.contains("\(path) does not match"))
      #expect(drifted.output.hasSuffix("accept with: gradus golden record decay\n"))
    }
  }

  @Test("Goldens have LF, one final newline, no trailing spaces, no NaN with a sign")
  func bytes() throws {
    let folder = Recorded.root.appending(path: "golden")
    let files =
      FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    let goldens = files.filter { $0.hasSuffix(".json") }
    #expect(goldens.count > 300)
    for name in goldens {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      #expect(!text.contains("\r") && !text.contains(" \n") && !text.contains("-NaN"), "\(name)")
      #expect(text.hasSuffix("}\n") && !text.hasSuffix("\n\n"), "\(name)")
    }
  }
}
