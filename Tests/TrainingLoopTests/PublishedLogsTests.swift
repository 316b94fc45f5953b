import Curriculum
import Foundation
import Numerics
import TestSupport
import Testing

/// Costs as published notebooks print them, and as reference runs in NumPy do.
///
/// Here the published runs in full, and two thousand epochs of the others; Tests/Oracles/training.py has
/// all of them in full, in a release build.
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

  @Test("A run prints every digit of the recorded costs", arguments: runs)
  func costs(run: Run) throws {
    let epochs = run.isPublished ? 10_000 : 2001
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
    #expect(printed.count == (run.isPublished ? 10 : 3))
    guard run.isPublished else { return }
    #expect(json["epochsWithoutCost"] as? Int == run.epochsWithoutCost)
    let accuracy = try #require(json["accuracy"] as? Double)
    let recorded = try #require(Double(run.accuracy ?? ""))
    #expect(abs(accuracy - recorded) < 0.5e-11 || accuracy == recorded)
  }

  @Test("The first NaN of the note's run is in epoch 7886, by ∞·0 in the loss")
  func firstNaN() throws {
    let run = try #require(Self.runs.first { $0.epochsWithoutCost == 879 })
    // Found in the full run above, too; here the message a learner reads.
    let result = CommandRun(arguments: ["train"] + run.arguments + ["--epochs", "7887"])
    #expect(
      result.output.contains(
        "The first NaN came up in epoch 7886, mini-batch 4, update 39434, in "
          + "ℓ ← (−log(A₃))·Y + (−log(1 − A₃))·(1 − Y): NaN at [0,22]: ∞·0, −log(A₃) is ∞ and Y is 0."
      ))
  }
}
