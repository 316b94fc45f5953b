import Curriculum
import Diagnosis
import Equations
import Numerics
import Readers
import Tracing

/// The print of a learner whose code contains some variants: every result, as NumPy prints it.
///
/// - Returns: Nil if Python would stop with an error.
func pasted(
  _ lesson: Lesson, _ variants: [AppliedVariant], _ given: Case, precision: Int = 8
) -> Reading? {
  guard let trace = try? Trace(lesson, variants: variants, given) else { return nil }
  var arrays: [PrintedArray] = []
  func add(_ name: String, _ value: Matrix, step: Int?) {
    arrays.append(
      PrintedArray(
        names: [name], shape: [value.shape.rows, value.shape.columns],
        numbers: NumPyPrint(value, precision: precision).numbers, step: step))
  }
  if lesson.rule.updatesParameters {
    let names = Set(lesson.quantities(given))
    for (name, value) in trace.outputs where names.contains(name) { add(name, value, step: nil) }
  } else {
    let results = Set(lesson.rule.lines.map { $0.target })
    for step in trace.steps {
      for line in step.updates.flatMap({ $0.lines }) where results.contains(line.assignment.target)
      {
        add(line.target, line.value, step: step.t)
      }
    }
  }
  return Reading(kind: .text, parts: [Reading.Part(arrays: arrays)])
}

extension Reading {
  /// Whether all its numbers are finite: a print full of NaN can be any program's.
  var isFinite: Bool {
    parts.allSatisfy { part in
      part.arrays.allSatisfy { $0.numbers.allSatisfy { $0.value.isFinite } }
    }
  }
}

extension Lesson {
  /// The quantities of a case that a learner can print: the rule's parameters and states.
  func quantities(_ given: Case) -> [String] {
    (try? Trace(self, given))?.outputs.map { $0.name } ?? []
  }

  /// Reads one of the lesson's cases.
  func read(_ name: String) -> Case? {
    guard let embedded = cases.first(where: { $0.name == name }) else { return nil }
    return try? CaseReader.read(embedded.json, for: self)
  }
}

/// A random number generator with the same numbers in every run: xorshift.
struct FixedRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
