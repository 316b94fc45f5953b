import Curriculum
import Foundation
import TestSupport
import Testing

/// `gradus coverage`, run with its options.
@Suite("The command coverage") struct CoverageCommandTests {
  static let ids = Curriculum.lessons.map(\.id)
  /// The lessons whose course case a small change would improve.
  static let improvable = [
    "bias-correction", "rmsprop", "adam", "decay", "mini-batches", "forward-propagation",
    "training",
  ]
  /// The lessons whose course case no small change improves; a new lesson is in neither list.
  static let atBest = ["gradient-descent", "ewma", "momentum", "back-propagation"]

  /// The `count` of a score of a case.
  func count(_ json: [String: Any], _ given: String, _ score: String) -> Int? {
    let scores = json["scores"] as? [String: [String: [String: Int]]]
    return scores?[given]?[score]?["count"]
  }

  @Test(
    "The case --improve writes is taken by trace and coverage, with the score it was said to have",
    arguments: ids)
  func improve(id: String) throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/mine.json"
      let run = CommandRun("coverage", id, "--case", "course", "--improve", path)
      let isWritten = FileManager.default.fileExists(atPath: path)
      #expect(isWritten || !Self.improvable.contains(id))
      #expect(!isWritten || !Self.atBest.contains(id))
      guard isWritten else {
        #expect(run.error.contains(" No case was written.\n"))
        return
      }
      let said = run.error.split(separator: "\n")[0]
      #expect(said.hasPrefix("\(path): ") && said.contains(" the score from "))
      let claimed = said.split(separator: " ").suffix(3).compactMap { Int($0.prefix { $0 != "." }) }
      try #require(claimed.count == 2)
      #expect(CommandRun("trace", id, "--case", path).code == 0)
      let variant = try lesson(id).variants[0].id
      #expect(CommandRun("compare", id, "--case", path, "--variant", variant).code == 1)
      let again = CommandRun("coverage", id, "--case", path, "--format", "json")
      #expect(run.code == 0 && again.code == 0)
      #expect(try count(again.json(), "course-changed", "seen") == claimed[0])
    }
  }

  @Test("Where nothing better exists nothing is written, and the file there stays as it was")
  func nothingWritten() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/mine.json"
      try "old".write(toFile: path, atomically: true, encoding: .utf8)
      let run = CommandRun("coverage", "adam", "--case", "revealing", "--improve", path, "--force")
      #expect(run.error == "The case shows every variant already. No case was written.\n")
      #expect(run.code == 0)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["mine.json"])
    }
  }

  @Test("A file that cannot be created is an error, and no report pretends otherwise")
  func noFolder() {
    let run = CommandRun("coverage", "adam", "--improve", "/nowhere/at/all/mine.json")
    #expect(run.code == 73 && run.output.isEmpty)
    #expect(run.error.contains("'/nowhere/at/all/mine.json' cannot be created"))
  }

  @Test("Exit code 0 means that each mistake is seen by some case", arguments: ids)
  func allCases(id: String) {
    #expect(CommandRun("coverage", id).code == 0)
  }

  @Test(
    "A mistake no case sees makes the code 1, another form of the same numbers does not",
    arguments: [
      // v + (1 − β)·(θ − v) equals the rule's average, exactly or up to the last bits.
      ("ewma", "course", 0), ("ewma", "by-hand", 0),
      // Only two conventions are invisible: momentum has nothing to act on in a single step.
      ("rmsprop", "course", 0),
      // One layer hides a loop that stops after the first.
      ("momentum", "by-hand", 1), ("adam", "course", 1),
      // 'manual' is a convention that needs more, 'round-for-floor' a mistake that does not show.
      ("decay", "course", 1),
    ])
  func codes(id: String, given: String, code: Int32) {
    #expect(CommandRun("coverage", id, "--case", given).code == code)
  }

  @Test("After --improve the code is that of the improved case")
  func improvedCode() throws {
    try withTemporaryFolder { folder in
      #expect(CommandRun("coverage", "adam", "--case", "course").code == 1)
      let run = CommandRun(
        "coverage", "adam", "--case", "course", "--improve", "\(folder)/adam.json")
      #expect(run.code == 0)
      // Eight examples do not make three full mini-batches and a smaller one: one mistake stays
      // hidden.
      let given = "\(folder)/eight.json"
      try
        (#"{"hyperparameters": {"size": 4}, "steps": [{"X": [[1, 2, 3, 4, 5, 6, 7, 8]], "#
        + #""Y": [[1, 0, 1, 1, 0, 0, 1, 0]], "p": [[3, 1, 0, 2, 7, 5, 4, 6]]}]}"#)
        .write(toFile: given, atomically: true, encoding: .utf8)
      let some = CommandRun(
        "coverage", "mini-batches", "--case", given, "--improve", "\(folder)/changed.json")
      #expect(some.code == 1)
      #expect(some.error.contains("last-begins-at-twice-the-size"))
    }
  }

  @Test("What cannot show is named with its reason")
  func missing() throws {
    try withTemporaryFolder { folder in
      let run = CommandRun(
        "coverage", "decay", "--case", "course", "--improve", "\(folder)/mine.json")
      #expect(
        run.error.hasSuffix(
          "to 13 of 14.\nNot seen, since only digits that are not printed differ: reciprocal-first, "
            + "invisible in the printed digits: only the last bits differ.\n"))
    }
  }

  @Test("The JSON has the sights, the scores and the pairs of every case")
  func json() throws {
    let json = try CommandRun("coverage", "adam", "--format", "json").json()
    #expect(json["schema"] as? String == "gradus.coverage/1")
    #expect(json["decimals"] as? Int == 8)
    let variants = json["variants"] as? [String: [String: String]]
    #expect(variants?["amsgrad"]?["course"] == "invisible")
    #expect(variants?["amsgrad"]?["revealing"] == "seen")
    #expect(count(json, "course", "seen") == 25)
    #expect(count(json, "course", "apart") == 399)
    let pairs = json["pairs"] as? [String: [String: [Any]]]
    #expect(
      pairs?["course"]?["same"]?.last as? [String] == [
        "missing-epsilon", "epsilon-outside-fraction",
      ])
    let scores = json["scores"] as? [String: [String: [String: Int]]]
    let ofPairs = try #require(scores?["course"]?["pairs"])
    let hidden = pairs?["course"]?["hidden"]?.count ?? 0
    #expect(hidden + (ofPairs["count"] ?? 0) == ofPairs["of"])
  }

  @Test("With fewer decimals or quantities mistakes no longer show, and exit code 1 says so")
  func fewer() throws {
    let all = CommandRun("coverage", "adam", "--case", "revealing", "--format", "json")
    #expect(all.code == 0)
    let seen = try count(all.json(), "revealing", "seen")
    #expect(seen == 29)
    for options in [["--decimals", "1"], ["--only", "b2"]] {
      let run = CommandRun(
        arguments: ["coverage", "adam", "--case", "revealing", "--format", "json"] + options)
      #expect(run.code == 1, "\(options)")
      #expect(try count(run.json(), "revealing", "seen") ?? 29 < 29, "\(options)")
    }
  }
}
