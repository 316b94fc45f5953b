import Equations
import Interaction
import Numerics
import Text
import Tracing

extension Stepper {
  /// The current page; in line mode, the lines that the last command revealed.
  public func page(width: Int?) -> Page {
    guard let width else {
      return Page(heading: [], body: spoken, footer: footer)
    }
    var body: [StyledLine] = []
    var focus = 0..<0
    let update = paired.update(of: index)
    let longest = update.compactMap { paired.line($0)?.line.equation.count }.max() ?? 0
    let reasons = Swift.min(50, longest + 10)
    for place in update {
      let isHere = place == index
      let text = text(of: place)
      let start = body.count
      if isHere {
        body += text.equation("▶ ", reasons: reasons, width: width)
        body += revealed(text)
        focus = start..<body.count
      } else {
        body += text.equation("  ", reasons: reasons, width: width).map {
          place < index ? $0 : $0.quiet
        }
      }
    }
    let operands = text(of: index).operands
    if !operands.isEmpty { body += ["", StyledLine("  What the line reads", .quiet)] + operands }
    return Page(heading: heading(width: width), body: body, focus: focus, footer: footer)
  }

  /// The opening lines of line mode.
  var opening: [StyledLine] { heading() + [""] + spokenLine(upTo: beat) }

  func text(of place: Int) -> LineText {
    let rule = paired.ruleLine(place)
    let target = paired.line(place)?.target ?? ""
    let was =
      paired.lines.indices.contains(place)
      ? paired.lines[place].rule.flatMap { paired.rule.value(target, before: $0) } : nil
    return LineText(
      rule: rule, variant: paired.variantLine(place), entry: entry, style: style, was: was)
  }

  /// The visible beats of the current line after its equation.
  private func revealed(_ text: LineText) -> [StyledLine] {
    var lines: [StyledLine] = []
    if beat >= .numbers { lines += text.numbers }
    if beat >= .result { lines += text.result }
    if let prediction, beat == .numbers {
      lines.append(prediction.question(isBeside: !variants.isEmpty))
    }
    return lines
  }

  // MARK: Line by line

  /// The current line up to a beat, for line mode.
  func spokenLine(upTo last: Beat) -> [StyledLine] {
    let text = text(of: index)
    var lines = text.equation("", reasons: 50, width: 110)
    if last >= .numbers { lines += text.numbers }
    if last >= .result { lines += text.result }
    if last == .numbers { lines += questioned }
    return lines
  }

  /// The question and, when the input is a pipe, the values needed to answer it.
  private var questioned: [StyledLine] {
    guard let prediction else { return [] }
    return text(of: index).operands + [prediction.question(isBeside: !variants.isEmpty)]
  }

  /// The beat just reached, for line mode.
  func spokenBeat() -> [StyledLine] {
    let text = text(of: index)
    switch beat {
    case .equation: return spokenLine(upTo: .equation)
    case .numbers: return text.numbers + questioned
    case .result: return text.result
    }
  }

  // MARK: Around

  /// The lesson, the place in the run, the constants; changes since the last page are emphasized.
  func heading(width: Int? = nil) -> [StyledLine] {
    var lines = [StyledLine(lesson.title, .strong).with(" · case \(given.head.name)")]
    let constants = paired.rule.header.hyperparameters.map { symbol, value in
      "\(symbol.glyph) = \(NumberStyle.full.text(value))"
    }
    if !constants.isEmpty {
      lines.append(StyledLine(constants.joined(separator: "   "), .quiet))
    }
    for applied in variants {
      lines.append(
        StyledLine(
          "\(applied.variant.kind.introduction) \(applied.argument): \(applied.variant.title)",
          .warning))
    }
    if index == 0, let note = line.flatMap({ paired.rule.header.note(firstStep: $0.t) }) {
      lines += note.lines(width: width ?? 100).map { StyledLine($0, .warning) }
    }
    lines.append(whereabouts)
    return lines
  }

  /// The current line's place in the run.
  var whereabouts: StyledLine {
    guard let line else { return "" }
    var text = StyledLine("t = \(line.t)", before?.t == line.t ? .plain : .strong)
    if !line.subject.isEmpty {
      let shape = paired.update(of: index).last.flatMap { paired.line($0) }?.line.value.shape
      text.append(" · ")
      text.append(line.subject, before?.subject == line.subject ? .plain : .strong)
      if let shape, let layer = line.layer { text.append(" (\(shape), layer \(layer))") }
    }
    let update = paired.update(of: index)
    text.append(" · line \(index - update.lowerBound + 1) of \(update.count)")
    if update.count != paired.lines.count {
      text.append(", \(index + 1) of \(paired.lines.count) in all")
    }
    return text
  }

  private var footer: StyledLine {
    if prediction != nil {
      return StyledLine("type the number · Enter shows it · i hint · h help · q quit", .quiet)
    }
    return StyledLine(
      "n next · b back · t step · / find · v variant · p predict · h help · q quit",
      .quiet)
  }
}

extension Prediction {
  /// The question before the result; beside a variant it asks for the rule's result.
  func question(isBeside: Bool) -> StyledLine {
    StyledLine("     = ?   predict \(isBeside ? "the rule's " : "")\(name)", .strong)
  }
}

extension StyledLine {
  /// The line in a muted style.
  var quiet: StyledLine { StyledLine(text, .quiet) }
}
