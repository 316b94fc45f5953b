import Foundation
import TestSupport
import Testing

@Suite("gradus train and gradus race") struct TrainingCommandTests {
  @Test("JSON has every digit, CSV has the same costs, and text their first six decimals")
  func formats() throws {
    let options = ["train", "--epochs", "3", "--every", "1"]
    let json = try CommandRun(arguments: options + ["--format", "json"]).json()
    let csv = CommandRun(arguments: options + ["--format", "csv"]).output
    let text = CommandRun(arguments: options).output
    #expect(json["schema"] as? String == "gradus.training/1")
    #expect(json["layers"] as? [Int] == [2, 5, 2, 1])
    #expect(json["updates"] as? Int == 15)
    let log = try #require(json["log"] as? [[String: Any]])
    #expect(log.count == 3)
    let rows = csv.split(separator: "\n").map { $0.split(separator: ",") }
    #expect(rows[0] == ["epoch", "cost"])
    for (entry, row) in zip(log, rows.dropFirst()) {
      let cost = try #require(entry["cost"] as? Double)
      #expect(row[0] == "\(entry["epoch"] as? Int ?? -1)")
      #expect(abs(try #require(Double(row[1])) - cost) < 1e-15)
      #expect(text.contains(String(format: "%.6f", cost)))
    }
    // The first published cost.
    #expect(text.contains("0      0.702166\n"))
    let parameters = try #require(json["parameters"] as? [String: [[Double]]])
    #expect(parameters["W2"]?.count == 2 && parameters["W2"]?[0].count == 5)
  }

  @Test("A race's columns are the runs of train, one by one")
  func race() throws {
    let options = ["--epochs", "21", "--every", "10", "--format", "csv"]
    let race = CommandRun(
      arguments: ["race", "adam", "momentum", "adam~missing-exponent"] + options)
    let lines = race.output.split(separator: "\n").map { $0.split(separator: ",") }
    #expect(lines[0] == ["epoch", "adam", "momentum", "adam~missing-exponent"])
    let alone = [
      ["--optimizer", "adam"], ["--optimizer", "momentum"], ["--variant", "missing-exponent"],
    ]
    for (column, arguments) in alone.enumerated() {
      let run = CommandRun(arguments: ["train"] + arguments + options)
      let costs = run.output.split(separator: "\n").dropFirst().map { $0.split(separator: ",")[1] }
      #expect(lines.dropFirst().map { $0[column + 1] } == costs)
    }
  }

  @Test("--decay prints the learning rate after each epoch, in the notebook's staircase")
  func decay() {
    let run = CommandRun(
      arguments: [
        "train", "--decay", "staircase", "--learning-rate", "0.01", "--set", "interval=2",
        "--epochs", "6", "--every", "1", "--format", "csv",
      ])
    let rates = run.output.split(separator: "\n").dropFirst().map { $0.split(separator: ",")[2] }
    // α₀ / (1 + ⌊epoch / 2⌋)
    #expect(
      rates == ["0.01", "0.01", "0.005", "0.005", "0.0033333333333333335", "0.0033333333333333335"])
  }

  @Test("--plot draws the costs, and each decision boundary beside it")
  func plots() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/race.svg"
      let run = CommandRun(
        arguments: ["race", "adam", "momentum", "--epochs", "20", "--plot", path])
      #expect(run.code == 0, "\(run.error)")
      let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      #expect(files == ["race-adam.svg", "race-momentum.svg", "race.svg"])
      for file in files {
        let svg = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
        #expect(svg.hasPrefix("<svg") && svg.hasSuffix("</svg>\n"))
        #expect(svg.contains("role=\"img\"") && svg.contains("<desc"))
      }
    }
  }

  @Test("A table of three features trains a network of three inputs, and draws no boundary")
  func ownData() throws {
    try withTemporaryFolder { folder in
      let table = folder + "/mine.csv"
      try "a,b,c,label\n1,2,3,0\n2,1,0,1\n3,3,3,0\n0,0,1,1\n".write(
        toFile: table, atomically: true, encoding: .utf8)
      let run = CommandRun(
        arguments: ["train", "--data", table, "--epochs", "5", "--plot", folder + "/costs.svg"])
      #expect(run.code == 0, "\(run.error)")
      #expect(run.output.contains("layers 3, 5, 2, 1"))
      #expect(!FileManager.default.fileExists(atPath: folder + "/costs-adam.svg"))
    }
  }

  @Test(
    "Ctrl-C ends a run cleanly, prints what there is, draws it, and exits with 130",
    .timeLimit(.minutes(1)))
  func interruption() throws {
    try withTemporaryFolder { folder in
      let process = Process()
      process.executableURL = Recorded.root.appending(path: ".build/debug/gradus")
      let plot = folder + "/costs.svg"
      process.arguments = ["train", "--epochs", "100000000", "--every", "1", "--plot", plot]
      // A file, not a pipe: no one reads while the run continues.
      let path = folder + "/output.txt"
      #expect(FileManager.default.createFile(atPath: path, contents: nil))
      process.standardOutput = FileHandle(forWritingAtPath: path)
      process.standardError = FileHandle.nullDevice
      try withDefaultInterrupt { try process.run() }
      // Long enough for the handler to be installed; the run itself would take days.
      Thread.sleep(forTimeInterval: 1)
      process.interrupt()
      let deadline = Date(timeIntervalSinceNow: 20)
      while process.isRunning, Date() < deadline { Thread.sleep(forTimeInterval: 0.1) }
      if process.isRunning {
        kill(process.processIdentifier, SIGKILL)
        Issue.record("still running 20 seconds after the interrupt")
      }
      process.waitUntilExit()
      #expect(process.terminationStatus == 130)
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(text.contains("0      0.702166\n"))
      #expect(text.contains("Stopped after ") && text.contains("Accuracy "))
      #expect(FileManager.default.fileExists(atPath: plot))
    }
  }

  /// Starts a process that does not ignore SIGINT, even if this one does, as in a background
  /// script.
  private func withDefaultInterrupt(_ start: () throws -> Void) rethrows {
    let before = signal(SIGINT, SIG_DFL)
    defer { signal(SIGINT, before) }
    try start()
  }
}
