import Diagnosis
import Equations
import Numerics
import Text
import Tracing

/// The quantities that a worksheet asks for.
public struct BlankSelection: Sendable, Equatable {
  /// A quantity, or one entry of it.
  public struct Item: Sendable, Equatable {
    /// `v_dW1`, `W1`, or `v` for the v of every parameter.
    public let name: String
    /// The entry, from 0; nil for all entries.
    public let entry: MatrixIndex?
    /// The points for each entry; nil for the sheet's own.
    public let points: Int?

    /// Creates an item.
    public init(_ name: String, entry: MatrixIndex? = nil, points: Int? = nil) {
      self.name = name
      self.entry = entry
      self.points = points
    }
  }

  /// The quantities; empty for the usual choice: the first entry of each line of the first
  /// parameter, and of the last value of every other one (`UsualChoice`).
  public var items: [Item]
  /// The steps; empty for all of them.
  public var steps: [Int]
  /// The points for a blank whose item does not set its own.
  public var points: Int

  /// The most blanks of a sheet: more than anyone fills in.
  public static let mostBlanks = 2_000
  /// The most points of a blank.
  public static let mostPoints = 1_000

  /// Creates a choice.
  public init(items: [Item] = [], steps: [Int] = [], points: Int = 1) {
    self.items = items
    self.steps = steps
    self.points = points
  }

  /// The questions about a run.
  func questions(
    _ recording: Recording, _ mistakes: [MistakeRun], digits: Int
  ) throws(CaseError) -> [Question] {
    try check(recording)
    var questions: [Question] = []
    var count = 0
    let usual = items.isEmpty ? UsualChoice(recording, steps: steps) : nil
    for (index, line) in recording.lines.enumerated() {
      guard steps.isEmpty || steps.contains(line.t) else { continue }
      if let usual, !usual.lines.contains(index) { continue }
      let value = line.value
      var blanks: [Blank] = []
      for (index, points) in entries(of: line, value.shape) {
        guard let answer = value.element(index) else { continue }
        count += 1
        guard count <= Self.mostBlanks else {
          throw CaseError("the sheet would have more than \(Self.mostBlanks) blanks")
        }
        blanks.append(
          Blank(
            number: count, t: line.t, target: line.target, index: index,
            isNumber: value.shape == .scalar, answer: answer, points: points,
            wrong: mistakes.wrong(
              line.target, after: line.t, at: index, answer: answer,
              digits: digits, beside: recording)))
      }
      if !blanks.isEmpty {
        questions.append(Question(number: questions.count + 1, line: index, blanks: blanks))
      }
    }
    return questions
  }

  /// The entries of a line that are left blank.
  private func entries(
    of line: RecordedLine, _ shape: Shape
  ) -> [(index: MatrixIndex, points: Int)] {
    if items.isEmpty { return [(.first, points)] }
    let called = items.filter { Self.isCalled($0.name, line) }
    guard !called.isEmpty else { return [] }
    var found: [(index: MatrixIndex, points: Int)] = []
    for position in 0..<shape.count {
      // An item for one entry takes precedence over one for all entries.
      let index = MatrixIndex(position: position, in: shape)
      let meant = called.first { $0.entry == index } ?? called.first { $0.entry == nil }
      if let meant { found.append((index, meant.points ?? points)) }
    }
    return found
  }

  private static func isCalled(_ name: String, _ line: RecordedLine) -> Bool {
    let symbol = line.line.assignment.target
    if name == line.target { return true }
    return symbol.role != .parameter && (name == symbol.name || name == symbol.glyph)
  }

  /// Throws for items of the choice that are not in the run.
  private func check(_ recording: Recording) throws(CaseError) {
    for t in steps where !recording.steps.contains(where: { $0.t == t }) {
      let known = recording.steps.prefix(20).map { "\($0.t)" }.joined(separator: ", ")
      throw CaseError("the case has no step t = \(t); its steps are \(known)")
    }
    for item in items {
      let lines = recording.lines.filter { Self.isCalled(item.name, $0) }
      if lines.isEmpty {
        throw CaseError(unknownWord(item.name, "quantity", among: recording.targets))
      }
      guard let entry = item.entry else { continue }
      if !lines.contains(where: { entry.isInside($0.line.value.shape) }) {
        throw CaseError(
          "there is no entry \(entry) in \(item.name), which is "
            + "\(lines[0].line.value.shape): rows and columns count from 0")
      }
    }
  }
}
