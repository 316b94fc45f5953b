import Equations
import Interaction
import Numerics
import Text
import Tracing

/// The text of a line in its three beats; where rule and variant differ, both side by side.
struct LineText {
  let rule: RecordedLine?
  let variant: RecordedLine?
  let entry: MatrixIndex
  let style: NumberStyle
  /// The quantity's value before the line; nil if it did not exist yet.
  let was: Matrix?

  /// Both sides with their names, or a single side without a name.
  private var sides: [(name: String, line: RecordedLine, emphasis: Emphasis)] {
    switch (rule, variant) {
    case (let rule?, let variant?): [("rule", rule, .plain), ("variant", variant, .warning)]
    case (let rule?, nil): [("", rule, .plain)]
    case (nil, let variant?): [("variant", variant, .warning)]
    case (nil, nil): []
    }
  }

  /// The equation, and the reason for it.
  ///
  /// - Parameters:
  ///   - mark: The text in front of the line's number.
  ///   - reasons: The column in which reasons begin.
  ///   - width: The number of columns; a reason that does not fit goes below.
  func equation(_ mark: String, reasons: Int, width: Int) -> [StyledLine] {
    guard let first = rule ?? variant else { return [] }
    let reason = first.line.assignment.reason
    let number = "\(first.number)"
    let lead = mark + spaces(2 - number.count) + number + "  "
    guard let rule, let variant, rule.line.equation != variant.line.equation else {
      let label = rule == nil ? "variant  " : ""
      var line = StyledLine(lead + label, .focus).with(
        first.line.equation, rule == nil ? .warning : .strong)
      guard !reason.isEmpty else { return [line] }
      let column = Swift.max(reasons, line.text.count + 2)
      guard column + reason.count <= width else {
        return [line, StyledLine(spaces(lead.count + 2) + reason, .quiet)]
      }
      line.append(spaces(column - line.text.count) + reason, .quiet)
      return [line]
    }
    return [
      StyledLine(lead, .focus).with("rule     ").with(rule.line.equation, .strong),
      StyledLine(spaces(lead.count)).with("variant  " + variant.line.equation, .warning),
      StyledLine(spaces(lead.count) + "why      " + reason, .quiet),
    ]
  }

  /// The equation with its numbers.
  var numbers: [StyledLine] {
    let all = sides.map { side in
      (side.name, side.line.look { $0.substituted(style) }, side.emphasis)
    }
    if all.count == 2, all[0].1 == all[1].1 { return [StyledLine("     = " + all[0].1)] }
    return all.map { name, text, emphasis in
      StyledLine("     " + Self.label(name) + "= " + text, emphasis)
    }
  }

  /// The result, with new entries marked and one of them worked in full.
  var result: [StyledLine] {
    guard let first = sides.first else { return [] }
    var lines: [StyledLine] = []
    let isOne = sides.count == 1 || sides[0].line.value == sides[1].line.value
    if isOne {
      let value = first.line.value
      let changes = was.map { changed(from: $0, to: value) }
      lines += drawing(value, "     = ", first.emphasis) { changes?.contains($0) ?? false }
      lines += worked(first.line, "     ")
      if let was, let changes { lines += [remark(was, changes, value)] }
      if sides.count == 2 { lines.append(StyledLine("     the variant has the same", .quiet)) }
    } else {
      let differing = changed(from: sides[0].line.value, to: sides[1].line.value)
      let style = distinguishing(sides[0].line.value, sides[1].line.value, differing)
      for (name, line, emphasis) in sides {
        let label = "     " + Self.label(name)
        lines += drawing(line.value, label + "= ", emphasis, style) {
          name == "variant" && differing.contains($0)
        }
        lines += worked(line, label, style)
      }
      lines.append(StyledLine("     * differs from the rule's", .quiet))
    }
    for (name, line, _) in sides where !isOne || name != "variant" {
      if let note = line.look({ $0.note }) { lines.append(StyledLine("     " + note, .warning)) }
    }
    return lines
  }

  /// The matrices that the line reads; plain numbers are already in the line itself.
  var operands: [StyledLine] {
    guard let line = rule ?? variant else { return [] }
    var lines: [StyledLine] = []
    let read = reads(line)
    let width = read.map { $0.0.count }.max() ?? 0
    for (name, value) in read {
      let rows = drawn(value, style)
      let label = "     " + padded(name, width) + "  "
      for (index, row) in rows.enumerated() {
        lines.append(StyledLine((index == 0 ? label : spaces(label.count)) + row))
      }
    }
    return lines
  }

  /// The matrices a line reads, in the order of its formula.
  private func reads(_ line: RecordedLine) -> [(String, Matrix)] {
    return line.look { view in
      var found: [(String, Matrix)] = []
      for symbol in line.line.assignment.formula.symbols {
        guard let operand = line.line.operands[symbol], operand.shape != .scalar,
          let value = Matrix(
            shape: operand.shape,
            elements: Array(
              UnsafeBufferPointer(start: view.memory + operand.offset, count: operand.shape.count)))
        else { continue }
        found.append((view.name(symbol), value))
      }
      return found
    }
  }

  // MARK: Parts

  private static func label(_ name: String) -> String {
    name.isEmpty ? "" : padded(name, 7) + "  "
  }

  private func drawing(
    _ value: Matrix, _ label: String, _ emphasis: Emphasis, _ own: NumberStyle? = nil,
    isMarked: (Int) -> Bool
  ) -> [StyledLine] {
    drawn(value, own ?? style, isMarked: isMarked).enumerated().map { index, row in
      let lead = index == 0 ? label : spaces(label.count)
      return row.marked(after: lead, emphasis)
    }
  }

  /// A style with enough digits to show the difference at every entry where two matrices differ.
  private func distinguishing(_ a: Matrix, _ b: Matrix, _ differing: Set<Int>) -> NumberStyle {
    guard a.shape == b.shape else { return style }
    let digits = differing.map { NumberStyle.distinguishing(a.elements[$0], b.elements[$0]).digits }
    return NumberStyle(digits: Swift.max(style.digits, digits.max() ?? 0))
  }

  /// One entry worked in full; for a plain number only if it is computed from a matrix.
  private func worked(
    _ line: RecordedLine, _ label: String, _ own: NumberStyle? = nil
  ) -> [StyledLine] {
    let style = own ?? style
    return line.look { view in
      let isNumber = view.shape == .scalar
      guard let position = entry.position(in: view.shape), !isNumber || view.line.element == nil
      else { return [] }
      let text = view.worked(at: entry, style)
      let value = style.text(view.elements[position])
      guard text != value else { return [] }
      return [StyledLine("\(label)\(entry): \(text) = \(value)")]
    }
  }

  private func remark(_ was: Matrix, _ changes: Set<Int>, _ value: Matrix) -> StyledLine {
    let target = (rule ?? variant)?.target ?? ""
    if changes.isEmpty {
      return StyledLine("     \(target) stays as it was", .quiet)
    }
    let old = was.elements.first ?? 0
    if value.shape == .scalar {
      return StyledLine("     * \(target) was \(style.text(old))", .quiet)
    }
    if was.shape == value.shape, was.elements.allSatisfy({ $0 == old }) {
      return StyledLine("     * changed; \(target) was \(style.text(old)) in every entry", .quiet)
    }
    let place = "\(target)\(entry)"
    let before = was.element(entry).map { "\(place) was \(style.text($0))" }
    return StyledLine("     * changed; \(before ?? "\(target) was \(was.shape)")", .quiet)
  }
}

/// The entries in which two matrices differ, counted row by row; all entries if the shapes differ.
private func changed(from old: Matrix, to new: Matrix) -> Set<Int> {
  guard old.shape == new.shape else { return Set(new.elements.indices) }
  return Set(
    new.elements.indices.filter { !new.elements[$0].hasSameBits(as: old.elements[$0]) })
}

extension String {
  /// The text with its starred words emphasized.
  fileprivate func marked(after lead: String, _ emphasis: Emphasis) -> StyledLine {
    var line = StyledLine(lead, emphasis)
    var word = ""
    for character in self {
      if character == " " {
        line.append(word, word.hasSuffix("*") ? .strong : emphasis)
        line.append(" ", emphasis)
        word = ""
      } else {
        word.append(character)
      }
    }
    line.append(word, word.hasSuffix("*") ? .strong : emphasis)
    return line
  }
}
