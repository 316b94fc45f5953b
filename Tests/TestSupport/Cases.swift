import Curriculum
import Equations
import JSON
import Numerics
import Tracing

/// A lesson by its id; throws if it does not exist.
public func lesson(_ id: String) throws -> Lesson {
  guard let lesson = Curriculum.lesson(id) else { throw CaseError("no lesson \(id)") }
  return lesson
}

/// A lesson's case by its name.
public func embeddedCase(_ name: String, of lesson: Lesson) throws -> Case {
  guard let found = lesson.cases.first(where: { $0.name == name }) else {
    throw CaseError("no case \(name)")
  }
  return try CaseReader.read(found.json, for: lesson)
}

/// A case written as JSON text.
public func parsedCase(_ text: String, for lesson: Lesson) throws(CaseError) -> Case {
  try CaseReader.read(JSONReader(bytes: Array(text.utf8)), for: lesson)
}

/// A matrix from its rows.
public func matrix(_ rows: [[Double]]) -> Matrix {
  Matrix(shape: Shape(rows.count, rows.first?.count ?? 0), elements: rows.flatMap { $0 })
    ?? Matrix(.nan)
}

/// Variants as `--variant` names them: `ascent@weights`.
public func applied(_ arguments: [String], of lesson: Lesson) throws -> [AppliedVariant] {
  try arguments.map { argument in
    let parts = argument.split(separator: "@")
    guard let variant = lesson.variant(String(parts[0])) else {
      throw CaseError("no variant \(argument)")
    }
    switch parts.count == 2 ? parts[1] : "" {
    case "weights": return AppliedVariant(variant, scope: .weights)
    case "biases": return AppliedVariant(variant, scope: .biases)
    case "": return AppliedVariant(variant)
    default:
      guard let layer = Int(parts[1].dropFirst("layer".count)) else {
        throw CaseError("no scope \(parts[1])")
      }
      return AppliedVariant(variant, scope: .layer(layer))
    }
  }
}

extension Trace {
  /// The value of a quantity after the last step, or from the last line that assigned it.
  public func value(_ name: String) -> Matrix? {
    outputs.first { $0.name == name }?.value
      ?? steps.last?.updates.flatMap(\.lines).last { $0.target == name }?.value
  }

  /// A quantity's values, step by step.
  public func series(_ name: String) -> [Matrix] {
    steps.flatMap { $0.updates.flatMap(\.lines).filter { $0.target == name }.map(\.value) }
  }
}
