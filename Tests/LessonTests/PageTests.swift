import Curriculum
import Foundation
import TestSupport
import Testing
import Text
import Tracing

/// Runs the commands on the pages: their output must be what the pages show.
///
/// Whole trainings are left out here; Tests/Pages/refresh.py runs them with the release build.
@Suite("Pages") struct PageTests {
  static let pages: [String] = {
    let folder = Recorded.root.appending(path: "lessons")
    let lessons = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let pages = lessons.sorted().map {
      $0.hasSuffix(".md") ? "lessons/\($0)" : "lessons/\($0)/lesson.md"
    }
    return ["README.md"] + pages
  }()

  func text(_ page: String) throws -> String {
    try String(contentsOf: Recorded.root.appending(path: page), encoding: .utf8)
  }

  /// The fenced blocks of a page, with the word after the fence.
  func blocks(_ text: String) -> [(kind: String, lines: [String])] {
    var blocks: [(kind: String, lines: [String])] = []
    var open: (kind: String, lines: [String])?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("```") {
        if let block = open {
          blocks.append(block)
          open = nil
        } else {
          open = (String(line.dropFirst(3)), [])
        }
      } else {
        open?.lines.append(line)
      }
    }
    return blocks
  }

  @Test("Every run a page shows is what the command prints", arguments: pages)
  func runs(page: String) throws {
    for block in try blocks(text(page)) where block.kind == "console" {
      var expected: [String] = []
      guard !block.lines.contains(where: \.isWholeTraining) else { continue }
      for line in block.lines where line.isRun {
        if !expected.isEmpty { expected.append("") }
        expected.append(line)
        expected += try output(String(line.dropFirst(2)))
      }
      // A block with other commands is an instruction, not a run.
      guard !expected.isEmpty else { continue }
      let difference = difference(
        expected.joined(separator: "\n"), block.lines.joined(separator: "\n"))
      if let difference { Issue.record("\(page): \(difference)") }
    }
  }

  /// The output of `[printf '…' |] gradus … [| head -N]`, line by line; `tail -N` for the last ones.
  func output(_ command: String) throws -> [String] {
    let parts = command.split(separator: #/ \| (?:head|tail) -/#).map(String.init)
    let typed = parts[0].components(separatedBy: "' | ")
    var arguments = typed[typed.count - 1].split(separator: " ").dropFirst().map(String.init)
    arguments = arguments.map { $0.trimmingCharacters(in: ["'"]) }
    let typing = typed[0].dropFirst("printf '".count).replacingOccurrences(of: "\\n", with: "\n")
    let run =
      typed.count == 1
      ? CommandRun(arguments: arguments)
      : Self.talks(arguments)
        ? try CommandRun(arguments: arguments, typing: typing, states: nil)
        // A file can replace the pipe's input.
        : try withTemporaryFolder { folder in
          try Data(typing.utf8).write(to: URL(filePath: folder + "/print.txt"))
          let file = folder + "/print.txt"
          return CommandRun(
            arguments: arguments.contains("-")
              ? arguments.map { $0 == "-" ? file : $0 } : arguments + [file])
        }
    // Standard error may have messages, such as what a worksheet's blanks show.
    #expect(!run.error.hasPrefix("Error"), "\(command): \(run.error)")
    let lines = run.output.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .dropLast()
    let count = parts.count == 2 ? Int(parts[1]) ?? 0 : lines.count
    let shown = command.contains(" | tail -") ? lines.suffix(count) : lines.prefix(count)
    return shown.map(String.init)
  }

  /// Whether a command asks for lines.
  private static func talks(_ arguments: [String]) -> Bool {
    arguments.first == "step" || arguments.first == "hunt"
  }

  /// Commands that neither need a file of the reader's nor take long.
  static let quick = ["trace", "compare", "lessons", "help", "plot", "step", "hunt"]

  @Test("Every command inside a page's sentences runs", arguments: pages)
  func inlineCommands(page: String) throws {
    let commands = Set(try text(page).matches(of: /`gradus ([^`]+)`/).map { String($0.1) })
    for command in commands {
      let arguments = command.split(separator: " ").map(String.init)
      let isComplete = !command.contains(/[A-Z]{3}|\.json|--output/) && arguments.count > 1
      guard isComplete, Self.quick.contains(arguments[0]) else { continue }
      let run =
        Self.talks(arguments)
        ? try CommandRun(arguments: arguments, typing: "quit\n", states: nil)
        : CommandRun(arguments: arguments)
      #expect(run.code <= 1, "\(command): \(run.error)")
    }
  }

  static let lessons = Curriculum.lessons.map(\.id)

  @Test("Every lesson's page has the same headings in the same order", arguments: lessons)
  func headings(id: String) throws {
    let headings = try page(of: id).split(separator: "\n").filter { $0.hasPrefix("#") }
    #expect(
      headings.map(String.init) == [
        "# \(lesson(id).title)", "## Why", "## The equations", "## Walk through", "## Conventions",
        "## Compared with", "## Common mistakes", "## Try it", "## Notes",
      ])
  }

  @Test("A page begins with the question it answers, then its picture", arguments: lessons)
  func beginning(id: String) throws {
    let parts = try page(of: id).components(separatedBy: "\n\n")
    let question = try #require(parts.dropFirst().first)
    #expect(question.contains("?"), "\(question)")
    let picture = try #require(parts.dropFirst(2).first)
    // The words in the brackets are for readers who cannot see the picture.
    #expect(picture.firstMatch(of: /^!\[[^\]]{20,}\]\(picture\.svg\)$/) != nil, "\(picture)")
  }

  @Test("The README has at most 1,100 words, a page 1,500", arguments: pages)
  func length(page: String) throws {
    let words = try text(page).split(whereSeparator: \.isWhitespace).count
    #expect(words <= (page == "README.md" ? 1100 : 1500))
  }

  @Test(
    "Sources are footnotes at the end; only they have the notes' line numbers", arguments: lessons)
  func footnotes(id: String) throws {
    let page = try page(of: id)
    let parts = page.components(separatedBy: "\n## Notes\n")
    try #require(parts.count == 2)
    let marks = { (text: String) in text.matches(of: /\[\^([a-z0-9-]+)\]/).map { String($0.1) } }
    let defined = parts[1].matches(of: /(?m)^\[\^([a-z0-9-]+)\]: (.*)$/)
    #expect(Set(marks(parts[0])) == Set(defined.map { String($0.1) }))
    #expect(Set(defined.map { String($0.1) }).count == defined.count, "a footnote is there twice")
    #expect(!parts[0].contains(/\b00[0-4]:[0-9]|\blines? [0-9]{2,}/), "a line number in the text")
    // The footnotes cite five notes that only the makers of Gradus have; the page says so once, and
    // each footnote says which of them it means.
    let notes = [
      "000": "xercise summary", "001": "egularization notes", "002": "Korean notes",
      "003": "xercise copy", "004": "lide transcript",
    ]
    for footnote in defined {
      for mark in footnote.2.matches(of: /[Nn]ote (00[0-4])/) {
        let number = String(mark.1)
        let named = "\(notes[number]!) (note \(number))"
        #expect(footnote.2.contains(named), "\(footnote.0): note \(number) without its name")
        #expect(parts[1].contains("not published"))
      }
    }
  }

  @Test(
    "Every piece of a page is known to the reader that shows it in the terminal",
    arguments: Curriculum.lessons.map(\.id))
  func shownInTerminal(id: String) throws {
    let page = try page(of: id)
    #expect(MarkdownPage(page).unknown == [])
    var text = WrappedText(width: 80)
    MarkdownPage(page).write(in: &text)
    // A long command goes on after a backslash.
    let shown = text.plain.replacing(" \\\n", with: "\n")
    for mark in ["](", "**", "```", "[^", "|--", "$$", "`", "\\"] {
      // The output of a run may look like anything.
      let runs = blocks(page).flatMap(\.lines).joined()
      #expect(!shown.contains(mark) || runs.contains(mark), "\(mark)")
    }
    // No word is lost: each occurs in the text, except addresses, markup and formulas.
    let prose = page.replacing(
      /```[a-z]*\n[\s\S]*?```|\$\$.*\$\$|\]\([^)]*\)|\[\^[^\]]*\]:?/, with: " ")
    let words = prose.matches(of: /[[:alpha:]][[:alpha:]-]{3,}/).map { String($0.output) }
    #expect(words.count > 100)
    #expect(words.filter { !shown.contains($0) } == [])
  }

  @Test("A page speaks of every variant of its lesson", arguments: Curriculum.lessons.map(\.id))
  func variants(id: String) throws {
    let page = try page(of: id)
    for variant in lesson(id).variants {
      #expect(page.contains("`\(variant.id)`"), "\(variant.id)")
    }
  }

  @Test(
    "Every decimal in a page's prose comes from a run it shows, a case or a recorded training run",
    arguments: Curriculum.lessons.map(\.id))
  func decimals(id: String) throws {
    let page = try page(of: id)
    let shown = blocks(page).flatMap(\.lines).joined(separator: "\n")
    let cases =
      lesson(id).cases.map { "\($0.text)" }.joined(separator: "\n")
      + (try text("Tests/Recorded/training.json"))
    var prose = ""
    var isInside = false
    for line in page.split(separator: "\n") {
      if line.hasPrefix("```") {
        isInside.toggle()
      } else if !isInside {
        prose += line + "\n"
      }
    }
    let numbers = prose.matches(of: /[0-9]+\.[0-9]+/).map { String($0.output) }
    for number in Set(numbers) {
      let isKnown =
        shown.contains(number) || cases.contains(number) || lesson(id).hasDefault(number)
      #expect(isKnown, "\(number) stands in no run of the page, in no case and in no recorded run")
    }
  }

  @Test(
    "Every percentage in a page's prose is a number of a run it shows, rounded, or 1/e",
    arguments: Curriculum.lessons.map(\.id))
  func percentages(id: String) throws {
    let page = try page(of: id)
    let shown =
      blocks(page).flatMap(\.lines).joined(separator: "\n")
      .matches(of: /[0-9]+\.[0-9]+/).compactMap { Double($0.output) } + [1 / 2.718281828459045]
    for match in page.matches(of: /([0-9]+) %/) {
      let percent = try #require(Double(match.1))
      #expect(shown.contains { ($0 * 100).rounded() == percent }, "\(match.0)")
    }
  }

  private func lesson(_ id: String) -> Lesson {
    Curriculum.lesson(id) ?? Curriculum.lessons[0]
  }

  /// The embedded page, which is one of the files.
  private func page(of id: String) throws -> String {
    let embedded = "\(lesson(id).page)"
    let files = try Self.pages.map { try text($0) }
    #expect(files.contains(embedded))
    return embedded
  }
}

extension Lesson {
  /// Whether a number is the default of some hyperparameter.
  fileprivate func hasDefault(_ number: String) -> Bool {
    symbols.contains { symbol in
      if case .hyperparameter(let value, _) = symbol.role { "\(value)" == number } else { false }
    }
  }
}

extension String {
  /// Whether a line of a page runs the command, possibly with typed input.
  fileprivate var isRun: Bool { hasPrefix("$ gradus") || hasPrefix("$ printf '") }

  /// Whether a line trains a network for all ten thousand epochs.
  fileprivate var isWholeTraining: Bool {
    hasPrefix("$ gradus train ") && !contains("--epochs")
  }
}
