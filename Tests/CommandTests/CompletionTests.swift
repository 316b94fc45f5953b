import Command
import Curriculum
import TestSupport
import Testing

/// The words that may be typed next.
///
/// `Tests/Completions/check.py` asks the shells themselves.
@Suite("Completion") struct CompletionTests {
  /// The candidates for a line up to the cursor, without their descriptions.
  private func completed(_ line: String) -> [String] {
    CommandRun("completions", "words", line).output.split(separator: "\n").map {
      String($0.prefix { $0 != "\t" })
    }
  }

  @Test func `every command that help lists is completed`() {
    let help = CommandRun("help").output.split(separator: "\n")
      .drop { $0 != "Commands" }.dropFirst().prefix { $0.hasPrefix("  ") }
    let listed = help.filter { !$0.hasPrefix("   ") }.map { line in
      String(line.dropFirst(2).prefix { $0 != " " })
    }
    #expect(listed.count > 10)
    #expect(Set(completed("gradus ")) == Set(listed + ["--help"]))
    #expect(completed("gradus dia") == ["diagnose"])
    #expect(completed("gradus nonsense ").isEmpty)
  }

  @Test func `a lesson is completed where the usage line has one`() {
    let ids = Curriculum.lessons.map(\.id)
    for command in ["trace", "step", "hunt", "lessons", "key"] {
      #expect(completed("gradus \(command) ") == ids)
    }
    #expect(completed("gradus train --optimizer mo") == ["momentum"])
    // Only what a training takes: the lesson mini-batches is not an optimizer.
    #expect(completed("gradus train --optimizer mi").isEmpty)
    #expect(completed("gradus train --decay stair") == ["staircase"])
    #expect(completed("gradus key adam --convention miss").isEmpty)
    #expect(completed("gradus key adam --convention epsilon-i") == ["epsilon-inside-root"])
    #expect(completed("gradus golden check e") == ["ewma"])
    #expect(completed("gradus trace adam ").isEmpty)
    #expect(completed("gradus race adam mo") == ["momentum"])
    #expect(completed("gradus race momentum adam~missing-ep") == ["adam~missing-epsilon"])
    #expect(
      completed("gradus race adam~missing-epsilon~missing-exp")
        == ["adam~missing-epsilon~missing-exponent"])
  }

  @Test(arguments: Curriculum.lessons.map(\.id))
  func `the cases, variants and constants are those of the lesson on the line`(id: String) throws {
    let lesson = try #require(Curriculum.lesson(id))
    let cases = lesson.cases.map(\.name)
    #expect(completed("gradus trace \(id) --case ") == cases + ["/"])
    #expect(
      completed("gradus trace --digits 3 \(id.uppercased()) --case=") == cases.map {
        "--case=" + $0
      } + ["/"])
    let variants = lesson.variants.map(\.id)
    #expect(completed("gradus compare \(id) --variant ") == variants)
    let first = try #require(variants.first)
    #expect(
      completed("gradus compare \(id) --variant \(first),")
        == variants.dropFirst().map { "\(first),\($0)" })
  }

  @Test func `values come from the option and from the usage line`() {
    #expect(
      completed("gradus trace adam --format ") == ["text", "json", "jsonl", "csv", "markdown"])
    #expect(completed("gradus trace adam --format=js") == ["--format=json", "--format=jsonl"])
    #expect(completed("gradus diagnose adam --hint ") == ["1", "2", "3"])
    #expect(completed("gradus train --data m") == ["moons", "/"])
    #expect(completed("gradus completions ") == ["bash", "zsh", "fish"])
    #expect(completed("gradus trace ewma --set ") == ["beta="])
    #expect(completed("gradus trace adam --output ") == ["/"])
    #expect(completed("gradus diagnose adam --case course ") == ["/"])
  }

  @Test func `an option that is there already is not offered again, unless it repeats`() {
    let options = completed("gradus trace adam --case course --variant adamw --")
    #expect(!options.contains("--case") && options.contains("--variant"))
    #expect(options.contains("--digits") && options.contains("--help"))
  }

  @Test func `a script names no command but its own and no lesson`() {
    for shell in ["bash", "zsh", "fish"] {
      let script = CommandRun("completions", shell).output
      #expect(script.contains("completions words"))
      for lesson in Curriculum.lessons { #expect(!script.contains(lesson.id)) }
      #expect(!script.contains("trace"))
    }
  }
}
