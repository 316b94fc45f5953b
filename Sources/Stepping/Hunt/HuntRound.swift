import Equations
import Numerics
import Tracing

/// A trace with a hidden mistake: its printed lines beside the rule's equations.
struct HuntRound {
  /// A printed line.
  struct PrintedLine {
    let t: Int
    let subject: String
    let layer: Int?
    /// The rule's equation; empty for a line the rule does not have.
    let equation: String
    let target: String
    /// The printed value; nil if the program has no such line.
    let value: Matrix?
    /// The right value; nil if the rule has no such line.
    let right: Matrix?
  }

  /// The hidden mistakes, one or two.
  let hidden: [AppliedVariant]
  let caseName: String
  let given: Case
  /// The book's conventions that differ, which are not mistakes here.
  let context: [AppliedVariant]
  let lines: [PrintedLine]
  /// The constants that the rule's equations read, in one line: `α = 0.01   β₁ = 0.9`.
  let constants: String
  /// The index of the first wrong line.
  let firstWrong: Int
  /// The number of digits shown.
  let style: NumberStyle
  /// How hard the mistake is to see, from 0 for obvious.
  let subtlety: Double

  /// Whether the usual digits show the mistake; otherwise only the last digits of a double do.
  var isSeenOnPaper: Bool { style.digits <= 7 }

  /// Whether the hidden difference is another book's form and not a mistake.
  var isOtherBook: Bool { hidden.allSatisfy { $0.variant.kind == .convention } }

  /// The name by which progress is saved.
  var id: String { hidden.map { $0.argument }.joined(separator: ",") }

  /// Runs a mistake on a case.
  ///
  /// - Returns: Nil if the mistake does not show at the digits given, or cannot run.
  init?(
    _ lesson: Lesson, _ hidden: [AppliedVariant], _ name: String, _ given: Case, digits: Int
  ) {
    let (context, _, full) = lesson.sides(of: hidden)
    guard let rule = try? Recording(lesson, variants: context, given),
      let variant = try? Recording(lesson, variants: full, given)
    else { return nil }
    let style = NumberStyle(digits: digits)
    let paired = PairedRun(rule, variant)
    let known = Set(rule.lines.map { $0.target })
    let lines = paired.lines.indices.compactMap { index -> PrintedLine? in
      // A quantity that the rule does not have would reveal the mistake.
      guard let line = paired.line(index), known.contains(line.target) else { return nil }
      let right = paired.ruleLine(index)
      return PrintedLine(
        t: line.t, subject: line.subject, layer: line.layer,
        equation: right?.line.equation ?? "", target: line.target,
        value: paired.variantLine(index)?.value, right: right?.value)
    }
    guard let first = lines.firstIndex(where: { !$0.isRight(style) }) else { return nil }
    self.hidden = hidden
    caseName = name
    self.given = given
    self.context = context
    self.lines = lines
    constants = rule.header.hyperparameters.map { symbol, value in
      "\(symbol.glyph) = \(NumberStyle.full.text(value))"
    }.joined(separator: "   ")
    self.style = style
    firstWrong = first
    let steps = Double(lines[first].t - (lines.first?.t ?? 1))
    // A missing line is obvious; a number off by half is easier to see than one off by a hundredth.
    subtlety = lines[first].subtlety + 0.3 * steps
  }

  /// Whether another mistake prints the same here, so that the two cannot be told apart.
  func looksLike(_ other: HuntRound) -> Bool {
    lines.count == other.lines.count
      && zip(lines, other.lines).allSatisfy { a, b in
        a.target == b.target && a.t == b.t && shown(a.value) == shown(b.value)
      }
  }

  private func shown(_ value: Matrix?) -> [String]? { value.map { drawn($0, style) } }

  /// The rule's result from the numbers printed above a line; nil if the rule has no such line.
  func followed(_ index: Int, _ lesson: Lesson) -> RecordedLine? {
    guard lines.indices.contains(index), !lines[index].equation.isEmpty else { return nil }
    var replacements: [Replacement] = []
    for line in lines[..<index] where !line.equation.isEmpty {
      guard let value = line.value, value.shape == line.right?.shape else { continue }
      for (position, number) in value.elements.enumerated() {
        replacements.append(
          Replacement(
            t: line.t, target: line.target, index: MatrixIndex(position: position, in: value.shape),
            value: number))
      }
    }
    let run = try? Recording(lesson, variants: context, given, replacing: replacements)
    return run?.lines.first { $0.t == lines[index].t && $0.target == lines[index].target }
  }
}

extension HuntRound.PrintedLine {
  /// Whether the printed value is right to the digits shown.
  func isRight(_ style: NumberStyle) -> Bool {
    guard let value, let right, value.shape == right.shape else { return false }
    return zip(value.elements, right.elements).allSatisfy { style.showsSame($0, $1) }
  }

  /// How little the numbers differ: 0 for a missing line, 2 for a hundredth, 7 for the last digit.
  fileprivate var subtlety: Double {
    // An extra or missing line is obvious, but harder to name than a number that is far off.
    guard let value, let right, value.shape == right.shape else { return 0.25 }
    var most = 0.0
    for (a, b) in zip(value.elements, right.elements) where !a.hasSameBits(as: b) {
      let size = Swift.max(a.magnitude, b.magnitude)
      most = Swift.max(most, a.isFinite && b.isFinite && size > 0 ? (a - b).magnitude / size : 2)
    }
    var subtlety = 0.0
    var reached = 1.0
    while most < reached, subtlety < 17 {
      reached /= 2
      subtlety += 0.3
    }
    return subtlety
  }
}
