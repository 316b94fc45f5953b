import Foundation
import TestSupport
import Testing

@testable import Command

@Suite("Formats of a trace") struct FormatTests {
  @Test("The text of a trace is the design's own example, line for line")
  func text() {
    let run = CommandRun("trace", "adam", "--case", "course", "--only", "W1")
    let expected = """
      Adam · case course: the notebook's own test case (NumPy seed 1, one update at t = 2)
      α = 0.01   β₁ = 0.9   β₂ = 0.999   ε = 1×10⁻⁸
      No run reaches the start of this case, t = 2 with v and s still 0: the correction expects 2 steps
      and finds 1, so v̂ and ŝ come out too close to 0.

      t = 2 · W1 (2×3, layer 1)

      1  v ← β₁·v + (1 − β₁)·g                              moving average of the gradients
           = 0.9·v + (1 − 0.9)·g
           = ⎡ −0.1100619   0.1144724   0.09015907 ⎤
             ⎣  0.05024943  0.09008559 −0.06837279 ⎦
           [0,0]: 0.9·0 + (1 − 0.9)·(−1.100619) = −0.1100619
      2  v̂ ← v / (1 − β₁ᵗ)                                  undo the pull towards the zero start

      """
    #expect(run.code == 0)
    #expect(run.output.hasPrefix(expected))
  }

  @Test("JSON has the schema of the design, keys in its order, and every output")
  func json() throws {
    let run = CommandRun("trace", "adam", "--case", "course", "--format", "json")
    let json = try run.json()
    #expect(json["schema"] as? String == "gradus.trace/1")
    #expect(json["variants"] as? [String] == [])
    let outputs = try #require(json["outputs"] as? [String: Any])
    #expect(outputs.count == 12)
    let steps = try #require(json["steps"] as? [[String: Any]])
    #expect(steps[0]["t"] as? Int == 2)
    let updates = try #require(steps[0]["updates"] as? [[String: Any]])
    #expect(updates.map { $0["parameter"] as? String } == ["W1", "b1", "W2", "b2"])
    #expect(updates.map { $0["layer"] as? Int } == [1, 1, 2, 2])
    let lines = try #require(updates[0]["lines"] as? [[String: Any]])
    #expect(
      lines.map { $0["target"] as? String }
        == ["v_dW1", "v_corrected_dW1", "s_dW1", "s_corrected_dW1", "W1"])
    #expect(lines[0]["equation"] as? String == "v ← β₁·v + (1 − β₁)·g")
    #expect(lines[0]["reason"] as? String == "moving average of the gradients")
    let order = ["schema", "lesson", "case", "variants", "hyperparameters", "steps", "outputs"]
    let places = order.map { run.output.range(of: "\n  \"\($0)\":")?.lowerBound }
    #expect(
      zip(places, places.dropFirst()).allSatisfy { a, b in
        if let a, let b { a < b } else { false }
      })
    #expect(run.output.contains("\"hyperparameters\": {\"alpha\": 0.01, \"beta1\": 0.9,"))
  }

  @Test("jsonl has one complete record a line, with the values of the JSON trace")
  func jsonLines() throws {
    let lines = CommandRun("trace", "momentum", "--case", "course", "--format", "jsonl").output
      .split(separator: "\n")
    #expect(lines.count == 8)
    let records = try lines.map {
      try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    for record in records {
      #expect(
        Set(record.keys) == [
          "t", "parameter", "layer", "target", "equation", "substituted", "reason", "value",
        ])
    }
    let outputs = try CommandRun("trace", "momentum", "--case", "course", "--format", "json")
      .json()["outputs"]
    let last = Recorded.matrix(records[7]["value"])
    #expect(Recorded.matrix((outputs as? [String: Any])?["b2"]) == last)
  }

  @Test("CSV has a row for each number, counted from 0")
  func csv() {
    let rows = CommandRun("trace", "ewma", "--case", "by-hand", "--format", "csv").output
    #expect(
      rows
        == "t,parameter,layer,target,row,column,value\n1,,,v,0,0,20\n2,,,v,0,0,34\n3,,,v,0,0,39\n")
    let matrix = CommandRun(
      "trace", "gradient-descent", "--case", "by-hand", "--only", "W1", "--format", "csv")
    // α = 1/2: 1 − 1 = 0, −2 + 2 = 0; then 0 − 1/2 = −1/2.
    #expect(matrix.output.contains("1,W1,1,W1,0,0,0\n1,W1,1,W1,0,1,0\n2,W1,1,W1,0,0,-0.5\n"))
  }

  @Test("Markdown carries the equations in LaTeX, with its numbers and its result")
  func markdown() {
    let text = CommandRun("trace", "ewma", "--case", "by-hand", "--format", "markdown").output
    #expect(
      text.hasPrefix("# EWMA: case by-hand\n\nthree days for a pencil: β = 1/2\n\n$\\beta = 0.5$\n")
    )
    #expect(
      text.contains(
        """
        ## t = 2

        1. keep β of the past, add 1 − β of today

        $$
        \\begin{aligned}
        v &\\leftarrow \\beta \\cdot v + \\left(1 - \\beta\\right) \\cdot \\theta \\\\
        &= 0.5 \\cdot 20 + \\left(1 - 0.5\\right) \\cdot 48 \\\\
        &= 34
        \\end{aligned}
        $$
        """))
  }

  @Test("--only takes parameters, quantities, and one of one")
  func only() throws {
    func targets(_ only: String) throws -> [String] {
      let run = CommandRun(
        "trace", "adam", "--case", "course", "--only", only, "--format", "jsonl")
      return try run.output.split(separator: "\n").map {
        let record = try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        return record?["target"] as? String ?? ""
      }
    }
    #expect(try targets("b1").count == 5)
    #expect(try targets("v") == ["v_dW1", "v_db1", "v_dW2", "v_db2"])
    #expect(try targets("v̂,W1") == ["v_corrected_dW1"])
    #expect(try targets("s_db2") == ["s_db2"])
    #expect(try targets("theta,W2,b2") == ["W2", "b2"])
    let outputs = try CommandRun("trace", "adam", "--only", "b1", "--format", "json").json()[
      "outputs"]
    #expect(Set((outputs as? [String: Any] ?? [:]).keys) == ["b1", "v_db1", "s_db1"])
  }

  @Test("--element works another element in full, --digits shows more of it")
  func elementAndDigits() {
    let run = CommandRun(
      "trace", "adam", "--case", "course", "--only", "W2,theta", "--element", "2,1", "--digits", "9"
    )
    // The published −1.09244991 with one more digit, from 60-digit arithmetic: −1.092449911….
    #expect(run.output.contains("     [2,1]: −1.09989127 − 0.01·"))
    #expect(run.output.contains(" = −1.09244991\n"))
  }

  @Test("--set and --case work in trace, compare and coverage alike")
  func setEverywhere() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/mine.json"
      try #"{"steps": [{"theta": 8}, {"theta": 16}]}"#
        .write(toFile: path, atomically: true, encoding: .utf8)
      let trace = CommandRun(
        "trace", "ewma", "--case", path, "--set", "beta=0.5", "--format", "csv")
      #expect(trace.output.hasSuffix("1,,,v,0,0,4\n2,,,v,0,0,10\n"))
      let compare = CommandRun(
        "compare", "ewma", "--case", path, "--set", "β=0.5", "--variant", "stored-elsewhere")
      #expect(compare.code == 1)
      #expect(compare.output.contains("At t = 2, v: the rule has 10, the variant 8:"))
      let coverage = CommandRun("coverage", "ewma", "--case", path, "--set", "beta=0.5")
      #expect(coverage.output.contains("Invisible in this case:\n  difference-form\n"))
    }
  }

  @Test("compare exits 1 where something differs and 0 where nothing does")
  func compareCodes() {
    #expect(
      CommandRun("compare", "adam", "--case", "course", "--variant", "missing-exponent").code == 1)
    let invisible = CommandRun(
      "compare", "adam", "--case", "course", "--variant", "exponent-fixed-at-two")
    #expect(invisible.code == 0)
    #expect(
      invisible.output.hasSuffix("Invisible in this case: every result agrees, bit for bit.\n"))
  }

  @Test("A file is written whole or not at all")
  func output() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/trace.json"
      try "old".write(toFile: path, atomically: true, encoding: .utf8)
      let failed = CommandRun(
        "trace", "decay", "--case", "course", "--variant", "manual", "--format", "json", "--output",
        path, "--force")
      #expect(failed.code == 65)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
      let run = CommandRun("trace", "decay", "--format", "json", "--output", path, "--force")
      #expect(run.code == 0 && run.output.isEmpty)
      #expect(
        try String(contentsOfFile: path, encoding: .utf8)
          == CommandRun("trace", "decay", "--format", "json").output)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["trace.json"])
    }
  }

  @Test(
    "A name of one letter is a file, a link is followed, permissions stay, '-' is standard output")
  func oddOutputs() throws {
    try withTemporaryFolder { folder in
      let files = FileManager.default
      let real = "\(folder)/x"
      let trace = ["trace", "ewma", "--case", "by-hand", "--format", "csv", "--output"]
      #expect(CommandRun(arguments: trace + [real]).code == 0)
      try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: real)
      try files.createSymbolicLink(atPath: "\(folder)/link", withDestinationPath: real)
      try "old".write(toFile: real, atomically: false, encoding: .utf8)
      #expect(CommandRun(arguments: trace + ["\(folder)/link", "--force"]).code == 0)
      let printed = CommandRun(arguments: trace + ["-"])
      #expect(try String(contentsOfFile: real, encoding: .utf8) == printed.output)
      #expect(try files.destinationOfSymbolicLink(atPath: "\(folder)/link") == real)
      #expect(try files.attributesOfItem(atPath: real)[.posixPermissions] as? Int == 0o600)
      #expect(try files.contentsOfDirectory(atPath: folder).sorted() == ["link", "x"])
    }
    #expect(CommandRun("trace", "ewma", "--output", "").code == 73)
  }

  @Test("Constants are shown as they were given, and t with every digit, whatever --digits says")
  func exactNumbers() throws {
    let run = CommandRun("trace", "adam", "--case", "course", "--only", "s_db1", "--digits", "2")
    #expect(run.output.contains("β₂ = 0.999"))
    #expect(run.output.contains("= 0.999·s + (1 − 0.999)·g²"))
    try withTemporaryFolder { folder in
      let path = "\(folder)/late.json"
      try #"{"title": "a\u001b[31m", "start": {"W1": 1}, "steps": [{"t": 12345678, "dW1": 1}]}"#
        .write(toFile: path, atomically: true, encoding: .utf8)
      let late = CommandRun("trace", "adam", "--case", path)
      #expect(late.output.contains("(1 − 0.9¹²³⁴⁵⁶⁷⁸)"))
      // A terminal would obey the escape; the file's name replaces the missing case name.
      #expect(late.output.hasPrefix(#"Adam · case late: a\u{1B}[31m"# + "\n"))
    }
  }

  @Test("A case may draw its numbers as NumPy does, and --seed draws a case's again")
  func seeds() throws {
    try withTemporaryFolder { folder in
      // The course's own arrays are the normals after seed 1, in this order.
      let path = "\(folder)/drawn.json"
      try """
      {"seed": 1, "start": {"W1": {"randn": [2, 3]}, "b1": {"randn": [2, 1]},
                            "W2": {"randn": [3, 3]}, "b2": {"randn": [3, 1]}},
       "steps": [{"t": 2, "dW1": {"randn": [2, 3]}, "db1": {"randn": [2, 1]},
                          "dW2": {"randn": [3, 3]}, "db2": {"randn": [3, 1]}}]}
      """.write(toFile: path, atomically: true, encoding: .utf8)
      let csv = ["trace", "adam", "--format", "csv"]
      let course = CommandRun(arguments: csv + ["--case", "course"]).output
      #expect(CommandRun(arguments: csv + ["--case", path]).output == course)
      #expect(CommandRun(arguments: csv + ["--case", "course", "--seed", "1"]).output == course)
      let anew = csv + ["--case", "course", "--seed", "7"]
      #expect(CommandRun(arguments: anew).output != course)
      #expect(
        CommandRun(arguments: anew).output
          == CommandRun(arguments: csv + ["--seed", "7", "--case", path]).output)
      let text = CommandRun("trace", "adam", "--case", "course", "--seed", "7").output
      #expect(
        text.hasPrefix(
          "Adam · case course-seed-7: the shapes of case course, the numbers of NumPy's seed 7\n"))
    }
  }

  @Test("Colour is for terminals that want it, and a narrow one gets the reason on its own line")
  func terminal() throws {
    #expect(Console.allowsColour(["TERM": "xterm"]))
    #expect(!Console.allowsColour(["TERM": "xterm", "NO_COLOR": "1"]))
    #expect(!Console.allowsColour(["TERM": "dumb"]))
    var output: [UInt8] = []
    let console = Console(
      out: { (bytes) throws(ConsoleClosed) in output += bytes }, error: { _ in }, hasColour: true,
      width: 60)
    #expect(Gradus.run(["trace", "ewma", "--case", "by-hand"], console: console) == 0)
    let text = String(decoding: output, as: UTF8.self)
    #expect(text.contains("\u{1B}[1mEWMA\u{1B}[0m"))
    #expect(
      text.contains(
        "1  v ← β·v + (1 − β)·θ\n     \u{1B}[2mkeep β of the past, add 1 − β of today\u{1B}[0m\n"))
    #expect(!CommandRun("trace", "ewma", "--case", "by-hand").output.contains("\u{1B}"))
  }

  @Test("Right, wrong and headings have colours of their own in a class, a training and a race")
  func meaning() throws {
    try withTemporaryFolder { folder in
      for (name, variant) in [("ann", []), ("bob", ["--variant", "no-bias-correction"])] {
        let trace = CommandRun(arguments: ["trace", "adam", "--format", "json"] + variant)
        try trace.output.write(
          toFile: "\(folder)/\(name).json", atomically: true, encoding: .utf8)
      }
      for (command, coloured) in [
        (["grade", "adam", folder], ["\u{1B}[32mcorrect", "\u{1B}[1;31mdiagnosed"]),
        (["train", "--epochs", "1"], ["\u{1B}[1mAdam\u{1B}[0m · moons"]),
        (["race", "adam", "momentum", "--epochs", "1"], ["\u{1B}[1maccuracy"]),
      ] {
        var output: [UInt8] = []
        let console = Console(
          out: { (bytes) throws(ConsoleClosed) in output += bytes }, error: { _ in },
          hasColour: true, width: 80)
        _ = Gradus.run(command, console: console)
        let text = String(decoding: output, as: UTF8.self)
        for words in coloured { #expect(text.contains(words), "\(command): \(words)") }
        // Never by colour alone: without it the words are the same.
        let plain = text.replacing(/\u{1B}\[[0-9;]*m/, with: "")
        #expect(plain == CommandRun(arguments: command).output, "\(command)")
      }
    }
  }

  @Test("A case's title changes no colour, on a terminal that shows colours")
  func hostileTitle() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/mine.json"
      try """
      {"title": "\\u001b[31mred\\u001b[2J", "start": {"W1": 1}, "steps": [{"dW1": 1}]}
      """.write(toFile: path, atomically: true, encoding: .utf8)
      for command in [
        ["trace", "adam"], ["coverage", "adam"], ["compare", "adam", "--variant", "adamw"],
      ] {
        var output: [UInt8] = []
        let console = Console(
          out: { (bytes) throws(ConsoleClosed) in output += bytes }, error: { _ in },
          hasColour: true, width: 80)
        _ = Gradus.run(command + ["--case", path], console: console)
        let text = String(decoding: output, as: UTF8.self)
        #expect(!text.contains("\u{1B}[31m") && !text.contains("\u{1B}[2J"), "\(command)")
        #expect(text.contains("Adam"), "\(command)")
      }
    }
  }

  @Test("An error in the last step of a case leaves standard output empty")
  func nothingHalfWritten() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/mine.json"
      try #"{"start": {"W1": 1}, "steps": [{"dW1": 1}, {"dW1": [[1, 2]]}]}"#
        .write(toFile: path, atomically: true, encoding: .utf8)
      for format in ["text", "json", "jsonl", "csv", "markdown"] {
        let run = CommandRun("trace", "adam", "--case", path, "--format", format)
        #expect(run.code == 65 && run.output.isEmpty, "\(format)")
        #expect(run.error.contains(", line 1, column 44: \"dW1\" is 1×2, but W1 is 1×1"))
      }
    }
  }
}
