import Foundation
import TestSupport
import Testing

@testable import Command

@Suite("gradus grade of worksheets") struct GradeSheetTests {
  /// EWMA by hand: β = 1/2, θ = 40, 48, 44 → v = 20, 34, 39.
  private func sheet(_ answers: [String], in path: String, _ change: [String: String] = [:]) throws
  {
    var text = CommandRun("worksheet", "ewma", "--case", "by-hand", "--format", "csv").output
    for (old, new) in change { text = text.replacingOccurrences(of: old, with: new) }
    var lines = text.components(separatedBy: .newlines).filter { !$0.isEmpty }
    for (index, answer) in answers.enumerated() { lines[index + 2] += answer }
    try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
  }

  @Test("One sheet is shown whole, and its exit code says whether every number is right")
  func single() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/ann.csv"
      try sheet(["20", "34", "39"], in: path)
      let right = CommandRun("grade", "ewma", path)
      #expect(right.code == 0 && right.output.contains("ann: 3 of 3 points"))
      #expect(right.output.contains("Correct: every number is right."))
      try sheet(["20", "32", "38"], in: path)
      let slip = CommandRun("grade", "ewma", path)
      #expect(slip.code == 1 && slip.output.contains("ann: 2 of 3 points"))
      #expect(slip.output.contains("what the earlier numbers lead to; the key has 39"))
    }
  }

  @Test(
    "Incomplete, short and empty sheets have words of their own in the class's table and in CSV")
  func words() throws {
    try withTemporaryFolder { folder in
      try sheet(["20", "34", "39"], in: "\(folder)/ann.csv")
      try sheet(["20", "", ""], in: "\(folder)/ben.csv")
      try sheet([], in: "\(folder)/cem.csv")
      try sheet(["20", "34", "4e1"], in: "\(folder)/dia.csv")
      let text = CommandRun("grade", "ewma", folder)
      #expect(text.code == 1)
      #expect(
        text.output.hasPrefix(
          "EWMA · case by-hand · 4 submissions: 1 correct, 2 incomplete, 1 empty\n"))
      #expect(text.output.contains("1 with too few digits"))
      let csv = CommandRun("grade", "ewma", folder, "--format", "csv").output
      let rows = csv.components(separatedBy: "\r\n").dropFirst().filter { !$0.isEmpty }
      let cells = rows.map { $0.components(separatedBy: ",") }
      #expect(cells.map { $0[2] } == ["correct", "incomplete", "empty", "incomplete"])
      #expect(cells.map { $0.suffix(2).joined(separator: "/") } == ["3/3", "1/3", "0/3", "2/3"])
      let json = CommandRun("grade", "ewma", folder, "--format", "json").output
      let root = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
      let submissions = root?["submissions"] as? [[String: Any]] ?? []
      #expect(
        submissions.map { $0["verdict"] as? String } == [
          "correct", "correct", "unknown", "correct",
        ])
      #expect(submissions.map { $0["points"] as? Int } == [3, 1, 0, 2])
      #expect(root?["case"] as? String == "by-hand")
    }
  }

  @Test("The keys of a class come back as perfect submissions, each with its own numbers")
  func roster() throws {
    try withTemporaryFolder { folder in
      let list = "\(folder)/roster.csv"
      try "name\nAnn X\nBen Y\nCem Z\nDia W\n".write(
        toFile: list, atomically: true, encoding: .utf8)
      let made = CommandRun(
        "worksheet", "ewma", "--case", "by-hand", "--seed", "3", "--students", list, "--format",
        "csv", "--output", "\(folder)/class")
      #expect(made.code == 0)
      let keys = "\(folder)/class/keys"
      let all = CommandRun("grade", "ewma", keys)
      #expect(all.code == 0 && all.output.contains("4 submissions: 4 correct"), "\(all.output)")
      #expect(CommandRun("grade", "ewma", keys, "--source", "\(folder)/class/worksheets").code == 0)
      // The seed is the class's; each student's seed is derived from it.
      let seeded = CommandRun("grade", "ewma", keys, "--case", "by-hand", "--seed", "3")
      #expect(seeded.code == 0 && !seeded.output.contains("the class's is"))
      let other = CommandRun(
        "grade", "ewma", keys, "--case", "by-hand", "--seed", "4", "--format", "csv")
      #expect(other.code == 1 && other.output.contains("the class's is seed 4"))
    }
  }

  @Test("A sheet that asks for less than the class's, and one that is somebody else's, are told")
  func strangers() throws {
    try withTemporaryFolder { folder in
      for name in ["Ann", "Ben", "Cem", "Dia", "Eve"] {
        let whose = name == "Ben" ? "Ann" : name
        try sheet(
          ["20", "34", "39"], in: "\(folder)/\(name).csv",
          [
            "\"lesson\": \"ewma\"": "\"lesson\": \"ewma\", \"student\": \"\(whose)\"",
            "\"digits\": 5": "\"digits\": \(name == "Dia" ? 1 : 5)",
          ])
      }
      let csv = CommandRun("grade", "ewma", folder, "--format", "csv").output
      let rows = csv.components(separatedBy: "\r\n")
      #expect(rows[1].contains("another sheet says it is this student's: \(folder)/Ben.csv"))
      #expect(rows[2].hasPrefix("Ann,") && rows[2].contains("the file is named Ben"))
      #expect(rows[3].hasPrefix("Cem,\(folder)/Cem.csv,correct,,,3,3,,"))
      #expect(rows[4].contains("asks for something else than the class's sheets: 1 digit, not 5"))
    }
  }

  @Test("Each of three sheets of one student names the first other one, and counts the rest")
  func oneStudent() throws {
    try withTemporaryFolder { folder in
      for name in ["Ann", "Ben", "Cem", "Dia"] {
        let whose = name == "Dia" ? "Dia" : "Ann"
        try sheet(
          ["20", "34", "39"], in: "\(folder)/\(name).csv",
          ["\"lesson\": \"ewma\"": "\"lesson\": \"ewma\", \"student\": \"\(whose)\""])
      }
      let csv = CommandRun("grade", "ewma", folder, "--format", "csv").output
      let rows = csv.components(separatedBy: "\r\n")
      let words = "another sheet says it is this student's: \(folder)"
      #expect(rows[1].contains("\(words)/Ben.csv and 1 more"))
      #expect(rows[2].contains("\(words)/Ann.csv and 1 more"))
      #expect(rows[3].contains("\(words)/Ann.csv and 1 more"))
      #expect(!rows[4].contains("another sheet"))
    }
  }

  /// Part of a sheet that counts how often it is compared.
  private struct Compared: Equatable {
    final class Count { var value = 0 }
    let kind: Int
    let count: Count

    static func == (a: Compared, b: Compared) -> Bool {
      a.count.value += 1
      return a.kind == b.kind
    }
  }

  @Test(
    "What most of a class has is found in at most two comparisons a sheet",
    arguments: [
      (Array(0..<1_000), nil), (Array(0..<500) + Array(repeating: 7, count: 500), 7),
      (Array(repeating: 7, count: 501) + Array(0..<501), 7),
      ([1, 2, 1, 2], nil), ([1, 2, 1], 1), ([2, 1, 1], 1), ([1], nil), ([], nil),
    ])
  func majority(kinds: [Int], expected: Int?) {
    let count = Compared.Count()
    let most = kinds.map { Compared(kind: $0, count: count) }.majority
    #expect(most?.kind == expected)
    #expect(count.value <= 2 * kinds.count)
  }

  @Test("A folder of sources without a student's, and one beside a seed, are refused with words")
  func folders() throws {
    try withTemporaryFolder { folder in
      try sheet(["20"], in: "\(folder)/ann.csv")
      let none = CommandRun("grade", "ewma", "\(folder)/ann.csv", "--source", folder)
      #expect(none.code == 65 && none.error.contains("that names its student"))
      let both = CommandRun("grade", "ewma", folder, "--source", folder, "--seed", "3")
      #expect(both.code == 64 && both.error.contains("--seed cannot stand beside a folder"))
    }
  }

  @Test("A spreadsheet with semicolons, a quoted first line and decimal commas is read")
  func spreadsheet() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/ann.csv"
      let first = CommandRun("worksheet", "ewma", "--case", "by-hand", "--format", "csv").output
        .components(separatedBy: .newlines)[0]
      let quoted = "\"\(first.replacingOccurrences(of: "\"", with: "\"\""))\";;;;;;"
      let table =
        "blank;t;quantity;row;column;points;answer\r\n1;1;v;0;0;1;20,0\r\n"
        + "2;2;v;0;0;1;34\r\n3;3;v;0;0;1;39,000\r\n"
      try "\u{FEFF}\(quoted)\r\n\(table)".write(toFile: path, atomically: true, encoding: .utf8)
      #expect(CommandRun("grade", "ewma", path).code == 0)
      let bare = "\(first)\n" + table.replacingOccurrences(of: ";", with: ",")
      try bare.write(toFile: path, atomically: true, encoding: .utf8)
      #expect(CommandRun("grade", "ewma", path).code == 0)
      try bare.replacingOccurrences(of: "\"lesson\"", with: "\"lexxon\"").write(
        toFile: path, atomically: true, encoding: .utf8)
      #expect(CommandRun("grade", "ewma", path).output.contains("is damaged"))
      let stood = CommandRun("grade", "ewma", path, "--case", "by-hand")
      #expect(stood.code == 0 && stood.output.contains("the command line stands in for it"))
    }
  }
}
