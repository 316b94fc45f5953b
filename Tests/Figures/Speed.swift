import Curriculum
import Diagnosis
import Equations
import Foundation
import Numerics
import Tracing

/// Measures the time of the search, and writes a class of submissions for timing `gradus grade`.
struct Speed {
  /// Prints the time for all of the lesson's sets of up to three, by size and shape, on one core.
  static func run() {
    print("adam, every set of the lesson's variants with scopes, one core, release build")
    guard let lesson = Curriculum.lesson("adam"), let course = lesson.read("course") else { return }
    for size in 1...3 { time(lesson, course, upTo: size, "course, sets of up to \(size)") }
    for (rows, columns) in [(10, 10), (30, 30), (100, 100)] {
      let given = course.scaled(rows, columns)
      time(lesson, given, upTo: 3, "W1 of \(rows)×\(columns), sets of up to 3")
    }
  }

  private static func time(_ lesson: Lesson, _ given: Case, upTo size: Int, _ name: String) {
    guard let missing = lesson.variant("missing-epsilon"),
      let reading = pasted(lesson, [AppliedVariant(missing)], given)
    else { return }
    var best = Double.infinity
    var counts = (tried: 0, fitting: 0)
    for _ in 0..<3 {
      let start = Date()
      // From the case to the answer, without earlier results.
      guard let diagnoser = try? Diagnoser(lesson, given, others: Curriculum.lessons),
        let found = try? diagnoser.census(reading, upTo: size)
      else { return }
      counts = found
      best = Swift.min(best, Date().timeIntervalSince(start))
    }
    let milliseconds = (best * 10_000).rounded() / 10
    print("  \(name): \(counts.tried) sets, \(milliseconds) ms")
  }

  /// Writes submissions of a class: right ones, single variants, pairs and triples, and numbers
  /// that no mistake makes.
  static func writeClass(_ count: Int, into folder: String) throws {
    guard let lesson = Curriculum.lesson("adam"), let given = lesson.read("course") else { return }
    var random = FixedRandom(seed: 10)
    let sets = [[]] + lesson.compatibleSets(1) + lesson.compatibleSets(2)
    let triples = lesson.compatibleSets(3).shuffled(using: &random).prefix(300)
    var texts: [String] = []
    for set in sets + triples {
      guard let trace = try? Trace(lesson, variants: set, given) else { continue }
      let known = Set(lesson.quantities(given))
      texts.append(
        trace.outputs.filter { known.contains($0.name) }
          .map { "\($0.name) = \(NumPyPrint($0.value).text)" }.joined(separator: "\n"))
    }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for index in 0..<count {
      var text = texts[Int.random(in: 0..<texts.count, using: &random)]
      // One in twenty has a number that no mistake makes.
      if index % 20 == 0 { text = text.replacingOccurrences(of: "1.", with: "1.3") }
      try Data(text.utf8).write(to: URL(filePath: "\(folder)/student-\(index).txt"))
    }
  }
}

extension Case {
  /// The case with W1 in another shape and b1 to match, with its numbers repeated.
  fileprivate func scaled(_ rows: Int, _ columns: Int) -> Case {
    func grown(_ name: String, _ value: Matrix) -> Matrix {
      let shape: Shape
      switch name {
      case "W1", "dW1": shape = Shape(rows, columns)
      case "b1", "db1": shape = Shape(rows, 1)
      default: return value
      }
      let elements = (0..<shape.count).map { i in
        value.elements[i % value.elements.count] * (1 + 0.001 * Double(i % 97))
      }
      return Matrix(shape: shape, elements: elements) ?? value
    }
    var scaled = self
    scaled.head.start = head.start.map { ($0.name, grown($0.name, $0.value)) }
    for step in scaled.steps.indices {
      scaled.steps[step].values = steps[step].values.map { ($0.name, grown($0.name, $0.value)) }
    }
    return scaled
  }
}
