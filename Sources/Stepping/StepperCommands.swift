import Equations
import Interaction
import Numerics
import Text
import Tracing

extension Stepper: Interactive {
  /// What a key means.
  public func meaning(of key: Key) -> KeyMeaning {
    switch key {
    case .enter: return .command("")
    case .right: return .command("next")
    case .left: return .command("back")
    case .home: return .command("first")
    case .end: return .command("last")
    case .up: return .scroll(.lineUp)
    case .down: return .scroll(.lineDown)
    case .pageUp: return .scroll(.pageUp)
    case .pageDown: return .scroll(.pageDown)
    case .character(let character): return meaning(of: character)
    default: return .nothing
    }
  }

  private func meaning(of character: Character) -> KeyMeaning {
    switch character {
    case " ": return .command("next")
    case "?": return .command(prediction == nil ? "help" : "hint")
    case "U": return .command("update back")
    case "T": return .command("step back")
    case ":": return .ask(label: ":", command: "")
    case "0"..."9", "-", "−", ".", "[":
      if prediction != nil {
        return .ask(
          label: "prediction: ", command: "answer ", initial: String(character))
      }
      guard character.isNumber else { return .nothing }
      // A learner who answers too early must not jump to another line.
      return .ask(
        label: "number, then g (line) or t (step): ",
        command: predicts ? "answer " : "line ", initial: String(character),
        endings: ["g": "line ", "t": "step ", "n": "next ", "b": "back "])
    default:
      return StepperCommand.named(String(character)).map { $0.keyMeaning } ?? .nothing
    }
  }

  /// Carries out a typed command.
  public mutating func perform(_ command: String) -> Reply {
    let words = command.split(separator: " ", maxSplits: 1).map { String($0) }
    let rest = words.count > 1 ? words[1].trimmed : ""
    guard let first = words.first else {
      return prediction == nil ? perform(lastCommand) : carryOut(.next, "")
    }
    if let known = StepperCommand.named(first) {
      if Self.repeatable.contains(known) { lastCommand = command }
      return carryOut(known, rest)
    }
    if first == "?" { return carryOut(prediction == nil ? .help : .hint, "") }
    if first.hasPrefix("/") { return carryOut(.find, String(command.trimmed.dropFirst())) }
    if prediction != nil { return answer(command) }
    if Int(first) != nil, rest.isEmpty, !predicts { return carryOut(.line, first) }
    if predicts, first.contains(where: { $0.isNumber }) { return answer(command) }
    return Reply(said: unknownWord(first, "command", among: StepperCommand.words).styled)
  }

  private static let repeatable: [StepperCommand] = [.next, .back, .full, .update, .step, .find]

  private mutating func carryOut(_ command: StepperCommand, _ rest: String) -> Reply {
    switch command {
    case .next: return move(rest) { $0.advance() }
    case .back: return move(rest) { $0.retreat() }
    case .full: return full()
    case .update: return update(rest)
    case .step: return step(rest)
    case .line: return line(rest)
    case .first: return jump(to: 0)
    case .last: return jump(to: paired.lines.count - 1)
    case .find: return find(rest)
    case .who: return who(rest)
    case .element: return element(rest)
    case .variant: return variant(rest)
    case .set: return set(rest)
    case .digits: return digits(rest)
    case .predict: return predict(rest)
    case .answer: return answer(rest)
    case .hint: return hint()
    case .help: return Reply(said: StepperCommand.explained)
    case .quit: return Reply(said: farewell, isOver: true)
    }
  }

  // MARK: Moving

  /// Moves by one or more beats, forwards or backwards.
  private mutating func move(_ count: String, _ one: (inout Stepper) -> Bool) -> Reply {
    guard let times = count.isEmpty ? 1 : Int(count), times > 0 else {
      return Reply(said: ["'\(count)' is not a number of beats: expected one from 1 on."])
    }
    let start = (index, beat)
    var made = 0
    while made < Swift.min(times, 100_000), one(&self) { made += 1 }
    guard made > 0 else {
      return Reply(said: [
        start.0 == 0 && start.1 == .equation
          ? "This is the beginning." : "This is the end of the run: 'first' goes back to the start."
      ])
    }
    if made == 1, index == start.0, beat > start.1 {
      spoken = spokenBeat()
    } else {
      spoken = spokenPlace() + spokenLine(upTo: beat)
    }
    return Reply(showsPage: true)
  }

  /// The heading of the update, if it has changed.
  private func spokenPlace() -> [StyledLine] {
    guard let line, let before else { return [] }
    let isSame = before.t == line.t && before.subject == line.subject
    return isSame ? [] : ["", whereabouts, ""]
  }

  mutating func jump(to target: Int, _ beat: Beat = .equation) -> Reply {
    go(to: target, beat)
    spoken = ["", whereabouts, ""] + spokenLine(upTo: self.beat)
    return Reply(showsPage: true)
  }

  private mutating func full() -> Reply {
    if prediction != nil { return carryOut(.next, "") }
    if beat == .result {
      guard index + 1 < paired.lines.count else {
        return Reply(said: ["This is the end of the run: 'first' goes back to the start."])
      }
      go(to: index + 1, .result)
    } else {
      go(to: index, .result)
    }
    spoken = spokenPlace() + spokenLine(upTo: beat)
    return Reply(showsPage: true)
  }

  private mutating func update(_ rest: String) -> Reply {
    let here = paired.update(of: index)
    if rest.isEmpty {
      guard here.upperBound < paired.lines.count else {
        return Reply(said: ["This is the last update of the run."])
      }
      return jump(to: here.upperBound)
    }
    guard rest.hasPrefix("b") || rest == "-1" else {
      return Reply(said: ["'update' goes to the next update, 'update back' to the one before."])
    }
    // From within an update, first to its beginning.
    if index > here.lowerBound { return jump(to: here.lowerBound) }
    guard here.lowerBound > 0 else { return Reply(said: ["This is the first update of the run."]) }
    return jump(to: paired.update(of: here.lowerBound - 1).lowerBound)
  }

  private mutating func step(_ rest: String) -> Reply {
    guard let t = line?.t else { return Reply() }
    let times = paired.rule.steps.map { $0.t }
    let at = times.firstIndex(of: t) ?? 0
    if rest.isEmpty || rest.hasPrefix("b") {
      let other = rest.isEmpty ? at + 1 : at - 1
      guard times.indices.contains(other), let target = paired.first(ofStep: times[other]) else {
        return Reply(said: ["t = \(t) is the \(rest.isEmpty ? "last" : "first") step of the case."])
      }
      return jump(to: target)
    }
    guard let wanted = Int(rest), let target = paired.first(ofStep: wanted) else {
      let first = times.first ?? 1
      let last = times.last ?? 1
      return Reply(said: [
        StyledLine("There is no step t = \(rest): the case has \(first) to \(last).")
      ])
    }
    return jump(to: target)
  }

  private mutating func line(_ rest: String) -> Reply {
    guard let number = Int(rest), 1...paired.lines.count ~= number else {
      return Reply(said: [
        StyledLine("There is no line '\(rest)': they count from 1 to \(paired.lines.count).")
      ])
    }
    return jump(to: number - 1)
  }

  /// Finds the next line that makes or reads a quantity, wrapping around after the last line.
  private mutating func find(_ rest: String) -> Reply {
    if !rest.isEmpty { wanted = rest }
    guard !wanted.isEmpty else { return Reply(said: ["Find what? 'find v' or '/v̂'."]) }
    let count = paired.lines.count
    for ahead in 1...count {
      let place = (index + ahead) % count
      guard let line = paired.line(place), line.isAbout(wanted) else { continue }
      let beginsAgain = index + ahead >= count
      var reply = jump(to: place)
      if beginsAgain { reply.said = ["No further line is about it: begun again at the first."] }
      return reply
    }
    return Reply(said: unknownWord(wanted, "quantity", among: paired.rule.targets).styled)
  }

  private var farewell: [StyledLine] {
    guard score.made > 0 else { return [next] }
    let made = "\(counted(score.made, "prediction")) \(score.made == 1 ? "was" : "were")"
    return [StyledLine("\(score.right) of \(made) right at once."), next]
  }

  /// A suggestion what to try next: a variant, predictions, or, after predictions, a hunt.
  private var next: StyledLine {
    let options = caseOptions.isEmpty ? "" : " " + caseOptions
    if !variants.isEmpty {
      let names = variants.map { $0.argument }.joined(separator: ",").shellWord
      return StyledLine("Next: ").with(
        "gradus compare \(lesson.id)\(options) --variant \(names)", .strong
      )
      .with(" shows what it changes.")
    }
    if score.made == 0, !predicts {
      return StyledLine("Next: ").with("gradus step \(lesson.id)\(options) --predict", .strong)
        .with(" asks for each number first.")
    }
    return StyledLine("Next: ").with("gradus hunt \(lesson.id)", .strong)
      .with(" hides a mistake for you to find.")
  }
}

extension RecordedLine {
  /// Whether the line makes or reads a quantity, under any of its names.
  func isAbout(_ name: String) -> Bool {
    if target == name { return true }
    let symbols = [line.assignment.target] + line.assignment.formula.symbols
    return look { view in
      symbols.contains { $0.name == name || $0.glyph == name || view.name($0) == name }
    }
  }
}

extension String {
  /// The text as paragraphs, folded later; a line that begins with spaces continues the one before.
  var styled: [StyledLine] {
    var paragraphs: [String] = []
    for line in split(separator: "\n").map({ String($0) }) {
      if line.hasPrefix(" "), let last = paragraphs.popLast() {
        paragraphs.append(last + " " + line.trimmed)
      } else {
        paragraphs.append(line)
      }
    }
    return paragraphs.map { StyledLine($0) }
  }
}
