import Curriculum
import Equations
import Foundation
import Interaction
import Numerics
import TestSupport
import Testing
import Tracing

@testable import Stepping

@Suite("Hunting hidden mistakes") struct HuntTests {
  /// The rounds of every lesson, computed once for all tests, which only read them.
  private static let plans = Dictionary(
    uniqueKeysWithValues: Curriculum.lessons.map { ($0.id, HuntPlan($0)) })

  private func plan(_ id: String) throws -> HuntPlan { try #require(Self.plans[id]) }

  @Test(arguments: Curriculum.lessons.map(\.id))
  func `every variant of a lesson is the secret of exactly one round`(_ id: String) throws {
    let lesson = try lesson(id)
    let plan = try plan(id)
    let alone = plan.rounds.filter { $0.hidden.count == 1 }.map { $0.hidden[0].variant.id }
    #expect(alone.sorted() == lesson.variants.map(\.id).sorted())
    #expect(plan.unseen.isEmpty)
    #expect(plan.levels.flatMap(\.rounds) == Array(plan.rounds.indices))
  }

  /// The lines that differ in a variant's golden, with both numbers to seven digits.
  private func differing(_ id: String, _ name: String, _ variant: String) throws -> [String] {
    let folder = Recorded.root.appending(path: "golden/\(id)")
    let data = try Data(contentsOf: folder.appending(path: "\(name)~\(variant).json"))
    let golden = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    func digits(_ value: Any?) -> [String] {
      let rows = value as? [[Any]] ?? (value as? [Any]).map { [$0] } ?? [[value ?? "none"]]
      return rows.joined().map { ($0 as? Double).map { String(format: "%.6e", $0) } ?? "\($0)" }
    }
    return (golden["lines"] as? [[String: Any]] ?? []).compactMap { line in
      let rule = line["rule"] as? [String: Any]
      let other = line["variant"] as? [String: Any]
      guard let target = line["target"] as? String else { return nil }
      if rule != nil, other != nil, digits(rule?["value"]) == digits(other?["value"]) { return nil }
      return "\(line["t"] as? Int ?? 0) \(target)"
    }
  }

  @Test(arguments: Curriculum.lessons.map(\.id))
  func `the first wrong line is the first that the variant's golden has otherwise in seven digits`(
    _ id: String
  ) throws {
    var count = 0
    for round in try plan(id).rounds
    where round.hidden.count == 1 && round.isSeenOnPaper && round.context.isEmpty {
      let wrong = try differing(id, round.caseName, round.id)
      guard !wrong.isEmpty else { continue }
      count += 1
      let first = round.lines.first { wrong.contains("\($0.t) \($0.target)") }
      let found = round.lines[round.firstWrong]
      #expect(found.t == first?.t && found.target == first?.target, "\(round.id)")
    }
    #expect(count > 0)
  }

  @Test(arguments: Curriculum.lessons.map(\.id))
  func `every round can be solved, each is remembered, and there is an end`(_ id: String) throws {
    var hunt = Hunt(try plan(id))
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
    #expect(Hunt(hunt.plan, solved: hunt.solved).phase == .end)
  }

  /// Adam's round for a variant, ready to play.
  private func round(_ variant: String) throws -> Hunt {
    var hunt = Hunt(try plan("adam"))
    let at = try #require(hunt.plan.rounds.firstIndex { $0.id == variant })
    hunt.begin(at)
    return hunt
  }

  /// Both runs change W1 by the same amount: the variant adds what the rule takes off.
  @Test func `a mistake that shows in a later step is more subtle than one in the first`() throws {
    let lesson = try lesson("gradient-descent")
    let ascent = try applied(["ascent"], of: lesson)
    func subtlety(_ gradients: [Int]) throws -> Double {
      let steps = gradients.map { "{\"dW1\": [[\($0)]]}" }.joined(separator: ", ")
      let given = try parsedCase(
        "{\"lesson\": \"gradient-descent\", \"name\": \"x\", \"start\": {\"W1\": [[8]]}, \"steps\": [\(steps)]}",
        for: lesson)
      return try #require(
        HuntRound(lesson, ascent, "x", given, digits: 7)
      ).subtlety
    }
    let inOrder = try [[4, 0, 0], [0, 4, 0], [0, 0, 4]].map { try subtlety($0) }
    #expect(inOrder[0] < inOrder[1] && inOrder[1] < inOrder[2])
  }

  @Test func `only the constants of the lecture's equations are shown`() throws {
    let hunt = try round("missing-exponent")
    let heading = hunt.page(width: 100).heading.map { $0.text }
    #expect(heading.contains("α = 0.3   β₁ = 0.5   β₂ = 0.75   ε = 1×10⁻⁸"))
    // The weight decay of another book's form is not offered, even if that form is hidden.
    let decayed = try round("adamw")
    #expect(!decayed.page(width: 100).heading.contains { $0.text.contains("λ") })
  }

  @Test func `a wrong line is told whether it lies before or behind the first`() throws {
    // By hand, t = 1 hides a missing exponent; at t = 2, line 12 of 30, v̂ is −50 and not −33.3.
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
    // Without any correction, v̂ would equal v from the first step on: 50 instead of 100.
    #expect(
      hunt.type("no-bias-correction")
        == "No: with no-bias-correction line 2 [0,0] would be 50; printed is 100.")
    #expect(hunt.type("missing-exponent").contains("Right."))
  }

  @Test(arguments: Curriculum.lessons.map(\.id))
  func `every mistake to choose from shows in the round's own case, and is not what is hidden`(
    _ id: String
  ) throws {
    let lesson = try lesson(id)
    let plan = try plan(id)
    for (index, round) in plan.rounds.enumerated() {
      func printed(_ set: [AppliedVariant]) throws -> [String] {
        try Recording(lesson, variants: set, round.given).lines.map { line in
          let numbers = line.value.elements.map { round.style.text($0) }
          return "\(line.t) \(line.target) \(numbers)"
        }
      }
      let hidden = try printed(round.context + round.hidden)
      let rule = try printed(round.context)
      let choices = plan.choices(for: index)
      #expect(Set(choices.map(\.argument)).count == choices.count)
      for choice in choices where !round.hidden.contains(where: { $0.argument == choice.argument })
      {
        let own = try printed(lesson.withContext([choice]))
        #expect(own != rule && own != hidden, "\(choice.argument) in the round of \(round.id)")
      }
    }
  }

  @Test func `a mistake that prints the same is accepted`() throws {
    var count = 0
    for lesson in Curriculum.lessons {
      let plan = try plan(lesson.id)
      for (index, round) in plan.rounds.enumerated() where round.hidden.count == 1 {
        for variant in lesson.variants where variant.id != round.id {
          guard count < 5 else { break }
          let other = HuntRound(
            lesson, [AppliedVariant(variant)], round.caseName, round.given,
            digits: round.style.digits)
          guard let other, other.looksLike(round) else { continue }
          count += 1
          var hunt = Hunt(plan)
          hunt.begin(index)
          hunt.type("\(round.firstWrong + 1)")
          #expect(hunt.type(variant.id).contains("it prints the same here"))
        }
      }
    }
    #expect(count > 0)
  }

  /// Presses a key as a terminal would send it, if the key is a command.
  private func press(_ key: Key, _ hunt: inout Hunt) -> Reply? {
    guard case .command(let command) = hunt.meaning(of: key) else { return nil }
    return hunt.perform(command)
  }

  private func letter(_ id: String, _ hunt: Hunt) throws -> Key {
    .character(Hunt.letter(try #require(hunt.choices.firstIndex { $0.argument == id })))
  }

  @Test func `Enter after a letter keeps the refutation on the screen`() throws {
    var hunt = try round("missing-exponent")
    hunt.type("\(hunt.round.firstWrong + 1)")
    let wrong = try #require(hunt.choices.first { $0.argument != "missing-exponent" })
    let said = try #require(press(try letter(wrong.argument, hunt), &hunt)?.said)
    #expect(said.contains { $0.text.hasPrefix("No: ") })
    #expect(press(.enter, &hunt)?.said == said)
    #expect(press(.enter, &hunt)?.said == said)
    #expect(hunt.phase == .name)
  }

  @Test func `Enter after the right letter keeps the explanation, and the next Enter goes on`()
    throws
  {
    var hunt = try round("missing-exponent")
    let round = hunt.current
    hunt.type("\(hunt.round.firstWrong + 1)")
    let said = try #require(press(try letter("missing-exponent", hunt), &hunt)?.said)
    #expect(said.map { $0.text } == ["Right."])
    #expect(press(.enter, &hunt)?.said == said)
    #expect(hunt.phase == .explained && hunt.current == round)
    #expect(press(.enter, &hunt) != nil)
    #expect(hunt.phase == .line && hunt.current != round)
  }

  @Test func `two mistakes are two different ones`() throws {
    var hunt = Hunt(try plan("adam"))
    let pair = try #require(hunt.plan.rounds.firstIndex { $0.hidden.count == 2 })
    hunt.begin(pair)
    hunt.type("\(hunt.round.firstWrong + 1)")
    #expect(hunt.type("a,a").contains("type both letters"))
    #expect(hunt.type("a").contains("type both letters"))
  }

  @Test func `show puts the printed numbers in and keeps the result to itself`() throws {
    var hunt = try round("missing-exponent")
    let shown = hunt.type("show 12")
    #expect(shown.contains("(−25) / (1 − 0.5²) = ?"))
    #expect(shown.contains("printed: −50"))
    #expect(!shown.contains("= −33"))
  }

  @Test func `a skipped round comes again, a solution leaves it unsolved`() throws {
    var hunt = Hunt(try plan("ewma"))
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
      "solution", "level", "level 1", "level 9", "level -9223372036854775808", "level 0", "round 2",
      "round -9223372036854775808",
      "line -9223372036854775808", "show 9223372036854775807", "a,a", "list", "help", "", " ",
      "foo", "ascent",
      "12345678901234567890",
    ]
    for lesson in Curriculum.lessons {
      var hunt = Hunt(try plan(lesson.id))
      for _ in 0..<60 {
        let word = words[random.permutation(words.count)[0]]
        #expect(!hunt.perform(word).isOver)
        #expect(hunt.page(width: 40).heading.first?.text.hasPrefix("Hunt") == true)
      }
      #expect(hunt.perform("quit").isOver)
    }
  }
}
