import Equations
import Numerics
import Readers
import Tracing

/// One explanation of the numbers: a set of mistakes that reproduces all of them.
public struct Diagnosis: Sendable {
  /// The variants, the lesson's own first.
  public let variants: [AppliedVariant]
  /// For each variant the lines it changes by itself.
  public let lines: [[EditedLine]]
  /// The lines as all the variants together leave them.
  public let combined: [EditedLine]
  /// How many of the numbers it reproduces.
  public let reproduced: Int
  /// How many numbers there are.
  public let total: Int
  /// Other sets that give the same numbers on every input, since they differ in lines nobody reads.
  public let equivalents: [String]

  /// The argument of `--variant`.
  public var argument: String { variants.map { $0.argument }.joined(separator: ",") }
}

/// What is known of one printed quantity.
public struct QuantityFinding: Sendable {
  /// What can be said of it.
  public enum State: String, Sendable {
    /// Every number is the rule's.
    case right
    /// It differs from the rule's.
    case wrong
    /// It differs, but is what the rule makes of the printed quantities it is made from.
    case follows
  }

  /// An entry that differs.
  public struct Difference: Sendable {
    /// What it is called: `W1[0,1]`, `v at t = 3`.
    public let name: String
    /// The step, of a series of one number a step.
    public let step: Int?
    /// Where it stands.
    public let index: MatrixIndex
    /// What was printed.
    public let printed: PrintedNumber
    /// What the rule has.
    public let rule: Double
  }

  /// Its name.
  public let name: String
  /// Its name, with which of them it is where several arrays of the print have one name.
  public let label: String
  /// What can be said of it.
  public let state: State
  /// How many of its numbers are the rule's.
  public let agreeing: Int
  /// How many numbers it has.
  public let total: Int
  /// Its first entry that differs; nil if its shape does.
  public let first: Difference?
  /// What its shape is and what the rule's is, where they differ.
  public let shapes: String?
  /// By which factor its step, or itself, differs from the rule's in every entry, where there is one.
  public let factor: Double?
  /// Whether the factor is of the step the parameter makes.
  public let isFactorOfStep: Bool
}

/// The answer to "which mistake made these numbers?".
public struct Report: Sendable {
  /// The lesson.
  public let lesson: Lesson
  /// The case.
  public let given: Case
  /// The answer in a word.
  public let verdict: Verdict
  /// The explanations, the most common first.
  public let diagnoses: [Diagnosis]
  /// How many of the numbers the rule reproduces.
  public let ruleReproduces: Int
  /// How many numbers were compared.
  public let total: Int
  /// What is known of each quantity, in the order of the print.
  public let quantities: [QuantityFinding]
  /// The one number that looks mistyped, where that is all that is wrong.
  public let mistyping: Mistyping?
  /// What to know about how the input was read.
  public let notes: [String]
  /// Whether the case was too large to try every set of mistakes.
  public let isCutShort: Bool
  /// The parameters and states that were not printed.
  public let unprinted: [String]
  /// The lesson's variants that would print the same numbers as the rule does here.
  public let invisible: [String]
  /// To how many decimals the numbers were printed; nil where they were not rounded.
  public let decimals: Int?
}
