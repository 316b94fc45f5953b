import Curriculum
import Foundation
import TestSupport
import Testing

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
    Term("ulps?", at: "ulp"),
  ]
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
    for term in Term.all { #expect(headings.contains(term.anchor), "\(term.anchor)") }
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
      let link = "^[^\\[\\]]*\\]\\(\\.\\./glossary\\.md#\(term.anchor)\\)"
      #expect(
        rest.range(of: link, options: .regularExpression) != nil,
        "\(page): '\(prose[first])' is not linked to #\(term.anchor): …\(rest.prefix(60))")
    }
  }
}

extension String {
  /// The prose of a page: without fenced blocks, code in backticks, pictures and headings, and with
  /// link targets only if they lead to the glossary.
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
      .replacing(/\]\((?!\.\.\/glossary)[^)]*\)/, with: "]()")
  }
}
