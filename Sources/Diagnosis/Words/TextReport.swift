import Equations
import Numerics
import Readers
import Text
import Tracing

extension Report {
  /// The report in words: first what to do, then the evidence, then the details of each mistake.
  ///
  /// - Parameters:
  ///   - width: The number of columns.
  ///   - listsInvisible: Whether to name the mistakes that this input cannot show.
  ///   - options: The options that select the case, for the command that repeats the diagnosis.
  ///   - note: A note on how the case was found.
  public func text(
    width: Int = 80, listsInvisible: Bool = false, options: String = "", note: String? = nil
  ) -> WrappedText {
    var text = WrappedText(width: width)
    text.words(
      StyledLine(lesson.title, .strong).with(" · case \(given.head.name) · \(evidence)"), indent: 2)
    text.line()
    switch verdict {
    case .correct: writeCorrect(in: &text, listsInvisible)
    case .convention, .diagnosed: writeNamed(in: &text)
    case .ambiguous: writeSeveral(in: &text)
    case .unknown: writeUnknown(in: &text, options)
    }
    if verdict != .correct {
      text.heading("The printed quantities")
      writeTable(in: &text)
    }
    let notes = (note.map { [$0] } ?? []) + notes
    if !notes.isEmpty {
      text.heading("How the input was read")
      for note in notes { text.words(note, after: "  ") }
    }
    if let first = diagnoses.first {
      text.line()
      text.line(
        StyledLine(
          "Run it: gradus compare \(lesson.id)\(options.isEmpty ? "" : " " + options)"
            + " --variant \(first.argument.shellWord)"))
    }
    return text
  }

  private var evidence: String {
    let digits = decimals.map { " at \(counted($0, "decimal"))" } ?? ""
    return "\(counted(total, "number")) in "
      + "\(counted(quantities.count, "quantity", "quantities"))\(digits)"
  }

  // MARK: Right

  private func writeCorrect(in text: inout WrappedText, _ listsInvisible: Bool) {
    text.words(StyledLine("Correct: every number is the rule's.", .good))
    if let key = otherKey { text.words(key) }
    if !unprinted.isEmpty {
      text.words("As far as it was printed: not \(unprinted.joined(separator: ", ")).")
    }
    if invisible.isEmpty {
      text.words("Every mistake in the lesson's list would have shown in these numbers.")
    } else if listsInvisible {
      text.words("These would have printed the same numbers here:")
      for id in invisible {
        let words = lesson.variant(id).map { ": invisible \($0.invisible)" } ?? ""
        text.words("\(id)\(words)", after: "  ", indent: 6)
      }
    } else {
      text.words(
        "\(invisible.count) of the lesson's \(lesson.variants.count) variants would have printed "
          + "the same here; --invisible names them.")
    }
  }

  /// A note if the published key of the case is another book's.
  private var otherKey: String? {
    guard let id = given.head.publishedKey, !invisible.contains(id) else { return nil }
    return
      "The key published with this case has the numbers of '\(id)', so some of its last digits "
      + "differ from yours; yours are what the equations give."
  }

  // MARK: Named

  private func writeNamed(in text: inout WrappedText) {
    guard let one = diagnoses.first else { return }
    if verdict == .convention {
      let names = diagnoses.map { $0.argument }.joined(separator: ", or ")
      text.words(StyledLine("Right in another form: ", .good).with(names, .strong), indent: 2)
      if one.variants.count == 1, one.variants[0].variant.id == given.head.publishedKey {
        text.words("The key published with this case has these numbers.")
      }
    } else {
      text.words(StyledLine("Diagnosis: ", .bad).with(one.argument, .strong), indent: 2)
    }
    one.writeRecommendation(verdict, in: &text)
    text.line()
    text.words(one.evidence(ruleReproduces, decimals))
    if let effect { text.words(effect) }
    for (index, applied) in one.variants.enumerated() {
      text.line()
      one.writeDetails(index, applied, in: &text)
    }
    if !one.equivalents.isEmpty {
      let others = one.equivalents.prefix(4).joined(separator: "; ")
      let more = one.equivalents.count > 4 ? " and \(one.equivalents.count - 4) more" : ""
      text.line()
      text.words("The same numbers, otherwise written: \(others)\(more).")
    }
  }

  private func writeSeveral(in text: inout WrappedText) {
    text.words(
      "\(diagnoses.count) explanations print exactly these numbers; this input cannot tell them "
        + "apart. The most common first:")
    for one in diagnoses {
      text.line()
      text.words(StyledLine(one.argument, .strong))
      for applied in one.variants { text.words(applied.variant.title, after: "  ") }
      one.writeRecommendation(.ambiguous, in: &text)
    }
    guard let first = diagnoses.first else { return }
    text.line()
    text.words(first.evidence(ruleReproduces, decimals, of: "Each of them reproduces"))
    text.words("--separate FILE writes a case in which their numbers differ.")
  }

  /// The mistake's effect on the first quantity that shows it.
  private var effect: String? {
    guard let one = firstWrong else { return nil }
    if let times = one.times {
      return one.isFactorOfStep
        ? "Here \(one.label) moves \(times) times as far as by the rule."
        : "Here \(one.label) is \(times) times as large as by the rule."
    }
    guard let first = one.first else { return nil }
    let style = NumberStyle.distinguishing(first.printed.value, first.rule)
    return "Here \(first.name) is \(style.text(first.printed.value)), and the rule has "
      + "\(style.text(first.rule))."
  }

  // MARK: Unknown

  /// What would tell more: more digits, and the quantities that are missing.
  private var whatToPrint: String {
    let missing = unprinted.prefix(3)
    let quantities = missing.isEmpty ? "the results of more steps" : listed(Array(missing))
    return (decimals ?? 0) < 8
      ? "To know more, print 8 decimals, and \(quantities) as well."
      : "To know more, print \(quantities) as well."
  }

  private var howFewAreRight: String {
    if total == 1 { return "It is not" }
    if ruleReproduces == 0 { return "None of them is" }
    return "Only \(ruleReproduces) of \(total) \(ruleReproduces == 1 ? "is" : "are")"
  }

  private func writeUnknown(in text: inout WrappedText, _ options: String) {
    let these = total == 1 ? "this number" : "these numbers"
    if let earlier {
      text.words(
        StyledLine("These are the rule's numbers at t = \(earlier)", .warning).with(
          ", and case \(given.head.name) goes on to t = \(given.lastT)."))
      text.words(
        "Print the results after the last step. If you did, your program does not make every step.")
    } else if isTooShort, isNotFinite {
      text.words(
        StyledLine("A NaN or an infinity has many causes.", .warning).with(
          " Several known mistakes make \(these)."))
      text.words("To know more, print the first step's results, and those of every line.")
    } else if isTooShort {
      text.words(
        StyledLine("Too few digits to name a mistake.", .warning).with(
          " Some known mistake makes \(these), but a made-up number with as few digits would often "
            + "fit one as well."))
      text.words(whatToPrint)
    } else {
      text.words(
        StyledLine("No known mistake makes \(these):", .bad).with(
          " not one of the lesson's variants, several of them together, a slip, or a change of one "
            + "equation."))
    }
    if earlier == nil, !isTooShort, ruleReproduces * 2 < total {
      text.words(
        "\(howFewAreRight) the rule's. Did your program run on the numbers of case "
          + "\(given.head.name)? This lists them:")
      text.line("  gradus worksheet \(lesson.id)\(options.isEmpty ? "" : " " + options)")
    }
    text.heading("What is certain")
    if isCutShort {
      text.words(
        "The case is too large to try everything: a smaller one of the same kind would tell more.",
        after: "  ")
    }
    if let mistyping { text.words(mistyping.text, after: "  ") }
    let right = quantities.filter { $0.state == .right }.map { $0.label }
    if !right.isEmpty { text.words("Right: \(right.joined(separator: ", ")).", after: "  ") }
    for one in quantities where one.state == .follows {
      text.words(
        "\(one.label) is what the rule makes of the printed quantities before it: look there.",
        after: "  ")
    }
    if let one = firstWrong {
      let isSeries = one.first?.step != nil
      var words = "The first that is off: \(isSeries ? one.first?.name ?? "" : one.label)"
      if let first = one.first {
        if first.name != one.label, !isSeries { words += ", at \(first.name)" }
        if let place = first.printed.place {
          words += " (line \(place.line), column \(place.column))"
        }
        let style = NumberStyle.distinguishing(first.printed.value, first.rule)
        words += ": \(style.text(first.printed.value)), and the rule has \(style.text(first.rule))"
      } else if let shapes = one.shapes {
        words += "; it \(shapes)"
      }
      text.words(words + ".", after: "  ")
    }
    writeFactors(in: &text)
  }

  /// The constant factors, one line for all quantities with the same factor.
  private func writeFactors(in text: inout WrappedText) {
    var told: [String] = []
    for one in quantities {
      guard let factor = one.factor, let times = one.times else { continue }
      let key = "\(one.isFactorOfStep) \(times)"
      guard !told.contains(key) else { continue }
      told.append(key)
      let names = quantities.filter { other in
        other.isFactorOfStep == one.isFactorOfStep && other.times == times
      }.map { $0.label }.joined(separator: ", ")
      let what = one.isFactorOfStep ? "step of" : "entry of"
      text.words(
        "Every \(what) \(names) is \(times) times the rule's: look for a constant factor.",
        after: "  ")
      if one.isFactorOfStep, let α = lesson.rule.symbols.first(where: { $0.name == "alpha" }),
        case .hyperparameter(let standard, _) = α.role, factor > 0
      {
        let now = given.head.hyperparameters.first { $0.name == "alpha" }?.value ?? standard
        let other = NumberStyle(digits: 4).text(now * factor)
        text.words(
          "So it would be with α = \(other) (the case has \(shortest(now))).", after: "  ")
      }
    }
  }

  /// The first number that differs from the rule's, in a few words; empty if there is none.
  public var firstDifference: String {
    guard let one = firstWrong else { return "" }
    return "\(one.label) \(one.differenceWords(isAfterName: true))"
  }

  private func writeTable(in text: inout WrappedText) {
    text.rows(
      quantities.map { one in
        let name = StyledLine(one.label)
        let count = StyledLine("\(one.agreeing) of \(one.total)")
        switch one.state {
        case .right: return [name, StyledLine("right", .good), count]
        case .follows: return [name, "follows", count, "from what was printed before it"]
        case .wrong:
          return [
            name, StyledLine("differs", .bad), StyledLine("\(one.agreeing) of \(one.total) right"),
            StyledLine(one.differenceWords()),
          ]
        }
      }, indent: 2)
  }
}

extension WrappedText {
  /// Adds an empty line and a heading.
  fileprivate mutating func heading(_ words: String) {
    line()
    line(StyledLine(words, .strong))
  }
}

extension Mistyping {
  /// The finding in a sentence or two.
  fileprivate var text: String {
    let others =
      variants.isEmpty
      ? "Every other number is the rule's" : "Every other number is what \(variants[0]) makes"
    let style = NumberStyle(digits: 12)
    let at = entry.printed.place.map { " (line \($0.line), column \($0.column))" } ?? ""
    return
      "\(others). \(entry.name)\(at) looks mistyped: it is \(style.text(entry.printed.value)), "
      + "and should be \(style.text(entry.rule)): \(words)."
  }
}

extension QuantityFinding {
  /// The factor by which it differs, in a few digits; nil if those digits are 1.
  fileprivate var times: String? {
    let text = factor.map { NumberStyle(digits: 4).text($0) }
    return text == "1" ? nil : text
  }

  /// The first number that differs and the rule's: `at t = 3 it is 2, the rule has 4 (line 1)`.
  ///
  /// - Parameter isAfterName: Whether the quantity's name stands in front as the subject.
  fileprivate func differenceWords(isAfterName: Bool = false) -> String {
    guard let first else { return shapes ?? "nothing of the kind there" }
    let style = NumberStyle.distinguishing(first.printed.value, first.rule)
    let subject = isAfterName ? "" : "it "
    let at = first.step.map { "at t = \($0) \(subject)" } ?? (total == 1 ? "" : "\(first.index) ")
    let where_ = first.printed.place.map { " (line \($0.line), column \($0.column))" } ?? ""
    return
      "\(at)is \(style.text(first.printed.value)), the rule has \(style.text(first.rule))\(where_)"
  }
}

extension Diagnosis {
  /// The correction, with the changed lines one below the other.
  fileprivate func writeRecommendation(_ verdict: Verdict, in text: inout WrappedText) {
    // A reader who follows another book has nothing to correct.
    let isRight = verdict == .convention
    let (rule, own) =
      isRight ? ("the rule     ", "these numbers") : ("write      ", "in place of")
    for line in combined {
      text.line(
        StyledLine("  \(rule)  ").with(line.rule ?? "nothing", isRight ? .plain : .good)
          .with(line.place.behindEquation))
      text.line(
        StyledLine("  \(own)  ").with(
          line.variant ?? "leaving this line out", isRight ? .plain : .warning))
    }
  }

  /// How strong the case is: "these 2 edits reproduce all 54 numbers at 8 decimals; the rule 27".
  fileprivate func evidence(
    _ byRule: Int, _ decimals: Int?, of explanation: String? = nil
  ) -> String {
    let edits =
      explanation
      ?? (variants.count == 1
        ? "This one change reproduces" : "These \(variants.count) changes reproduce")
    let digits = decimals.map { " at \(counted($0, "decimal"))" } ?? ""
    let all =
      reproduced < total
      ? "\(reproduced) of \(total) numbers"
      : total == 1
        ? "the number" : total == 2 ? "both numbers" : "all \(total) numbers"
    let rule = total == 1 && byRule == 0 ? "the rule does not" : "the rule reproduces \(byRule)"
    return "\(edits) \(all)\(digits); \(rule)."
  }

  fileprivate func writeDetails(
    _ index: Int, _ applied: AppliedVariant, in text: inout WrappedText
  ) {
    let variant = applied.variant
    text.words(StyledLine("\(variant.kind.title) \(applied.argument)", .strong), indent: 2)
    text.words(variant.title, after: "  What was done   ")
    let own = index < lines.count ? lines[index] : []
    var reasons: [String] = []
    for line in own {
      if let reason = line.reason, !reasons.contains(reason) { reasons.append(reason) }
    }
    if !reasons.isEmpty {
      text.words(reasons.joined(separator: "; "), after: "  The line's job  ")
    }
    text.words(variant.invisible, after: "  Invisible       ")
    // A slip is foreseen, a change generated: they were not counted.
    for source in variant.kind == .slip || variant.kind == .mutant ? [] : variant.sourcesInWords {
      text.words(source, after: "  Seen            ")
    }
  }
}
