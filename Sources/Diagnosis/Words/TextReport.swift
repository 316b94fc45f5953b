import Equations
import Numerics
import Readers
import Text
import Tracing

extension Report {
  /// The report in words: what to do first, then the evidence, then the details of each mistake.
  ///
  /// - Parameters:
  ///   - listsInvisible: Whether to name the mistakes that this input cannot show.
  ///   - options: The options that give the case, for the command that runs the diagnosis.
  public func text(listsInvisible: Bool = false, options: String = "") -> String {
    var text = "\(lesson.title) · case \(given.head.name) · \(evidence)\n\n"
    switch verdict {
    case .correct: text += correct(listsInvisible)
    case .convention, .diagnosed: text += named
    case .ambiguous: text += several
    case .unknown: text += unknown
    }
    if verdict != .correct { text += "\nThe printed quantities\n" + table }
    if !notes.isEmpty {
      text += "\nHow the input was read\n"
      for note in notes { text += "  \(note)\n" }
    }
    if let first = diagnoses.first {
      text += "\nRun it: gradus compare \(lesson.id)\(options.isEmpty ? "" : " " + options)"
      text += " --variant \(first.argument.shellWord)\n"
    }
    return text
  }

  private var evidence: String {
    let digits = decimals.map { " at \(counted($0, "decimal"))" } ?? ""
    return "\(counted(total, "number")) in "
      + "\(counted(quantities.count, "quantity", "quantities"))\(digits)"
  }

  // MARK: Right

  private func correct(_ listsInvisible: Bool) -> String {
    var text = "Correct: every number is the rule's.\n"
    if let key = otherKey { text += key }
    if !unprinted.isEmpty {
      text += "As far as it was printed: not \(unprinted.joined(separator: ", ")).".wrapped(
        after: "")
    }
    if invisible.isEmpty {
      return text + "Every mistake in the lesson's list would have shown in these numbers.\n"
    }
    if listsInvisible {
      text += "These would have printed the same numbers here:\n"
      for id in invisible {
        let words = lesson.variant(id).map { ": invisible \($0.invisible)" } ?? ""
        text += "  \(id)\(words)\n"
      }
    } else {
      text +=
        "\(invisible.count) of the lesson's \(lesson.variants.count) variants would have printed the "
      text += "same here; --invisible names them.\n"
    }
    return text
  }

  /// What to say where the key that was published for the case is another book's.
  private var otherKey: String? {
    guard let id = given.head.publishedKey, !invisible.contains(id) else { return nil }
    return
      "The key published with this case has the numbers of '\(id)', so some of its last digits "
      + "differ from yours; yours are what the equations give.\n"
  }

  // MARK: Named

  private var named: String {
    guard let one = diagnoses.first else { return "" }
    var text = ""
    if verdict == .convention {
      text += "Right in another book: \(diagnoses.map { $0.argument }.joined(separator: ", or "))\n"
      if one.variants.count == 1, one.variants[0].variant.id == given.head.publishedKey {
        text += "The key published with this case has these numbers.\n"
      }
    } else {
      text += "Diagnosis: \(one.argument)\n"
    }
    text += one.recommendation(verdict)
    text += "\n" + one.evidence(ruleReproduces, decimals) + "\n"
    if let effect { text += "\(effect)\n" }
    for (index, applied) in one.variants.enumerated() {
      text += "\n" + one.details(index, applied)
    }
    if !one.equivalents.isEmpty {
      let others = one.equivalents.prefix(4).joined(separator: "; ")
      let more = one.equivalents.count > 4 ? " and \(one.equivalents.count - 4) more" : ""
      text += "\n" + "The same numbers, otherwise written: \(others)\(more).".wrapped(after: "")
    }
    return text
  }

  private var several: String {
    var text =
      "\(diagnoses.count) explanations print exactly these numbers; this input cannot tell them "
    text += "apart. The most common first:\n"
    for one in diagnoses {
      text += "\n\(one.argument)\n"
      for applied in one.variants { text += applied.variant.title.wrapped(after: "  ") }
      text += one.recommendation(.ambiguous)
    }
    guard let first = diagnoses.first else { return text }
    text += "\nEach of them: " + first.evidence(ruleReproduces, decimals) + "\n"
    text += "--separate FILE writes a case in which their numbers differ.\n"
    return text
  }

  /// What the mistake did to the first quantity that shows it.
  private var effect: String? {
    guard let one = quantities.first(where: { $0.state == .wrong }) else { return nil }
    if let factor = one.factor {
      let times = NumberStyle(digits: 4).text(factor)
      return one.isFactorOfStep
        ? "Here \(one.name) moves \(times) times as far as by the rule."
        : "Here \(one.name) is \(times) times as large as by the rule."
    }
    guard let first = one.first else { return nil }
    let style = NumberStyle.telling(first.printed.value, first.rule)
    return "Here \(one.place(first)) is \(style.text(first.printed.value)), and the rule has "
      + "\(style.text(first.rule))."
  }

  // MARK: Unknown

  private var unknown: String {
    var text =
      "No known mistake makes these numbers: not one of the lesson's variants, two or three of them\n"
    text += "together, a slip, or a change of one equation.\n\nWhat is certain\n"
    if isCutShort {
      text +=
        "The case is too large to try everything: a smaller one of the same kind would tell more."
        .wrapped(after: "  ")
    }
    if let mistyping { text += mistyping.text }
    let right = quantities.filter { $0.state == .right }.map { $0.name }
    if !right.isEmpty { text += "Right: \(right.joined(separator: ", ")).".wrapped(after: "  ") }
    for one in quantities where one.state == .follows {
      text +=
        "  \(one.name) is what the rule makes of the printed quantities before it: look there.\n"
    }
    if let one = quantities.first(where: { $0.state == .wrong }) {
      text += "  The first that is off: \(one.name)"
      if let first = one.first {
        text += ", at \(one.place(first))"
        if let place = first.printed.place {
          text += " (line \(place.line), column \(place.column))"
        }
        let style = NumberStyle.telling(first.printed.value, first.rule)
        text += ": \(style.text(first.printed.value)), and the rule has \(style.text(first.rule))"
      }
      text += ".\n"
    }
    return text + factors
  }

  /// The constant factors, one line for all quantities that have the same.
  private var factors: String {
    var text = ""
    var told: [String] = []
    for one in quantities {
      guard let factor = one.factor else { continue }
      let times = NumberStyle(digits: 4).text(factor)
      let key = "\(one.isFactorOfStep) \(times)"
      guard !told.contains(key) else { continue }
      told.append(key)
      let names = quantities.filter { other in
        other.isFactorOfStep == one.isFactorOfStep
          && other.factor.map { NumberStyle(digits: 4).text($0) } == times
      }.map { $0.name }.joined(separator: ", ")
      let what = one.isFactorOfStep ? "step of" : "entry of"
      text += "Every \(what) \(names) is \(times) times the rule's: look for a constant factor."
        .wrapped(after: "  ")
      if one.isFactorOfStep, let α = lesson.rule.symbols.first(where: { $0.name == "alpha" }),
        case .hyperparameter(let standard, _) = α.role, factor > 0
      {
        let now = given.head.hyperparameters.first { $0.name == "alpha" }?.value ?? standard
        let other = NumberStyle(digits: 4).text(now * factor)
        text += "  So it would be with α = \(other) (the case has \(shortest(now))).\n"
      }
    }
    return text
  }

  /// The first number that differs from the rule's, in a few words; empty if none does.
  public var firstDifference: String {
    guard let one = quantities.first(where: { $0.state == .wrong }) else { return "" }
    return "\(one.name) \(one.differenceWords)"
  }

  private var table: String {
    aligned(
      quantities.map { one in
        let count = "\(one.agreeing) of \(one.total)"
        switch one.state {
        case .right: return [one.name, "right", count]
        case .follows: return [one.name, "follows", count, "from what was printed before it"]
        case .wrong: return [one.name, "differs", count, one.differenceWords]
        }
      }, indent: 2)
  }
}

extension Mistyping {
  /// The finding in a sentence or two.
  fileprivate var text: String {
    let place = "\(name)\(entry.index)"
    let others =
      variants.isEmpty
      ? "Every other number is the rule's" : "Every other number is what \(variants[0]) makes"
    let style = NumberStyle(digits: 12)
    let at = entry.printed.place.map { " (line \($0.line), column \($0.column))" } ?? ""
    let sentence =
      "\(others). \(place)\(at) looks mistyped: it is \(style.text(entry.printed.value)), "
      + "and should be \(style.text(entry.rule)): \(words)."
    return sentence.wrapped(after: "  ")
  }
}

extension QuantityFinding {
  /// An entry's name: `W1[0,1]`.
  func place(_ entry: Difference) -> String {
    total == 1 ? name : "\(name)\(entry.index)"
  }

  fileprivate var differenceWords: String {
    guard let first else { return shapes ?? "nothing of the kind there" }
    let style = NumberStyle.telling(first.printed.value, first.rule)
    let at = total == 1 ? "" : "\(first.index) "
    let where_ = first.printed.place.map { " (line \($0.line), column \($0.column))" } ?? ""
    return
      "\(at)is \(style.text(first.printed.value)), the rule has \(style.text(first.rule))\(where_)"
  }
}

extension Diagnosis {
  /// What to write instead, the changed lines one below the other.
  fileprivate func recommendation(_ verdict: Verdict) -> String {
    // Who follows another book has nothing to mend.
    let (rule, own) =
      verdict == .convention
      ? ("the rule     ", "these numbers") : ("write      ", "in place of")
    var text = ""
    for line in combined {
      text += "  \(rule)  \(line.rule ?? "nothing")\(line.place.behindEquation)\n"
      text += "  \(own)  \(line.variant ?? "leaving this line out")\n"
    }
    return text
  }

  /// How strong the case is: "these 2 edits reproduce all 54 numbers at 8 decimals; the rule 27".
  fileprivate func evidence(_ byRule: Int, _ decimals: Int?) -> String {
    let edits =
      variants.count == 1 ? "This one edit reproduces" : "These \(variants.count) edits reproduce"
    let digits = decimals.map { " at \(counted($0, "decimal"))" } ?? ""
    let all =
      reproduced < total
      ? "\(reproduced) of \(total) numbers" : total == 1 ? "the number" : "all \(total) numbers"
    return "\(edits) \(all)\(digits); the rule reproduces \(byRule)."
  }

  fileprivate func details(_ index: Int, _ applied: AppliedVariant) -> String {
    let variant = applied.variant
    var text = "\(variant.kind.title) \(applied.argument)\n"
    text += variant.title.wrapped(after: "  What was done   ")
    let own = index < lines.count ? lines[index] : []
    var reasons: [String] = []
    for line in own {
      if let reason = line.reason, !reasons.contains(reason) { reasons.append(reason) }
    }
    if !reasons.isEmpty {
      let purpose = reasons.map { "\"\($0)\"" }.joined(separator: ", ")
      text += "what the rule has there is for: \(purpose)".wrapped(after: "  Why it matters  ")
    }
    text += variant.invisible.wrapped(after: "  Invisible       ")
    // A slip is foreseen, a change generated: nobody has seen them.
    for source in variant.kind == .slip || variant.kind == .mutant ? [] : variant.sources {
      text += source.wrapped(after: "  Seen            ")
    }
    return text
  }
}
