import Equations
import Numerics
import Text

extension Comparison {
  /// The comparison as people read it.
  ///
  /// - Parameters:
  ///   - lesson: The lesson's title.
  ///   - style: How numbers are shown; unless told, with as many digits as show the first difference.
  public func text(_ lesson: Lesson, _ given: NumberStyle? = nil) -> String {
    let style =
      given ?? divergence.map { NumberStyle.telling($0.rule, $0.variant) } ?? NumberStyle()
    var text = "\(lesson.title) · case \(caseName) · the rule against "
    text += variants.map { $0.argument }.joined(separator: ", ")
    if !context.isEmpty {
      text += " (both by the convention \(context.map { $0.argument }.joined(separator: ", ")))"
    }
    text += "\n"
    for applied in variants {
      let variant = applied.variant
      text += "\n\(variant.kind.title) \(applied.argument)\n"
      text += "  \(variant.title)\n"
      text += "  Invisible: \(variant.invisible)\n"
      for source in variant.sources { text += "  Seen: \(source)\n" }
    }
    text += "\nThe equations\n"
    for edit in edits {
      text += "  \(edit.place.words)\n"
      text += "    rule     \(edit.rule ?? "(no such line)")\n"
      text += "    variant  \(edit.variant ?? "(left out)")\n"
    }
    text += "\n"
    if let failure { return text + "The variant stops: \(failure)\n" }
    if !isVisible {
      text += "Invisible in this case: every result agrees, bit for bit.\n"
      guard divergence != nil else { return text }
      text += "Only lines in between differ.\n\n"
    }
    if let divergence {
      text += "First divergence\n  \(divergence.words)\n"
      text += first(divergence, style)
    }
    let differing = lines.filter { $0.rule != nil && $0.variant != nil }.count
    text += "\nWhat differs\n  \(differing) of \(lineCount) lines have other values"
    let onlyOne = lines.count - differing
    text += onlyOne == 0 ? ".\n" : "; \(onlyOne) stand on one side only.\n"
    return text + results(style)
  }

  /// The diverging line with its numbers, the rule's and the variant's.
  private func first(_ divergence: Divergence, _ style: NumberStyle) -> String {
    let line = lines.first {
      $0.t == divergence.t && $0.parameter == divergence.parameter
        && ($0.rule?.target ?? $0.variant?.target) == divergence.target
    }
    guard let line else { return "" }
    var text = ""
    for (name, side) in [("rule   ", line.rule), ("variant", line.variant)] {
      guard let side else { continue }
      text += "  \(name)  \(side.equation)\n"
      let indent = spaces(11)
      text += "\(indent)= \(side.substituted)\n"
      for (index, row) in drawn(side.value, style).enumerated() {
        text += indent + (index == 0 ? "= " : "  ") + row + "\n"
      }
      if let note = side.note { text += "\(indent)\(note)\n" }
    }
    return text
  }

  /// A row for each result: how many entries differ, and by how much at most.
  private func results(_ style: NumberStyle) -> String {
    var rows = [["result at the end", "entries that differ", "largest difference"]]
    for (name, value) in ruleOutputs {
      guard let other = variantOutputs.first(where: { $0.name == name })?.value else {
        rows.append([name, "the variant has none", ""])
        continue
      }
      guard other.shape == value.shape else {
        rows.append([name, "all", "\(other.shape) instead of \(value.shape)"])
        continue
      }
      let pairs = zip(value.elements, other.elements).filter { !$0.hasSameBits(as: $1) }
      let most = pairs.map { ($0 - $1).magnitude }
      let largest =
        most.contains { $0.isNaN }
        ? "NaN" : style.text(most.max() ?? 0)
      rows.append([
        name, pairs.isEmpty ? "none" : "\(pairs.count) of \(value.elements.count)",
        pairs.isEmpty ? "" : largest,
      ])
    }
    return aligned(rows, indent: 2)
  }
}

/// Rows of cells as a table with aligned columns.
public func aligned(_ rows: [[String]], indent: Int = 0) -> String {
  let columns = rows.map { $0.count }.max() ?? 0
  let widths = (0..<columns).map { column in
    rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
  }
  return rows.map { row in
    var line = spaces(indent)
    line += row.enumerated().map { padded($1, widths[$0]) }.joined(separator: "  ")
    while line.hasSuffix(" ") { line.removeLast() }
    return line + "\n"
  }.joined()
}
