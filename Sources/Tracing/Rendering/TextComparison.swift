import Equations
import Numerics
import Text

extension Comparison {
  /// The comparison as text for people.
  ///
  /// - Parameters:
  ///   - lesson: The lesson's title.
  ///   - style: The number style; by default with enough digits to show the first difference.
  public func text(_ lesson: Lesson, _ given: NumberStyle? = nil) -> WrappedText {
    let style =
      given ?? divergence.map { NumberStyle.distinguishing($0.rule, $0.variant) } ?? NumberStyle()
    // Lines are not wrapped: people copy equations and numbers from them.
    var text = WrappedText(width: .max)
    func heading(_ words: String) {
      text.line()
      text.line(StyledLine(words, .strong))
    }
    var about = " · case \(caseName) · the rule against "
    about += variants.map { $0.argument }.joined(separator: ", ")
    if !context.isEmpty {
      about += " (both by the convention \(context.map { $0.argument }.joined(separator: ", ")))"
    }
    text.line(StyledLine(lesson.title, .strong).with(about))
    for applied in variants {
      let variant = applied.variant
      heading("\(variant.kind.title) \(applied.argument)")
      text.line(StyledLine("  \(variant.title)"))
      text.line(StyledLine("  Invisible: \(variant.invisible)"))
      for source in variant.sourcesInWords { text.line(StyledLine("  Seen: \(source)")) }
    }
    heading("The equations")
    for edit in edits {
      text.line(StyledLine("  \(edit.place.words)"))
      text.line(StyledLine("    rule     ").with(edit.rule ?? "(no such line)", .good))
      text.line(StyledLine("    variant  ").with(edit.variant ?? "(left out)", .warning))
    }
    if let failure {
      text.line()
      text.line(StyledLine("The variant stops: ", .bad).with(failure))
      return text
    }
    if !isVisible {
      text.line()
      text.line(StyledLine("Invisible in this case: every result agrees, bit for bit.", .good))
      guard divergence != nil else { return text }
      text.line("Only lines in between differ.")
    }
    if let divergence {
      heading("First divergence")
      text.line(StyledLine("  \(divergence.words)"))
      write(first: divergence, style, in: &text)
    }
    heading("What differs")
    let differing = lines.filter { $0.rule != nil && $0.variant != nil }.count
    let onlyOne = lines.count - differing
    text.line(
      StyledLine(
        "  \(differing) of \(counted(lineCount, "line")) \(differing == 1 ? "has" : "have")"
      )
      .with(" other values")
      .with(
        onlyOne == 0 ? "." : "; \(onlyOne) \(onlyOne == 1 ? "stands" : "stand") on one side only."))
    text.rows(results(style).map { $0.map { StyledLine($0) } }, indent: 2)
    return text
  }

  /// Adds the first line that differs, with the rule's and the variant's numbers.
  private func write(
    first divergence: Divergence, _ style: NumberStyle, in text: inout WrappedText
  ) {
    let line = lines.first {
      $0.t == divergence.t && $0.parameter == divergence.parameter
        && ($0.rule?.target ?? $0.variant?.target) == divergence.target
    }
    guard let line else { return }
    for (name, side) in [("rule   ", line.rule), ("variant", line.variant)] {
      guard let side else { continue }
      text.line(StyledLine("  \(name)  \(side.equation)"))
      let indent = spaces(11)
      text.line(StyledLine("\(indent)= \(side.substituted)"))
      for (index, row) in drawn(side.value, style).enumerated() {
        text.line(StyledLine(indent + (index == 0 ? "= " : "  ") + row))
      }
      if let note = side.note { text.line(StyledLine("\(indent)\(note)", .warning)) }
    }
  }

  /// A row for each result: the number of entries that differ, and the largest difference.
  private func results(_ style: NumberStyle) -> [[String]] {
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
    return rows
  }
}

/// Rows of cells as lines with aligned columns.
func aligned(_ rows: [[String]]) -> [String] {
  let columns = rows.map { $0.count }.max() ?? 0
  let widths = (0..<columns).map { column in
    rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
  }
  return rows.map { row in
    var line = row.enumerated().map { padded($1, widths[$0]) }.joined(separator: "  ")
    while line.hasSuffix(" ") { line.removeLast() }
    return line
  }
}
