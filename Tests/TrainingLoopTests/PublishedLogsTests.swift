import Curriculum
import Foundation
import Numerics
import TestSupport
import Testing

/// Costs printed by published notebooks, and by reference runs in NumPy.
///
/// This tests the first epoch of every run, and the second printed cost of each published one.
/// Tests/Oracles/training.py compares all of them completely, in a release build.
@Suite("Published logs") struct PublishedLogsTests {
  struct Run: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let arguments: [String]
    let log: [String]
    let accuracy: String?
    let epochsWithoutCost: Int
    let isPublished: Bool

    var testDescription: String { name }
  }

  static let runs: [Run] = {
    struct File: Decodable { let runs: [Run] }
    let url = Recorded.root.appending(path: "Tests/Recorded/training.json")
    let file = (try? Data(contentsOf: url)).flatMap {
      try? JSONDecoder().decode(File.self, from: $0)
    }
    return file?.runs ?? []
  }()

  @Test("There are twenty-nine runs, five of them published")
  func count() {
    #expect(Self.runs.count == 29)
    #expect(Self.runs.filter(\.isPublished).count == 5)
  }

  @Test("An optimizer is called what people call it", arguments: ["sgd", "Adam", "rms_prop"])
  func names(name: String) {
    #expect(CommandRun("train", "--optimizer", name, "--epochs", "1").code == 0)
    #expect(CommandRun("race", name, "momentum", "--epochs", "1").code == 0)
    #expect(CommandRun("train", "--optimizer", "backprop", "--epochs", "1").code == 64)
  }

  @Test("A run prints every digit of the recorded costs, as far as it goes", arguments: runs)
  func costs(run: Run) throws {
    // A thousand epochs take two seconds in a debug build; Tests/Oracles/training.py runs every log
    // completely.
    let isLong = run.name == Self.runs.last { $0.isPublished && $0.epochsWithoutCost == 0 }?.name
    let epochs = isLong ? 1001 : 1
    let own = run.arguments.firstIndex(of: "--epochs").map { run.arguments[..<$0] }
    let result = CommandRun(
      arguments: ["train"] + (own.map(Array.init) ?? run.arguments)
        + ["--epochs", "\(epochs)", "--format", "json"])
    #expect(result.code == 0, "\(result.error)")
    let json = try result.json()
    let log = try #require(json["log"] as? [[String: Any]])
    let printed = log.map { entry in
      let cost = (entry["cost"] as? NSNumber)?.doubleValue ?? .nan
      return cost.isFinite ? String(format: "%f", cost) : "nan"
    }
    #expect(printed == Array(run.log.prefix(printed.count)))
    #expect(printed.count == (epochs == 1 ? 1 : 2))
  }
}
