import Diagnosis
import Numerics
import Text
import Tracing
import Worksheets

extension MarkedSheet {
  /// The marked sheet for people, as wide as there is room.
  func text(student: String, notes: [String], width: Int) -> WrappedText {
    var text = WrappedText(width: width)
    let head =
      "\(worksheet.lesson.title) · case \(worksheet.given.head.name) · \(student.visible): "
      + "\(points) of \(counted(worksheet.points, "point"))"
    text.line(StyledLine(head, .strong))
    text.line()
    text.words(verdictWords)
    writeCorrection(in: &text)
    text.line()
    let style = NumberStyle(digits: worksheet.digits)
    let heading = ["blank", "t", "quantity", "written", "key", "mark", "points", "why"]
    let rows = blanks.map { one -> [StyledLine] in
      // What was written in full, so that a digit too few is seen.
      let written = one.text.count <= 24 ? one.text : one.text.prefix(22) + " …"
      let about = ["\(one.blank.number)", "\(one.blank.t)", one.blank.name, written]
      let mark = StyledLine(one.mark.rawValue, one.mark.emphasis)
      return (about + [style.text(one.blank.answer)]).map { StyledLine($0) } + [mark]
        + ["\(one.points) of \(one.blank.points)", one.why].map { StyledLine($0) }
    }
    text.lines(under: heading, rows, indent: 2)
    if !notes.isEmpty {
      text.line()
      text.line(StyledLine("How the sheet was read", .strong))
      for note in notes { text.words(note, after: "  ") }
    }
    return text
  }

  /// The verdict on the sheet, with the name of what explains it.
  private var verdictWords: String {
    let wrong = count(.wrong)
    switch verdict {
    case .correct:
      let missing = count(.empty) + count(.noNumber)
      let few = count(.fewDigits)
      if missing + few == 0 { return "Correct: every number is right." }
      return "Incomplete: no number that was written is a mistake, but "
        + [(missing, "missing"), (few, "with too few digits")].filter { $0.0 > 0 }
        .map { "\($0.0) \($0.0 == 1 ? "is" : "are") \($0.1)" }.joined(separator: ", ") + "."
    case .unknown:
      if isEmpty { return "Empty: nothing was written into this sheet." }
      if wrong == 0 { return "Incomplete: nothing that was written is a number." }
      if isExchanged {
        return "The wrong numbers are right ones that stand in each other's blanks."
      }
      if wrong == 1 { return "One number is wrong; what is known of it stands beside it." }
      return "\(wrong) numbers are wrong, and no known mistake explains all of them."
    case .convention, .diagnosed, .ambiguous: break
    }
    var text =
      switch verdict {
      case .convention: "Right in another form: "
      case .ambiguous: "\(explanations.count) mistakes explain every answer; the first: "
      default: "One mistake explains every answer: "
      }
    if verdict == .diagnosed, let first = explanations.first, first.variants.count > 1 {
      text = "\(first.variants.count) mistakes explain every answer: "
    }
    return text + (explanations.first?.argument ?? "")
  }

  /// What was done, and what to write in its place.
  private func writeCorrection(in text: inout WrappedText) {
    guard verdict != .correct, verdict != .unknown, let first = explanations.first else { return }
    for one in first.variants { text.words(one.variant.title, after: "  ") }
    let (rule, own) =
      verdict == .convention ? ("the key      ", "these answers") : ("write      ", "in place of")
    for change in first.changes {
      text.line("  \(rule)  \(change.rule ?? "nothing")\(change.place.behindEquation)")
      text.line("  \(own)  \(change.variant ?? "leaving this line out")")
    }
    let others = explanations.dropFirst().map(\.argument)
    if !others.isEmpty { text.words("or: \(others.joined(separator: "; "))", after: "  ") }
  }
}

extension MarkedSheet {
  /// A one-line summary of the sheet.
  var message: String {
    if verdict == .correct && isFull { return "" }
    let wrong = blanks.filter { $0.mark == .wrong }
    let follows = count(.carriedForward)
    var parts: [String] = []
    if let first = wrong.first {
      parts.append(
        "\(wrong.count) wrong, the first \(first.blank.name) at t = \(first.blank.t): \(first.why)")
    }
    if follows > 0 { parts.append("\(follows) carried on") }
    if count(.fewDigits) > 0 { parts.append("\(count(.fewDigits)) with too few digits") }
    if count(.empty) > 0 { parts.append("\(count(.empty)) empty") }
    if count(.noNumber) > 0 { parts.append("\(count(.noNumber)) no number") }
    return parts.joined(separator: "; ")
  }
}

extension Mark {
  /// How a mark is shown: right, wrong, or neither.
  fileprivate var emphasis: Emphasis {
    switch self {
    case .right, .carriedForward: .good
    case .wrong: .bad
    case .fewDigits, .empty, .noNumber: .warning
    }
  }
}
