import Command
import Foundation

/// A run of the command inside the test's process.
public struct CommandRun {
  /// What it wrote to standard output.
  public let output: String
  /// What it wrote to standard error.
  public let error: String
  /// Its exit code.
  public let code: Int32

  /// Runs `gradus` with some arguments.
  public init(_ arguments: String..., isCI: Bool = false, goldens: String? = nil) {
    self.init(arguments: arguments, isCI: isCI, goldens: goldens)
  }

  /// Runs an interactive command: the typed lines come from one file, the replies go to another.
  public init(_ arguments: String..., typing lines: String, states: String?) throws {
    try self.init(arguments: arguments, typing: lines, states: states)
  }

  private static let conversing = NSLock()

  /// Runs an interactive command, with a list of arguments.
  public init(arguments: [String], typing lines: String, states: String?) throws {
    let (run, output) = try withTemporaryFolder { folder in
      let paths = (input: folder + "/input", output: folder + "/output")
      try Data(lines.utf8).write(to: URL(filePath: paths.input))
      try Data().write(to: URL(filePath: paths.output))
      let input = try FileHandle(forReadingFrom: URL(filePath: paths.input))
      let output = try FileHandle(forWritingTo: URL(filePath: paths.output))
      // A conversation handles the process's signals, so only one runs at a time.
      let run = Self.conversing.withLock {
        CommandRun(
          arguments: arguments, states: states,
          talk: (input.fileDescriptor, output.fileDescriptor))
      }
      try input.close()
      try output.close()
      return (run, try String(contentsOfFile: paths.output, encoding: .utf8))
    }
    self.output = run.output + output
    error = run.error
    code = run.code
  }

  /// Runs `gradus` with a list of arguments.
  public init(
    arguments: [String], isCI: Bool = false, goldens: String? = nil, states: String? = nil,
    talk: (input: Int32, output: Int32) = (-1, -1)
  ) {
    final class Sink {
      var output: [UInt8] = []
      var error = ""
    }
    let sink = Sink()
    let console = Console(
      out: { (bytes) throws(ConsoleClosed) in sink.output += bytes },
      error: { sink.error += $0 }, isCI: isCI,
      goldens: goldens ?? Recorded.root.appending(path: "golden").path,
      pages: Recorded.root.appending(path: "lessons").path, states: states, talk: talk)
    code = Gradus.run(arguments, console: console)
    output = String(decoding: sink.output, as: UTF8.self)
    error = sink.error
  }

  /// Standard output, read as a JSON object.
  public func json() throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any] ?? [:]
  }
}

/// Runs a closure with a temporary folder, which is removed afterwards.
public func withTemporaryFolder<Value>(_ body: (String) throws -> Value) throws -> Value {
  let folder = FileManager.default.temporaryDirectory.appending(path: "gradus-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder.path)
}

/// The first difference between two texts, in a short message; nil if they are the same.
public func difference(_ actual: String, _ expected: String) -> String? {
  guard actual != expected else { return nil }
  let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
  let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let at = zip(old, new).enumerated().first { $1.0 != $1.1 }?.offset ?? min(old.count, new.count)
  return """
    line \(at + 1) differs
    -\(at < old.count ? String(old[at]) : "(no such line)")
    +\(at < new.count ? String(new[at]) : "(no such line)")
    the whole text:
    \(actual)
    """
}
