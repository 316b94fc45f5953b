import Files
import Foundation
import TestSupport
import Testing

@Suite("Walking through folders") struct FolderWalkTests {
  @Test("Files come in the order of their names; hidden ones, pipes and links to folders do not")
  func walk() throws {
    try withTemporaryFolder { folder in
      for name in ["b", "a/z", "a/y/x", ".hidden", "a/.hidden/x"] {
        try put("", "\(folder)/\(name)")
      }
      let files = FileManager.default
      for (name, target) in [("one", "."), ("two", "a"), ("three", "b"), ("four", "nowhere")] {
        try files.createSymbolicLink(atPath: "\(folder)/\(name)", withDestinationPath: target)
      }
      #expect(mkfifo("\(folder)/a/pipe", 0o600) == 0)
      let walk = FolderWalk(folder)
      #expect(walk.files == ["a/y/x", "a/z", "b", "three"].map { "\(folder)/\($0)" })
      #expect(
        walk.passedOver.map { "\($0.path.dropFirst(folder.count + 1)): \($0.words)" } == [
          "a/pipe: a pipe", "four: a link that leads nowhere", "one: a link to a folder",
          "two: a link to a folder",
        ])
      #expect(walk.unreadable.isEmpty && walk.isFolder)
    }
  }

  @Test("Five links of a folder to itself end, and its file is found once")
  func loops() throws {
    try withTemporaryFolder { folder in
      try put("", "\(folder)/a")
      for number in 1...5 {
        try FileManager.default.createSymbolicLink(
          atPath: "\(folder)/loop\(number)", withDestinationPath: ".")
      }
      #expect(FolderWalk(folder).files == ["\(folder)/a"])
      #expect(FolderWalk(folder).passedOver.count == 5)
      // A link given as the path itself is followed.
      #expect(FolderWalk("\(folder)/loop1").files == ["\(folder)/loop1/a"])
    }
  }

  @Test("Folders are looked into to a depth, and one that is deeper is named")
  func depth() throws {
    try withTemporaryFolder { folder in
      let deep = (1...31).map { "\($0)" }.joined(separator: "/")
      try put("", "\(folder)/\(deep)/a")
      #expect(FolderWalk(folder).files.count == 1 && FolderWalk(folder).unreadable.isEmpty)
      try put("", "\(folder)/\(deep)/32/a")
      #expect(FolderWalk(folder).files.count == 1)
      #expect(FolderWalk(folder).unreadable.map(\.path) == ["\(folder)/\(deep)/32"])
    }
  }

  @Test("What is not a folder stands for itself", arguments: ["-", "/nowhere/at/all", "/dev/null"])
  func itself(path: String) {
    #expect(FolderWalk(path).files == [path] && !FolderWalk(path).isFolder)
  }
}
