import Equations
import Numerics

/// A rule and its variant run on one case: where they diverge, and what differs.
public struct Comparison: Sendable {
  /// The lesson's name.
  public let lesson: String
  /// The case's name.
  public let caseName: String
  /// The variants compared with the rule.
  public let variants: [AppliedVariant]
  /// The conventions both sides run with: those the variants are mistakes in.
  public let context: [AppliedVariant]
  /// The lines whose equations differ, the rule's and the variant's, for each kind of parameter.
  public let edits: [EditedLine]
  /// The first number that differs; nil if none does, or if the variant cannot run.
  public let divergence: Divergence?
  /// The lines whose values differ, and the lines that only one side has.
  public let lines: [DifferingLine]
  /// The number of lines compared.
  public let lineCount: Int
  /// The rule's results.
  public let ruleOutputs: [(name: String, value: Matrix)]
  /// The variant's results.
  public let variantOutputs: [(name: String, value: Matrix)]
  /// The error with which the variant stops, if Python would stop.
  public let failure: String?

  /// The first number that differs.
  public struct Divergence: Sendable {
    /// The step.
    public let t: Int
    /// The parameter; empty in a lesson without parameters.
    public let parameter: String
    /// The quantity.
    public let target: String
    /// The element, counted from 0; nil if the shapes differ.
    public let element: MatrixIndex?
    /// The rule's number.
    public let rule: Double
    /// The variant's number.
    public let variant: Double
    /// The difference in words.
    public let words: String
  }

  /// A line whose values differ, or that only one side has.
  public struct DifferingLine: Sendable {
    /// The step.
    public let t: Int
    /// The parameter.
    public let parameter: String
    /// Its layer.
    public let layer: Int?
    /// The rule's line; nil if it has none.
    public let rule: TraceLine?
    /// The variant's line; nil if it has none.
    public let variant: TraceLine?
  }

  /// Compares a set of variants with the rule on a case.
  ///
  /// - Throws: `CaseError` if the rule cannot run on the case, or the variants exclude each other.
  ///   A variant that stops with a Python error does not throw: the error is in `failure`.
  public init(
    _ lesson: Lesson, variants: [AppliedVariant], _ given: Case
  ) throws(CaseError) {
    let (context, own, full) = lesson.sides(of: variants)
    let rule = try Trace(lesson, variants: context, given)
    self.lesson = lesson.id
    caseName = given.head.name
    self.variants = own
    self.context = context
    ruleOutputs = rule.outputs
    let edited: EditedRule
    let base: EditedRule
    do {
      edited = try EditedRule(lesson.rule, applying: full)
      base = try EditedRule(lesson.rule, applying: context)
    } catch {
      throw CaseError(error.message)
    }
    edits = edited.differences(from: base)
    let variant: Trace
    do {
      variant = try Trace(lesson, variants: full, given)
    } catch {
      failure = error.message
      isVisible = true
      divergence = nil
      lines = []
      lineCount = 0
      variantOutputs = []
      return
    }
    failure = nil
    variantOutputs = variant.outputs
    var walk = TraceDiff()
    for (before, after) in zip(rule.steps, variant.steps) { walk.compare(before, after) }
    lines = walk.lines
    lineCount = walk.count
    divergence = walk.divergence
    let unchanged = rule.outputs.allSatisfy { output in
      variant.outputs.contains { $0.name == output.name && $0.value == output.value }
    }
    isVisible = walk.resultDiffers || !unchanged
  }

  /// Whether some result differs after some step: a parameter, a state or a value of the series.
  ///
  /// True also if the variant stops.
  ///
  /// Intermediate lines may differ without affecting any result.
  public let isVisible: Bool
}
