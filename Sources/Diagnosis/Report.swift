import Equations
import Numerics
import Readers
import Tracing

/// One explanation of the numbers: a set of mistakes that reproduces all of them.
public struct Diagnosis: Sendable {
  /// The variants, the lesson's own first.
  public let variants: [AppliedVariant]
  /// For each variant, the lines that it alone changes.
  public let lines: [[EditedLine]]
  /// The lines with all variants applied.
  public let combined: [EditedLine]
  /// The number of numbers it reproduces.
  public let reproduced: Int
  /// The number of numbers compared.
  public let total: Int
  /// Other sets that give the same numbers on every input; they differ only in lines no result
  /// depends on.
  public let equivalents: [String]

  /// The argument of `--variant`.
  public var argument: String { variants.map { $0.argument }.joined(separator: ",") }
}

/// The finding for one printed quantity.
public struct QuantityFinding: Sendable {
  /// How a quantity compares with the rule.
  public enum State: String, Sendable {
    /// Every number is the rule's.
    case right
    /// Some number differs from the rule's.
    case wrong
    /// It differs, but the rule makes it from the other printed quantities: the error is carried
    /// forward.
    case follows
  }

  /// An entry that differs.
  public struct Difference: Sendable {
    /// The entry's name: `W1[0,1]`, `v at t = 3`.
    public let name: String
    /// The step, for a series with one number for each step.
    public let step: Int?
    /// The position in the quantity.
    public let index: MatrixIndex
    /// The printed number.
    public let printed: PrintedNumber
    /// The rule's number.
    public let rule: Double
  }

  /// Its name.
  public let name: String
  /// Its name, numbered if several printed arrays have the same name.
  public let label: String
  /// How it compares with the rule.
  public let state: State
  /// The number of its numbers that match the rule.
  public let agreeing: Int
  /// The number of its numbers.
  public let total: Int
  /// Its first entry that differs; nil if its shape differs.
  public let first: Difference?
  /// Its shape and the rule's, if they differ.
  public let shapes: String?
  /// The constant factor by which its step, or itself, differs from the rule's in every entry, if
  /// any.
  public let factor: Double?
  /// Whether the factor applies to the parameter's step.
  public let isFactorOfStep: Bool
}

/// The answer to "which mistake made these numbers?".
public struct Report: Sendable {
  /// The lesson.
  public let lesson: Lesson
  /// The case.
  public let given: Case
  /// The answer in one word.
  public let verdict: Verdict
  /// The explanations, the most common first.
  public let diagnoses: [Diagnosis]
  /// The number of numbers that the rule reproduces.
  public let ruleReproduces: Int
  /// The number of numbers compared.
  public let total: Int
  /// The finding for each quantity, in the order of the print.
  public let quantities: [QuantityFinding]
  /// The one number that looks mistyped, if nothing else is wrong.
  public let mistyping: Mistyping?
  /// Notes on how the input was read.
  public let notes: [String]
  /// The t of an earlier step at which the rule has these numbers; nil if there is none.
  public let earlier: Int?
  /// Whether some mistake makes these numbers, but they have too few digits to name it.
  public let isTooShort: Bool
  /// Whether every number that is not the rule's is a NaN or an infinity.
  public let isNotFinite: Bool
  /// Whether the case was too large for trying every set of mistakes.
  public let isCutShort: Bool
  /// The parameters and states that were not printed.
  public let unprinted: [String]
  /// The lesson's variants that print the same numbers here as the rule.
  public let invisible: [String]
  /// The number of decimals printed; nil if the numbers were not rounded.
  public let decimals: Int?
}
