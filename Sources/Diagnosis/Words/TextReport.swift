import Equations
import Numerics
import Readers
import Tracing

extension Report {
  /// The report in words: what to do first, then the evidence, then the details of each mistake.
  ///
  /// - Parameter listsInvisible: Whether to name the mistakes that this input cannot show.
  public func text(listsInvisible: Bool = false) -> String {
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
      text += "\nRun it: gradus compare \(lesson.id)"
      text += given.head.name.isEmpty ? "" : " --case \(given.head.name)"
      text += " --variant \(first.argument.shellQuoted)\n"
    }
    return text
  }

  private var evidence: String {
    let digits = decimals.map { " at \($0) decimal\($0 == 1 ? "" : "s")" } ?? ""
    return "\(total) number\(total == 1 ? "" : "s") in \(quantities.count) "
      + "quantit\(quantities.count == 1 ? "y" : "ies")\(digits)"
  }

  // MARK: Right

  private func correct(_ listsInvisible: Bool) -> String {
    var text = "Correct: every number is the rule's.\n"
    if let key = otherKey { text += key }
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
    text += one.recommendation
    text += "\n" + one.evidence(ruleReproduces, decimals) + "\n"
    for (index, applied) in one.variants.enumerated() {
      text += "\n" + one.details(index, applied, effect: effect)
    }
    if !one.equivalents.isEmpty {
      text +=
        "\nThe same numbers in every case: \(one.equivalents.joined(separator: "; ")). They differ "
      text += "in lines that nothing reads.\n"
    }
    return text
  }

  private var several: String {
    var text =
      "\(diagnoses.count) explanations print exactly these numbers; this input cannot tell them "
    text += "apart. The most common first:\n"
    for one in diagnoses {
      text += "\n\(one.argument)\n"
      for applied in one.variants { text += "  \(applied.variant.title)\n" }
      text += one.recommendation
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
        ? "here \(one.name) moves \(times) times as far as it should"
        : "here \(one.name) is \(times) times as large as it should be"
    }
    guard let first = one.first else { return nil }
    let style = NumberStyle.telling(first.printed.value, first.rule)
    return "here \(one.place(first)) is \(style.text(first.printed.value)), and the rule has "
      + style.text(first.rule)
  }

  // MARK: Unknown

  private var unknown: String {
    var text =
      "No known mistake makes these numbers: not one of the lesson's variants, two or three of them\n"
    text += "together, a slip, or a change of one equation.\n\nWhat is certain\n"
    let right = quantities.filter { $0.state == .right }.map { $0.name }
    if !right.isEmpty { text += "  Right: \(right.joined(separator: ", ")).\n" }
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
    for one in quantities where one.factor != nil {
      let times = NumberStyle(digits: 5).text(one.factor ?? 1)
      text +=
        "  Every \(one.isFactorOfStep ? "step of" : "entry of") \(one.name) is \(times) times the "
      text += "rule's: look for a constant factor.\n"
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

extension QuantityFinding {
  /// An entry's name: `W1[0,1]`.
  func place(_ entry: Difference) -> String {
    total == 1 ? name : "\(name)[\(entry.row),\(entry.column)]"
  }

  fileprivate var differenceWords: String {
    guard let first else { return "another shape, or nothing there" }
    let style = NumberStyle.telling(first.printed.value, first.rule)
    let at = total == 1 ? "" : "[\(first.row),\(first.column)] "
    let where_ = first.printed.place.map { " (line \($0.line), column \($0.column))" } ?? ""
    return
      "\(at)is \(style.text(first.printed.value)), the rule has \(style.text(first.rule))\(where_)"
  }
}

extension Diagnosis {
  /// What to write instead, the changed lines side by side.
  fileprivate var recommendation: String {
    var text = ""
    for line in combined {
      let place =
        line.place == "every parameter" || line.place == "every step" ? "" : " (\(line.place))"
      switch (line.rule, line.equation) {
      case (let rule?, let equation?):
        text += "  the rule   \(rule)\(place)\n  this has   \(equation)\n"
      case (let rule?, nil): text += "  the rule   \(rule)\(place)\n  this has   no such line\n"
      case (nil, let equation?):
        text += "  the rule   no such line\(place)\n  this has   \(equation)\n"
      case (nil, nil): break
      }
    }
    return text
  }

  /// How strong the case is: "these 2 edits reproduce all 54 numbers at 8 decimals; the rule 27".
  fileprivate func evidence(_ byRule: Int, _ decimals: Int?) -> String {
    let edits =
      variants.count == 1 ? "This one edit reproduces" : "These \(variants.count) edits reproduce"
    let digits = decimals.map { " at \($0) decimal\($0 == 1 ? "" : "s")" } ?? ""
    let all = reproduced == total ? "all \(total) numbers" : "\(reproduced) of \(total) numbers"
    return "\(edits) \(all)\(digits); the rule reproduces \(byRule)."
  }

  fileprivate func details(
    _ index: Int, _ applied: AppliedVariant, effect: String?
  ) -> String {
    let variant = applied.variant
    var text = "\(variant.kind.title) \(applied.argument)\n"
    text += "  What was done   \(variant.title)\n"
    let own = index < lines.count ? lines[index] : []
    var reasons: [String] = []
    for line in own {
      if let reason = line.reason, !reasons.contains(reason) { reasons.append(reason) }
    }
    var why = reasons.isEmpty ? "" : "the line is there to: \(reasons.joined(separator: "; "))"
    if index == 0, let effect { why += (why.isEmpty ? "" : "; ") + effect }
    if !why.isEmpty { text += "  Why it matters  \(why)\n" }
    text += "  Invisible       \(variant.invisible)\n"
    for source in variant.sources { text += "  Seen            \(source)\n" }
    return text
  }
}

extension String {
  /// The text as a shell takes it: in quotes if it has anything but letters, digits and a few signs.
  public var shellQuoted: String {
    let isPlain = utf8.allSatisfy { byte in
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
        || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "@") || byte == UInt8(ascii: ",")
        || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "/")
    }
    return isPlain && !isEmpty ? self : "'" + self + "'"
  }
}
