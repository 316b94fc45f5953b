import Files
import Foundation
import TestSupport
import Testing

@Suite("Reading files") struct InputFileTests {
  @Test(
    "A file of exactly the limit is read, and one byte more is refused",
    arguments: [0, 1, 65_536, 65_537, 200_000])
  func limit(count: Int) throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/a"
      try put(String(repeating: "x", count: count), path)
      let read = try InputFile(path).all(atMost: count)
      #expect(read.count == count)
      try put(String(repeating: "x", count: count + 1), path)
      #expect(throws: InputFile.Failure.tooLong(path, count)) {
        try InputFile(path).all(atMost: count)
      }
    }
  }

  @Test("The limit holds where only reading tells how much there is", arguments: [5, 70_000])
  func endless(count: Int) throws {
    #expect(throws: InputFile.Failure.tooLong("/dev/zero", count)) {
      try InputFile("/dev/zero").all(atMost: count)
    }
  }

  @Test("What is not a regular file is refused where one is wanted, and is not waited for")
  func regular() throws {
    try withTemporaryFolder { folder in
      let pipe = "\(folder)/pipe"
      #expect(mkfifo(pipe, 0o600) == 0)
      #expect(throws: InputFile.Failure.special(pipe, "a pipe")) {
        try InputFile(pipe, isRegular: true)
      }
      #expect(throws: InputFile.Failure.special("/dev/null", "a device")) {
        try InputFile("/dev/null", isRegular: true)
      }
      let nothing = try InputFile("/dev/null").all(atMost: 1)
      #expect(nothing.isEmpty)
      #expect(throws: InputFile.Failure.folder(folder)) { try InputFile(folder) }
      #expect(throws: InputFile.Failure.missing("\(folder)/no")) { try InputFile("\(folder)/no") }
    }
  }

  @Test(
    "A path means what the system takes it for: no tilde, no folder that is only passed through")
  func paths() throws {
    try withTemporaryFolder { folder in
      try put("a", "\(folder)/a")
      #expect(throws: InputFile.Failure.missing("\(folder)/no/../a")) {
        try InputFile("\(folder)/no/../a")
      }
      #expect(throws: InputFile.Failure.missing("\(folder)/a/")) { try InputFile("\(folder)/a/") }
      #expect(throws: InputFile.Failure.missing("~")) { try InputFile("~") }
      #expect(throws: InputFile.Failure.missing("\(folder)/a\0b")) {
        try InputFile("\(folder)/a\0b")
      }
    }
  }
}
