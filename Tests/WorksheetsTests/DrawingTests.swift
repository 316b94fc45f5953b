import Curriculum
import Numerics
import Testing
import Tracing
import Worksheets

@Suite("Drawn numbers") struct DrawingTests {
  private func drawer(_ one: LessonCase) throws -> CaseDrawer {
    let own = try #require(one.lesson.cases.first { $0.name == one.name })
    return try CaseDrawer(one.lesson, like: try CaseReader.read(own.json, for: one.lesson))
  }

  /// The first case of each lesson; `figures --sheets` shows the results for all of them.
  static let first = Curriculum.lessons.map { LessonCase(lesson: $0, name: $0.cases[0].name) }

  @Test(
    "Every variant of every lesson shows in the drawn sheets of seeds 0 to 20", arguments: first)
  func sight(of one: LessonCase) throws {
    var drawer = try drawer(one)
    for seed in 0...20 as ClosedRange<UInt32> {
      let sheet = try drawer.worksheet(seed: seed)
      #expect(sheet.sight.isFull, "seed \(seed): \(sheet.sight.hidden)")
      #expect(sheet.blanks.count <= 32)
    }
  }

  @Test("Of one example a sum and a mean are the same number: the sheet says what it cannot show")
  func narrow() throws {
    let lesson = try #require(Curriculum.lesson("forward-propagation"))
    var drawer = try drawer(LessonCase(lesson: lesson, name: "one-example"))
    let sight = try drawer.worksheet(seed: 0).sight
    #expect(Set(sight.hidden) == ["cost-summed", "cost-of-first-examples"])
  }

  @Test("Drawn numbers have two digits at most, whatever was drawn before", arguments: first)
  func kind(_ one: LessonCase) throws {
    var drawer = try drawer(one)
    let first = try drawer.worksheet(seed: 5).given
    _ = try drawer.worksheet(seed: 9)
    #expect(try drawer.worksheet(seed: 5).given.json == first.json)
    #expect(try self.drawer(one).json(seed: 5) == first.json)
    let values = first.head.start + first.steps.flatMap { $0.values }
    // The numbers of a permutation are fixed.
    for value in values where value.name != "p" {
      for number in value.value.elements {
        #expect(SignificantDigits(shortest: number).digits.count <= 2, "\(number)")
      }
    }
  }

  @Test("Other seeds give other numbers", arguments: first)
  func different(_ one: LessonCase) throws {
    var drawer = try drawer(one)
    #expect(try drawer.worksheet(seed: 1).given.json != drawer.worksheet(seed: 2).given.json)
  }

  @Test(
    "A variant is declared another form of the same numbers if its results differ in the last bits only",
    arguments: Curriculum.lessons.map(\.id))
  func declaredForms(id: String) throws {
    let lesson = try #require(Curriculum.lesson(id))
    let declared = lesson.variants.filter(\.isOtherForm)
    #expect(OtherForms(lesson, convention: []).ids == Set(declared.map(\.id)))
    #expect(declared.allSatisfy { $0.kind == .convention })
  }

  @Test("Another form of the same numbers does not count against a sheet")
  func forms() throws {
    for (id, forms) in [
      ("ewma", ["difference-form"]), ("decay", ["reciprocal-first"]),
      ("bias-correction", ["running-correction"]),
      ("training", ["cost-from-logits", "stable-sigmoid"]), ("adam", []),
    ] {
      let lesson = try #require(Curriculum.lesson(id))
      var drawer = try CaseDrawer(
        lesson, like: try CaseReader.read(lesson.cases[0].json, for: lesson))
      #expect(try drawer.worksheet(seed: 0).sight.forms.sorted() == forms, "\(id)")
    }
  }
}

extension CaseDrawer {
  fileprivate func json(seed: UInt32) throws -> [UInt8] {
    var own = self
    return try own.worksheet(seed: seed).given.json
  }
}
