import Equations
import Numerics
import Tracing

/// Runs a case with one set of equations after another, as learners may have written them.
///
/// Each parameter runs by itself, since only a bias that reads its layer's weights depends on
/// others. A mistake's effect on W1 is computed once, whatever is wrong with b2.
final class VariantRuns {
  /// The effect of a set of equations on one parameter: the quantities after each step, by the
  /// number of their symbol in the rule book.
  struct Outcome {
    let steps: [[Operand?]]
    /// The quantities after each turn of each step, for the biases of the layer to read.
    fileprivate let turns: [[Operand?]]
  }

  let lesson: Lesson
  let given: Case
  /// The parameters, or the one series of a lesson without parameters.
  let subjects: [Program.Subject]
  /// The steps' t, repeats included.
  let clock: [Int]
  var book: RuleBook
  let store = ValueStore()
  private(set) var outcomes: [Outcome] = []
  /// The quantity that each plain label names.
  private(set) lazy var labels = Alignment.labels(self)
  /// The case's values for each parameter that have been needed so far.
  var givenValues: [Int: [Symbol: Matrix]] = [:]

  /// The most steps a case may have to be run with many variants.
  static let mostSteps = 250

  private var numbers: [RunKey: Int] = [:]
  private var values: [ValueKey: Operand?] = [:]
  private var hyperparameters: [Operand?] = []
  private var times: [Operand] = []
  /// By step; for a gradient, by subject too.
  private var inputs: [[String: Operand]] = []
  private var starts: [[Operand?]] = []
  private var layers: [Operand?] = []
  private var stateStarts: [StartKey: Operand?] = [:]

  private struct RunKey: Hashable {
    let subject: Int
    let rule: Int
    let turns: Int
    let order: StepOrder?
    let answers: Int
    let other: Int
  }
  private struct ValueKey: Hashable {
    let line: Int
    let operands: [Int]
  }
  private struct StartKey: Hashable {
    let subject: Int
    let symbol: Int
  }

  /// Prepares a case.
  ///
  /// - Throws: `CaseError` for a case the lesson cannot run, or one of too many steps.
  init(_ lesson: Lesson, _ given: Case, _ variants: [Variant]) throws(CaseError) {
    self.lesson = lesson
    self.given = given
    subjects = try Tracer.subjects(lesson, given.head)
    var clock: [Int] = []
    for step in given.steps {
      guard clock.count + step.times <= Self.mostSteps else {
        throw CaseError("a case has at most \(Self.mostSteps) steps where many variants run on it")
      }
      for turn in 0..<step.times { clock.append(step.t + turn) }
    }
    guard !clock.isEmpty else { throw CaseError("the case has no steps") }
    self.clock = clock
    book = RuleBook(lesson, variants)
    try layOut()
  }

  private func layOut() throws(CaseError) {
    // Symbols that variants read in addition, so that the numbers of symbols stay the same.
    for symbol in lesson.symbols { _ = book.number(of: symbol) }
    let tooLarge = CaseError("the case is too large for many variants to run on it")
    func place(_ value: Matrix) throws(CaseError) -> Operand {
      guard let operand = store.place(value) else { throw tooLarge }
      return operand
    }
    hyperparameters = Array(repeating: nil, count: book.symbols.count)
    for (symbol, value) in Tracer.hyperparameters(book.symbols, given.head) {
      hyperparameters[book.number(of: symbol)] = try place(Matrix(value))
    }
    for t in clock { times.append(try place(Matrix(Double(t)))) }
    if let last = clock.last { times.append(try place(Matrix(Double(last) + 1))) }
    for step in given.steps {
      var brought: [String: Operand] = [:]
      for (name, value) in step.values { brought[name] = try place(value) }
      for _ in 0..<step.times { inputs.append(brought) }
    }
    for subject in subjects {
      var start: [Operand?] = Array(repeating: nil, count: book.symbols.count)
      for (number, symbol) in book.symbols.enumerated() where symbol.isKept {
        let name = subject.quantity(symbol)
        if let value = given.head.start.first(where: { $0.name == name })?.value {
          start[number] = try place(value)
        }
      }
      starts.append(start)
      if let layer = subject.layer {
        layers.append(try place(Matrix(Double(layer))))
      } else {
        layers.append(nil)
      }
    }
  }

  // MARK: Running

  /// Runs a rule for a parameter, unless it has already run.
  ///
  /// - Parameters:
  ///   - subject: The parameter.
  ///   - rule: The rule's number in the book.
  ///   - turns: How often the update is made in each step.
  ///   - answers: The number of a line's target and the values written for it; nil to use the
  ///     results.
  ///   - other: Another parameter and its outcome, for a rule that reads its results.
  /// - Returns: The number of the outcome; nil if Python would stop with an error.
  func outcome(
    of subject: Int, rule: Int, turns: Int = 1, order: StepOrder? = nil,
    answers: (variant: Int, target: Symbol, values: [Double])? = nil,
    other: (subject: Int, outcome: Int)? = nil
  ) -> Int? {
    let key = RunKey(
      subject: subject, rule: rule, turns: turns, order: order, answers: answers?.variant ?? -1,
      other: other?.outcome ?? -1)
    if let known = numbers[key] { return known < 0 ? nil : known }
    let outcome = run(subject, rule, turns, order, answers, other)
    if let outcome { outcomes.append(outcome) }
    numbers[key] = outcome == nil ? -1 : outcomes.count - 1
    return outcome == nil ? nil : outcomes.count - 1
  }

  private func run(
    _ subject: Int, _ rule: Int, _ turns: Int, _ order: StepOrder?,
    _ answers: (variant: Int, target: Symbol, values: [Double])?,
    _ partner: (subject: Int, outcome: Int)?
  ) -> Outcome? {
    var latest = starts[subject]
    var steps: [[Operand?]] = []
    var afterTurns: [[Operand?]] = []
    if case .fromMean(let state, let brought)? = order {
      guard let mean = given.mean(of: brought.name), let start = store.place(mean) else {
        return nil
      }
      latest.set(book.number(of: state), start)
    }
    for (step, moment) in moments(order).enumerated() {
      for turn in 0..<turns {
        let other = partner.flatMap { self.other($0, after: step * turns + turn) }
        for (place, line) in book.rules[rule].lines.enumerated() {
          let made = book.rules[rule].lines[..<place]
          guard let value = value(line, latest, subject, moment, other, made) else { return nil }
          let target = book.lines[line].target
          if let answers, book.symbols[target] == answers.target,
            step < answers.values.count,
            let written = store.place(
              Matrix(answers.values[step], shape: value.shape))
          {
            latest.set(target, written)
          } else {
            latest.set(target, value)
          }
        }
        afterTurns.append(latest)
      }
      steps.append(latest)
      // Values made within an update do not survive it.
      for (number, symbol) in book.symbols.enumerated() where !symbol.isKept {
        latest.set(number, nil)
      }
    }
    // What is printed after the last step is what the program has then.
    if steps.count > clock.count { steps.remove(at: clock.count - 1) }
    while steps.count < clock.count, let last = steps.last { steps.append(last) }
    return Outcome(steps: steps, turns: afterTurns)
  }

  /// A step as it is made: what it brings, and its t, as places among the case's.
  private struct Moment {
    let brought: Int
    let time: Int
  }

  /// The steps as a program makes them.
  private func moments(_ order: StepOrder?) -> [Moment] {
    let all = clock.indices
    switch order {
    case nil, .fromMean: return all.map { Moment(brought: $0, time: $0) }
    case .newestFirst: return all.map { Moment(brought: clock.count - 1 - $0, time: $0) }
    case .withoutLast:
      return all.prefix(Swift.max(1, clock.count - 1)).map { Moment(brought: $0, time: $0) }
    case .lastTwice:
      // The t beyond the case's last is kept behind the others.
      return (Array(all) + [clock.count]).map {
        Moment(brought: Swift.min($0, clock.count - 1), time: $0)
      }
    }
  }

  /// The value of a line if everything it reads is in these places.
  private func value(
    _ line: Int, _ latest: [Operand?], _ subject: Int, _ moment: Moment, _ other: Other?,
    _ made: ArraySlice<Int>
  ) -> Operand? {
    var operands: [Operand] = []
    operands.reserveCapacity(book.lines[line].reads.count)
    for (symbol, owner) in book.lines[line].reads {
      guard let operand = operand(symbol, owner, latest, subject, moment, other, made) else {
        return nil
      }
      operands.append(operand)
    }
    let key = ValueKey(line: line, operands: operands.map { $0.offset })
    if let known = values[key] { return known }
    let assignment = book.lines[line].assignment
    let symbols = assignment.formula.symbols
    let value = store.value(of: assignment.formula) { symbol in
      symbols.firstIndex(of: symbol).map { operands[$0] }
    }
    values[key] = .some(value)
    return value
  }

  private func operand(
    _ symbol: Int, _ owner: Symbol.Owner, _ latest: [Operand?], _ subject: Int, _ moment: Moment,
    _ other: Other?, _ made: ArraySlice<Int>
  ) -> Operand? {
    switch owner {
    case .own: return latest.element(at: symbol) ?? given(symbol, subject, moment)
    case .weights, .biases, .nextLayer, .previousLayer:
      guard let place = self.subject(owner, of: subject) else { return nil }
      if place == subject {
        return latest.element(at: symbol) ?? given(symbol, subject, moment)
      }
      if owner != .weights, book.symbols[symbol].role == .gradient {
        return given(symbol, place, moment)
      }
      guard let other, other.subject == place else { return nil }
      // The weights' lines and the biases' alternate; the layers take turns.
      let isMade: Bool
      switch owner {
      case .biases: isMade = made.contains { book.lines[$0].target == symbol }
      case .nextLayer: isMade = false
      default: isMade = true
      }
      if isMade { return other.now.element(at: symbol) ?? given(symbol, place, moment) }
      let isKept = book.symbols[symbol].isKept
      return (isKept ? other.before.element(at: symbol) : nil) ?? given(symbol, place, moment)
    }
  }

  /// Another parameter in one turn: what it had before, and what it has made.
  private struct Other {
    let subject: Int
    let before: [Operand?]
    let now: [Operand?]
  }

  /// Another parameter in a turn; nil if it has fewer.
  private func other(_ partner: (subject: Int, outcome: Int), after turn: Int) -> Other? {
    let turns = outcomes[partner.outcome].turns
    guard turn < turns.count else { return nil }
    return Other(
      subject: partner.subject, before: turn > 0 ? turns[turn - 1] : starts[partner.subject],
      now: turns[turn])
  }

  /// The parameter that an owner means in a parameter's rule; nil if the case does not have it.
  func subject(_ owner: Symbol.Owner, of subject: Int) -> Int? {
    let me = subjects[subject]
    func find(_ layer: Int?, _ isBias: Bool) -> Int? {
      subjects.firstIndex { $0.layer == layer && $0.isBias == isBias }
    }
    switch owner {
    case .own: return subject
    case .weights: return me.isBias ? find(me.layer, false) : subject
    case .biases: return me.isBias ? subject : find(me.layer, true)
    case .nextLayer: return me.layer.flatMap { find($0 + 1, me.isBias) }
    case .previousLayer: return me.layer.flatMap { find($0 - 1, me.isBias) }
    }
  }

  /// The case's value: a constant, t, l, a gradient or input, or a state's start.
  private func given(_ number: Int, _ subject: Int, _ moment: Moment) -> Operand? {
    let symbol = book.symbols[number]
    switch symbol.role {
    case .hyperparameter: return hyperparameters.element(at: number)
    case .step: return times[moment.time]
    case .layer: return layers[subject]
    case .input: return inputs[moment.brought][symbol.name]
    case .gradient: return inputs[moment.brought][subjects[subject].quantity(symbol)]
    case .state(let start): return stateStart(number, subject, start)
    case .parameter, .intermediate, .placeholder: return nil
    }
  }

  /// A state without a start value in the case has the shape of its parameter.
  private func stateStart(_ number: Int, _ subject: Int, _ value: Double) -> Operand? {
    let key = StartKey(subject: subject, symbol: number)
    if let known = stateStarts[key] { return known }
    if let base = book.symbols[number].startsAs,
      let start = book.symbols.firstIndex(where: { $0.name == base })
        .flatMap({ starts[subject].element(at: $0) })
    {
      stateStarts[key] = .some(start)
      return start
    }
    let name = subjects[subject].name
    let shape = given.head.start.first { $0.name == name }?.value.shape ?? .scalar
    let operand = store.place(Matrix(value, shape: shape))
    stateStarts[key] = .some(operand)
    return operand
  }

  /// The value of a parameter or a state before the first step.
  func start(_ symbol: Symbol, of subject: Int) -> Operand? {
    let number = book.number(of: symbol)
    if let start = starts[subject].element(at: number) { return start }
    return symbol.isState ? given(number, subject, Moment(brought: 0, time: 0)) : nil
  }
}

extension [Operand?] {
  /// The operand at a place; nil beyond the end.
  fileprivate func element(at index: Int) -> Operand? { index < count ? self[index] : nil }

  /// Puts an operand at an index, which may be beyond the end.
  fileprivate mutating func set(_ index: Int, _ operand: Operand?) {
    while count <= index { append(nil) }
    self[index] = operand
  }
}
