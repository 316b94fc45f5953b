import Curriculum
import Foundation
import LogDiagnosis
import TestSupport
import Testing

/// Published logs and their origins; here the first two lines of two logs without mistakes.
///
/// Tests/Oracles/logs.py checks all of them in a release build: two lines, in full, and damaged.
@Suite("Diagnosing logs") struct LogDiagnosisTests {
  struct Log: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let text: [String]
    let verdict: String
    let variants: [String]
    let optimizer: String
    let cost: String
    let decay: String?
    let learningRate: Double

    var testDescription: String { name }

    /// The first two costs, below the name of their optimizer as in the notebook.
    var beginning: String {
      let costs = text.filter { $0.contains("after epoch 0:") || $0.contains("after epoch 1000:") }
      let name = optimizer == "gradient-descent" ? "gd" : optimizer
      return "optimizer = \"\(name)\"\n" + costs.joined(separator: "\n")
    }
  }

  static let logs: [Log] = {
    struct File: Decodable { let logs: [Log] }
    let url = Recorded.root.appending(path: "Tests/Recorded/published-logs.json")
    let file = (try? Data(contentsOf: url)).flatMap {
      try? JSONDecoder().decode(File.self, from: $0)
    }
    return file?.logs ?? []
  }()

  @Test("There are fourteen published logs, and the note's")
  func count() { #expect(Self.logs.count == 15) }

  @Test(
    "Two lines of a published log are enough to name the code that printed it",
    arguments: logs.filter { ["log 003", "log 013"].contains($0.name) })
  func beginnings(log: Log) throws {
    let found = try diagnosed(log.beginning, effort: 0)
    #expect(found.verdict.rawValue == log.verdict)
    let first = try #require(found.explanations.first)
    #expect(first.variants.map(\.argument) == log.variants)
    #expect(first.optimizer.id == log.optimizer)
    #expect(first.averaging == log.cost)
    #expect(first.decay?.rawValue == log.decay)
    #expect(first.learningRate == log.learningRate)
    #expect(first.reproduced == 2)
  }

  @Test("The command of a diagnosis prints the log")
  func command() throws {
    let text = "Cost after epoch 0: 0.011695\nCost after epoch 1: 0.011694\n"
    // The first cost is published; the second only gives the log two lines.
    let found = try diagnosed("optimizer = \"gd\"\n" + text, effort: 0)
    let first = try #require(found.explanations.first)
    let run = CommandRun(arguments: first.arguments + ["--format", "json"])
    #expect(run.code == 0, "\(run.error)")
    let log = try #require(try run.json()["log"] as? [[String: Any]])
    let costs = log.compactMap { ($0["cost"] as? NSNumber)?.doubleValue }
    #expect(costs.map { String(format: "%f", $0) } == first.lines.compactMap(\.reproduced))
    #expect(first.averaging == "averaged-twice")
  }

  // From NumPy, Tests/Benchmarks/notebook.py: gradient descent, total over m, epochs 0 to 4.
  static let costs = ["0.702405", "0.702364", "0.702320", "0.702280", "0.702234"]

  private func log(_ costs: [String]) -> String {
    "optimizer = \"gd\"\n"
      + costs.enumerated().map { "Cost after epoch \($0): \($1)\n" }.joined()
  }

  @Test(
    "A log is found while three lines and three fifths of all agree",
    arguments: [
      (3, [2], false), (3, [], true), (4, [3], true), (4, [2, 3], false), (5, [3, 4], true),
      (5, [2, 3, 4], false),
    ] as [(Int, [Int], Bool)])
  func damagedLines(count: Int, wrong: [Int], isFound: Bool) throws {
    var costs = Array(Self.costs.prefix(count))
    // Another number, not a misread digit.
    for at in wrong { costs[at] = "0.84159\(at)" }
    let found = try diagnosed(log(costs), effort: 0)
    #expect((found.verdict == .correct) == isFound, "\(found.verdict)")
    if isFound { #expect(found.explanations.first?.reproduced == count - wrong.count) }
  }

  @Test("One line alone is told apart from little, and the diagnosis says so")
  func oneLine() throws {
    let found = try diagnosed(
      "optimizer = \"gd\"\nCost after epoch 0: 0.702405", effort: 1)
    #expect(found.verdict == .ambiguous)
    #expect(found.explanations.first?.variants.isEmpty == true)
    #expect(found.text().plain.contains("does not tell"))
  }

  @Test("A log that nothing known prints is said to be unknown, with exit words and valid JSON")
  func unknown() throws {
    let found = try diagnosed("Cost after epoch 0: 0.123456\nCost after epoch 5: 9.5", effort: 0)
    #expect(found.verdict == .unknown)
    #expect(found.text().plain.hasPrefix("Nothing known prints this log"))
    let json = try JSONSerialization.jsonObject(with: Data(found.json().utf8)) as? [String: Any]
    #expect(json?["schema"] as? String == "gradus.diagnosis/1")
    #expect((json?["diagnoses"] as? [Any])?.isEmpty == true)
  }

  @Test("A diagnosis as JSON has the mistakes, the lines and the command")
  func json() throws {
    // From NumPy, Tests/Benchmarks/notebook.py with batch means added up and divided by m.
    let found = try diagnosed(
      "optimizer = \"gd\"\nCost after epoch 0: 0.011695\nCost after epoch 20: 0.011676", effort: 1)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(found.json().utf8)) as? [String: Any])
    #expect(json["verdict"] as? String == "diagnosed")
    let first = try #require((json["diagnoses"] as? [[String: Any]])?.first)
    #expect(first["variant"] as? String == "averaged-twice")
    #expect(first["reproduced"] as? Int == 2 && first["of"] as? Int == 2)
    let edits = try #require(first["edits"] as? [[String: String]])
    #expect(edits.map { $0["id"] } == ["averaged-twice"])
    #expect(edits[0]["equation"] != edits[0]["rule"])
    #expect((json["lines"] as? [[String: Any]])?.count == 2)
    #expect(json["ruleReproduces"] as? Int == 0)
  }

  @Test("A mistake in the loop over the layers stands beside the rule's loop")
  func loop() throws {
    // From NumPy, Tests/Benchmarks/notebook.py with range(1) for range(L) in the update.
    let costs = ["0.702406", "0.701903", "0.701415"]
    let lines = costs.enumerated().map { "Cost after epoch \($0 * 20): \($1)" }
    let found = try diagnosed("optimizer = \"gd\"\n" + lines.joined(separator: "\n"), effort: 1)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(found.json().utf8)) as? [String: Any])
    let first = try #require((json["diagnoses"] as? [[String: Any]])?.first)
    let edits = try #require(first["edits"] as? [[String: Any]])
    #expect(edits.map { $0["equation"] as? String } == ["the first layer only"])
    #expect(edits.map { $0["rule"] as? String } == ["for each layer l"])
  }
}

/// The diagnosis of a log, with the curriculum's optimizers to choose from.
private func diagnosed(_ text: String, effort: Int) throws(PrintedLogError) -> LogDiagnosis {
  try diagnoseLog(
    text, optimizers: Curriculum.optimizers, usual: Curriculum.usualOptimizer, effort: effort)
}
