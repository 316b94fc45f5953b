import Equations
import Numerics

/// Compiles an edited rule for the parameters and shapes of a case.
package struct ProgramBuilder {
  let rule: EditedRule
  let subjects: [Program.Subject]
  /// The shapes of parameters, gradients, states and inputs, by their names in a case.
  let shapes: [String: Shape]
  /// The hyperparameters and t, which determine the shape of a span of columns.
  let numbers: [Symbol: Double]
  /// The places of quantities that another program makes, by name: a network's `dW1` is Adam's
  /// gradient.
  let bound: [String: Operand]
  /// The places for the results of lines, by the name of the quantity assigned.
  let places: [String: Operand]

  /// The code so far, which the program is added to.
  package private(set) var compiler: Compiler
  private var slots: [Program.Slot] = []
  private var shared: [Symbol: Operand] = [:]
  private var latest: [[Symbol: Operand]]
  /// The values of biases from before their update, for the weights whose lines alternate with theirs.
  private var before: [Int: [Symbol: Operand]] = [:]

  /// Prepares to compile.
  ///
  /// - Parameters:
  ///   - rule: The equations.
  ///   - subjects: The parameters to compile for, or `Program.Subject.series`.
  ///   - shapes: The shapes of the given quantities, by name.
  ///   - numbers: The numbers known before the code runs.
  ///   - compiler: The code to add the program to.
  ///   - bound: The places of quantities that exist already, by name.
  ///   - places: The places for the results of lines, by name.
  package init(
    _ rule: EditedRule, _ subjects: [Program.Subject], shapes: [String: Shape],
    numbers: [Symbol: Double], compiler: Compiler = Compiler(), bound: [String: Operand] = [:],
    places: [String: Operand] = [:]
  ) {
    self.rule = rule
    self.subjects = subjects
    self.shapes = shapes
    self.numbers = numbers
    self.compiler = compiler
    self.bound = bound
    self.places = places
    latest = Array(repeating: [:], count: subjects.count)
  }

  /// Compiles the program of one step.
  ///
  /// - Throws: `CaseError` for shapes that do not fit and for quantities without a value.
  package mutating func build() throws(CaseError) -> Program {
    let rules = subjects.map { rule.rule(isBias: $0.isBias, layer: $0.layer) }
    for symbol in rule.symbols { reserveShared(symbol) }
    for index in subjects.indices {
      for symbol in rule.symbols { reserve(symbol, for: index, rules) }
    }
    let starts = latest
    var updates: [UpdateView] = []
    let turns = rule.loop.map { $0.turns(subjects.map { $0.kind }) ?? [] }
    for index in alternating(turns ?? Array(subjects.indices), rules) {
      before[index] = latest[index]
      let lines = try compile(rules[index], for: index)
      updates.append(
        UpdateView(name: subjects[index].name, layer: subjects[index].layer, lines: lines))
    }
    var keep: [Instruction] = []
    var reshaped: [(subject: Int, symbol: Symbol, value: Operand)] = []
    for index in subjects.indices {
      for slot in slots where slot.subject == index && slot.symbol.isKept {
        guard let now = latest[index][slot.symbol], now != starts[index][slot.symbol] else {
          continue
        }
        if now.shape == slot.operand.shape {
          keep.append(Instruction(.copy(now), into: slot.operand))
        } else {
          reshaped.append((index, slot.symbol, now))
        }
      }
    }
    return Program(
      updates: updates, keep: keep, reshaped: reshaped, slots: slots,
      clock: slots.filter { $0.symbol.role == .step }.map { $0.operand.offset },
      given: slots.filter { $0.symbol.role == .gradient || $0.symbol.role == .input }
        .map { slot in
          let name = slot.subject.map { subjects[$0].quantity(slot.symbol) }
          return (name ?? slot.symbol.name, slot.operand)
        },
      outputs: outputs(rules), constants: compiler.constants, memorySize: compiler.memorySize,
      isForOneStep: compiler.dependsOnNumbers)
  }

  /// The turns with the biases before the weights that read them, since these may need what the biases' lines made.
  private func alternating(_ turns: [Int], _ rules: [UpdateRule]) -> [Int] {
    var order = turns
    for place in order.indices.dropLast() {
      let (weights, biases) = (order[place], order[place + 1])
      guard !subjects[weights].isBias, biasesIndex(of: weights) == biases,
        rules[weights].symbols.contains(where: { $0.owner == .biases }),
        !rules[biases].symbols.contains(where: { $0.owner == .weights })
      else { continue }
      order.swapAt(place, place + 1)
    }
    return order
  }

  private func biasesIndex(of weights: Int) -> Int? {
    let layer = subjects[weights].layer
    return subjects.firstIndex { $0.layer == layer && $0.isBias }
  }

  // MARK: Memory

  private mutating func reserveShared(_ symbol: Symbol) {
    if let operand = bound[symbol.name], symbol.isShared {
      shared[symbol] = operand
      slots.append(Program.Slot(subject: nil, symbol: symbol, operand: operand))
      return
    }
    let shape: Shape
    switch symbol.role {
    case .hyperparameter, .step: shape = .scalar
    case .input: shape = shapes[symbol.name] ?? .scalar
    default: return
    }
    if symbol.role == .input, shapes[symbol.name] == nil { return }
    let operand = compiler.reserve(shape)
    if let number = numbers[symbol] { compiler.know(operand, is: number) }
    shared[symbol] = operand
    slots.append(Program.Slot(subject: nil, symbol: symbol, operand: operand))
  }

  private mutating func reserve(_ reading: Symbol, for index: Int, _ rules: [UpdateRule]) {
    let symbol = reading.ofOwn
    guard latest[index][symbol] == nil else { return }
    let subject = subjects[index]
    if let operand = bound[subject.quantity(symbol)], !symbol.isShared {
      latest[index][symbol] = operand
      slots.append(Program.Slot(subject: index, symbol: symbol, operand: operand))
      return
    }
    let own = shapes[subject.name] ?? .scalar
    let shape: Shape
    switch symbol.role {
    case .parameter:
      guard let given = shapes[subject.quantity(symbol)] else { return }
      shape = given
    case .gradient:
      guard let given = shapes[subject.quantity(symbol)] else { return }
      shape = given
    case .layer: shape = .scalar
    case .state: shape = shapes[subject.quantity(symbol)] ?? own
    default: return
    }
    let operand = compiler.reserve(shape)
    latest[index][symbol] = operand
    slots.append(Program.Slot(subject: index, symbol: symbol, operand: operand))
  }

  // MARK: Lines

  private mutating func compile(
    _ rule: UpdateRule, for index: Int
  ) throws(CaseError) -> [CompiledLine] {
    var lines: [CompiledLine] = []
    for assignment in rule.lines { lines.append(try compile(assignment, for: index)) }
    return lines
  }

  private mutating func compile(
    _ assignment: Assignment, for index: Int
  ) throws(CaseError) -> CompiledLine {
    let subject = subjects[index]
    let target = subject.quantity(assignment.target)
    var operands: [Symbol: Operand] = [:]
    for symbol in assignment.formula.symbols {
      guard let operand = operand(symbol, in: assignment, for: index) else {
        throw noValue(symbol, assignment, subject)
      }
      operands[symbol] = operand
    }
    let first = compiler.instructions.count
    var value: Operand
    do {
      value = try compiler.compile(assignment.formula) { operands[$0] }
    } catch {
      switch error {
      case .noValue(let symbol): throw noValue(symbol, assignment, subject)
      case .shapes(let mismatch):
        throw CaseError("\(target): in \(assignment.unicode), \(mismatch.message)")
      case .span(let problem): throw CaseError("\(target): in \(assignment.unicode), \(problem)")
      }
    }
    if assignment.formula.isLeaf {
      // A single symbol or number: the line still gets memory of its own.
      let copied = compiler.reserve(value.shape)
      compiler.copy(value, to: copied, from: assignment.formula)
      value = copied
    }
    if let place = places[target], compiler.redirect(value, to: place) { value = place }
    var note: String?
    if let before = latest[index][assignment.target], before.shape != value.shape {
      note =
        "\(target) was \(before.shape) and becomes \(value.shape): "
        + "NumPy stretches the smaller operand (broadcasting)"
    }
    latest[index][assignment.target] = value
    return CompiledLine(
      assignment: assignment, target: target,
      instructions: Array(compiler.instructions[first...]),
      nodes: Array(compiler.nodes[first...]), value: value, operands: operands,
      answers: self.rule.miscopied.first { $0.target == assignment.target }?.answers ?? [],
      shapeNote: note)
  }

  private func operand(_ symbol: Symbol, in line: Assignment, for index: Int) -> Operand? {
    switch symbol.owner {
    case .own: return latest[index][symbol] ?? shared[symbol]
    case .biases:
      let own = rule.rule(isBias: subjects[index].isBias, layer: subjects[index].layer)
      guard let biases = biasesIndex(of: index) else { return nil }
      let isMade = biases == index || own.makes(symbol, before: line.target)
      return (isMade ? latest[biases] : before[biases] ?? latest[biases])[symbol.ofOwn]
    case .weights:
      let layer = subjects[index].layer
      let weights = subjects.firstIndex { $0.layer == layer && !$0.isBias }
      return weights.flatMap { latest[$0][symbol.ofOwn] }
    case .nextLayer, .previousLayer:
      return neighbour(of: subjects[index], symbol.owner)
        .flatMap { latest[$0][symbol.ofOwn] }
    }
  }

  /// The corresponding parameter of the layer above or below.
  private func neighbour(of subject: Program.Subject, _ owner: Symbol.Owner) -> Int? {
    guard let layer = subject.layer else { return nil }
    let wanted = owner == .nextLayer ? layer + 1 : layer - 1
    return subjects.firstIndex { $0.layer == wanted && $0.isBias == subject.isBias }
  }

  private func noValue(
    _ symbol: Symbol, _ line: Assignment, _ subject: Program.Subject
  ) -> CaseError {
    switch (symbol.role, symbol.owner) {
    case (.gradient, .own):
      CaseError(
        "the case gives no gradient \"\(subject.quantity(symbol))\" for \(subject.name)",
        isMissingInput: true)
    case (.input, _):
      CaseError(
        "the case gives no \"\(symbol.name)\" (\(symbol.meaning)), which \(line.unicode) needs",
        isMissingInput: true)
    case (_, .weights):
      CaseError(
        "\(subject.name)'s line \(line.unicode) reads \(symbol.glyph) of the layer's weights, "
          + "but the case has no weights in that layer")
    case (_, .biases):
      CaseError(
        "\(subject.name)'s line \(line.unicode) reads \(symbol.glyph) of the layer's biases, "
          + "but the case has no biases in that layer, or none yet")
    case (_, .nextLayer), (_, .previousLayer):
      CaseError(
        "\(subject.name)'s line \(line.unicode) reads another layer, which the case does not have "
          + "(Python would stop with a KeyError)")
    case (.parameter, .own):
      CaseError(
        "the case's \"start\" gives no \"\(symbol.name)\" (\(symbol.meaning)), which "
          + "\(line.unicode) needs", isMissingInput: true)
    default:
      CaseError(
        "\(subject.quantity(line.target)): \(line.unicode) reads \(symbol.glyph) before anything "
          + "is stored there")
    }
  }

  private func outputs(_ rules: [UpdateRule]) -> [(name: String, value: Operand)] {
    var outputs: [(name: String, value: Operand)] = []
    for index in subjects.indices where subjects[index].layer != nil {
      for symbol in rule.symbols where symbol.role == .parameter {
        if let value = latest[index][symbol] {
          outputs.append((subjects[index].quantity(symbol), value))
        }
      }
    }
    for symbol in rule.symbols where symbol.owner == .own {
      for index in subjects.indices {
        let isResult = subjects[index].layer == nil && symbol.role == .intermediate
        guard symbol.isState || isResult, let value = latest[index][symbol] else { continue }
        outputs.append((subjects[index].quantity(symbol), value))
      }
    }
    return outputs
  }
}

extension Symbol {
  /// The same quantity, belonging to the parameter itself.
  var ofOwn: Symbol {
    owner == .own
      ? self
      : Symbol(name: name, glyph: glyph, latex: latex, role: role, meaning: meaning, owner: .own)
  }

  /// Whether all parameters share it.
  var isShared: Bool {
    switch role {
    case .hyperparameter, .step, .input: true
    case .parameter, .gradient, .state, .layer, .intermediate, .placeholder: false
    }
  }

  /// Whether the next step starts from the value this one ends with.
  package var isKept: Bool { role == .parameter || isState }
}
