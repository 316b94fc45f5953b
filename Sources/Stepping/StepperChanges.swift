import Diagnosis
import Equations
import Interaction
import Numerics
import Readers
import Text
import Tracing

// Commands that change the run or its display and keep the place in it.
extension Stepper {
  /// Chooses another entry to work in full.
  mutating func element(_ rest: String) -> Reply {
    guard let wanted = MatrixIndex(rest), let shape = line?.line.value.shape else {
      return Reply(said: ["'\(rest)' is not an entry: expected ROW,COL counted from 0, as in 1,2."])
    }
    guard wanted.isInside(shape) else {
      let name = line?.target ?? ""
      return Reply(said: [
        StyledLine(
          "\(name) is \(shape): there is no entry \(wanted); rows and columns count from 0.")
      ])
    }
    entry = wanted
    if prediction != nil, let line = paired.ruleLine(index) {
      prediction = Prediction(of: line, entry)
    }
    spoken = spokenLine(upTo: beat)
    let name = "\(line?.target ?? "")\(entry)"
    if prediction != nil { return Reply(said: ["The question is \(name) now."], showsPage: true) }
    guard beat < .result else { return Reply(showsPage: true) }
    return Reply(said: ["From here on the entry \(entry) is worked in full."])
  }

  mutating func digits(_ rest: String) -> Reply {
    guard let count = Int(rest), 1...17 ~= count else {
      return Reply(said: [
        "'\(rest)' is not a number of digits: expected a whole number from 1 to 17."
      ]
      )
    }
    style = NumberStyle(digits: count)
    spoken = spokenLine(upTo: beat)
    return Reply(showsPage: true)
  }

  /// Finds the line that last changed an entry, of the current quantity or of a named one.
  mutating func who(_ rest: String) -> Reply {
    var name = line?.target ?? ""
    var wanted = entry
    // `W1[0,1]` names both in one word.
    let words = rest.split(separator: "[", maxSplits: 1).map { String($0) }
    let parts =
      words.count == 2 ? [words[0], "[" + words[1]] : rest.split(separator: " ").map(String.init)
    for word in parts.map({ $0.trimmed }) where !word.isEmpty {
      if let entry = MatrixIndex(word) { wanted = entry } else { name = word }
    }
    // The current line counts once its result is visible.
    let last = (paired.lines.indices.contains(index) ? paired.lines[index].rule : nil) ?? 0
    let upTo = beat == .result ? last : last - 1
    guard paired.rule.targets.contains(name) else {
      return Reply(said: unknownWord(name, "quantity", among: paired.rule.targets).styled)
    }
    let place = "\(name)\(wanted)"
    let shape = paired.rule.lines.last { $0.target == name }?.line.value.shape
    if let shape, !wanted.isInside(shape) {
      return Reply(said: ["\(name) is \(shape): there is no entry \(place); both count from 0."])
    }
    guard upTo >= 0, let change = paired.rule.lastChange(of: name, wanted, upTo: upTo) else {
      let start = paired.rule.started(name)?.element(wanted)
      let is_ = start.map { ": it is \(style.text($0)), as the case gives it" } ?? ""
      return Reply(said: [StyledLine("No line up to here has changed \(place)\(is_).")])
    }
    let line = paired.rule.lines[change.line]
    let from = change.old.map { "from \(style.text($0)) to" } ?? "to"
    let number = paired.index(line.t, line.target).map { $0 + 1 } ?? change.line + 1
    return Reply(said: [
      StyledLine(
        "\(place) was last changed at t = \(line.t), \(from) \(style.text(change.new)), by"),
      StyledLine("\(line.line.equation)   ('line \(number)' goes there)"),
    ])
  }

  /// Switches a variant on or off; the current line stays current.
  mutating func variant(_ rest: String) -> Reply {
    guard !rest.isEmpty else {
      return Reply(
        said: [
          StyledLine("Which? 'variant ID' switches one on or off here.")
        ] + validWords(lesson.variants.map { $0.id }).styled)
    }
    var wanted = variants
    if let at = wanted.firstIndex(where: { $0.argument == rest }) {
      wanted.remove(at: at)
    } else {
      do throws(FormulaReader.Failure) {
        guard let found = try lesson.anyVariant(rest) else {
          return Reply(
            said: unknownWord(rest, "variant", among: lesson.variants.map { $0.id }).styled)
        }
        wanted.append(AppliedVariant(found))
      } catch {
        return Reply(said: [
          StyledLine("'\(rest)' is not an equation of the lesson: \(error.message).")
        ]
        )
      }
    }
    do throws(CaseError) {
      try rerun(given, wanted)
    } catch {
      return Reply(said: error.message.styled)
    }
    return Reply(showsPage: true)
  }

  /// Sets a hyperparameter; an empty value restores the case's.
  mutating func set(_ rest: String) -> Reply {
    let parts = rest.split(separator: "=", maxSplits: 1).map { String($0).trimmed }
    let known = lesson.symbols.filter { $0.isHyperparameter }
    guard parts.count == 2 else {
      return Reply(
        said: [
          StyledLine("'\(rest)' is not a setting: expected NAME=VALUE, as in beta1=0.5.")
        ] + validWords(known.map { $0.name }).styled)
    }
    guard let symbol = known.hyperparameter(named: parts[0]) else {
      return Reply(
        said: unknownWord(parts[0], "hyperparameter", among: known.map { $0.name }).styled)
    }
    guard case .number(let number, _) = WrittenAnswer(parts[1]) else {
      return Reply(said: [StyledLine("'\(parts[1])' is not a number.")])
    }
    let value = number.value
    let old = paired.rule.header.hyperparameters.first { $0.symbol == symbol }?.value
    do throws(CaseError) {
      try symbol.check(value, text: parts[1])
      var changed = given
      changed.head.set(symbol.name, to: value)
      try rerun(changed, variants)
    } catch {
      return Reply(said: error.message.styled)
    }
    guard let old else {
      return Reply(
        said: [StyledLine("No equation of this run reads \(symbol.name).")], showsPage: true)
    }
    let text = "\(symbol.glyph) is \(NumberStyle.full.text(value)) now; it was "
    return Reply(said: [StyledLine(text + NumberStyle.full.text(old) + ".")], showsPage: true)
  }

  /// Runs the case again and finds the current line in the new run.
  private mutating func rerun(
    _ changed: Case, _ wanted: [AppliedVariant]
  ) throws(CaseError) {
    let new = try Self.paired(lesson, changed, wanted)
    let here = line
    paired = new
    given = changed
    variants = wanted
    let same = here.flatMap { paired.index($0.t, $0.target) }
    let sameStep = here.flatMap { paired.first(ofStep: $0.t) }
    index = same ?? sameStep ?? 0
    fitEntry()
    if prediction != nil, let line = paired.ruleLine(index) {
      prediction = Prediction(of: line, entry)
    }
    spoken = variants.map { applied in
      StyledLine(
        "\(applied.variant.kind.introduction) \(applied.argument): \(applied.variant.title)",
        .warning)
    }
    spoken += spokenLine(upTo: beat)
  }
}
