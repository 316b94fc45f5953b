import Equations
import Numerics

/// A run whose lines can be looked at again, in any order and element by element.
///
/// A `Trace` keeps each line's result; a recording also keeps its operands. The lines of a step
/// share one copy of the numbers.
public struct Recording: Sendable {
  /// The lines in the order in which they ran.
  public let lines: [RecordedLine]
  /// The steps in order.
  public let steps: [RecordedStep]
  /// Every parameter and state after the last step; in a lesson without parameters every result.
  public let outputs: [(name: String, value: Matrix)]
  /// The header above a trace of the run.
  public let header: TraceHeader
  /// The value that each replacement overwrote, in the order of the replacements; nil if there was
  /// no such entry.
  public let displaced: [Double?]
  /// The lines that assign each quantity, by index in ascending order, for fast lookups.
  private let places: [String: [Int]]
  /// Whether the step numbers ascend, as they do unless a case numbers its steps differently.
  private let goesUp: Bool
  /// The case's start values: parameters, and the states it names.
  private let start: [(name: String, value: Matrix)]

  /// The most doubles that are stored: 256 megabytes.
  public static let mostNumbers = 1 << 25

  /// Runs a case and records it.
  ///
  /// - Parameters:
  ///   - lesson: The lesson.
  ///   - variants: The variants to run with.
  ///   - given: The case.
  ///   - replacements: Numbers to put in place of results.
  /// - Throws: `CaseError` as `Tracer` does, and for a run that is too long to store.
  public init(
    _ lesson: Lesson, variants: [AppliedVariant] = [], _ given: Case,
    replacing replacements: [Replacement] = []
  ) throws(CaseError) {
    let taken = given.taken(by: variants)
    var tracer = try Tracer(lesson, variants: variants, head: taken.head)
    try self.init(&tracer, taken, replacing: replacements)
  }

  /// Runs a case with a tracer that has not started yet, and records it.
  ///
  /// - Parameters:
  ///   - tracer: The tracer, made for the case's head or rewound to it.
  ///   - given: The case.
  ///   - replacements: Numbers to put in place of results.
  /// - Throws: `CaseError` as `Tracer` does, and for a run that is too long to store.
  public init(
    _ tracer: inout Tracer, _ given: Case, replacing replacements: [Replacement] = []
  ) throws(CaseError) {
    tracer.replacements = replacements
    var recorder = Recorder()
    for var step in given.steps {
      // One turn at a time, so that a run that is too long is noticed before memory is full.
      for _ in 0..<step.times {
        let turn = Step(t: step.t, values: step.values, place: step.place)
        try tracer.run(turn, into: &recorder)
        guard recorder.count <= Self.mostNumbers else {
          throw CaseError(
            "the case is too long to be kept: by t = \(step.t) its lines hold more than "
              + "\(Self.mostNumbers) numbers", at: step.place)
        }
        step.t &+= 1
      }
    }
    lines = recorder.lines
    places = recorder.places
    goesUp = zip(recorder.steps, recorder.steps.dropFirst()).allSatisfy { $0.t <= $1.t }
    displaced = tracer.displaced
    steps = recorder.steps
    outputs = tracer.outputs
    header = try TraceHeader(tracer)
    start = given.head.start
  }

  /// The value of a quantity after a step: from the last line that assigned it, or its start value.
  ///
  /// - Parameters:
  ///   - name: The quantity: `v_dW1`, `W1`, `v`.
  ///   - t: The step.
  /// - Returns: Nil if it has no value by then.
  public func value(_ name: String, after t: Int) -> Matrix? {
    let own = places[name] ?? []
    if let last = last(of: own, until: t) {
      let line = lines[last]
      // A value that is not carried from step to step must come from this step.
      guard line.t == t || line.line.assignment.target.isKept else { return nil }
      return line.value
    }
    if let given = started(name) { return given }
    // A state that no line writes keeps its start value to the end.
    return !own.isEmpty ? nil : outputs.first { $0.name == name }?.value
  }

  /// The last of some lines that ran up to a step.
  private func last(of own: [Int], until t: Int) -> Int? {
    guard goesUp else { return own.last { lines[$0].t <= t } }
    var (low, high) = (0, own.count)
    while low < high {
      let middle = (low &+ high) / 2
      if lines[own[middle]].t <= t { low = middle &+ 1 } else { high = middle }
    }
    return low > 0 ? own[low &- 1] : nil
  }

  /// The quantities that lines assign, each once, in the order of their first assignment.
  public var targets: [String] {
    var seen: Set<String> = []
    return lines.compactMap { seen.insert($0.target).inserted ? $0.target : nil }
  }

  /// The case's start value of a quantity; nil if there is none.
  public func started(_ name: String) -> Matrix? { start.first { $0.name == name }?.value }
}

/// A step of a recording.
public struct RecordedStep: Sendable {
  /// Its number.
  public let t: Int
  /// Its lines, by index in the recording.
  public let lines: Range<Int>
}

/// A line of a recording.
public struct RecordedLine: Sendable {
  /// The number of the step.
  public let t: Int
  /// The parameter's name; empty in a lesson without parameters.
  public let subject: String
  /// Its layer.
  public let layer: Int?
  /// The number of the line in its update, from 1.
  public let number: Int
  /// The line as it was compiled.
  public let line: CompiledLine
  /// Whether the value is a miscopied answer and not the line's own.
  public let miscopied: Bool
  /// The numbers of its step.
  fileprivate var memory: [Double]

  /// The quantity it assigns: `v_dW1`.
  public var target: String { line.target }

  /// Its value.
  public var value: Matrix { look { $0.value } }

  /// Calls a closure with the line in the state just after it ran.
  public func look<Result>(_ body: (LineView) -> Result) -> Result {
    memory.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else {
        var nothing = 0.0
        return body(view(&nothing))
      }
      return body(view(base))
    }
  }

  /// Whether another line is the same equation with the same numbers.
  public func hasSameNumbers(as other: RecordedLine) -> Bool {
    guard line.equation == other.line.equation, line.operands.count == other.line.operands.count
    else { return false }
    return look { mine in
      other.look { theirs in
        line.operands.allSatisfy { symbol, operand in
          guard let counterpart = other.line.operands[symbol], counterpart.shape == operand.shape
          else { return false }
          return (0..<operand.shape.count).allSatisfy {
            mine.memory[operand.offset + $0].hasSameBits(
              as: theirs.memory[counterpart.offset + $0])
          }
        }
      }
    }
  }

  private func view(_ memory: UnsafePointer<Double>) -> LineView {
    LineView(
      t: t, subject: subject, layer: layer, number: number, line: line, miscopied: miscopied,
      memory: memory)
  }
}

/// Keeps every line of a run with the numbers of its step.
private struct Recorder: TraceSink {
  var lines: [RecordedLine] = []
  var steps: [RecordedStep] = []
  var places: [String: [Int]] = [:]
  /// The amount stored, in numbers or their equivalent.
  var count = 0
  /// The equivalent in numbers of a line, beyond the numbers of its step.
  private static let lineWeight = 30
  private var t = 0
  private var first = 0

  mutating func begin(step t: Int) {
    self.t = t
    first = lines.count
  }
  mutating func show(_ view: LineView) {
    count += Self.lineWeight
    places[view.line.target, default: []].append(lines.count)
    lines.append(
      RecordedLine(
        t: view.t, subject: view.subject, layer: view.layer, number: view.number, line: view.line,
        miscopied: view.miscopied, memory: []))
  }
  mutating func endStep() { steps.append(RecordedStep(t: t, lines: first..<lines.count)) }
  mutating func keep(_ memory: [Double]) {
    for index in first..<lines.count { lines[index].memory = memory }
    count += memory.count
  }
}
