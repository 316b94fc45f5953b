import Files
import Foundation
import TestSupport
import Testing

@Suite("Files are written whole or not at all") struct OutputFileTests {
  @Test("Nothing is to be seen before the end, and nothing is left of what was given up")
  func whole() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/a"
      do {
        let file = try OutputFile(path, .forbidden)
        try file.write([65])
        #expect(names(folder).count == 1 && names(folder)[0].hasPrefix(".a.gradus-"))
      }
      #expect(names(folder).isEmpty)
      try OutputFile.write([65], to: path, .forbidden)
      #expect(contents(folder) == ["a": "A"])
    }
  }

  @Test("Of two that begin together one is written, and the other is refused at the end")
  func exclusive() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/a"
      let (first, second) = (try OutputFile(path, .forbidden), try OutputFile(path, .forbidden))
      try first.write([65])
      try second.write([66])
      try first.finish()
      #expect(throws: OutputFile.Failure.isThere(path)) { try second.finish() }
      #expect(text(path) == "A")
      #expect(throws: OutputFile.Failure.isThere(path)) { try OutputFile(path, .forbidden) }
      try OutputFile.write([67], to: path, .allowed)
      #expect(text(path) == "C")
    }
  }

  @Test("A file that is read is never written over, whatever the path and whenever it appears")
  func reads() throws {
    try withTemporaryFolder { folder in
      let files = FileManager.default
      try put("mine", "\(folder)/a")
      try files.createDirectory(atPath: "\(folder)/in", withIntermediateDirectories: false)
      try files.createSymbolicLink(atPath: "\(folder)/link", withDestinationPath: "a")
      try files.createSymbolicLink(atPath: "\(folder)/link2", withDestinationPath: "in/../link")
      try files.linkItem(atPath: "\(folder)/a", toPath: "\(folder)/hard")
      let reads = FilesRead()
      _ = try InputFile("\(folder)/a", into: reads)
      for spelled in ["a", "./a", ".//a", "in/../a", "link", "link2", "hard"] {
        let path = "\(folder)/\(spelled)"
        #expect(throws: OutputFile.Failure.isRead(path, "\(folder)/a")) {
          try OutputFile(path, OutputFile.Overwriting(isAllowed: true, reads: reads))
        }
      }
      let late = try OutputFile(
        "\(folder)/late", OutputFile.Overwriting(isAllowed: true, reads: reads))
      try files.linkItem(atPath: "\(folder)/a", toPath: "\(folder)/late")
      #expect(throws: OutputFile.Failure.self) { try late.finish() }
      #expect(text("\(folder)/a") == "mine")
    }
  }

  @Test("A link is followed, and what it leads to keeps its permissions")
  func links() throws {
    try withTemporaryFolder { folder in
      let files = FileManager.default
      try put("old", "\(folder)/in/a")
      try files.setAttributes([.posixPermissions: 0o640], ofItemAtPath: "\(folder)/in/a")
      try files.createSymbolicLink(atPath: "\(folder)/link", withDestinationPath: "in/a")
      try OutputFile.write([65], to: "\(folder)/link", .allowed)
      #expect(text("\(folder)/in/a") == "A")
      let target = try files.destinationOfSymbolicLink(atPath: "\(folder)/link")
      #expect(target == "in/a")
      let mode = try files.attributesOfItem(atPath: "\(folder)/in/a")[.posixPermissions] as? Int
      #expect(mode == 0o640)
      try files.createSymbolicLink(atPath: "\(folder)/new", withDestinationPath: "in/b")
      try OutputFile.write([66], to: "\(folder)/new", .forbidden)
      #expect(text("\(folder)/in/b") == "B")
      try files.createSymbolicLink(atPath: "\(folder)/self", withDestinationPath: "self")
      #expect(throws: OutputFile.Failure.self) { try OutputFile("\(folder)/self", .allowed) }
    }
  }

  @Test(
    "A path means what the system takes it for",
    arguments: [
      ("", "the name is empty"), ("a/", "it ends in '/', as the name of a folder does"),
      ("in/", "it is a folder"), ("in", "it is a folder"), ("in/.", "it is a folder"),
      ("in/..", "it is a folder"), ("no/../a", "there is no folder"), ("file/a", "is not a folder"),
      ("a\0b", "its name has a NUL character in it"),
    ])
  func paths(name: String, why: String) throws {
    try withTemporaryFolder { folder in
      try put("", "\(folder)/in/x")
      try put("", "\(folder)/file")
      let before = names(folder)
      do throws(OutputFile.Failure) {
        _ = try OutputFile(name.isEmpty ? "" : "\(folder)/\(name)", .allowed)
        Issue.record("no error")
      } catch {
        guard case .cannotCreate(_, let words) = error else {
          Issue.record("\(error)")
          return
        }
        #expect(words.contains(why))
      }
      #expect(names(folder) == before)
    }
  }

  @Test("A full device is said in the system's words")
  func full() throws {
    #expect(throws: OutputFile.Failure.cannotWrite("/dev/full", "No space left on device")) {
      try OutputFile.write([65], to: "/dev/full", .forbidden)
    }
  }

  @Test(
    "What a killed process left is cleared away; what is being written, and what is someone else's, is not"
  )
  func leftovers() throws {
    try withTemporaryFolder { folder in
      let others = [".a.gradus", ".a.gradus-", ".a.gradus-1x", ".gradus-1", "a.gradus-1", ".a.1"]
      for name in others { try put("mine", "\(folder)/\(name)") }
      try put("left", "\(folder)/.a.gradus-99999")
      try put("left", "\(folder)/.class.gradus-99999-2/new/worksheets/x")
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/.class.gradus-99999-2/link", withDestinationPath: "../.a.1")
      let living = try OutputFile("\(folder)/b", .forbidden)
      try OutputFile.write([65], to: "\(folder)/c", .forbidden)
      #expect(names(folder).filter { $0.hasPrefix(".b.gradus-") }.count == 1)
      try living.finish()
      #expect(names(folder) == (others + ["b", "c"]).sorted())
    }
  }

  @Test("Outputs are checked together, before any of them is written")
  func check() throws {
    try withTemporaryFolder { folder in
      try put("", "\(folder)/there")
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/link", withDestinationPath: "a")
      let (a, b) = ("\(folder)/a", "\(folder)/b")
      try OutputFile.check([a, b], .forbidden)
      #expect(throws: OutputFile.Failure.isThere("\(folder)/there")) {
        try OutputFile.check([a, "\(folder)/there"], .forbidden)
      }
      #expect(throws: OutputFile.Failure.isWritten("\(folder)/./a", a)) {
        try OutputFile.check([a, b, "\(folder)/./a"], .allowed)
      }
      #expect(throws: OutputFile.Failure.isWritten("\(folder)/link", a)) {
        try OutputFile.check([a, "\(folder)/link"], .allowed)
      }
      #expect(names(folder) == ["link", "there"])
    }
  }
}
