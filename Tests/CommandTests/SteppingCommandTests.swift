import Foundation
import TestSupport
import Testing

@Suite("gradus step and gradus hunt through a pipe") struct SteppingCommandTests {
  @Test func `the next step keeps a case file and the settings`() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/mine.json"
      try #"{"start": {"W1": 1}, "steps": [{"dW1": 1}]}"#
        .write(toFile: path, atomically: true, encoding: .utf8)
      let run = try CommandRun(
        "step", "adam", "--case", path, "--set", "beta1=0.7", typing: "quit\n", states: nil)
      #expect(
        run.output.contains("Next: gradus step adam --case \(path) --set beta1=0.7 --predict"))
      let plain = try CommandRun("step", "adam", typing: "quit\n", states: nil)
      #expect(plain.output.contains("Next: gradus step adam --predict"))
    }
  }

  @Test func `the same commands work through a pipe, and each is echoed with its answer`() throws {
    let run = try CommandRun(
      "step", "ewma", "--case", "by-hand", typing: "full\nfull\nquit\n", states: nil)
    #expect(run.code == 0 && run.error.isEmpty)
    // β = 1/2: half of 40, then half of 20 and half of 48.
    let first = try #require(run.output.range(of: "> full\n"))
    #expect(run.output[first.upperBound...].contains("= 20*"))
    #expect(run.output.contains("= 0.5·20 + (1 − 0.5)·48\n     = 34*\n"))
    #expect(run.output.contains("> quit\nNext: gradus step ewma --predict"))
  }

  @Test func `where a session stops is remembered, and deleting that loses nothing else`() throws {
    try withTemporaryFolder { folder in
      let first = try CommandRun(
        "step", "adam", "--case", "by-hand", typing: "variant missing-exponent\nline 12\nn\n",
        states: folder + "/a/gradus")
      #expect(first.code == 0)
      let again = try CommandRun(
        "step", "adam", "--resume", typing: "", states: folder + "/a/gradus")
      #expect(again.error.isEmpty)
      #expect(again.output.contains("12 of 30 in all"))
      #expect(again.output.contains("with the bug missing-exponent"))
      #expect(again.output.contains("variant  = v / (1 − 0.5)"))
      try FileManager.default.removeItem(atPath: folder + "/a")
      let anew = try CommandRun(
        "step", "adam", "--resume", typing: "", states: folder + "/a/gradus")
      #expect(anew.code == 0)
      #expect(anew.error == "Note: nothing of 'adam' is remembered; it begins at the first line.\n")
      #expect(anew.output.contains("case by-hand"))
    }
  }

  @Test func `a damaged file is set aside with a word, and nothing of it is lost`() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/progress.json"
      let damaged = "{ \"schema\": \"gradus.progress/1\",\n  \"hunt\": { \"adam\": [3] } }"
      try damaged.write(toFile: path, atomically: true, encoding: .utf8)
      let run = try CommandRun("hunt", "ewma", typing: "quit\n", states: folder)
      #expect(run.code == 0)
      #expect(run.error.contains("cannot be read (line 2, column 22"))
      #expect(run.error.contains("\(path).damaged"))
      let aside = try String(contentsOfFile: path + ".damaged", encoding: .utf8)
      #expect(aside == damaged)
      let next = try CommandRun("hunt", "ewma", typing: "quit\n", states: folder)
      #expect(next.error.isEmpty)
    }
  }

  @Test func `solved rounds are remembered beside those of other lessons, and can be started over`()
    throws
  {
    try withTemporaryFolder { folder in
      // The most obvious mistake of EWMA: 0.5·20·20 + 0.5·48 = 224 in the second line.
      let first = try CommandRun(
        "hunt", "ewma", typing: "2\nrecursion-as-product\n", states: folder)
      #expect(first.output.contains("Right: line 2."))
      #expect(first.output.contains("1 of 3 rounds of EWMA are solved."))
      _ = try CommandRun("step", "adam", typing: "next\n", states: folder)
      let again = try CommandRun("hunt", "ewma", typing: "", states: folder)
      #expect(again.output.contains("round 2 of 3"))
      let anew = try CommandRun("hunt", "ewma", "--again", typing: "", states: folder)
      #expect(anew.output.contains("round 1 of 3"))
    }
  }

  @Test func `a place that cannot be written is said, and the session goes on`() throws {
    try withTemporaryFolder { folder in
      try Data().write(to: URL(filePath: folder + "/file"))
      let run = try CommandRun("step", "ewma", typing: "next\n", states: folder + "/file/gradus")
      #expect(run.code == 0)
      #expect(run.error.contains("progress could not be remembered"))
      #expect(run.output.contains("> next"))
    }
  }

  @Test func `what makes no sense together is refused`() throws {
    let both = try CommandRun(
      "step", "adam", "--resume", "--case", "course", typing: "", states: nil)
    #expect(both.code == 64 && both.error.contains("--resume goes on with the case"))
    let input = try CommandRun("step", "adam", "--case", "-", typing: "", states: nil)
    #expect(input.code == 64 && input.error.contains("Standard input is where commands come from"))
    let level = try CommandRun("hunt", "ewma", "--level", "9", typing: "", states: nil)
    #expect(level.code == 64 && level.error.contains("'ewma' has 3 levels"))
  }
}
