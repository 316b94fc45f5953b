import Diagnosis
import Equations
import Text
import Tracing

extension Coverage {
  /// All the cases side by side.
  func table(_ lesson: Lesson) -> String {
    var rows = [["\(lesson.title): which case sees which variant"] + cases.map { $0.name }]
    rows.append(["(the rule)"] + cases.map { $0.rule.rawValue })
    for (index, variant) in variants.enumerated() {
      rows.append([variant.id] + cases.map { $0.sights[index].rawValue })
    }
    var text = aligned(rows) + "\n"
    text += aligned(
      [["Printed: \(printed.words)", "variants seen", "pairs told apart", "pairs seen as such"]]
        + cases.map { [$0.name, $0.seen.words, $0.apart.words, $0.pairs.words] })
    text += "\n"
    if !unseen.isEmpty { text += "No case sees: \(unseen.joined(separator: ", ")).\n" }
    if inseparable.isEmpty {
      text += "Every pair of variants is told apart by some case.\n"
    } else {
      text += "No case tells apart:\n"
      for group in inseparable { text += "  \(group.joined(separator: ", "))\n" }
    }
    return text
  }

  /// The report on the one case there is.
  func report(_ lesson: Lesson, _ head: CaseHead) -> String {
    let one = cases[0]
    var text = "\(lesson.title) · case \(head.name)"
    if !head.title.isEmpty { text += ": \(head.title)" }
    text += "\nPrinted: \(printed.words)\n"
    if one.rule != .invisible { text += "The rule itself prints other numbers than its trace.\n" }
    text += "\nVariants seen: \(one.seen.words)\n"
    text += listed(all(.seen).map { $0.id }, indent: 2)
    for (sight, heading) in [
      (Sight.stops, "Of these, Python stops with an error"), (.invisible, "Invisible in this case"),
      (.beyondDigits, "Beyond the digits that are printed"),
      (.unusable, "Not possible, since the case lacks what they need"),
    ] where !all(sight).isEmpty {
      text += "\(heading):\n"
      for variant in all(sight) {
        text += "  \(variant.id)\n"
        if sight == .invisible || sight == .beyondDigits {
          text += listed(["invisible \(variant.invisible)"], indent: 4, separator: " ")
        }
      }
    }
    text += "\nPairs of variants told apart: \(one.apart.words)\n"
    for (index, group) in one.groups.enumerated() {
      text += index == 0 && one.isFirstGroupTheRule ? "  like the rule:\n" : "  like each other:\n"
      text += listed(group, indent: 4)
    }
    text += "\nPairs seen as such, of those that can be made together: \(one.pairs.words)\n"
    return text + hidden(one)
  }

  /// How many hidden pairs a report lists.
  private static let mostPairs = 12

  private func hidden(_ one: CaseCoverage) -> String {
    var rows: [[String]] = []
    for pair in one.hidden.prefix(Self.mostPairs) {
      rows.append([
        pair.variants.joined(separator: " + "), "prints like \(pair.prints ?? "the rule")",
      ])
    }
    var text = aligned(rows, indent: 2)
    if one.hidden.count > Self.mostPairs {
      text += "  … and \(one.hidden.count - Self.mostPairs) more; --format json lists them all\n"
    }
    return text
  }

  private func all(_ sight: Sight) -> [Variant] {
    variants.indices.filter { cases[0].sights[$0] == sight }.map { variants[$0] }
  }
}

extension Printed {
  /// What is printed, in words.
  fileprivate var words: String {
    let what = names.isEmpty ? "every result" : names.joined(separator: ", ")
    return "\(what), \(counted(decimals, "decimal"))"
  }
}

/// Words one after the other, over as many lines as it takes; nothing for none.
private func listed(_ items: [String], indent: Int, separator: String = ", ") -> String {
  if items.isEmpty { return "" }
  return items.joined(separator: separator).lines(width: 96, after: spaces(indent))
    .map { $0 + "\n" }.joined()
}
