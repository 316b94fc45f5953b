import Foundation
import TestSupport
import Testing

@Suite("What is read is never written over") struct OverwritingTests {
  func text(_ path: String) -> String? { try? String(contentsOfFile: path, encoding: .utf8) }

  @Test("A student's sheet is never replaced by the report, and another file only with --force")
  func grade() throws {
    try withTemporaryFolder { folder in
      let sheet = "\(folder)/ada.md"
      #expect(CommandRun("key", "ewma", "--case", "by-hand", "--output", sheet).code == 0)
      let before = try #require(text(sheet))
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/.link.md", withDestinationPath: "ada.md")
      for output in [sheet, "\(folder)/./ada.md", "\(folder)/.link.md"] {
        let run = CommandRun("grade", "ewma", folder, "--output", output, "--force")
        #expect(
          run.code == 64 && run.error.contains("read: expected the name of another file"))
      }
      let source = CommandRun(
        "worksheet", "ewma", "--source", sheet, "--output", sheet, "--force")
      #expect(source.code == 64 && text(sheet) == before)
      let report = "\(folder)/.report.csv"
      try "mine".write(toFile: report, atomically: true, encoding: .utf8)
      let kept = CommandRun("grade", "ewma", folder, "--output", report)
      #expect(
        kept.code == 73 && kept.error.contains("--force overwrites") && text(report) == "mine")
      #expect(CommandRun("grade", "ewma", folder, "--output", report, "--force").code == 0)
      #expect(text(report) != "mine")
    }
  }

  @Test("A picture replaces a file only with --force, and never the case it is drawn from")
  func plot() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/a.svg"
      try "mine".write(toFile: path, atomically: true, encoding: .utf8)
      #expect(CommandRun("plot", "ewma", "--output", path).code == 73)
      #expect(CommandRun("plot", "ewma", "--case", path, "--output", path, "--force").code == 64)
      #expect(text(path) == "mine")
      #expect(CommandRun("plot", "ewma", "--output", path, "--force").code == 0)
      #expect(text(path)?.hasPrefix("<svg") == true)
    }
  }

  /// Every command that writes a file, with the output option last.
  static let writers: [[String]] = [
    ["trace", "ewma", "--output"], ["trace", "ewma", "--plot"],
    ["compare", "ewma", "--variant", "recursion-as-product", "--output"],
    ["compare", "ewma", "--variant", "recursion-as-product", "--plot"],
    ["plot", "ewma", "--output"], ["key", "ewma", "--output"],
    ["worksheet", "ewma", "--format", "html", "--output"],
    ["coverage", "adam", "--improve"],
    ["train", "--epochs", "1", "--plot"], ["race", "adam", "--epochs", "1", "--plot"],
  ]

  @Test("A file that is there is replaced only with --force", arguments: writers)
  func force(command: [String]) throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/mine.svg"
      let wanted = command.contains("key") ? ["--format", "html"] : []
      try "mine".write(toFile: path, atomically: true, encoding: .utf8)
      let refused = CommandRun(arguments: command + [path] + wanted)
      #expect(refused.code == 73 && refused.error.contains("--force"), "\(refused.error)")
      #expect(text(path) == "mine")
      let forced = CommandRun(arguments: command + [path] + wanted + ["--force"])
      #expect(forced.code <= 1 && text(path) != "mine", "\(forced.error)")
    }
  }

  @Test("--force is an option of every command with an option that writes")
  func everyWriter() {
    for command in [
      "trace", "compare", "plot", "diagnose", "grade", "coverage", "key", "worksheet", "train",
      "race",
    ] {
      let help = CommandRun("help", command).output
      #expect(help.contains("\n  --force "), "\(command)")
      #expect(help.split(separator: "\n\n")[1].contains("--force"), "usage line of \(command)")
    }
  }

  @Test(
    "A picture beside the one that was named is not replaced either, and nothing runs before that is said"
  )
  func besides() throws {
    try withTemporaryFolder { folder in
      let beside = "\(folder)/race-momentum.svg"
      try "mine".write(toFile: beside, atomically: true, encoding: .utf8)
      let race = ["race", "adam", "momentum", "--epochs", "1", "--plot", "\(folder)/race.svg"]
      let refused = CommandRun(arguments: race)
      #expect(refused.code == 73 && refused.error.contains("race-momentum.svg"))
      #expect(text(beside) == "mine" && refused.output.isEmpty)
      #expect(text("\(folder)/race.svg") == nil)
    }
  }

  @Test("Two outputs are two files")
  func twice() throws {
    try withTemporaryFolder { folder in
      let run = CommandRun(
        "trace", "ewma", "--output", "\(folder)/a.svg", "--plot", "\(folder)//a.svg", "--force")
      #expect(run.code == 64 && text("\(folder)/a.svg") == nil)
    }
  }

  @Test("Nothing of a class is made, not even its mistakes, where one of its files is the roster")
  func classOverRoster() throws {
    try withTemporaryFolder { folder in
      let files = FileManager.default
      try files.createDirectory(
        atPath: "\(folder)/class/keys", withIntermediateDirectories: true)
      let table = "\(folder)/class/answers.csv"
      try "Ann\nBob\n".write(toFile: table, atomically: true, encoding: .utf8)
      try files.linkItem(atPath: table, toPath: "\(folder)/roster.csv")
      try files.linkItem(atPath: table, toPath: "\(folder)/class/keys/Bob.md")
      // No step has such a quantity, which would be reported first if the class were begun.
      for roster in [table, "\(folder)/roster.csv"] {
        let run = CommandRun(
          "key", "ewma", "--students", roster, "--output", "\(folder)/class", "--force",
          "--ask", "W9")
        #expect(
          run.code == 64 && run.error.contains("read: expected the name of another"), "\(run.error)"
        )
      }
      #expect(text(table) == "Ann\nBob\n" && text("\(folder)/class/keys/Bob.md") == text(table))
    }
  }

  // MARK: Grading paths that are not files

  @Test("A pipe or a folder that cannot be read is named, and the rest of a class is graded")
  func strange() throws {
    try withTemporaryFolder { folder in
      let sheet = "\(folder)/ada.md"
      #expect(CommandRun("key", "ewma", "--case", "by-hand", "--output", sheet).code == 0)
      #expect(mkfifo("\(folder)/pipe", 0o600) == 0)
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/loop", withDestinationPath: ".")
      let other = "\(folder)/bob.md"
      #expect(CommandRun("key", "ewma", "--case", "by-hand", "--output", other).code == 0)
      let within = CommandRun("grade", "ewma", folder)
      #expect(within.code == 0 && within.output.contains("2 submissions: 2 correct"))
      #expect(within.error.contains("/pipe' is passed over: a pipe."))
      #expect(within.error.contains("/loop' is passed over: a link to a folder."))
      let named = CommandRun("grade", "ewma", sheet, "\(folder)/pipe", "--format", "csv")
      #expect(named.code == 1 && named.output.contains("/pipe' is a pipe; expected a file."))
    }
  }
}
