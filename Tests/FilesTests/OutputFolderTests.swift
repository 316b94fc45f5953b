import Foundation
import TestSupport
import Testing

@testable import Files

@Suite("Folders are exchanged in one step or not at all") struct OutputFolderTests {
  @Test("A folder of one letter is written", arguments: ["k", "é", "日/"])
  func oneLetter(name: String) throws {
    try withTemporaryFolder { folder in
      let output = try OutputFolder("\(folder)/\(name)", subfolders: ["keys"], .forbidden)
      try output.write([65], to: "keys/a")
      try output.finish()
      #expect(text("\(folder)/\(name)/keys/a") == "A")
      #expect(names(folder).count == 3)
    }
  }

  /// An older class folder, with files that will be replaced and files that will not.
  func older(_ folder: String) throws {
    for name in ["a", "w/b", "w/kept", "kept", "sub/deep/kept"] {
      try put("old \(name)", "\(folder)/c/\(name)")
    }
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder)/c/link", withDestinationPath: "kept")
  }

  /// Begins a class folder over the older one.
  func newer(_ folder: String, _ overwriting: OutputFile.Overwriting = .allowed) throws
    -> OutputFolder
  {
    let output = try OutputFolder("\(folder)/c", subfolders: ["w", "new"], overwriting)
    for name in ["a", "w/b", "new/d"] { try output.write(Array("new".utf8), to: name) }
    return output
  }

  /// The folder's contents after the exchange.
  let exchanged = [
    "c": "a folder", "c/a": "new", "c/w": "a folder", "c/w/b": "new", "c/w/kept": "old w/kept",
    "c/kept": "old kept", "c/link": "old kept", "c/sub": "a folder", "c/sub/deep": "a folder",
    "c/sub/deep/kept": "old sub/deep/kept", "c/new": "a folder", "c/new/d": "new",
  ]

  @Test("What an older folder has besides is kept, as the same files, with its permissions")
  func kept() throws {
    try withTemporaryFolder { folder in
      try older(folder)
      let files = FileManager.default
      try files.setAttributes([.posixPermissions: 0o750], ofItemAtPath: "\(folder)/c")
      try files.setAttributes([.posixPermissions: 0o711], ofItemAtPath: "\(folder)/c/sub")
      let before = FileStatus("\(folder)/c/sub/deep/kept")?.identity
      try newer(folder).finish()
      #expect(contents(folder) == exchanged)
      #expect(FileStatus("\(folder)/c/sub/deep/kept")?.identity == before)
      #expect(FileStatus("\(folder)/c")?.permissions == 0o750)
      #expect(FileStatus("\(folder)/c/sub")?.permissions == 0o711)
      let target = try files.destinationOfSymbolicLink(atPath: "\(folder)/c/link")
      #expect(target == "kept")
    }
  }

  @Test(
    "If a step fails, everything is as it was before", arguments: FolderExchange.Step.allCases)
  func undone(step: FolderExchange.Step) throws {
    try withTemporaryFolder { folder in
      try older(folder)
      let before = contents(folder)
      // Any of the kept files may be the one that fails.
      for number in 1...5 where number == 1 || step == .keep {
        let output = try newer(folder)
        var left = number
        output.fails = { taken in
          if taken == step {
            left -= 1
            errno = EIO
            return left == 0
          }
          // The last two steps happen only where folders cannot be exchanged.
          errno = EINVAL
          return taken == .exchange && [.setAside, .move].contains(step)
        }
        #expect(throws: OutputFile.Failure.self) { try output.finish() }
        output.discard()
        #expect(left == 0)
        #expect(contents(folder) == before)
      }
      try newer(folder).finish()
      #expect(contents(folder) == exchanged)
    }
  }

  @Test("Where folders cannot be exchanged, they take each other's place in two steps")
  func twoSteps() throws {
    try withTemporaryFolder { folder in
      try older(folder)
      let output = try newer(folder)
      output.fails = { step in
        errno = EINVAL
        return step == .exchange
      }
      try output.finish()
      #expect(contents(folder) == exchanged)
    }
  }

  @Test(
    "A folder that a killed process had set aside is put back by the next one that writes there")
  func recovered() throws {
    try withTemporaryFolder { folder in
      try older(folder)
      let before = contents("\(folder)/c")
      let left = "\(folder)/.c.gradus-99999"
      try FileManager.default.createDirectory(atPath: left, withIntermediateDirectories: false)
      try FileManager.default.moveItem(atPath: "\(folder)/c", toPath: "\(left)/old")
      try put("half", "\(left)/new/a")
      try OutputFile.write([65], to: "\(folder)/other", .forbidden)
      #expect(contents("\(folder)/c") == before)
      #expect(names(folder).filter { $0.hasPrefix(".") }.isEmpty)
    }
  }

  @Test("If one file cannot be replaced, none is, and what was there is there again")
  func allOrNone() throws {
    try withTemporaryFolder { folder in
      let files = FileManager.default
      try put("old", "\(folder)/c/w/b")
      try put("in", "\(folder)/c/w/z/in")
      func write() throws {
        let output = try OutputFolder("\(folder)/c", subfolders: ["w", "new"], .allowed)
        for name in ["a", "w/b", "w/z", "new/d"] { try output.write([65], to: name) }
        try output.finish()
      }
      let before = contents(folder)
      #expect(
        throws: OutputFile.Failure.cannotWrite(
          "\(folder)/c/w/z", "it is a folder, which is not replaced")
      ) { try write() }
      #expect(contents(folder) == before)
      try files.removeItem(atPath: "\(folder)/c/w/z")
      try files.createSymbolicLink(atPath: "\(folder)/c/w/z", withDestinationPath: "b")
      #expect(throws: OutputFile.Failure.self) { try write() }
      #expect(text("\(folder)/c/w/b") == "old")
      try files.removeItem(atPath: "\(folder)/c/w/z")
      try write()
      #expect(text("\(folder)/c/w/b") == "A" && text("\(folder)/c/w/z") == "A")
    }
  }

  @Test("Of two that begin together one is written, and the other is refused at the end")
  func exclusive() throws {
    try withTemporaryFolder { folder in
      let (first, second) = (try newer(folder, .forbidden), try newer(folder, .forbidden))
      try first.finish()
      #expect(throws: OutputFile.Failure.isThere("\(folder)/c/a")) { try second.finish() }
      second.discard()
      #expect(Set(contents(folder).values) == ["new", "a folder"])
      #expect(names(folder).count == 6)
    }
  }

  @Test("Files that are read are not replaced, nor is one that appeared meanwhile without --force")
  func reads() throws {
    try withTemporaryFolder { folder in
      try older(folder)
      let before = contents(folder)
      let reads = FilesRead()
      reads.note("\(folder)/c/link")
      reads.note("\(folder)/c/w/b")
      let output = try newer(folder, OutputFile.Overwriting(isAllowed: true, reads: reads))
      #expect(
        throws: OutputFile.Failure.isRead("\(folder)/c/w/b", "\(folder)/c/w/b")
      ) { try output.finish() }
      output.discard()
      #expect(contents(folder) == before)
    }
  }

  @Test("A file is not a folder", arguments: ["c", "c/w"])
  func notAFolder(name: String) throws {
    try withTemporaryFolder { folder in
      try put("mine", "\(folder)/\(name)")
      #expect(
        throws: OutputFile.Failure.cannotCreate("\(folder)/\(name)", "it is a file, not a folder")
      ) { _ = try newer(folder) }
      #expect(text("\(folder)/\(name)") == "mine")
      #expect(names(folder).allSatisfy { !$0.hasPrefix(".") })
    }
  }
}
