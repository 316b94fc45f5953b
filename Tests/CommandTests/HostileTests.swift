import Foundation
import TestSupport
import Testing

/// A short run of `Tests/Hostile/replay.py`; `.ci/run` runs all of it.
@Suite("Hostile inputs") struct HostileTests {
  @Test("Paths, pipes, races, kills and text that is not what it seems do no harm")
  func replay() throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", "-B", Recorded.root.appending(path: "Tests/Hostile/replay.py").path,
      "--gradus", Recorded.root.appending(path: ".build/debug/gradus").path, "--quick",
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let said = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(said)")
  }
}
