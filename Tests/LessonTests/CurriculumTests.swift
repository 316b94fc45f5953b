import Curriculum
import Diagnosis
import Equations
import Foundation
import TestSupport
import Testing
import Tracing

/// The course checked by itself: every variant is seen by some case, the rule by none.
@Suite("The curriculum") struct CurriculumTests {
  static let ids = Curriculum.lessons.map(\.id)

  func cases(_ lesson: Lesson) throws -> [Case] {
    try lesson.cases.map { try CaseReader.read($0.json, for: lesson) }
  }

  @Test("The lessons come in the order of the course")
  func order() {
    #expect(
      Self.ids == [
        "gradient-descent", "ewma", "bias-correction", "momentum", "rmsprop", "adam", "decay",
      ])
  }

  @Test("Every variant is seen by some case, and the rule by none", arguments: ids)
  func coverage(id: String) throws {
    let lesson = try lesson(id)
    let coverage = try Coverage(lesson, cases(lesson))
    #expect(coverage.unseen.isEmpty)
    #expect(coverage.rule.allSatisfy { $0 == .invisible })
  }

  @Test("The revealing case shows every variant", arguments: ids)
  func revealing(id: String) throws {
    let lesson = try lesson(id)
    let coverage = try Coverage(lesson, [embeddedCase("revealing", of: lesson)])
    for (variant, sights) in zip(coverage.variants, coverage.sights) {
      #expect(sights == [.seen], "\(variant.id)")
    }
  }

  @Test("Some case tells every pair of variants apart", arguments: ids)
  func pairs(id: String) throws {
    let lesson = try lesson(id)
    let inseparable = try Coverage(lesson, cases(lesson)).inseparable
    #expect(inseparable.isEmpty)
  }

  @Test("Every lesson has the cases the course needs", arguments: ids)
  func caseNames(id: String) throws {
    let names = try lesson(id).cases.map(\.name)
    #expect(names.first == "course")
    #expect(names.contains("by-hand") && names.contains("revealing"))
    if ["gradient-descent", "momentum", "rmsprop", "adam"].contains(id) {
      #expect(names.contains("course-2021"))
    }
    for one in try cases(lesson(id)) { #expect(!one.head.title.isEmpty) }
    // The file's name is the case's name.
    #expect(try cases(lesson(id)).map(\.head.name) == names)
  }

  @Test(
    "Every variant has an id, a sentence, sources, and says when it is invisible", arguments: ids)
  func words(id: String) throws {
    let lesson = try lesson(id)
    #expect(Set(lesson.variants.map(\.id)).count == lesson.variants.count)
    for variant in lesson.variants {
      #expect(variant.id.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" }, "\(variant.id)")
      #expect(variant.title.hasSuffix("."), "\(variant.id)")
      #expect(variant.invisible.hasSuffix("."), "\(variant.id)")
      #expect(!variant.sources.isEmpty, "\(variant.id)")
      #expect(variant.within == nil || lesson.variant(variant.within ?? "") != nil)
      for forbidden in [" you ", "simply", "just ", "!"] {
        #expect(!variant.title.lowercased().contains(forbidden), "\(variant.id)")
      }
    }
  }

  @Test(
    "Every compatible pair of variants runs, and the order on the command line does not matter",
    arguments: ids)
  func sets(id: String) throws {
    let lesson = try lesson(id)
    let given = try embeddedCase("revealing", of: lesson)
    for first in lesson.variants {
      for second in lesson.variants where first.id < second.id {
        let pair = [AppliedVariant(first), AppliedVariant(second)]
        let one = Fingerprint(lesson, pair, given)
        let other = Fingerprint(lesson, pair.reversed(), given)
        #expect(one == other, "\(first.id), \(second.id)")
      }
    }
  }

  @Test("Every reason is there, and every symbol of a rule has a meaning", arguments: ids)
  func reasons(id: String) throws {
    let lesson = try lesson(id)
    for line in lesson.rule.lines { #expect(!line.reason.isEmpty) }
    for symbol in lesson.symbols { #expect(!symbol.meaning.isEmpty, "\(symbol.name)") }
    #expect(Set(lesson.symbols.map(\.name)).count == lesson.symbols.count)
  }

  @Test("The seeds' two bugs of the training log run as one set")
  func seedPair() throws {
    let adam = try lesson("adam")
    let set = try applied(["layer-index-exponent", "uncorrected-second-moment"], of: adam)
    let trace = try Trace(adam, variants: set, embeddedCase("course", of: adam))
    #expect(trace.variants == ["layer-index-exponent", "uncorrected-second-moment"])
    // By hand, W1[0,0]: v̂ = 0.1·g/(1 − 0.9), √s = √0.001·|g|: the step is α·1/√0.001 = 0.316228.
    let start = 1.6243453636632417
    let end = try #require(trace.value("W1")?.element(0, 0))
    #expect(((end - start) - 0.01 / 0.001.squareRoot()).magnitude < 1e-6)
  }
}
