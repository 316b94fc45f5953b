import Curriculum
import Diagnosis
import Equations
import TestSupport
import Testing
import Tracing

/// What a case shows, judged by printed numbers.
@Suite("Coverage") struct CoverageTests {
  static let ids = Curriculum.lessons.map(\.id)

  /// The variants that a case does not show.
  func unseen(
    _ id: String, _ given: Case, _ printed: Printed = Printed()
  ) throws -> [String: Sight] {
    let coverage = try Coverage(lesson(id), [given], printed)
    var found: [String: Sight] = [:]
    for (variant, sight) in zip(coverage.variants, coverage.cases[0].sights) where !sight.shows {
      found[variant.id] = sight
    }
    return found
  }

  // MARK: By hand

  /// Variants that no number of the course's case shows.
  ///
  /// At t = 2, an exponent fixed at 2 is t. With s = 0 before the step, a decay of s has nothing to
  /// act on, and s cannot fall below an earlier one. The samples of public learners name the first
  /// three.
  static let invisibleInTheCourseCase = [
    "exponent-fixed-at-two", "second-moment-without-decay", "second-moment-decays-with-beta1",
    "amsgrad",
  ]

  @Test("The course's Adam case cannot show what it has no numbers for")
  func adamCourse() throws {
    let given = try embeddedCase("course", of: lesson("adam"))
    let unseen = try unseen("adam", given)
    #expect(Set(unseen.keys) == Set(Self.invisibleInTheCourseCase))
    #expect(unseen.values.allSatisfy { $0 == .invisible })
  }

  @Test("Parameters alone do not show corrected moments that are stored back")
  func parametersOnly() throws {
    let given = try embeddedCase("course", of: lesson("adam"))
    let unseen = try unseen("adam", given, Printed(names: ["parameters"]))
    #expect(
      Set(unseen.keys) == Set(Self.invisibleInTheCourseCase + ["corrected-moments-stored-back"]))
    let named = try self.unseen("adam", given, Printed(names: ["W1", "b1", "W2", "b2"]))
    #expect(named == unseen)
  }

  @Test("W1 alone, whose gradients are of ordinary size, shows nothing of ε")
  func weightsOnly() throws {
    let given = try embeddedCase("course", of: lesson("adam"))
    let unseen = try unseen("adam", given, Printed(names: ["W1"]))
    for id in ["missing-epsilon", "epsilon-outside-fraction", "epsilon-hat"] {
      #expect(unseen[id] == .beyondDigits, "\(id)")
    }
  }

  @Test("What prints the rule's numbers is one group, ε missing and ε outside the fraction another")
  func groups() throws {
    let adam = try lesson("adam")
    let one = try Coverage(adam, [embeddedCase("course", of: adam)]).cases[0]
    #expect(one.isFirstGroupTheRule)
    #expect(
      one.groups.map(Set.init) == [
        Set(Self.invisibleInTheCourseCase), ["missing-epsilon", "epsilon-outside-fraction"],
      ])
    // 29·28/2 pairs, without the 4·3/2 and the 1 within the groups.
    #expect(one.apart.words == "399 of 406 (98 %)")
    #expect(one.seen.words == "25 of 29 (86 %)")
  }

  @Test("In a case of one layer a loop that stops after the first layer hides in every pair")
  func hiddenPairs() throws {
    let lesson = try lesson("gradient-descent")
    let one = try Coverage(lesson, [embeddedCase("by-hand", of: lesson)]).cases[0]
    // Five variants make ten pairs; weight decay is coupled or decoupled, not both.
    #expect(one.pairs.words == "5 of 9 (55 %)")
    #expect(one.hidden.count == 4)
    for pair in one.hidden {
      #expect(pair.variants.contains("first-layer-only"))
      #expect(pair.prints == pair.variants.first { $0 != "first-layer-only" })
    }
  }

  @Test("Digits decide: 1 − 10⁻⁹ and 1 + 10⁻⁹ are both 1 at 8 decimals, and not at 9")
  func decimals() throws {
    let given = try parsedCase(
      #"{"hyperparameters": {"alpha": 0.01}, "start": {"W1": 1}, "steps": [{"dW1": 1e-7}]}"#,
      for: lesson("gradient-descent"))
    #expect(try unseen("gradient-descent", given)["ascent"] == .beyondDigits)
    #expect(try unseen("gradient-descent", given, Printed(decimals: 9))["ascent"] == nil)
  }

  @Test("A small number is printed with an exponent, and keeps one digit more than the decimals")
  func significantDigits() throws {
    let given = try parsedCase(
      #"{"hyperparameters": {"alpha": 0.01}, "start": {"W1": 1e-5}, "steps": [{"dW1": 1e-7}]}"#,
      for: lesson("gradient-descent"))
    // 9.99900000e-06 and 1.00010000e-05.
    #expect(try unseen("gradient-descent", given)["ascent"] == nil)
    // 1.000e-05 in both.
    #expect(try unseen("gradient-descent", given, Printed(decimals: 2))["ascent"] == .beyondDigits)
  }

  @Test("An unknown quantity is refused, and the error lists those that are known")
  func unknownName() throws {
    let adam = try lesson("adam")
    let given = try embeddedCase("course", of: adam)
    #expect(throws: CaseError.self) { try Coverage(adam, [given], Printed(names: ["W9"])) }
    let complaint = Printed(names: ["W9"]).complaint(adam, given)
    #expect(complaint?.hasPrefix("Unknown quantity 'W9'. Did you mean 'W1'?") == true)
    #expect(Printed(names: ["v", "s_dW2", "parameters"]).complaint(adam, given) == nil)
  }

  // MARK: Against whole traces

  @Test("What the search's engine calls the same is the same in whole traces", arguments: ids)
  func wholeTraces(id: String) throws {
    let lesson = try lesson(id)
    for name in ["course", "by-hand"] {
      let given = try embeddedCase(name, of: lesson)
      let one = try Coverage(lesson, [given]).cases[0]
      for (variant, sight) in zip(lesson.variants, one.sights) {
        let context = variant.within.flatMap(lesson.variant).map { [AppliedVariant($0)] } ?? []
        let own = try? printed(lesson, [AppliedVariant(variant)], given)
        let base = try? printed(lesson, context, given)
        switch sight {
        case .seen: #expect(own != nil && own != base, "\(name) \(variant.id)")
        case .invisible, .beyondDigits: #expect(own == base, "\(name) \(variant.id)")
        case .stops, .unusable: #expect(own == nil, "\(name) \(variant.id)")
        }
      }
    }
  }

  /// NumPy's print of a trace's results: the last value of each name, or in a lesson without
  /// parameters every step's.
  func printed(
    _ lesson: Lesson, _ variants: [AppliedVariant], _ given: Case
  ) throws -> [String: String] {
    let trace = try Trace(lesson, variants: variants, given)
    let known = lesson.rule.symbols
    var found: [String: String] = [:]
    if lesson.rule.updatesParameters {
      for (name, value) in trace.outputs
      where known.contains(where: { $0.role == .parameter || name.hasPrefix($0.name + "_d") }) {
        let isOwn =
          ParameterName(name) != nil
          || known.contains { $0.isState && name.hasPrefix($0.name + "_d") }
        if isOwn { found[name] = NumPyPrint(value).text }
      }
    } else {
      for (index, step) in trace.steps.enumerated() {
        for line in step.updates.flatMap(\.lines)
        where known.contains(line.assignment.target) {
          found["\(index) \(line.target)"] = NumPyPrint(line.value).text
        }
      }
    }
    return found
  }

  // MARK: Improving a case

  @Test("A small change of every course case shows all that digits can show", arguments: ids)
  func improvement(id: String) throws {
    let lesson = try lesson(id)
    let given = try embeddedCase("course", of: lesson)
    let improvement = try Improvement(lesson, given)
    // Forms whose numbers equal the rule's in every printed digit.
    let beyond = ["ewma": ["difference-form"], "decay": ["reciprocal-first"]]
    #expect(improvement.missing.map(\.variant.id) == beyond[id, default: []])
    #expect(improvement.missing.allSatisfy { $0.sight == .beyondDigits })
    #expect(improvement.after.count == lesson.variants.count - beyond[id, default: []].count)
    guard let changed = improvement.changed else {
      #expect(improvement.before == improvement.after)
      return
    }
    #expect(improvement.before.count < improvement.after.count)
    // The written case is the one that was tried.
    let text = String(decoding: changed.given.json, as: UTF8.self)
    let read = try parsedCase(text, for: lesson)
    #expect(try Coverage(lesson, [read]).cases[0].seen == improvement.after)
    #expect(read.head.title == "case course with \(changed.words)")
    #expect(read.steps.map(\.t) == changed.given.steps.map(\.t))
    #expect(read.steps.map(\.times) == changed.given.steps.map(\.times))
    for (one, other) in zip(read.steps, changed.given.steps) {
      #expect(one.values.map(\.name) == other.values.map(\.name))
      #expect(one.values.map(\.value) == other.values.map(\.value))
    }
    #expect(read.head.start.map(\.value) == changed.given.head.start.map(\.value))
    #expect(
      read.head.hyperparameters.map(\.value) == changed.given.head.hyperparameters.map(\.value))
  }

  @Test("Adam's course case needs a further step and no more")
  func smallest() throws {
    let adam = try lesson("adam")
    let improvement = try Improvement(adam, embeddedCase("course", of: adam))
    #expect(improvement.words == "a further step raises the score from 25 of 29 to 29 of 29.")
    #expect(improvement.changed?.given.steps.count == 2)
    #expect(improvement.changed?.given.steps.first?.t == 2)
  }

  @Test("Nothing is changed where every variant shows, or where no change helps")
  func nothingBetter() throws {
    let adam = try lesson("adam")
    let full = try Improvement(adam, embeddedCase("revealing", of: adam))
    #expect(full.changed == nil && full.words == "The case shows every variant already.")
    let ewma = try lesson("ewma")
    let best = try Improvement(ewma, embeddedCase("course", of: ewma))
    #expect(best.changed == nil && best.words == "No small change lets more variants show.")
    #expect(best.missing.map(\.variant.id) == ["difference-form"])
  }

  @Test(
    "The other cases of the lessons can be improved as far as the course's",
    arguments: [
      "gradient-descent", "momentum", "rmsprop", "adam", "forward-propagation", "training",
    ])
  func otherCases(id: String) throws {
    let lesson = try lesson(id)
    for name in ["by-hand", "revealing"] {
      let after = try Improvement(lesson, embeddedCase(name, of: lesson)).after
      #expect(after.isFull, "\(name): \(after.words)")
    }
  }

  @Test(
    "A single mini-batch with nothing left over is cut again until all shows that eight examples can"
  )
  func miniBatches() throws {
    let lesson = try lesson("mini-batches")
    let given = try parsedCase(
      #"{"hyperparameters": {"size": 4}, "steps": [{"X": [[1, 2, 3, 4, 5, 6, 7, 8]], "#
        + #""Y": [[1, 0, 1, 1, 0, 0, 1, 0]], "p": [[3, 1, 0, 2, 7, 5, 4, 6]]}]}"#, for: lesson)
    let improvement = try Improvement(lesson, given)
    #expect(improvement.changed?.words == "two further steps and size = 3")
    // Eight examples do not make three full mini-batches and a smaller one.
    #expect(improvement.missing.map(\.variant.id) == ["last-begins-at-twice-the-size"])
  }
}
