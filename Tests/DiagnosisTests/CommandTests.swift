import Curriculum
import Foundation
import TestSupport
import Testing

@Suite("gradus diagnose and grade") struct DiagnosisCommandTests {
  private func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "gradus-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  private static let printed: [String: String] = {
    let all = (try? Recorded.load("fixtures"))?["fixtures"] as? [[String: Any]] ?? []
    return all.reduce(into: [:]) { found, one in
      found[one["name"] as? String ?? ""] = one["printed"] as? String
    }
  }()

  private func written(_ name: String, _ text: String, in folder: URL) throws -> String {
    let url = folder.appending(path: name)
    try Data(text.utf8).write(to: url)
    return url.path
  }

  @Test(arguments: [
    ("key-early", Int32(0), "convention"), ("key-later", 0, "correct"),
    ("learner-two-bugs", 1, "diagnosed"),
  ])
  func `the exit code is 0 for what is right and 1 for what is not`(
    _ name: String, _ code: Int32, _ verdict: String
  ) throws {
    let text = try #require(Self.printed[name])
    let file = try written("mine.txt", text, in: folder())
    let run = CommandRun("diagnose", "adam", file, "--case", "course", "--format", "json")
    #expect(run.code == code)
    #expect(run.output.contains("\"verdict\": \"\(verdict)\""))
    #expect(run.output.contains("\"schema\": \"gradus.diagnosis/1\""))
  }

  @Test func `a diagnosis runs: its variant gives the learner's numbers to trace`() throws {
    let text = try #require(Self.printed["learner-two-bugs"])
    let file = try written("mine.txt", text, in: folder())
    let run = CommandRun("diagnose", "adam", file, "--case", "course", "--format", "json")
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let first = try #require((json["diagnoses"] as? [[String: Any]])?.first)
    let variant = try #require(first["variant"] as? String)
    #expect(first["reproduced"] as? Int == 20 && first["of"] as? Int == 20)
    let trace = CommandRun(
      "trace", "adam", "--case", "course", "--variant", variant, "--format", "json")
    #expect(trace.code == 0)
    // The learner's W2[2,1], from the notebook's saved output.
    #expect(trace.output.contains("-0.93841334"))
  }

  @Test(arguments: Curriculum.lessons.map(\.id))
  func `where no case is named, the one whose numbers were printed is found`(id: String) throws {
    let folder = try folder()
    // The pencil-and-paper case and the course's.
    for one in try lesson(id).cases.prefix(2) {
      let trace = CommandRun("trace", id, "--case", one.name, "--format", "json")
      // A JSON trace names its case; a print does not.
      let json = try #require(
        try JSONSerialization.jsonObject(with: Data(trace.output.utf8)) as? [String: Any])
      let outputs = try #require(json["outputs"])
      let print = try JSONSerialization.data(withJSONObject: outputs)
      let file = try written("\(one.name).json", String(decoding: print, as: UTF8.self), in: folder)
      let unnamed = CommandRun("diagnose", id, file, "--format", "json")
      #expect(unnamed.code == 0, "\(one.name): \(unnamed.output)")
    }
  }

  @Test func `the mistake is found with the case it was made with`() throws {
    let folder = try folder()
    for (name, variant) in [
      ("by-hand", "uncorrected-second-moment"), ("course-2021", "missing-root"),
    ] {
      let trace = CommandRun(
        "trace", "adam", "--case", name, "--variant", variant, "--format", "json")
      let file = try written("\(name).json", trace.output, in: folder)
      let text = CommandRun("diagnose", "adam", file).output
      #expect(text.hasPrefix("Adam · case \(name) · "))
      #expect(text.contains("Diagnosis: \(variant)\n"))
      // The suggested command must use the same case.
      #expect(text.contains("gradus compare adam --case \(name) --variant \(variant)\n"))
      // Another search of every case; once is enough.
      guard name != "by-hand" else { continue }
      let grades = CommandRun("grade", "adam", file).output
      #expect(grades.hasPrefix("Adam · case \(name) · 1 submission: 1 diagnosed\n"))
    }
  }

  @Test func `one place is named once, and a series by its steps`() throws {
    let folder = try folder()
    func said(_ lesson: String, _ text: String) throws -> String {
      let file = try written("mine.txt", text, in: folder)
      return CommandRun("diagnose", lesson, file, "--case", "by-hand").output
        .replacing("\n  ", with: " ")
    }
    // v is 20, 34, 39 by hand.
    let series = try said("ewma", "v = [20. 34.25]\n")
    #expect(
      series.contains("The first that is off: v at t = 2 (line 1, column 10): 34.25, and the rule"))
    #expect(series.contains("at t = 2 it is 34.25, the rule has 34"))
    let single = try said("ewma", "v = 12.3456\n")
    #expect(single.contains("The first that is off: v (line 1, column 5): 12.3456, and the rule"))
    // Of two arrays with the same name, one is right and the other is not.
    let arrays = try said(
      "mini-batches", "X_t = [[0. 5.]\n [10. 15.]]\nX_t = [[0. 5.]\n [10. 15.5]]\n")
    #expect(!arrays.contains("Right: X_t."), "\(arrays)")
  }

  @Test func `a factor that is 1 in the digits shown is not called a factor`() throws {
    let file = try written(
      "mine.txt", "W1 = [[2.0000001 -4.0000002]]\nb1 = [[9.]]\n", in: folder())
    let text = CommandRun("diagnose", "gradient-descent", file, "--case", "by-hand").output
    #expect(!text.contains(" 1 times"), "\(text)")
  }

  @Test(arguments: [
    // 2 − 0.3·2 and 0.5 − 0.3·1 by hand are the rule's. First one entry, then two of which one is NaN.
    ("gradient-descent", "by-hand", "W1 = [[0.51 -2.0]]\n"),
    ("adam", "course", "b1 = [[nan]\n [1.]]\n"),
  ])
  func `a constant factor is claimed of two numbers or more`(
    _ id: String, _ name: String, _ text: String
  ) throws {
    let file = try written("mine.txt", text, in: folder())
    let report = CommandRun("diagnose", id, file, "--case", name).output
    #expect(!report.contains("constant factor"), "\(report)")
  }

  @Test func `where no case fits, it is said which one was compared with`() throws {
    let file = try written("mine.txt", "W1 = [[1. 2. 3.]\n [4. 5. 6.]]\n", in: folder())
    let unnamed = CommandRun("diagnose", "gradient-descent", file).output.replacing(
      "\n  ", with: " ")
    #expect(
      unnamed.contains("They were compared with case course; --case NAME|FILE names another."))
    #expect(
      !CommandRun("diagnose", "gradient-descent", file, "--case", "course").output.contains(
        "No case was"))
  }

  @Test func `where no case explains the numbers, the one with their shapes is compared`() throws {
    // Two layers, as in the case `revealing`; the course's W2 is larger.
    let layers = "W1 = [[9. 8. 7.]\n [6. 5. 4.]]\nb1 = [[3.]\n [2.]]\nW2 = [[1. 5.]]\nb2 = 7."
    let file = try written("mine.txt", layers, in: folder())
    let report = CommandRun("diagnose", "gradient-descent", file).output
    #expect(report.contains("Only 1 of 11 is the rule's. Did your program run on the numbers of"))
    #expect(report.contains("  gradus worksheet gradient-descent --case revealing\n"))
    #expect(
      CommandRun("diagnose", "gradient-descent", file, "--hint", "2").output.contains(
        "in case revealing"))
  }

  @Test func `a path that is not there is an error, and no student of that name`() throws {
    let file = try written("mine.txt", "W1 = [[1.]]\n", in: folder())
    let run = CommandRun("grade", "adam", file, "/no/such/folder")
    #expect(run.code == 66)
    #expect(run.output.isEmpty)
    #expect(run.error.hasPrefix("Error: There is no file '/no/such/folder'."))
  }

  @Test func `unreadable input is told by file, line and column, and is exit code 65`() throws {
    let file = try written("mine.txt", "W1 = [[1. 2.]\n [3.]]\n", in: folder())
    let run = CommandRun("diagnose", "adam", file)
    #expect(run.code == 65)
    #expect(run.error.contains("mine.txt, line 2"))
    #expect(run.output.isEmpty)
  }

  @Test func `a missing file is exit code 66 and a wrong hint 64`() {
    #expect(CommandRun("diagnose", "adam", "/no/such/file.txt").code == 66)
    #expect(CommandRun("diagnose", "adam", "--hint", "4").code == 64)
    #expect(CommandRun("diagnose").code == 64)
  }

  @Test func `a hint gives the question, the place, the rule, and never the name`() throws {
    let text = try #require(Self.printed["learner-two-bugs"])
    let file = try written("mine.txt", text, in: folder())
    let hints = ["1", "2", "3"].map {
      CommandRun("diagnose", "adam", file, "--case", "course", "--hint", $0).output
    }
    #expect(hints[0].hasPrefix("Question:"))
    #expect(hints[1].hasPrefix("Place: the line that makes θ"))
    #expect(hints[2].contains("θ ← θ − α·v̂ / (√ŝ + ε)"))
    for hint in hints {
      #expect(!hint.contains("uncorrected") && !hint.contains("epsilon-inside-root"))
    }
  }

  @Test func `the key that was published with the case is spoken of to who is right`() throws {
    let text = try #require(Self.printed["key-later"])
    let file = try written("mine.txt", text, in: folder())
    #expect(
      CommandRun("diagnose", "adam", file).output.contains("key published with this case"))
  }

  @Test func `invisible mistakes are named on request`() throws {
    let text = try #require(Self.printed["key-later"])
    let file = try written("mine.txt", text, in: folder())
    let run = CommandRun("diagnose", "adam", file, "--invisible")
    // Variants that one printed step of the course's case cannot distinguish.
    for id in [
      "exponent-fixed-at-two", "second-moment-without-decay", "second-moment-decays-with-beta1",
    ] {
      #expect(run.output.contains(id))
    }
    #expect(!CommandRun("diagnose", "adam", file).output.contains("exponent-fixed-at-two"))
  }

  @Test func `a class is graded whatever one file holds, and no cell is a formula`() throws {
    let folder = try folder()
    for (name, text) in Self.printed { _ = try written("\(name).txt", text, in: folder) }
    _ = try written("broken.txt", "W1 = [[1. 2.]\n [3.]]", in: folder)
    _ = try written("=cmd().txt", Self.printed["key-later"] ?? "", in: folder)
    let run = CommandRun("grade", "adam", folder.path, "--case", "course", "--format", "csv")
    #expect(run.code == 1)
    let rows = run.output.split(separator: "\r\n").map(String.init)
    #expect(rows.count == 6)
    #expect(rows[0] == "student,file,verdict,variant,alternatives,right,of,message")
    #expect(rows.contains { $0.hasPrefix("broken,") && $0.contains(",unreadable,") })
    #expect(rows.contains { $0.hasPrefix("'=cmd(),") && $0.contains(",correct,") })
    #expect(rows.contains { $0.hasPrefix("learner-two-bugs,") && $0.contains(",diagnosed,") })
    let text = CommandRun("grade", "adam", folder.path, "--case", "course").output
    #expect(text.contains("5 submissions: 2 correct, 1 convention, 1 diagnosed, 1 unreadable"))
    #expect(text.contains("By misconception"))
  }

  @Test func `a class in one file is one submission a student`() throws {
    let file = try written(
      "class.csv",
      """
      student,name,row,col,value
      ada,W1,0,0,0.98
      ada,W1,0,1,-2.05
      bob,W1,0,0,1.02
      bob,W1,0,1,-1.95
      """, in: folder())
    let given = try written(
      "case.json",
      #"""
      {"lesson": "gradient-descent", "name": "tiny", "hyperparameters": {"alpha": 0.01},
       "start": {"W1": [[1, -2]]}, "steps": [{"dW1": [[2, 5]]}]}
      """#, in: folder())
    let run = CommandRun("grade", "gradient-descent", file, "--case", given, "--format", "csv")
    let rows = run.output.split(separator: "\r\n").map(String.init)
    #expect(rows.count == 3)
    #expect(rows.contains { $0.hasPrefix("ada,") && $0.contains(",correct,") })
    #expect(rows.contains { $0.hasPrefix("bob,") && $0.contains("ascent") })
  }

  @Test func `the command that a diagnosis ends with has the options the case came from`() throws {
    let folder = try folder()
    for (options, typed) in [
      (["--case", "course"], "--case course"),
      (["--seed", "7", "--case", "by-hand"], "--case by-hand --seed 7"),
      (
        ["--case", "course", "--set", "alpha=0.5", "--seed", "7"],
        "--case course --seed 7 --set alpha=0.5"
      ),
    ] {
      // The output of a program with the mistake.
      let wanted = ["trace", "gradient-descent", "--variant", "ascent", "--format", "json"]
      let trace = CommandRun(arguments: wanted + options)
      let json = try #require(
        try JSONSerialization.jsonObject(with: Data(trace.output.utf8)) as? [String: Any])
      let outputs = try #require(json["outputs"] as? [String: Any])
      let print = try outputs.sorted { $0.key < $1.key }.map { name, value in
        let numbers = try JSONSerialization.data(withJSONObject: value, options: .fragmentsAllowed)
        return "\(name) = \(String(decoding: numbers, as: UTF8.self))"
      }.joined(separator: "\n")
      let file = try written("mine.txt", print, in: folder)
      let run = CommandRun(
        arguments: ["diagnose", "gradient-descent", file] + options)
      let command = try #require(
        run.output.split(separator: "\n").last { $0.contains("Run it: ") }, "\(run.output)")
      #expect(command == "Run it: gradus compare gradient-descent \(typed) --variant ascent")
      // The command runs, and shows the mistake.
      let again = CommandRun(
        arguments: command.dropFirst("Run it: gradus ".count).split(separator: " ").map(String.init)
      )
      #expect(again.code == 1 && again.output.contains("ascent"))
    }
  }
}
