import Curriculum
import Diagnosis
import Foundation
import TestSupport
import Testing
import Tracing

/// A variant's `invisible:` sentence as cases: it is true in some, and false in others just
/// outside.
struct Condition {
  let inside: [PrintedCase]
  let outside: [PrintedCase]

  init(_ inside: PrintedCase..., outside: PrintedCase...) {
    self.inside = inside
    self.outside = outside
  }
}

/// A case as JSON text, and its printed results; by default every result to 8 decimals.
struct PrintedCase: ExpressibleByStringLiteral {
  let text: String
  var printed = Printed()

  init(stringLiteral text: String) { self.text = text }

  init(_ text: String, only names: String..., decimals: Int = Printed.usualDecimals) {
    self.text = text
    printed = Printed(decimals: decimals, names: names)
  }
}

/// Tests every `invisible:` sentence from both sides.
@Suite("Invisible") struct InvisibleTests {
  /// The conditions of a lesson's variants, by the ids of the lesson and the variant.
  static let written: [String: [String: Condition]] = [
    "ewma": ewmaConditions, "bias-correction": biasCorrectionConditions,
    "momentum": momentumConditions, "rmsprop": rmspropConditions, "adam": adamConditions,
    "decay": decayConditions, "gradient-descent": gradientDescentConditions,
    "forward-propagation": forwardPropagationConditions,
    "back-propagation": backPropagationConditions, "mini-batches": miniBatchesConditions,
    "training": trainingConditions,
  ]

  @Test("Every variant has a condition, and every condition a variant", arguments: written.keys)
  func completeness(id: String) throws {
    let written = try #require(Self.written[id])
    let variants = Set(try lesson(id).variants.map(\.id))
    #expect(variants.subtracting(written.keys).sorted() == [], "\(id): these have no condition")
    #expect(Set(written.keys).subtracting(variants).sorted() == [], "\(id): these are no variants")
    for (variant, condition) in written {
      #expect(!condition.inside.isEmpty && !condition.outside.isEmpty, "\(id) \(variant)")
    }
  }

  @Test(
    "A variant prints the rule's numbers where its sentence says so, and others just outside",
    arguments: written.keys)
  func conditions(id: String) throws {
    let lesson = try lesson(id)
    for (name, condition) in try #require(Self.written[id]).sorted(by: { $0.key < $1.key }) {
      guard let variant = lesson.variant(name) else { continue }
      for one in condition.inside {
        let sight = try sight(of: name, in: lesson, one)
        #expect(
          sight == .invisible || sight == .beyondDigits,
          "\(id) \(name) claims: invisible \(variant.invisible) It is \(sight) in \(one.text)")
      }
      for one in condition.outside {
        let sight = try sight(of: name, in: lesson, one)
        #expect(
          sight.shows,
          "\(id) \(name) claims: invisible \(variant.invisible) It is \(sight) also in \(one.text)")
      }
    }
  }

  @Test("Every lesson has conditions")
  func lessons() {
    #expect(Set(Self.written.keys) == Set(Curriculum.lessons.map(\.id)))
  }

  @Test(
    "A page says in the variant's words where it is invisible",
    arguments: ["bias-correction", "momentum", "rmsprop", "decay"])
  func pages(id: String) throws {
    let lesson = try lesson(id)
    var hasColumn = false
    for line in "\(lesson.page)".split(separator: "\n") {
      if line.hasPrefix("| mistake |") {
        hasColumn = line.hasSuffix("| invisible |")
      } else if hasColumn, line.hasPrefix("| `") {
        let cells = line.components(separatedBy: " | ")
        let said = (cells.last ?? "").dropLast(" |".count).replacing(/\[([^\]]*)\]\([^)]*\)/) {
          $0.1
        }
        let named = cells[0].matches(of: /`([a-z0-9-]+)`/).map { String($0.1) }
        for variant in lesson.variants where named.contains(variant.id) {
          #expect(said + "." == variant.invisible, "\(lesson.id) \(variant.id)")
        }
      } else if !line.hasPrefix("|") {
        hasColumn = false
      }
    }
  }

  /// How visible one variant is in a case.
  private func sight(of name: String, in lesson: Lesson, _ one: PrintedCase) throws -> Sight {
    // Run alone, since coverage also runs every pair.
    let variant = lesson.variant(name)
    let alone = Lesson(
      id: lesson.id, title: lesson.title, idea: lesson.idea, rule: lesson.rule,
      facts: lesson.facts,
      variants: lesson.variants.filter { $0.id == name || $0.id == variant?.within },
      cases: lesson.cases, page: lesson.page, otherNames: lesson.otherNames)
    let coverage = try Coverage(alone, [parsedCase(one.text, for: alone)], one.printed)
    let index = try #require(coverage.variants.firstIndex { $0.id == name })
    return coverage.cases[0].sights[index]
  }
}
