import Equations
import Tracing

/// The default questions of a worksheet: each line of the first parameter, and the last value of
/// every other one.
///
/// A line that repeats the computation of the step before is not asked again. A long case is asked
/// only about its first steps, as many as fit on a sheet: later ones cannot be worked out without
/// them.
struct UsualChoice {
  /// The lines, by index in the recording.
  let lines: Set<Int>

  /// The number of blanks that fit on a sheet a person fills in.
  private static let mostBlanks = 32

  /// Chooses among the lines of a run.
  ///
  /// - Parameter steps: The steps to ask about; empty for as many as fit.
  init(_ recording: Recording, steps: [Int]) {
    let first = recording.lines.first?.subject
    var chosen: Set<Int> = []
    var ends: [Int] = []
    for step in recording.steps where steps.isEmpty || steps.contains(step.t) {
      var own: [Int] = []
      var last: [Int] = []
      for index in step.lines where recording.lines.indices.contains(index) {
        let line = recording.lines[index]
        if line.subject == first {
          if !Self.isRepeated(line, index, recording, among: chosen) { own.append(index) }
        } else if line.line.assignment.target.role == .parameter {
          last.append(index)
        }
      }
      let isTooMany = chosen.count + own.count + last.count > Self.mostBlanks
      if steps.isEmpty, isTooMany, !chosen.isEmpty { break }
      chosen.formUnion(own)
      ends = last
    }
    lines = chosen.union(ends)
  }

  /// Whether the same line with the same numbers was chosen in the step before.
  private static func isRepeated(
    _ line: RecordedLine, _ index: Int, _ recording: Recording, among chosen: Set<Int>
  ) -> Bool {
    // A kept quantity continues from its last value.
    guard !line.line.assignment.target.isKept else { return false }
    for earlier in chosen where recording.lines[earlier].target == line.target {
      if line.hasSameNumbers(as: recording.lines[earlier]) { return true }
    }
    return false
  }
}
