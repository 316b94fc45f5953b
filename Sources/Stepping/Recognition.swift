import Diagnosis
import Equations
import Numerics
import Readers
import Tracing

/// Explains a wrong number: the result of a known mistake, a part of the line, another entry, a
/// slip.
struct Recognition {
  /// The right line.
  let line: RecordedLine
  let entry: MatrixIndex
  private let answer: Double
  /// The runs of the mistakes, each once in this step alone and once from the first step on.
  private let runs: [MistakeRun]
  private let rule: Recording

  init(
    _ lesson: Lesson, _ given: Case, _ rule: Recording, _ context: [AppliedVariant],
    _ line: RecordedLine, _ entry: MatrixIndex
  ) {
    self.line = line
    self.entry = entry
    self.rule = rule
    answer = line.value.element(entry) ?? .nan
    // A learner who has seen the right numbers so far makes the mistake only in this step.
    let cases =
      [given.begun(at: line.t, rule)] + (given.steps.first?.t == line.t ? [] : [given])
    runs = cases.compactMap { $0 }.flatMap { given in
      var runs = MistakeRuns(lesson, convention: context, others: lesson.slips)
      return runs.mistakes(given)
    }
  }

  /// Explanations of a number, in sentences, the likeliest first; empty if there are none.
  func explanations(of number: PrintedNumber, _ style: NumberStyle) -> [String] {
    var found: [String] = []
    func fits(_ value: Double) -> Bool {
      Prediction.judge(number, value) == .right
    }
    var named: [String] = []
    func name(_ runs: [MistakeRun]) {
      for run in runs {
        guard let applied = run.applied,
          let value = run.recording?.value(line.target, after: line.t)?.element(entry),
          fits(value), !named.contains(applied.argument)
        else { continue }
        named.append(applied.argument)
        found.append("that is what '\(applied.argument)' makes. \(applied.variant.title)")
      }
    }
    // A number beside the wanted one is likelier than a slip that no lesson lists.
    name(runs.filter { $0.applied?.variant.kind != .slip })
    for (part, value) in parts where fits(value) {
      found.append("that is \(part), a part of this line, not all of it.")
    }
    for (place, value) in neighbours where fits(value) {
      found.append("that is \(place).")
    }
    name(runs.filter { $0.applied?.variant.kind == .slip })
    if found.isEmpty, let slip = number.value.slip(from: answer, number.precision) {
      found.append("close to the result, but \(slip).")
    }
    return found
  }

  /// The values of the line's parts at the entry.
  private var parts: [(String, Double)] {
    line.look { view in
      var found: [(String, Double)] = []
      for (instruction, node) in zip(view.line.instructions, view.line.nodes)
      where node != view.line.assignment.formula {
        let operand = instruction.result
        let isInside =
          (operand.shape.rows == 1 || entry.row < operand.shape.rows)
          && (operand.shape.columns == 1 || entry.column < operand.shape.columns)
        guard isInside else { continue }
        let value = view.memory[operand.index(entry.row, entry.column)]
        found.append((node.written(in: UnicodeNotation()).text, value))
      }
      return found
    }
  }

  /// The other entries of the result, its earlier value, and the results of nearby lines.
  private var neighbours: [(String, Double)] {
    var found: [(String, Double)] = []
    let value = line.value
    for row in 0..<Swift.min(value.shape.rows, 50) {
      for column in 0..<Swift.min(value.shape.columns, 50)
      where MatrixIndex(row, column) != entry {
        let index = MatrixIndex(row, column)
        found.append(("entry \(index) of the result", value.element(index) ?? .nan))
      }
    }
    if let at = rule.lines.firstIndex(where: { $0.t == line.t && $0.target == line.target }) {
      if let was = rule.value(line.target, before: at)?.element(entry) {
        found.append(("\(line.target) as it was before this line", was))
      }
      for before in rule.lines[..<at].suffix(12).reversed() {
        if let value = before.value.element(entry) {
          found.append(("\(before.target), from line \(before.number) at t = \(before.t)", value))
        }
      }
    }
    return found
  }
}

extension Case {
  /// The case from a given step on, starting with the run's values; nil if there is no such step.
  func begun(at t: Int, _ run: Recording) -> Case? {
    var begun = self
    var rest: Step?
    for step in steps where step.t <= t && t - step.t < step.times {
      rest = Step(t: t, values: step.values)
    }
    guard let rest else { return nil }
    begun.steps = [rest]
    guard let first = run.steps.first?.t, first < t else { return begun }
    begun.head.start = run.outputs.compactMap { name, _ in
      run.carried(name, before: t).map { (name, $0) }
    }
    return begun
  }
}

extension Recording {
  /// The value a step starts from: a parameter or a state as earlier steps have left it.
  fileprivate func carried(_ name: String, before t: Int) -> Matrix? {
    guard let at = lines.lastIndex(where: { $0.t < t && $0.target == name }) else {
      return started(name)
    }
    return lines[at].line.assignment.target.isKept ? lines[at].value : nil
  }
}
