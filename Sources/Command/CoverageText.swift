import Diagnosis
import Equations
import Text
import Tracing

extension Coverage {
  /// Adds a table of all cases side by side.
  func writeTable(_ lesson: Lesson, in text: inout WrappedText) {
    text.line(StyledLine("\(lesson.title): which case sees which variant", .strong))
    text.line()
    var rows = [["variant"] + cases.map { StyledLine($0.name) }]
    // The rule prints the same as its own trace, unless a case's expected numbers are wrong.
    if cases.contains(where: { $0.rule != .invisible }) {
      rows.append(["(the rule)"] + cases.map { StyledLine($0.rule.rawValue) })
    }
    for (index, variant) in variants.enumerated() {
      rows.append([StyledLine(variant.id)] + cases.map { $0.sights[index].styled })
    }
    text.table(rows)
    text.line()
    text.line(StyledLine("Printed: \(printed.words)"))
    text.line()
    text.table(
      [["case", "variants seen", "pairs told apart", "pairs seen as such"]]
        + cases.map { one in
          [one.name, one.seen.words, one.apart.words, one.pairs.words].map { StyledLine($0) }
        })
    text.line()
    if !unseen.isEmpty {
      text.words(
        StyledLine("No case sees: ", .bad).with("\(unseen.joined(separator: ", "))."), indent: 2)
    }
    if inseparable.isEmpty {
      text.words("Every pair of variants is told apart by some case.")
    } else {
      text.line("No case tells apart:")
      for group in inseparable { text.words(group.joined(separator: ", "), after: "  ", indent: 4) }
    }
  }

  /// Adds a report on a single case.
  func writeReport(_ lesson: Lesson, _ head: CaseHead, in text: inout WrappedText) {
    let one = cases[0]
    let title = head.title.isEmpty ? "" : ": \(head.title)"
    text.words(
      StyledLine(lesson.title, .strong).with(" · case \(head.name)\(title)"), indent: 2)
    text.line(StyledLine("Printed: \(printed.words)"))
    if one.rule != .invisible {
      text.words("The rule itself prints other numbers than its trace.")
    }
    text.line()
    text.line(StyledLine("Variants seen: ", .strong).with(one.seen.words))
    text.list(all(.seen).map { $0.id }, indent: 2)
    for (sight, heading) in [
      (Sight.stops, "Of these, Python stops with an error"), (.invisible, "Invisible in this case"),
      (.beyondDigits, "Beyond the digits that are printed"),
      (.unusable, "Not possible, since the case lacks what they need"),
    ] where !all(sight).isEmpty {
      text.line(StyledLine("\(heading):", sight == .invisible ? .warning : .strong))
      for variant in all(sight) {
        text.line(StyledLine("  \(variant.id)"))
        if sight == .invisible || sight == .beyondDigits {
          text.words("invisible \(variant.invisible)", after: spaces(4))
        }
      }
    }
    text.line()
    text.line(StyledLine("Pairs of variants told apart: ", .strong).with(one.apart.words))
    for (index, group) in one.groups.enumerated() {
      text.line(index == 0 && one.isFirstGroupTheRule ? "  like the rule:" : "  like each other:")
      text.list(group, indent: 4)
    }
    text.line()
    text.words(
      StyledLine("Pairs seen as such, of those that can be made together: ", .strong)
        .with(one.pairs.words), indent: 2)
    writeHidden(one, in: &text)
  }

  /// The most hidden pairs that a report lists.
  private static let mostPairs = 12

  private func writeHidden(_ one: CaseCoverage, in text: inout WrappedText) {
    for pair in one.hidden.prefix(Self.mostPairs) {
      text.words(
        "\(pair.variants.joined(separator: " + ")) prints like \(pair.prints ?? "the rule")",
        after: "  ", indent: 6)
    }
    if one.hidden.count > Self.mostPairs {
      text.words(
        "… and \(one.hidden.count - Self.mostPairs) more; --format json lists them all", after: "  "
      )
    }
  }

  private func all(_ sight: Sight) -> [Variant] {
    variants.indices.filter { cases[0].sights[$0] == sight }.map { variants[$0] }
  }
}

extension Printed {
  /// The printed results, in words.
  fileprivate var words: String {
    let what = names.isEmpty ? "every result" : names.joined(separator: ", ")
    return "\(what), \(counted(decimals, "decimal"))"
  }
}

extension Sight {
  /// The word for it, emphasized if the case does not show the variant.
  fileprivate var styled: StyledLine {
    StyledLine(rawValue, self == .invisible ? .warning : .plain)
  }
}

extension WrappedText {
  /// Adds words one after the other, or nothing if there are none.
  fileprivate mutating func list(_ items: [String], indent: Int) {
    if !items.isEmpty { words(items.joined(separator: ", "), after: spaces(indent)) }
  }
}
