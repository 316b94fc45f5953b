import Curriculum
import Diagnosis
import Equations
import Foundation
import TestSupport
import Testing
import Tracing

/// Checks the course as a whole: some case shows every variant, and none shows the rule as wrong.
@Suite("The curriculum") struct CurriculumTests {
  static let ids = Curriculum.lessons.map(\.id)

  func cases(_ lesson: Lesson) throws -> [Case] {
    try lesson.cases.map { try CaseReader.read($0.json, for: lesson) }
  }

  // Names that people type: those in the notes, in PyTorch and Keras.
  @Test(
    "A lesson is found by what people call it",
    arguments: [
      ("Adam", "adam"), ("ADAM", "adam"), ("sgd", "gradient-descent"),
      ("gradient_descent", "gradient-descent"), ("Gradient Descent", "gradient-descent"),
      ("ewa", "ewma"), ("backprop", "back-propagation"), ("backpropagation", "back-propagation"),
      ("lr_decay", "decay"), ("bias_correction", "bias-correction"), ("RMSProp", "rmsprop"),
      ("minibatches", "mini-batches"),
    ])
  func otherNames(name: String, id: String) {
    #expect(Curriculum.lesson(named: name)?.id == id)
  }

  @Test("No two lessons are called the same, and no two hyperparameters of one lesson")
  func uniqueNames() {
    for lesson in Curriculum.lessons {
      for name in [lesson.id, lesson.title] + lesson.codeNames {
        #expect(Curriculum.lessons.filter { $0.isCalled(name) }.map(\.id) == [lesson.id], "\(name)")
      }
      let constants = lesson.symbols.filter(\.isHyperparameter)
      for symbol in constants {
        for name in [symbol.name, symbol.glyph] + symbol.otherNames {
          #expect(constants.hyperparameter(named: name) == symbol, "\(lesson.id) \(name)")
        }
      }
    }
  }

  @Test(
    "A hyperparameter is found by what PyTorch, Keras and notebooks call it",
    arguments: [
      ("adam", "lr", "alpha"), ("adam", "learning_rate", "alpha"), ("adam", "eps", "epsilon"),
      ("adam", "beta_1", "beta1"), ("adam", "Beta2", "beta2"), ("rmsprop", "rho", "beta2"),
      ("decay", "decay_rate", "rate"), ("mini-batches", "mini_batch_size", "size"),
    ])
  func hyperparameterNames(lesson id: String, name: String, symbol: String) throws {
    #expect(try lesson(id).symbols.hyperparameter(named: name)?.name == symbol)
  }

  @Test("A lesson is found by its whole id and no other")
  func names() {
    for lesson in Curriculum.lessons {
      #expect(Curriculum.lesson(lesson.id)?.id == lesson.id)
      for other in [lesson.id + "s", String(lesson.id.dropLast()), lesson.id.uppercased(), ""] {
        #expect(Curriculum.lesson(other) == nil, "\(other)")
      }
    }
  }

  // The course's defaults: α = 0.01, β and β₁ = 0.9, β₂ = 0.999, ε = 1e-8.
  @Test("The optimizers' hyperparameters have the course's defaults", arguments: ids)
  func defaults(id: String) throws {
    let course = ["alpha": 0.01, "beta": 0.9, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8]
    let rule = try lesson(id).rule
    for symbol in rule.symbols where rule.updatesParameters {
      guard case .hyperparameter(let standard, _) = symbol.role else { continue }
      if let expected = course[symbol.name] { #expect(standard == expected, "\(symbol.name)") }
    }
  }

  @Test("A weight of the past is from 0 on and below 1, so that 1 − β is never 0", arguments: ids)
  func averagingWeights(id: String) throws {
    for symbol in try lesson(id).symbols where symbol.name.hasPrefix("beta") {
      guard case .hyperparameter(_, let range) = symbol.role else { continue }
      for (value, isAllowed) in [(0, true), (0.999_999, true), (1, false), (-0.000_001, false)] {
        #expect(range.contains(value) == isAllowed, "\(symbol.name) = \(value)")
      }
    }
  }

  /// The least value of each hyperparameter, whether that value is allowed, and the first value
  /// that is too large.
  ///
  /// Divisors and step sizes of counts may not be 0. A rate of 0 changes nothing, so it is allowed.
  static let ranges: [String: (least: Double, isAllowed: Bool, tooLarge: Double?)] = [
    "alpha": (0, true, nil), "alpha0": (0, true, nil), "epsilon": (0, true, nil),
    "rate": (0, true, nil), "weight_decay": (0, true, nil), "beta": (0, true, 1),
    "beta1": (0, true, 1), "beta2": (0, true, 1), "base": (0, false, 1.000_001),
    "k": (0, false, nil), "interval": (0, false, nil), "size": (0, false, nil),
    "m": (0, false, nil),
  ]

  @Test("Every hyperparameter takes the values its equation has a meaning for", arguments: ids)
  func ranges(id: String) throws {
    let lesson = try lesson(id)
    for symbol in lesson.symbols {
      guard case .hyperparameter(let standard, let range) = symbol.role else { continue }
      let row = try #require(Self.ranges[symbol.name], "\(symbol.name) has no row")
      #expect(range.contains(standard) && range.contains(row.least) == row.isAllowed)
      #expect(range.contains(row.least + 1e-9) && !range.contains(row.least - 1e-9))
      #expect(range.contains(row.tooLarge ?? 1e9) == (row.tooLarge == nil), "\(symbol.name)")
      #expect(row.tooLarge == nil || range.contains((row.tooLarge ?? 0) - 1e-6), "\(symbol.name)")
    }
  }

  /// Other forms of the same numbers: NumPy's 8 decimals show none of them, except in extreme
  /// cases.
  func otherForms(_ lesson: Lesson) -> [String] {
    lesson.variants.filter(\.isOtherForm).map(\.id)
  }

  @Test(
    "Every variant but the other forms is seen by some case, and the rule by none", arguments: ids)
  func coverage(id: String) throws {
    let lesson = try lesson(id)
    let coverage = try Coverage(lesson, cases(lesson))
    // The training lesson has an extreme case, in which they show.
    #expect(coverage.unseen == (id == "training" ? [] : otherForms(lesson)))
    for one in coverage.cases { #expect(one.rule == .invisible, "\(one.name)") }
  }

  @Test("The revealing case shows every variant but the other forms", arguments: ids)
  func revealing(id: String) throws {
    let lesson = try lesson(id)
    let coverage = try Coverage(lesson, [embeddedCase("revealing", of: lesson)])
    // The training lesson's case shows one of its two: the other needs an example further out,
    // which would hide more.
    let others = otherForms(lesson).filter { id != "training" || $0 != "cost-from-logits" }
    for (variant, sight) in zip(coverage.variants, coverage.cases[0].sights) {
      // It needs more than two full mini-batches, as in the case four-full-ones.
      let needsMore = variant.id == "last-begins-at-twice-the-size"
      let expected: Sight =
        needsMore ? .invisible : others.contains(variant.id) ? .beyondDigits : .seen
      #expect(sight == expected, "\(variant.id)")
    }
  }

  @Test(
    "Some case tells every pair of variants apart, but for two names of the same numbers",
    arguments: ids)
  func pairs(id: String) throws {
    let lesson = try lesson(id)
    let same = [
      // θ − α·(g + λ·θ) is θ − α·g − α·λ·θ.
      "gradient-descent": [["coupled-weight-decay", "decoupled-weight-decay"]],
      // With a constant α, it does not matter whether the velocity includes it.
      "rmsprop": [["with-momentum", "with-momentum-keras"]],
      "forward-propagation": [["stable-sigmoid", "cost-from-logits"]],
    ]
    #expect(try Coverage(lesson, cases(lesson)).inseparable == same[id, default: []])
  }

  @Test("Every lesson has the cases the course needs", arguments: ids)
  func caseNames(id: String) throws {
    let names = try lesson(id).cases.map(\.name)
    #expect(names.prefix(2) == ["by-hand", "course"])
    #expect(names.contains("revealing"))
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

  /// A run's lines with all their digits, or the reason it stops.
  struct Results: Equatable {
    var targets: [String] = []
    var bits: [UInt64] = []

    init(_ lesson: Lesson, _ variants: [AppliedVariant], _ given: Case) {
      do {
        for step in try Trace(lesson, variants: variants, given).steps {
          for line in step.updates.flatMap(\.lines) {
            targets.append("\(line.target) \(line.value.shape)")
            bits += line.value.elements.map { $0.isNaN ? Double.nan.bitPattern : $0.bitPattern }
          }
        }
      } catch {
        targets = [error.message]
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
        let one = Results(lesson, pair, given)
        let other = Results(lesson, pair.reversed(), given)
        #expect(one == other, "\(first.id), \(second.id)")
      }
    }
  }

  @Test(
    "In a set, each parameter's equations are those of the variants in force at it",
    arguments: ["gradient-descent", "momentum", "rmsprop", "adam"])
  func scopedSets(id: String) throws {
    let lesson = try lesson(id)
    var pairs = 0
    for first in lesson.variants {
      for second in lesson.variants where first.id != second.id {
        let weightsOnly = [AppliedVariant(first, scope: .weights), AppliedVariant(second)]
        let together = [AppliedVariant(first), AppliedVariant(second)]
        let alone = [AppliedVariant(second)]
        guard let set = try? EditedRule(lesson.rule, applying: lesson.withContext(weightsOnly)),
          let both = try? EditedRule(lesson.rule, applying: lesson.withContext(together)),
          let one = try? EditedRule(lesson.rule, applying: lesson.withContext(alone))
        else { continue }
        pairs += 1
        let words = "\(first.id)@weights, \(second.id)"
        #expect(set.rule(isBias: false, layer: 1) == both.rule(isBias: false, layer: 1), "\(words)")
        #expect(set.rule(isBias: true, layer: 1) == one.rule(isBias: true, layer: 1), "\(words)")
      }
    }
    #expect(pairs >= 2)
  }

  @Test("Sets that one piece of code can contain run, sets that none can do not")
  func possibleSets() throws {
    let adam = try lesson("adam")
    func line(_ names: String...) throws -> String? {
      let rule = try EditedRule(
        adam.rule, applying: adam.withContext(applied(names, of: adam)))
      return rule.rule(isBias: true, layer: 1).lines.last?.unicode
    }
    // The note's line: the uncorrected statistics of dW in b's update.
    #expect(
      try line("uncorrected-second-moment", "bias-uses-weights-statistics")
        == "θ ← θ − α·v̂ / (√s(W) + ε)")
    // Keras's root stays a root.
    #expect(
      try line("missing-root", "epsilon-hat") == "θ ← θ − α·v̂ / (ŝ + ε / √(1 − β₂ᵗ))")
    #expect(
      try line("epsilon-inside-root", "square-for-root") == "θ ← θ − α·v̂ / (ŝ + ε)²")
    for pair in [
      ["missing-epsilon", "epsilon-outside-fraction"], ["missing-epsilon", "epsilon-inside-root"],
      ["missing-epsilon", "epsilon-hat"], ["missing-exponent", "layer-index-exponent"],
    ] {
      #expect(throws: VariantConflict.self, "\(pair)") {
        try EditedRule(adam.rule, applying: adam.withContext(applied(pair, of: adam)))
      }
    }
  }

  @Test("A large set that cannot be is refused at once")
  func largeSet() throws {
    let adam = try lesson("adam")
    let names = [
      "missing-exponent", "layer-index-exponent-in-v", "epsilon-inside-root", "amsgrad", "adamw",
      "coupled-weight-decay", "second-moment-without-decay", "missing-root",
      "bias-uses-weights-statistics", "bias-starts-from-weights",
    ]
    #expect(throws: VariantConflict.self) {
      try EditedRule(adam.rule, applying: adam.withContext(applied(names, of: adam)))
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
