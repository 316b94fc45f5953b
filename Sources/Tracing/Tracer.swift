import Equations
import JSON
import Numerics

/// Runs a lesson's equations on a case, step by step, and shows every line to a sink.
///
/// Only the state is kept, so a trace may have any length. A sink that keeps a line copies its
/// values (`Trace` does).
public struct Tracer {
  /// The lesson.
  public let lesson: Lesson
  /// The rule with its variants.
  public let rule: EditedRule
  /// The case's constants and start values.
  public private(set) var head: CaseHead
  /// The values of the hyperparameters the equations use, in the order of the equations.
  public private(set) var hyperparameters: [(symbol: Symbol, value: Double)]

  /// Numbers that replace results as soon as those are computed.
  public var replacements: [Replacement] = [] {
    didSet { displaced = Array(repeating: nil, count: replacements.count) }
  }
  /// The value that each replacement overwrote: the line's own result.
  public private(set) var displaced: [Double?] = []

  /// The greatest number of doubles one step may need: half a gigabyte.
  public static let mostNumbers = 1 << 26

  private var subjects: [Program.Subject]
  private var program: Program?
  /// The programs compiled so far, for runs that start again; nil if they are not kept.
  private var compiled: [CompiledFor: Program]?
  private var memory: [Double] = []
  /// Parameters and states, from the case or from the last program.
  private var kept: [String: Matrix] = [:]
  /// The shapes of the current steps' values.
  private var given: [String: Shape] = [:]
  /// The layout of the last step and its places in the program; steps seldom change.
  private var layout: [(name: String, shape: Shape, operand: Operand?)] = []
  private var lastOutputs: [(name: String, value: Matrix)] = []
  private var stepIndex = 0

  /// Prepares a trace.
  ///
  /// - Parameters:
  ///   - lesson: The lesson.
  ///   - variants: The variants to run with; none for the rule itself.
  ///   - head: The case's constants and start values.
  /// - Throws: `CaseError` for variants that exclude each other, or a case the lesson cannot run.
  public init(
    _ lesson: Lesson, variants: [AppliedVariant] = [], head: CaseHead
  ) throws(CaseError) {
    self.lesson = lesson
    self.head = head
    do {
      rule = try EditedRule(lesson.rule, applying: lesson.withContext(variants))
    } catch {
      throw CaseError(error.message)
    }
    hyperparameters = Self.hyperparameters(lesson.facts.symbols + rule.symbols, head)
    subjects = try Self.subjects(lesson, head)
    if case .always(let layer)? = rule.loop, !subjects.contains(where: { $0.layer == layer }) {
      throw CaseError(
        "with this variant only layer \(layer) is updated, and the case has no layer \(layer) "
          + "(Python would stop with a KeyError)")
    }
    for applied in variants
    where !subjects.contains(where: {
      applied.scope.includes(isBias: $0.isBias, layer: $0.layer)
    }) {
      throw CaseError("the case has no parameter that '\(applied.argument)' is about")
    }
    for (name, value) in head.start { kept[name] = value }
  }

  // MARK: Starting again

  /// The inputs a program was compiled for.
  private struct CompiledFor: Hashable {
    let shapes: [String: Shape]
    /// The step, if a shape depends on its number.
    let t: Int?
  }

  /// Returns to the start of another case, or of the same one.
  ///
  /// Programs are reused for cases of the same shapes and constants; compiling is most of the work
  /// of a short run.
  ///
  /// - Throws: `CaseError` for a case the lesson cannot run.
  public mutating func rewind(to head: CaseHead) throws(CaseError) {
    let constants = Self.hyperparameters(lesson.facts.symbols + rule.symbols, head)
    let isSame = constants.elementsEqual(hyperparameters) {
      $0.symbol == $1.symbol && $0.value.bitPattern == $1.value.bitPattern
    }
    let isSameStart = self.head.start.elementsEqual(head.start) {
      $0.name == $1.name && $0.value.shape == $1.value.shape
    }
    if !isSameStart { subjects = try Self.subjects(lesson, head) }
    if compiled == nil || !isSame || !isSameStart { compiled = [:] }
    self.head = head
    hyperparameters = constants
    program = nil
    given = [:]
    kept = [:]
    for (name, value) in head.start { kept[name] = value }
    lastOutputs = []
    stepIndex = 0
    replacements = []
  }

  // MARK: Steps

  /// Runs one step, repeats included, and shows its lines to a sink.
  ///
  /// - Throws: `CaseError` for a gradient that is missing, unknown or of another shape.
  public mutating func run<Sink: TraceSink>(
    _ step: Step, into sink: inout Sink
  ) throws(CaseError) {
    for turn in 0..<step.times {
      do {
        try take(step, t: step.t + turn, isRepeat: turn > 0, into: &sink)
      } catch {
        throw CaseError(
          error.message, at: error.place ?? step.place, isMissingInput: error.isMissingInput)
      }
    }
  }

  private mutating func take<Sink: TraceSink>(
    _ step: Step, t: Int, isRepeat: Bool, into sink: inout Sink
  ) throws(CaseError) {
    if !isRepeat, !fits(step) { try accept(step) }
    let program = try prepared(t)
    write(t: t, step, program)
    sink.begin(step: t)
    var failure: CaseError?
    let stepIndex = stepIndex
    memory.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      for update in program.updates {
        sink.begin(update: update)
        for number in update.lines.indices {
          let line = update.lines[number]
          for instruction in line.instructions { instruction.run(base) }
          for pick in line.picks {
            failure = failure ?? Self.check(pick.numbers, of: pick.matrix, base, line)
          }
          if failure != nil { return }
          let isMiscopied = stepIndex < line.answers.count
          if isMiscopied {
            let target = base + line.value.offset
            target.update(repeating: line.answers[stepIndex], count: line.value.shape.count)
          }
          for place in replacements.indices {
            let one = replacements[place]
            guard one.t == t, one.target == line.target else { continue }
            displaced[place] = one.exchange(in: base, line.value)
          }
          sink.show(
            LineView(
              t: t, subject: update.name, layer: update.layer, number: number + 1, line: line,
              miscopied: isMiscopied, memory: UnsafePointer(base)))
        }
        sink.endUpdate()
      }
    }
    if let failure { throw failure }
    sink.endStep()
    sink.keep(memory)
    keep(program)
    self.stepIndex += 1
  }

  private static func check(
    _ numbers: Operand, of matrix: Operand, _ memory: UnsafeMutablePointer<Double>,
    _ line: CompiledLine
  ) -> CaseError? {
    for i in 0..<numbers.shape.count {
      let value = memory[numbers.offset + i]
      if Int(exactly: value).map({ 0..<matrix.shape.columns ~= $0 }) != true {
        return CaseError(
          "\(line.equation): there is no column \(shortest(value)) in a matrix of \(matrix.shape); "
            + "columns count from 0")
      }
    }
    return nil
  }

  /// Whether a step has exactly the values the program takes, with the same names and shapes.
  private func fits(_ step: Step) -> Bool {
    guard program != nil, given.count == step.values.count else { return false }
    return hasLayout(step)
      || step.values.allSatisfy { name, value in given[name] == value.shape }
  }

  /// Whether a step has the same layout as the last one.
  private func hasLayout(_ step: Step) -> Bool {
    guard layout.count == step.values.count else { return false }
    for index in layout.indices {
      guard layout[index].shape == step.values[index].value.shape,
        layout[index].name == step.values[index].name
      else { return false }
    }
    return true
  }

  /// Checks a step's values, and notes shapes that require another program.
  private mutating func accept(_ step: Step) throws(CaseError) {
    for (name, value) in step.values {
      guard lesson.rule.updatesParameters, let parameter = ParameterName(gradient: name) else {
        continue
      }
      guard let given = head.start.first(where: { $0.name == parameter.description }) else {
        throw CaseError("\"\(name)\" is the gradient of no parameter of the case")
      }
      if given.value.shape != value.shape {
        throw CaseError("\"\(name)\" is \(value.shape), but \(parameter) is \(given.value.shape)")
      }
    }
    retire()
    given = [:]
    for (name, value) in step.values { given[name] = value.shape }
  }

  private mutating func prepared(_ t: Int) throws(CaseError) -> Program {
    if let program { return program }
    var shapes = given
    for (name, value) in kept { shapes[name] = value.shape }
    let new = try compile(t, shapes)
    guard new.memorySize <= Self.mostNumbers else {
      throw CaseError(
        "a step of this case needs \(new.memorySize) numbers at once, more than \(Self.mostNumbers)"
      )
    }
    memory = Array(repeating: 0, count: Swift.max(1, new.memorySize))
    for (offset, value) in new.constants { memory[offset] = value }
    for slot in new.slots {
      let name = slot.subject.map { subjects[$0].quantity(slot.symbol) } ?? slot.symbol.name
      if let value = kept[name], slot.symbol.isKept {
        fill(slot.operand, value)
      } else if let value = slot.symbol.startsAs.flatMap({ kept[quantity($0, slot.subject)] }) {
        fill(slot.operand, value)
      } else if case .state(let start) = slot.symbol.role {
        fill(slot.operand, Matrix(start, shape: slot.operand.shape))
      } else if let value = head.value(of: slot.symbol) {
        memory[slot.operand.offset] = value
      } else if slot.symbol.role == .layer, let subject = slot.subject {
        memory[slot.operand.offset] = Double(subjects[subject].layer ?? 0)
      }
    }
    program = new
    layout = []
    return new
  }

  /// The name of a state in a case.
  private func quantity(_ state: String, _ subject: Int?) -> String {
    subject.map { subjects[$0].quantity(.state(state, "")) } ?? state
  }

  /// Compiles the rule for some shapes, unless that has already been done.
  private mutating func compile(_ t: Int, _ shapes: [String: Shape]) throws(CaseError) -> Program {
    if let known = compiled?[CompiledFor(shapes: shapes, t: nil)]
      ?? compiled?[CompiledFor(shapes: shapes, t: t)]
    {
      return known
    }
    var numbers: [Symbol: Double] = [.step: Double(t)]
    for (symbol, value) in hyperparameters { numbers[symbol] = value }
    var builder = ProgramBuilder(rule, subjects, shapes: shapes, numbers: numbers)
    let new = try builder.build()
    compiled?[CompiledFor(shapes: shapes, t: new.isForOneStep ? t : nil)] = new
    return new
  }

  private mutating func write(t: Int, _ step: Step, _ program: Program) {
    for offset in program.clock { memory[offset] = Double(t) }
    if !hasLayout(step) {
      layout = step.values.map { name, value in
        (name, value.shape, program.given.first { $0.name == name }?.operand)
      }
    }
    for index in layout.indices {
      if let operand = layout[index].operand { fill(operand, step.values[index].value) }
    }
  }

  private mutating func fill(_ operand: Operand, _ value: Matrix) {
    for i in 0..<Swift.min(operand.shape.count, value.elements.count) {
      memory[operand.offset + i] = value.elements[i]
    }
  }

  private mutating func keep(_ program: Program) {
    memory.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      for instruction in program.keep { instruction.run(base) }
    }
    // A state that has grown, and a span of columns, require another program in the next step.
    if !program.reshaped.isEmpty || program.isForOneStep { retire() }
  }

  /// Saves the parameters and states of a program that no longer fits.
  private mutating func retire() {
    guard let program else { return }
    for slot in program.slots where slot.symbol.isKept {
      guard let subject = slot.subject else { continue }
      kept[subjects[subject].quantity(slot.symbol)] = matrix(slot.operand)
    }
    for (subject, symbol, value) in program.reshaped {
      kept[subjects[subject].quantity(symbol)] = matrix(value)
    }
    lastOutputs = program.outputs.map { ($0.name, matrix($0.value)) }
    self.program = nil
  }

  private func matrix(_ operand: Operand) -> Matrix {
    Matrix(
      shape: operand.shape,
      elements: Array(memory[operand.offset..<operand.offset + operand.shape.count]))
      ?? Matrix(.nan)
  }

  /// The results of the last step: every parameter and state, and in a lesson without parameters
  /// every result.
  public var outputs: [(name: String, value: Matrix)] {
    program.map { program in program.outputs.map { ($0.name, matrix($0.value)) } } ?? lastOutputs
  }
}
