import Files
import Foundation
import TestSupport
import Testing

@Suite("Files are written whole, all or none") struct OutputFolderTests {
  /// The names of everything in a folder and its folders, hidden ones too.
  func names(_ folder: String) -> [String] {
    (FileManager.default.subpaths(atPath: folder) ?? []).sorted()
  }

  func text(_ path: String) -> String? { try? String(contentsOfFile: path, encoding: .utf8) }

  @Test(
    "A path is cut at its last slash, however short its name is",
    arguments: [
      ("k", ".", "k"), ("k/", ".", "k"), ("é", ".", "é"), ("日/", ".", "日"), ("a/k", "a", "k"),
      ("a//k//", "a", "k"), ("/k", "/", "k"), ("//k", "/", "k"), ("/a/b/c", "/a/b", "c"),
      ("/\u{301}", "/", "\u{301}"), (".", ".", "."), ("..", ".", ".."), ("/", "/", ""),
      ("", ".", ""),
    ])
  func cut(path: String, folder: String, name: String) {
    #expect(FilePath(path).folder == folder && FilePath(path).name == name)
  }

  @Test("A folder of one letter is written", arguments: ["k", "é", "日/"])
  func oneLetter(name: String) throws {
    try withTemporaryFolder { folder in
      let output = try OutputFolder("\(folder)/\(name)", subfolders: ["keys"])
      try output.write([65], to: "keys/a")
      try output.finish()
      #expect(text("\(folder)/\(name)/keys/a") == "A")
      #expect(names(folder).count == 3)
    }
  }

  @Test("What is there already under the hidden name is somebody else's and stays")
  func othersFiles() throws {
    try withTemporaryFolder { folder in
      let process = ProcessInfo.processInfo.processIdentifier
      let files = FileManager.default
      try files.createDirectory(
        atPath: "\(folder)/.class.\(process)", withIntermediateDirectories: false)
      try "mine".write(
        toFile: "\(folder)/.class.\(process)/thesis", atomically: true, encoding: .utf8)
      let hidden = "\(folder)/.a.md.\(process)"
      try "mine too".write(toFile: hidden, atomically: true, encoding: .utf8)
      do {
        let output = try OutputFolder("\(folder)/class", subfolders: [])
        try output.write([65], to: "a")
        try output.finish()
        _ = try OutputFolder("\(folder)/class", subfolders: [])
        try OutputFile.write([66], to: "\(folder)/a.md")
        _ = try OutputFile("\(folder)/a.md")
      }
      #expect(text("\(folder)/.class.\(process)/thesis") == "mine")
      #expect(text(hidden) == "mine too")
      #expect(text("\(folder)/class/a") == "A" && text("\(folder)/a.md") == "B")
      #expect(names(folder).count == 6)
    }
  }

  @Test("If one file cannot be replaced, none is, and what was there is there again")
  func allOrNone() throws {
    try withTemporaryFolder { folder in
      let files = FileManager.default
      try files.createDirectory(atPath: "\(folder)/c/w", withIntermediateDirectories: true)
      try "old".write(toFile: "\(folder)/c/w/a", atomically: true, encoding: .utf8)
      try files.createDirectory(atPath: "\(folder)/c/w/b/in", withIntermediateDirectories: true)
      let before = names(folder)
      func write() throws {
        let output = try OutputFolder("\(folder)/c", subfolders: ["w", "new"])
        for name in ["w/a", "w/b", "w/c", "new/d"] { try output.write([65], to: name) }
        try output.finish()
      }
      #expect(
        throws: OutputFile.Failure.cannotWrite(
          "\(folder)/c/w/b", "it is a folder, which is not replaced")
      ) { try write() }
      #expect(names(folder) == before && text("\(folder)/c/w/a") == "old")
      try files.removeItem(atPath: "\(folder)/c/w/b")
      try files.createSymbolicLink(atPath: "\(folder)/c/w/b", withDestinationPath: "a")
      #expect(throws: OutputFile.Failure.self) { try write() }
      #expect(text("\(folder)/c/w/a") == "old")
      try files.removeItem(atPath: "\(folder)/c/w/b")
      try write()
      #expect(names(folder) == ["c", "c/new", "c/new/d", "c/w", "c/w/a", "c/w/b", "c/w/c"])
      #expect(text("\(folder)/c/w/a") == "A")
    }
  }

  @Test("A file that is missing at the last moment undoes what was moved before it")
  func undone() throws {
    try withTemporaryFolder { folder in
      let files = FileManager.default
      try files.createDirectory(atPath: "\(folder)/c/w", withIntermediateDirectories: true)
      try "old".write(toFile: "\(folder)/c/a", atomically: true, encoding: .utf8)
      let output = try OutputFolder("\(folder)/c", subfolders: ["w"])
      try output.write([65], to: "a")
      try output.write([66], to: "w/b")
      // The folder that the second file goes into becomes one that leads nowhere.
      try files.removeItem(atPath: "\(folder)/c/w")
      try files.createSymbolicLink(atPath: "\(folder)/c/w", withDestinationPath: "nowhere")
      #expect(throws: OutputFile.Failure.cannotWrite("\(folder)/c/w", "File exists")) {
        try output.finish()
      }
      output.discard()
      #expect(text("\(folder)/c/a") == "old" && names(folder) == ["c", "c/a", "c/w"])
    }
  }

  // MARK: What is read is not overwritten

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
          run.code == 64 && run.error.contains("ada.md is read: expected the name of another"))
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
}
