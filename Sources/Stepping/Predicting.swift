import Equations
import Interaction
import Numerics
import Readers
import Text
import Tracing

// Asking for a result before it is shown, judging the answer, and giving hints.
extension Stepper {
  /// Switches predicting on or off.
  mutating func predict(_ rest: String) -> Reply {
    switch rest {
    case "on": predicts = true
    case "off": predicts = false
    case "": predicts.toggle()
    default: return Reply(said: ["'predict on' or 'predict off'."])
    }
    prediction = nil
    if predicts, beat == .numbers, let line = paired.ruleLine(index) {
      prediction = Prediction(of: line, entry)
    }
    spoken = prediction == nil ? [] : spokenBeat()
    return Reply(
      said: [
        predicts
          ? "From here on Gradus asks for each result before it shows it. Enter shows it without an answer."
          : "Gradus shows results without asking for them."
      ], showsPage: true)
  }

  /// Judges a typed number or matrix.
  mutating func answer(_ text: String) -> Reply {
    guard var asked = prediction else {
      return Reply(said: [
        predicts && beat == .result
          ? "This result is already on the page: 'next' goes on to the next line."
          : predicts
            ? "There is no question yet: 'next' puts the numbers in, then asks for the result."
            : "There is no question here: 'predict on' asks for each result before it shows it."
      ])
    }
    guard let numbers = typed(text) else {
      return Reply(said: [
        "'\(text)' is not a number: type the entry \(asked.name), 'hint', or Enter to see it."
      ])
    }
    let all = asked.line.value.elements
    guard numbers.count == 1 || numbers.count == all.count else {
      return Reply(said: [
        all.count == 1
          ? "\(numbers.count) numbers: expected one, \(asked.name)."
          : "\(numbers.count) numbers: expected one, \(asked.name), or all \(all.count) row by row."
      ])
    }
    asked.attempts += 1
    prediction = asked
    if numbers.count > 1 { return judge(numbers, all, asked) }
    switch Prediction.judge(numbers[0], asked.answer) {
    case .right: return right(asked, ["Right."])
    case .tooShort:
      prediction?.attempts -= 1
      return Reply(said: [Self.moreDigits])
    case .wrong: return wrong(numbers[0], asked)
    }
  }

  /// The reply to 0.1 where 0.0667 is right: the answer fits, but so do too many other numbers.
  private static let moreDigits: StyledLine =
    "That has too few digits to judge: type at least two significant digits, as in 0.12 or 0.0012."

  /// Judges a matrix entry by entry.
  private mutating func judge(
    _ numbers: [PrintedNumber], _ all: [Double], _ asked: Prediction
  ) -> Reply {
    let judged = all.indices.map { Prediction.judge(numbers[$0], all[$0]) }
    guard let first = judged.firstIndex(of: .wrong) else {
      if judged.contains(.tooShort) {
        prediction?.attempts -= 1
        return Reply(said: [Self.moreDigits])
      }
      return right(asked, ["Right, in every entry."])
    }
    let place = MatrixIndex(position: first, in: asked.line.value.shape)
    var other = Prediction(of: asked.line, place)
    other.attempts = asked.attempts
    var reply = wrong(numbers[first], other)
    let count = judged.filter { $0 != .wrong }.count
    reply.said = [
      "\(count) of \(all.count) entries are right; the first that is not: \(place).",
      reply.said[0],
    ]
    return reply
  }

  /// The typed numbers: one number in any common form, or a matrix as programs print it.
  private func typed(_ text: String) -> [PrintedNumber]? {
    if case .number(let number, let other) = WrittenAnswer(text) {
      // In 34,0 the comma is a decimal point; in 25,110 it may separate thousands.
      if let other, let asked = prediction, Prediction.judge(number, asked.answer) != .right,
        Prediction.judge(other, asked.answer) == .right
      {
        return [other]
      }
      return [number]
    }
    guard let reading = try? read(Array(text.plainMinus.utf8), name: nil) else { return nil }
    return reading.parts.flatMap { $0.arrays }.flatMap { $0.numbers }
  }

  private mutating func right(_ asked: Prediction, _ words: [StyledLine]) -> Reply {
    score.made += asked.attempts == 1 ? 1 : 0
    score.right += asked.attempts == 1 && asked.rung == 0 ? 1 : 0
    prediction = nil
    beat = .result
    let reason = asked.line.line.assignment.reason
    // The explanation is useful after a right answer too.
    spoken =
      text(of: index).result
      + (reason.isEmpty ? [] : [StyledLine("     why: \(reason)", .quiet)])
    return Reply(
      said: words.map { StyledLine($0.text, .good) }, showsPage: true)
  }

  private mutating func wrong(_ number: PrintedNumber, _ asked: Prediction) -> Reply {
    if asked.attempts == 1 { score.made += 1 }
    let recognition = Recognition(
      lesson, given, paired.rule, context, asked.line, asked.entry)
    let text = NumberStyle.full.text(number.value)
    let explanations = recognition.explanations(of: number, style)
    spoken = []
    guard !explanations.isEmpty else {
      return Reply(said: [
        StyledLine("\(text) is not \(asked.name), and no known mistake makes it.", .warning),
        "Type another number to try again, 'hint' for one hint at a time, or Enter to see the result.",
      ])
    }
    // Two lines fit beside the page; more would cover it.
    var said = [StyledLine("\(text): \(explanations[0])", .warning)]
    switch explanations.count {
    case 1: said.append("Type another number to try again, or 'hint' for one hint at a time.")
    case 2: said.append(StyledLine("Or \(explanations[1])", .warning))
    default:
      let rest = counted(explanations.count - 2, "more mistake")
      said.append(
        StyledLine(
          "Or \(explanations[1]) \(rest) \(explanations.count == 3 ? "makes" : "make") it.",
          .warning))
    }
    return Reply(said: said)
  }

  /// Gives the next hint: the purpose of the line, its numbers, the entry worked in full, the
  /// result.
  mutating func hint() -> Reply {
    guard var asked = prediction else {
      return Reply(said: [
        "Hints belong to questions: 'predict on' asks for each result before it shows it."
      ])
    }
    asked.rung = Swift.min(asked.rung + 1, Prediction.lastRung)
    prediction = asked
    let rungs = "hint \(asked.rung) of \(Prediction.lastRung)"
    switch asked.rung {
    case 1:
      let reason = asked.line.line.assignment.reason
      return Reply(said: [
        StyledLine(
          "\(rungs): the line's reason is \"\(reason)\". What does it read, and from which step?")
      ])
    case 2:
      let reads = asked.line.reads(at: asked.entry, style)
      return Reply(said: [StyledLine("\(rungs): it reads \(reads)")])
    case 3:
      let worked = asked.line.look {
        $0.worked(at: asked.entry, style)
      }
      return Reply(said: [StyledLine("\(rungs): \(asked.name) = \(worked)")])
    default:
      return Reply(said: [
        StyledLine("\(rungs): \(asked.name) = \(style.text(asked.answer)). 'next' goes on.")
      ])
    }
  }
}

extension String {
  /// The text with typographic minus signs replaced by ASCII ones.
  fileprivate var plainMinus: String {
    String(map { $0 == "−" ? "-" : $0 })
  }
}
