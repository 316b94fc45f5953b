import Foundation
import Testing

/// Checks that every text for readers is plain English, without phrases that sound translated.
@Suite("The word list") struct WordListTests {
  /// Retired phrases as regular expressions, each with its replacement.
  static let retired = [
    (#"(?<!\bthere )\b(is|are|was|were) no (?!(longer|more|fewer|less|such)\b)"#, "is not a"),
    (#"\bwhoever\b"#, "anyone who"), (#"\bsomebody who\b"#, "a person who, or name the person"),
    (#"\bso many\b"#, "a given number of"), (#"\bnobody else's\b"#, "someone else's"),
    (#"\bslip of the finger\b"#, "typo"), (#"\bwhat made it\b"#, "name the mistake"),
    (#"\bas it is, and be told\b"#, "say what Gradus does"),
    (#"\bone rung at a time\b"#, "one hint at a time"),
    (#"\bis told what it is\b"#, "Gradus explains"),
    (#"(?<![0-9.])1 times\b"#, "say that it is equal"),
    (#"\banew\b"#, "again"), (#"\bone's own\b"#, "your own"),
    (#"\bbut for (the|--)"#, "except"), (#"(?<!mis)\btaken for\b"#, "is read as, or is called"),
    (
      #"\b(rehearsals?|moulds?|pour(s|ed|ing)?|strangers|lent|accidents?|stages?|telling|wander\w*)\b"#,
      "say what it holds or does"
    ),
  ]

  /// The documents: pages, and the output of commands.
  static func documents() throws -> [String] {
    let folders = try Repository.lessonFolders().map { "lessons/\($0)/lesson.md" }
    let texts = try Repository.names(in: "Tests/CommandTests/Texts")
      .filter { $0.hasSuffix(".txt") }.map { "Tests/CommandTests/Texts/\($0)" }
    let pages = try Repository.names(in: "lessons").filter { $0.hasSuffix(".md") }
    return ["CONTRIBUTING.md", "README.md"] + pages.map { "lessons/\($0)" } + folders + texts
  }

  @Test func `no document has a retired phrase`() throws {
    for file in try Self.documents() {
      for (number, line) in try Repository.text(file).components(separatedBy: "\n").enumerated() {
        for complaint in Self.complaints(line) {
          Issue.record("\(file):\(number + 1): \(complaint)")
        }
      }
    }
  }

  @Test func `no text in the sources has a retired phrase`() throws {
    for file in Repository.swiftFiles(in: "Sources") + Repository.swiftFiles(in: "lessons") {
      for text in Self.texts(try Repository.text(file)) {
        for complaint in Self.complaints(text) { Issue.record("\(file): \(complaint)") }
      }
    }
  }

  @Test func `no comment and no name of a test has a retired phrase`() throws {
    let folders = ["Sources", "Tests", "lessons"]
    for file in folders.flatMap(Repository.swiftFiles) {
      // This file has the phrases themselves.
      if file.hasSuffix("/WordListTests.swift") { continue }
      // One search for the whole file is much quicker than one for each line.
      // The name of a test may stand on the line after @Test.
      let lines = try Repository.text(file).replacing(/@Test\(\s+"/, with: "@Test(\"")
        .components(separatedBy: "\n")
      for complaint in Self.complaints(lines.compactMap(Self.comment).joined(separator: "\n")) {
        Issue.record("\(file): \(complaint)")
      }
    }
  }

  @Test(arguments: [
    ("  /// The rule.", "The rule."), ("let a = 1  // one", "one"), ("let a = \"x\"", nil),
    ("  @Test func `a is b`() {", "a is b"), ("  @Test(\"A claim\") func a() {", "A claim"),
    ("  func `a is b`(c: Int) {", "a is b"),
  ])
  func `what a line says to its reader is found`(line: String, words: String?) {
    #expect(Self.comment(line) == words)
  }

  @Test(arguments: [
    ("'x' is no number: expected one", true), ("There is no file 'x'.", false),
    ("it is no longer needed", false), ("a sheet of whoever it is", true),
    ("11 times the rule's", false), ("1 times the rule's", true), ("It has so many digits.", true),
    ("Paste it as it is, and be told.", true), ("equal but for the last bits", true),
    ("wandering around", true), ("mistaken for another", false),
  ])
  func `a phrase is found where it is meant, and not elsewhere`(text: String, isFound: Bool) {
    #expect(Self.complaints(text).isEmpty != isFound)
  }

  /// The retired phrases in a text.
  static func complaints(_ text: String) -> [String] {
    retired.compactMap { pattern, instead in
      text.range(of: pattern, options: [.regularExpression, .caseInsensitive]).map {
        "'\(text[$0])' (write: \(instead)) in: \(text[text.lineRange(for: $0)])"
      }
    }
  }

  /// The comment of a line of code, or the name of the test that it declares.
  static func comment(_ line: String) -> String? {
    // Most lines of code have neither.
    guard line.contains("//") || line.contains("@Test") || line.contains("func `") else {
      return nil
    }
    if let name = line.firstMatch(of: /func `([^`]+)`/) { return String(name.1) }
    if let name = line.firstMatch(of: /@Test.*?"([^"]+)"/) { return String(name.1) }
    return line.firstMatch(of: /(?:^|\s)\/\/\/? (.+)$/).map { String($0.1) }
  }

  /// The texts in some code: its literals, and the lines of multi-line literals.
  static func texts(_ code: String) -> [String] {
    var texts = StringLiterals(code).texts
    var isInText = false
    for line in code.components(separatedBy: "\n") {
      if line.contains("\"\"\"") { isInText.toggle() } else if isInText { texts.append(line) }
    }
    return texts
  }
}
