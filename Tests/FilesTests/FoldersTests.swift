import Foundation
import TestSupport
import Testing

@testable import Files

@Suite("Making folders") struct FoldersTests {
  @Test(
    "Private folders are the user's alone, each of those that are made, and no other is changed")
  func privateFolders() throws {
    try withTemporaryFolder { folder in
      try makeFolders("\(folder)/there")
      let before = FileStatus("\(folder)/there")?.permissions
      #expect(before != 0o700)
      try makeFolders("\(folder)/there/a/b/c/", isPrivate: true)
      for name in ["a", "a/b", "a/b/c"] {
        #expect(FileStatus("\(folder)/there/\(name)")?.permissions == 0o700, "\(name)")
      }
      #expect(FileStatus("\(folder)/there")?.permissions == before)
      try makeFolders("\(folder)/there/a/b/c/d")
      #expect(FileStatus("\(folder)/there/a/b/c/d")?.permissions == before)
    }
  }

  @Test("Where a file is in the way no folder is made, and it stays")
  func inTheWay() throws {
    try withTemporaryFolder { folder in
      try put("mine", "\(folder)/a")
      #expect(throws: OutputFile.Failure.self) { try makeFolders("\(folder)/a/b") }
      #expect(contents(folder) == ["a": "mine"])
    }
  }

  // A signal may arrive at any time between the beginning of the first file and the end of the
  // last.
  @Test("While one of several files is unfinished, the end of the process is listened to")
  func listening() throws {
    func isListening() -> Bool {
      var action = sigaction()
      sigaction(SIGTERM, nil, &action)
      #if canImport(Glibc)
        return action.__sigaction_handler.sa_handler != nil
      #else
        return action.__sigaction_u.__sa_handler != nil
      #endif
    }
    try withTemporaryFolder { folder in
      var files = try (1...3).map { try OutputFile("\(folder)/\($0)", .forbidden) }
      while !files.isEmpty {
        #expect(isListening())
        // It is watched as long as it is referenced.
        try files.removeFirst().finish()
      }
    }
  }
}
