import Curriculum
import Foundation
import TestSupport
import Testing
import Tracing

@testable import Command

/// A term that a page explains where it first uses it.
struct Term {
  /// The words to look for in the prose.
  let words: String
  /// Its anchor in the glossary, for links.
  let anchor: String

  init(_ words: String, at anchor: String) {
    self.words = words
    self.anchor = anchor
  }

  /// Every term that pages must explain, with its place in the glossary.
  static let all = [
    Term("(?<!chain )rules?", at: "rule"), Term("cases?", at: "case"), Term("traces?", at: "trace"),
    Term("variants?", at: "variant"), Term("conventions?", at: "convention"),
    Term("bugs?", at: "bug"), Term("slips?", at: "slip"),
    Term("carried forward", at: "carried-forward"),
    Term("printed digits", at: "printed-digits"), Term("goldens?", at: "golden"),
    Term("answer keys?", at: "key"), Term("worksheets?", at: "worksheet"),
    Term("student notes", at: "student-notes"),
    Term("hyperparameters?", at: "hyperparameter"), Term("updates?", at: "update"),
    Term("mini-batch(es)?", at: "mini-batch"), Term("epochs?", at: "epoch"),
    Term("ulps?", at: "ulp"), Term("moments?", at: "moment"),
    Term("moving averages?", at: "moving-average"), Term("weight decay", at: "weight-decay"),
    Term("broadcast(ing|s)?", at: "broadcasting"), Term("NaN", at: "nan"),
    Term("loss(es)?", at: "loss"), Term("logits?", at: "logit"),
    Term("dead units?", at: "dead-unit"), Term("He's initialization", at: "he-initialization"),
  ]

  /// Terms that a reader of a course on training brings along; the glossary has them all the same.
  static let basic = ["parameter", "gradient", "learning-rate", "cost"]
}

@Suite("The glossary") struct GlossaryTests {
  static let pages = PageTests.pages.filter {
    $0.hasPrefix("lessons/") && $0.hasSuffix("/lesson.md")
  }

  func text(_ page: String) throws -> String {
    try String(contentsOf: Recorded.root.appending(path: page), encoding: .utf8)
  }

  @Test("Every term has a heading in the glossary")
  func headings() throws {
    let headings = try text("lessons/glossary.md").matches(of: /(?m)^### (.*)$/).map {
      $0.1.lowercased().replacing(" ", with: "-")
    }
    for anchor in Term.all.map(\.anchor) + Term.basic {
      #expect(headings.contains(anchor), "\(anchor)")
    }
    #expect(Set(headings).count == headings.count)
  }

  @Test("Every term is explained in three sentences at most")
  func length() throws {
    let parts = try text("lessons/glossary.md").components(separatedBy: "\n### ").dropFirst()
    #expect(parts.count >= Term.all.count)
    for part in parts {
      let text = part.components(separatedBy: "\n## ")[0].split(separator: "\n").dropFirst()
        .joined(separator: " ")
      let sentences = text.matches(of: /[.](?= |$)/).count
      #expect(1...3 ~= sentences, "\(part)")
    }
  }

  /// What README explains itself; every other term it uses is in the glossary, which it links.
  static let readmeTerms = ["Rule", "Variant", "Convention", "Case", "Golden"]

  @Test("README explains its five terms in a line each, uses none before, and links the rest")
  func readme() throws {
    let parts = try text("README.md").components(separatedBy: "\n## Five terms\n")
    try #require(parts.count == 2)
    let terms = parts[1].components(separatedBy: "\n## ")[0]
    #expect(
      terms.matches(of: /(?m)^- \*\*([A-Z][a-z]+)\*\*: .+\.$/).map { String($0.1) }
        == Self.readmeTerms)
    #expect(terms.contains("](lessons/glossary.md)"))
    let before = parts[0].withoutCode
    for term in Term.all where Self.readmeTerms.contains(where: { $0.lowercased() == term.anchor })
    {
      let words = "\\b(?:\(term.words))\\b"
      #expect(
        before.range(of: words, options: [.regularExpression, .caseInsensitive]) == nil,
        "README uses '\(term.anchor)' before it explains it")
    }
  }

  /// The program's own counts.
  static var counts: [String: Set<Int>] {
    let lessons = Curriculum.lessons
    func each(_ count: (Lesson) -> Int) -> Set<Int> {
      Set(lessons.map(count) + [lessons.map(count).reduce(0, +)])
    }
    return [
      "lessons": [lessons.count], "variants": each { $0.variants.count },
      "bugs": each { $0.variants.count { $0.kind == .bug } },
      "conventions": each { $0.variants.count { $0.kind == .convention } },
      "commands": [Subcommand.all.count],
    ]
  }

  @Test("A count in the documents' prose is the program's", arguments: PageTests.pages)
  func counts(page: String) throws {
    let words = NumberFormatter()
    words.locale = Locale(identifier: "en")
    words.numberStyle = .spellOut
    let spelled = Dictionary(
      uniqueKeysWithValues: (2...99).map { (words.string(from: $0 as NSNumber) ?? "", $0) })
    let prose = try text(page).withoutCode
    let counted = /\b([0-9]+|[a-z]+(?:-[a-z]+)?) (lessons|variants|bugs|conventions|commands)\b/
    for match in prose.matches(of: counted) {
      guard let number = Int(match.1) ?? spelled[String(match.1)] else { continue }
      #expect(Self.counts[String(match.2)]?.contains(number) ?? false, "\(page): \(match.0)")
    }
  }

  @Test("A page links every term to the glossary where it first uses it", arguments: pages)
  func firstUses(page: String) throws {
    let prose = try text(page).withoutCode
    let title = prose.prefix { $0 != "\n" }.lowercased()
    for term in Term.all {
      let words = "\\b(?:\(term.words))\\b"
      let options: String.CompareOptions = [.regularExpression, .caseInsensitive]
      // A page's own subject is explained by the page.
      if title.range(of: words, options: options) != nil { continue }
      guard let first = prose.range(of: words, options: options) else { continue }
      let rest = prose[first.upperBound...]
      // The lesson on moving averages explains them better than the glossary does.
      let lesson = term.anchor == "moving-average" ? "|EWMA/lesson\\.md" : ""
      let link = "^[^\\[\\]]*\\]\\(\\.\\./(glossary\\.md#\(term.anchor)\(lesson))\\)"
      #expect(
        rest.range(of: link, options: .regularExpression) != nil,
        "\(page): '\(prose[first])' is not linked to #\(term.anchor): …\(rest.prefix(60))")
    }
  }
}

extension String {
  /// The prose of a page: without fenced blocks, code in backticks, pictures and headings, and with
  /// link targets only if they lead to an explanation of a term.
  fileprivate var withoutCode: String {
    var prose = ""
    var isInside = false
    for (number, line) in split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.hasPrefix("```") { isInside.toggle() }
      let isHeading = line.hasPrefix("## ") && number > 0
      if !isInside, !line.hasPrefix("```"), !line.hasPrefix("!["), !isHeading {
        prose += line + "\n"
      }
    }
    return prose.replacing(/`[^`]*`/, with: "").replacing(/\$\$[^$]*\$\$/, with: "")
      .replacing(/\]\((?!\.\.\/(glossary|EWMA))[^)]*\)/, with: "]()")
  }
}
