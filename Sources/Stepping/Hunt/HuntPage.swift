import Equations
import Interaction
import Numerics
import Text
import Tracing

extension Hunt {
  /// The current page; in line mode, the lines that the last command revealed.
  public func page(width: Int?) -> Page {
    guard width != nil else { return Page(body: spoken, footer: footer) }
    switch phase {
    case .line: return Page(heading: heading, body: task + [""] + printed, footer: footer)
    case .name:
      return Page(heading: heading, body: menu + [""] + printed, footer: footer)
    case .explained: return Page(heading: heading, body: explanation, footer: footer)
    case .end: return Page(heading: heading, body: ending, footer: footer)
    }
  }

  var heading: [StyledLine] {
    let done = plan.rounds.indices.filter { isSolved($0) }.count
    var line = StyledLine("Hunt · \(lesson.title)", .strong)
    if phase == .end { return [line] }
    let level = plan.level(of: current)
    let name = plan.levels.indices.contains(level - 1) ? plan.levels[level - 1].name : ""
    line.append(" · round \(current + 1) of \(plan.rounds.count) · level \(level): \(name)")
    line.append(" · \(done) found", .quiet)
    return [line] + (round.constants.isEmpty ? [] : [StyledLine(round.constants, .quiet)])
  }

  var task: [StyledLine] {
    let secret =
      round.isOtherBook
      ? "A program with another right form in one line"
      : round.hidden.count == 1 ? "A program with one mistake" : "A program with two mistakes"
    var lines: [StyledLine] = [
      "\(secret) printed these numbers.",
      "The equations are the rule's, the numbers are the program's.",
      round.isOtherBook
        ? "Which line is the first whose number is not the rule's? Type its number."
        : "Which line is the first whose number is wrong? Type its number.",
    ]
    if round.lines.contains(where: { $0.equation.isEmpty }) {
      lines.insert("Where the rule has no line, the program assigns a quantity again.", at: 2)
    }
    if !round.isSeenOnPaper {
      lines.append(
        "Only the last digits differ, as another order of the operations makes them: no paper shows it, but 'show N' gives the rule's number of a line."
      )
    }
    for one in round.context {
      lines.insert("The book at hand is right to use \(one.argument): \(one.variant.title)", at: 2)
    }
    return lines
  }

  /// The printed lines, numbered.
  var printed: [StyledLine] {
    var lines = inputs
    var last: (t: Int, subject: String)?
    for (index, line) in round.lines.enumerated() {
      if last?.t != line.t || last?.subject != line.subject {
        if last != nil { lines.append("") }
        var place = StyledLine("t = \(line.t)", .strong)
        if !line.subject.isEmpty { place.append(" · \(line.subject)", .strong) }
        lines.append(place)
      }
      last = (line.t, line.subject)
      lines += text(of: index)
    }
    return lines
  }

  private func text(of index: Int) -> [StyledLine] {
    let line = round.lines[index]
    let isFound = phase != .line && index == round.firstWrong
    let mark = isFound ? "✗" : " "
    let number = String("   \(index + 1)".suffix(3))
    let equation = line.equation.isEmpty ? "\(line.target), assigned again" : line.equation
    let label = "      = "
    let head = StyledLine("\(mark)\(number)  \(equation)", isFound ? .warning : .plain)
    guard let value = line.value else { return [head, StyledLine(label + "(nothing printed)")] }
    return [head]
      + drawn(value, round.style, mostColumns: 20, mostRows: 20).enumerated().map { row, text in
        StyledLine((row == 0 ? label : spaces(label.count)) + text)
      }
  }

  /// The case's start values and first gradients, to compute with.
  private var inputs: [StyledLine] {
    var lines = [StyledLine("Given (case \(round.caseName))", .strong)]
    func add(_ name: String, _ value: Matrix) {
      let label = "      \(name) = "
      for (row, text) in drawn(value, round.style, mostColumns: 20, mostRows: 20).enumerated() {
        lines.append(StyledLine((row == 0 ? label : spaces(label.count)) + text))
      }
    }
    for (name, value) in round.given.head.start { add(name, value) }
    for step in round.given.steps.prefix(20) {
      for (name, value) in step.values {
        add(round.given.steps.count == 1 ? name : "\(name) at t = \(step.t)", value)
      }
    }
    return lines + [""]
  }

  var menu: [StyledLine] {
    let line = round.firstWrong + 1
    let question =
      round.isOtherBook
      ? "Line \(line) it is. What does the other book do? Type its letter."
      : round.hidden.count == 1
        ? "Line \(line) it is. Which mistake makes these numbers? Type its letter."
        : "Line \(line) it is. Which two mistakes make these numbers? Type both letters: a,c."
    return [StyledLine(question)]
      + choices.enumerated().map { index, one in
        StyledLine("  \(Hunt.letter(index))  ", .strong).with(one.variant.title)
      }
  }

  static func letter(_ index: Int) -> Character {
    Array("abcdefghij")[Swift.min(index, 9)]
  }

  /// The hidden mistake, with its equations and where it was seen.
  var explanation: [StyledLine] {
    var lines: [StyledLine] = []
    for one in round.hidden {
      lines.append(StyledLine("\(one.variant.kind.title) \(one.argument)", .strong))
      lines.append("  \(one.variant.title)")
      lines.append("  Invisible: \(one.variant.invisible)")
      for source in one.variant.sourcesInWords.prefix(4) { lines.append("  Seen: \(source)") }
      lines.append("")
    }
    for edit in lesson.editedLines(of: round.hidden) ?? [] {
      let place = edit.place.behindEquation
      lines.append("  the rule     \(edit.rule ?? "has no such line")\(place)")
      lines.append("  the program  \(edit.variant ?? "leaves this line out")")
    }
    let wrong = round.lines[round.firstWrong]
    if let value = wrong.value, let right = wrong.right, value.shape == right.shape,
      let at = zip(value.elements, right.elements).enumerated()
        .first(where: { !$0.element.0.hasSameBits(as: $0.element.1) })?.offset
    {
      let words = difference(right.elements[at], value.elements[at])
      lines.append("")
      lines.append("  First in line \(round.firstWrong + 1), \(wrong.target): \(words)")
    }
    return lines
  }

  var ending: [StyledLine] {
    let count = plan.rounds.count
    return [
      StyledLine(
        (count == 1
          ? "The only round of \(lesson.title) is" : "All \(count) rounds of \(lesson.title) are")
          + " solved.", .good),
      "Finding mistakes in finished numbers is harder than computing them, and lasts longer.",
      "'level 1' goes through them again; 'gradus diagnose \(lesson.id)' does the same for any print.",
    ]
  }

  var footer: StyledLine {
    switch phase {
    case .line:
      StyledLine("type a line's number · s show a line · i hint · k skip · h help · q quit", .quiet)
    case .name:
      StyledLine("type a letter · s show a line · i hint · k skip · h help · q quit", .quiet)
    case .explained: StyledLine("n next round · l list · h help · q quit", .quiet)
    case .end: StyledLine("l list · h help · q quit", .quiet)
    }
  }
}
