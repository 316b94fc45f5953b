import Equations
import Interaction
import Numerics
import Text
import Tracing

extension Hunt: Interactive {
  /// What a key means.
  public func meaning(of key: Key) -> KeyMeaning {
    switch key {
    case .enter: return .command("")
    case .up: return .scroll(.lineUp)
    case .down: return .scroll(.lineDown)
    case .pageUp: return .scroll(.pageUp)
    case .pageDown: return .scroll(.pageDown)
    case .character(" "): return .scroll(.pageDown)
    case .character(":"): return .ask(label: ":", command: "")
    case .character("?"): return .command("help")
    case .character(let character):
      if character.isNumber, phase == .line {
        return .ask(label: "first wrong line: ", command: "line ", initial: String(character))
      }
      if phase == .name, choices.indices.contains(where: { Hunt.letter($0) == character }) {
        return round.hidden.count == 1
          ? .command(Self.keyPrefix + String(character))
          : .ask(label: "both letters: ", command: "name ", initial: String(character))
      }
      return HuntCommand.named(String(character)).map { $0.keyMeaning } ?? .nothing
    default: return .nothing
    }
  }

  /// The prefix of a command that came from a single key, without Enter.
  private static let keyPrefix = "key "

  /// Carries out a typed command.
  public mutating func perform(_ command: String) -> Reply {
    let isKey = command.hasPrefix(Self.keyPrefix)
    let reply =
      command.trimmed.isEmpty
      ? performEmpty()
      : isKey
        ? guess(name: String(command.dropFirst(Self.keyPrefix.count)))
        : performTyped(command)
    (said, wasKey) = (reply.said, isKey)
    return reply
  }

  /// Handles an empty Enter: the next round after an explanation, otherwise nothing.
  private mutating func performEmpty() -> Reply {
    // An Enter typed by habit after a letter must not remove the reply.
    if phase == .explained, !wasKey { return carryOut(.next, "") }
    if !said.isEmpty { return Reply(said: said) }
    return Reply(
      said: [phase == .end ? "Type 'quit' to leave." : "Type 'help' to see the commands."])
  }

  private mutating func performTyped(_ command: String) -> Reply {
    let words = command.split(separator: " ", maxSplits: 1).map { String($0) }
    let rest = words.count > 1 ? words[1].trimmed : ""
    let first = words.first ?? ""
    if phase == .line, Int(first) != nil { return carryOut(.line, first) }
    if phase == .name, !namedChoices(command).isEmpty { return carryOut(.name, command) }
    if phase == .name, Int(first) != nil {
      return Reply(said: ["The line is found; now the mistake: type its letter."])
    }
    if phase == .explained, first.count == 1, HuntCommand.named(first) == nil {
      return Reply(said: ["This round is over: 'next' goes to the next one."])
    }
    if let known = HuntCommand.named(first) { return carryOut(known, rest) }
    return Reply(
      said: unknownWord(first, "command", among: HuntCommand.words).styled)
  }

  private mutating func carryOut(_ command: HuntCommand, _ rest: String) -> Reply {
    switch command {
    case .list: return Reply(said: list)
    case .help: return Reply(said: Self.explained)
    case .quit: return Reply(said: farewell, isOver: true)
    case .level: return level(rest)
    case .round: return round(rest)
    case .next, .skip:
      if phase == .end { return Reply(said: ["Every round is solved."]) }
      goOn()
      return Reply(showsPage: true)
    case .line, .name, .show, .hint, .solution: break
    }
    guard phase == .line || phase == .name else {
      return Reply(said: ["This round is over: 'next' goes to the next one."])
    }
    switch command {
    case .line: return guess(line: rest)
    case .name: return guess(name: rest)
    case .show: return show(rest)
    case .hint: return hint()
    default:
      phase = .explained
      spoken = explanation
      return Reply(said: ["The round stays unsolved and comes again."], showsPage: true)
    }
  }

  // MARK: Guesses

  private mutating func guess(line text: String) -> Reply {
    guard phase == .line else {
      return Reply(said: ["The line is found; now the mistake: type its letter."])
    }
    guard let number = Int(text), 1...round.lines.count ~= number else {
      return Reply(said: ["There is no line '\(text)': they count from 1 to \(round.lines.count)."])
    }
    let index = number - 1
    if index == round.firstWrong {
      phase = .name
      rung = 0
      spoken = menu
      return Reply(said: [StyledLine("Right: line \(number).", .good)], showsPage: true)
    }
    if index < round.firstWrong {
      return Reply(said: [
        "Line \(number) is right: it is what its equation makes of the numbers above ('show \(number)' puts them in). The first wrong one comes later."
      ])
    }
    return Reply(said: [
      round.lines[index].isRight(round.style)
        ? "Line \(number) is right. The first wrong one comes before it."
        : "Line \(number) is off, but a line before it is already."
    ])
  }

  /// The mistakes that letters or names stand for; empty if any of them is unknown.
  private func namedChoices(_ text: String) -> [AppliedVariant] {
    let words = text.split { $0 == "," || $0 == " " || $0 == "+" }.map { String($0) }
    var found: [AppliedVariant] = []
    for word in words {
      if word.count == 1,
        let at = choices.indices.first(where: { Hunt.letter($0) == word.first })
      {
        found.append(choices[at])
      } else if let variant = lesson.variant(word) {
        found.append(AppliedVariant(variant))
      } else {
        return []
      }
    }
    return found
  }

  private mutating func guess(name text: String) -> Reply {
    guard phase == .name else {
      return Reply(said: ["First the line: type the number of the first wrong one."])
    }
    let guessed = namedChoices(text)
    guard !guessed.isEmpty else {
      return Reply(said: ["'\(text)' is none of them: type a letter, or the name of a variant."])
    }
    let ids = Set(guessed.map { $0.argument })
    guard guessed.count == round.hidden.count, ids.count == guessed.count else {
      return Reply(said: [
        round.hidden.count == 1
          ? "One mistake is hidden here: type one letter."
          : "Two mistakes are hidden here: type both letters, as in a,c."
      ])
    }
    let isIt = ids == Set(round.hidden.map { $0.argument })
    let other = HuntRound(
      lesson, guessed, round.caseName, round.given, digits: round.style.digits)
    if isIt || other.map({ $0.looksLike(round) }) ?? false {
      solve()
      let words =
        isIt
        ? "Right." : "Right as far as anyone can see: it prints the same here. Hidden was this one."
      return Reply(said: [StyledLine(words, .good)], showsPage: true)
    }
    return Reply(said: [refutation(guessed, other)])
  }

  /// Why a guess is wrong: a number that it would print differently.
  private func refutation(_ guessed: [AppliedVariant], _ other: HuntRound?) -> StyledLine {
    let name = guessed.map { $0.argument }.joined(separator: ",")
    let half = guessed.filter { one in
      round.hidden.contains { $0.argument == one.argument }
    }
    if guessed.count == 2, half.count == 1 { return "\(half[0].argument) is one of the two." }
    guard let other else { return "No: \(name) would not show in these numbers." }
    for (index, line) in round.lines.enumerated() where index < other.lines.count {
      let theirs = other.lines[index].value
      guard theirs != line.value else { continue }
      guard let theirs, let value = line.value, theirs.shape == value.shape,
        let at = zip(theirs.elements, value.elements).enumerated()
          .first(where: { !round.style.showsSame($0.element.0, $0.element.1) })?
          .offset
      else {
        if theirs?.shape == line.value?.shape { continue }
        return "No: with \(name) line \(index + 1) would look different."
      }
      let place = value.shape == .scalar ? "" : " \(MatrixIndex(position: at, in: value.shape))"
      return StyledLine(
        "No: with \(name) line \(index + 1)\(place) would be \(round.style.text(theirs.elements[at])); "
          + "printed is \(round.style.text(value.elements[at])).")
    }
    return "No: \(name) is another one."
  }

  // MARK: Help

  private func show(_ rest: String) -> Reply {
    let words = rest.split(separator: " ").map { String($0) }
    guard let number = words.first.flatMap({ Int($0) }), 1...round.lines.count ~= number else {
      return Reply(said: ["Which line? 'show 3', from 1 to \(round.lines.count)."])
    }
    let line = round.lines[number - 1]
    guard let followed = round.followed(number - 1, lesson) else {
      return Reply(said: ["The lecture has no line that makes \(line.target) here."])
    }
    let entry = words.count > 1 ? MatrixIndex(words[1]) ?? .first : .first
    guard entry.isInside(followed.line.value.shape) else {
      return Reply(said: ["\(line.target) is \(followed.line.value.shape); entries count from 0,0."]
      )
    }
    return followed.look { view in
      var lines = [StyledLine("\(line.equation)"), "  = \(view.substituted(round.style))"]
      let worked = view.worked(at: entry, round.style)
      let result = round.style.text(
        view.shape == .scalar
          ? view.elements[0] : followed.value.element(entry) ?? .nan)
      lines.append(
        worked == result
          ? "  entry \(entry) reads \(followed.reads(at: entry, round.style))"
          : "  entry \(entry): \(worked) = ?")
      if !round.isSeenOnPaper {
        lines.append("  the rule makes \(result)")
      }
      let printed = line.value?.element(entry)
      lines.append("  printed: \(printed.map { round.style.text($0) } ?? "nothing")")
      return Reply(said: lines)
    }
  }

  private mutating func hint() -> Reply {
    rung += 1
    let wrong = round.lines[round.firstWrong]
    if phase == .line {
      switch rung {
      case 1:
        let half = round.lines.count / 2
        let side = round.firstWrong < half ? 1...half : half + 1...round.lines.count
        return Reply(said: [
          side.count == 1
            ? "Hint 1 of 3: it is line \(side.lowerBound)."
            : "Hint 1 of 3: it is among the lines \(side.lowerBound) to \(side.upperBound)."
        ])
      case 2:
        let subject = wrong.subject.isEmpty ? "" : ", in the update of \(wrong.subject)"
        return Reply(said: ["Hint 2 of 3: it is at t = \(wrong.t)\(subject)."])
      default:
        let right = wrong.right?.elements.first.map { round.style.text($0) }
        return Reply(said: [
          right.map {
            "Hint 3 of 3: the wrong line makes \(wrong.target), and by the rule its first number is \($0)."
          }
            ?? "Hint 3 of 3: the wrong line makes \(wrong.target) where the rule has no line."
        ])
      }
    }
    let edit = lesson.editedLines(of: round.hidden)?.first
    switch rung {
    case 1:
      let right =
        wrong.equation.isEmpty
        ? "the rule has no line here" : "line \(round.firstWrong + 1) should be \(wrong.equation)"
      return Reply(said: ["Hint 1 of 3: \(right)."])
    case 2:
      return Reply(said: [
        "Hint 2 of 3: the mistake changes what stands in \(edit?.rule ?? "the loop")."
      ])
    default:
      return Reply(said: ["Hint 3 of 3: the program has \(edit?.variant ?? "no such line")."])
    }
  }

  private mutating func level(_ rest: String) -> Reply {
    guard let number = Int(rest), number >= 1, number <= plan.levels.count else {
      let names = plan.levels.enumerated().map { "\($0 + 1) \($1.name)" }.joined(separator: ", ")
      return Reply(said: ["There is no level '\(rest)'. The levels: \(names)."])
    }
    let rounds = plan.levels[number - 1].rounds
    begin(rounds.first { !isSolved($0) } ?? rounds.lowerBound)
    return Reply(showsPage: true)
  }

  private mutating func round(_ rest: String) -> Reply {
    guard let number = Int(rest), number >= 1, number <= plan.rounds.count else {
      return Reply(said: ["There is no round '\(rest)': they count from 1 to \(plan.rounds.count)."]
      )
    }
    begin(number - 1)
    return Reply(showsPage: true)
  }

  private var list: [StyledLine] {
    var lines: [StyledLine] = []
    for (number, level) in plan.levels.enumerated() {
      let done = level.rounds.filter { isSolved($0) }
      lines.append(
        StyledLine("Level \(number + 1), \(level.name)", .strong)
          .with(": \(done.count) of \(level.rounds.count) found"))
      for index in done { lines.append("  ✓ round \(index + 1): \(plan.rounds[index].id)") }
    }
    if !plan.unseen.isEmpty {
      lines.append("No case shows \(plan.unseen.joined(separator: ", ")).")
    }
    return lines
  }

  private static var explained: [StyledLine] {
    [
      "A program printed numbers with a hidden mistake. First the line that is wrong, then the mistake. It is meant to be harder than computing; hints and 'show' are there to be used.",
      "",
    ] + HuntCommand.table
  }

  private var farewell: [StyledLine] {
    let done = plan.rounds.indices.filter { isSolved($0) }.count
    let next =
      done < plan.rounds.count
      ? StyledLine("Next: ").with("gradus hunt \(lesson.id)", .strong).with(" goes on from here.")
      : StyledLine("Next: ").with("gradus diagnose \(lesson.id) FILE", .strong)
        .with(" names the mistake in your own numbers.")
    return ["\(done) of \(plan.rounds.count) rounds of \(lesson.title) are solved.", next]
  }
}
