/// One line of a rule: a target, its formula, and the reason for the line.
public struct Assignment: Hashable, Sendable {
  /// The quantity that is assigned.
  public let target: Symbol
  /// The right-hand side.
  public let formula: Formula
  /// The one-line reason printed beside the equation.
  public let reason: String

  /// Creates a line from its parts.
  public init(target: Symbol, formula: Formula, reason: String) {
    self.target = target
    self.formula = formula
    self.reason = reason
  }
}

/// A lesson's equations, in the order in which they run.
///
/// The rule is written for one parameter θ with gradient g and is applied to each of W1, b1, W2,
/// b2 … A lesson without parameters (a temperature series, a schedule) runs it once a step.
///
/// ```swift
/// public static let rule = UpdateRule {
///   v ← β * v + (1 - β) * g ∵ "moving average of the gradients"
///   θ ← θ - α * v           ∵ "step against the average"
/// }
/// ```
public struct UpdateRule: Hashable, Sendable {
  /// The lines, first to last.
  public let lines: [Assignment]

  /// Creates a rule from existing lines, for example of an edited rule.
  public init(lines: [Assignment]) { self.lines = lines }

  /// Creates a rule from equations, one below the other.
  public init(@RuleBuilder _ lines: () -> [Assignment]) { self.lines = lines() }

  /// Every symbol of the rule, targets included, each once, in reading order.
  public var symbols: [Symbol] {
    var found: [Symbol] = []
    for line in lines {
      for symbol in [line.target] + line.formula.symbols where !found.contains(symbol) {
        found.append(symbol)
      }
    }
    return found
  }

  /// Whether a line before another target's line makes a quantity.
  ///
  /// Where lines of the weights and the biases alternate, as in the course's notebook, a line of the weights that reads
  /// the biases finds what their earlier lines have made, and the old value of the rest.
  public func makes(_ symbol: Symbol, before target: Symbol) -> Bool {
    let made = lines.prefix { $0.target != target }
    return made.contains { $0.target == symbol.of(.own) }
  }

  /// Whether the rule updates parameters and does not just follow a series of inputs.
  public var updatesParameters: Bool { lines.contains { $0.target.role == .parameter } }
}

/// Collects the equations of an `UpdateRule`; a `for` over the layers repeats them, an `if` chooses.
@resultBuilder public enum RuleBuilder {
  /// Takes one line.
  public static func buildExpression(_ line: Assignment) -> [Assignment] { [line] }
  /// Takes the lines of another rule.
  public static func buildExpression(_ rule: UpdateRule) -> [Assignment] { rule.lines }
  /// Joins the lines.
  public static func buildBlock(_ parts: [Assignment]...) -> [Assignment] { parts.flatMap { $0 } }
  /// Joins the turns of a `for`.
  public static func buildArray(_ parts: [[Assignment]]) -> [Assignment] { parts.flatMap { $0 } }
  /// Takes the lines of an `if`, or nothing.
  public static func buildOptional(_ lines: [Assignment]?) -> [Assignment] { lines ?? [] }
  /// Takes the lines of an `if` whose condition holds.
  public static func buildEither(first lines: [Assignment]) -> [Assignment] { lines }
  /// Takes the lines of its `else`.
  public static func buildEither(second lines: [Assignment]) -> [Assignment] { lines }
}
