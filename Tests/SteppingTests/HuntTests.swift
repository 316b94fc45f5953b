import Curriculum
import Equations
import Interaction
import Numerics
import TestSupport
import Testing
import Tracing

@testable import Stepping

@Suite("Hunting hidden mistakes") struct HuntTests {
  @Test(arguments: Curriculum.lessons.map(\.id))
  func `every variant of a lesson is the secret of exactly one round`(_ id: String) throws {
    let lesson = try lesson(id)
    let plan = HuntPlan(lesson)
    let alone = plan.rounds.filter { $0.hidden.count == 1 }.map { $0.hidden[0].variant.id }
    #expect(alone.sorted() == lesson.variants.map(\.id).sorted())
    #expect(plan.unseen.isEmpty)
    #expect(plan.levels.flatMap(\.rounds) == Array(plan.rounds.indices))
  }

  @Test(arguments: Curriculum.lessons.map(\.id))
  func `the first wrong line is the first whose printed number the rule does not make`(
    _ id: String
  ) throws {
    let lesson = try lesson(id)
    for round in HuntPlan(lesson).rounds {
      #expect(!round.lines[round.firstWrong].isRight(round.style), "\(round.id)")
      for line in round.lines[..<round.firstWrong] {
        #expect(line.isRight(round.style), "\(round.id) \(line.target)")
      }
      #expect(round.lines.allSatisfy { !$0.equation.isEmpty || $0.right == nil })
    }
  }

  @Test(arguments: Curriculum.lessons.map(\.id))
  func `every round can be solved, each is remembered, and there is an end`(_ id: String) throws {
    let lesson = try lesson(id)
    var hunt = Hunt(lesson)
    for _ in hunt.plan.rounds {
      #expect(
        hunt.type("\(hunt.round.firstWrong + 1)").hasPrefix("Right: line"), "\(hunt.round.id)")
      let letters = hunt.round.hidden.compactMap { one in
        hunt.choices.firstIndex { $0.argument == one.argument }.map { String(Hunt.letter($0)) }
      }
      let answer = hunt.type(letters.joined(separator: ","))
      #expect(answer.hasPrefix("Right."), "\(hunt.round.id)")
      #expect(hunt.round.hidden.allSatisfy { answer.contains($0.argument) })
      hunt.type("")
    }
    #expect(hunt.phase == .end)
    #expect(hunt.screen().contains("All \(hunt.plan.rounds.count) rounds"))
    #expect(hunt.solved.count == hunt.plan.rounds.count)
    #expect(Hunt(lesson, solved: hunt.solved).phase == .end)
  }

  /// Adam's round of a variant, ready to be played.
  private func round(_ variant: String) throws -> Hunt {
    var hunt = Hunt(try lesson("adam"))
    let at = try #require(hunt.plan.rounds.firstIndex { $0.id == variant })
    hunt.begin(at)
    return hunt
  }

  @Test func `a wrong line is told whether it lies before or behind the first`() throws {
    // By hand t = 1 hides a missing exponent; at t = 2, line 12 of 30, v̂ is 6 and not 4.
    var hunt = try round("missing-exponent")
    #expect(hunt.round.caseName == "by-hand")
    #expect(hunt.type("2").contains("Line 2 is right"))
    #expect(hunt.type("15").contains("Line 15 is off, but a line before it is already"))
    #expect(hunt.type("13").contains("Line 13 is right. The first wrong one comes before it."))
    #expect(hunt.type("31").contains("they count from 1 to 30"))
    #expect(hunt.type("line 12").contains("Right: line 12."))
  }

  @Test func `a wrong mistake is refuted by a number it would print`() throws {
    var hunt = try round("missing-exponent")
    hunt.type("12")
    // Without any correction v̂ would be v from the first step on: 2 in place of 4.
    #expect(
      hunt.type("no-bias-correction")
        == "No: with no-bias-correction line 2 [0,0] would be 2; printed is 4.")
    #expect(hunt.type("missing-exponent").contains("Right."))
  }

  @Test func `a mistake that prints the same is accepted`() throws {
    var hunt = try round("missing-exponent")
    let lesson = try lesson("adam")
    for variant in lesson.variants where variant.id != "missing-exponent" {
      let other = HuntRound(
        lesson, [AppliedVariant(variant)], "by-hand", hunt.round.given, digits: 7)
      guard let other, other.looksLike(hunt.round) else { continue }
      hunt.type("12")
      #expect(hunt.type(variant.id).contains("it prints the same here"))
    }
  }

  @Test func `show puts the printed numbers in and keeps the result to itself`() throws {
    var hunt = try round("missing-exponent")
    let shown = hunt.type("show 12")
    #expect(shown.contains("3 / (1 − 0.5²) = ?"))
    #expect(shown.contains("printed: 6"))
    #expect(!shown.contains("= 4"))
  }

  @Test func `a skipped round comes again, a solution leaves it unsolved`() throws {
    var hunt = Hunt(try lesson("ewma"))
    let first = hunt.round.id
    hunt.type("skip")
    #expect(hunt.round.id != first)
    hunt.type("skip", "skip")
    #expect(hunt.round.id == first)
    #expect(hunt.type("solution").contains("The round stays unsolved"))
    #expect(hunt.solved.isEmpty)
    hunt.type("next")
    #expect(hunt.phase == .line)
  }

  @Test func `no sequence of commands stops it`() throws {
    var random = LegacyRandom(seed: 6)
    let words = [
      "1", "5", "99", "-3", "a", "b", "a,b", "j", "z", "line", "line 2", "name", "name a",
      "name ascent", "show", "show 1", "show 3 0,1", "show 3 9,9", "show x", "hint", "next", "skip",
      "solution", "level", "level 1", "level 9", "list", "help", "", " ", "foo", "ascent",
      "12345678901234567890",
    ]
    for lesson in Curriculum.lessons {
      var hunt = Hunt(lesson)
      for _ in 0..<60 {
        let word = words[random.permutation(words.count)[0]]
        #expect(!hunt.perform(word).isOver)
        #expect(hunt.page(width: 40).heading.first?.text.hasPrefix("Hunt") == true)
      }
      #expect(hunt.perform("quit").isOver)
    }
  }
}
