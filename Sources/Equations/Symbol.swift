/// A quantity of an equation, with its names in code, in traces and in print, and its role.
///
/// ```swift
/// let β₁ = Symbol.hyperparameter("beta1", "β₁", default: 0.9, "decay of the first moment")
/// ```
///
/// Symbols with the same name and owner are equal: within a lesson a name has one meaning.
public struct Symbol: Sendable {
  /// The role of a quantity, which says where its value comes from.
  public enum Role: Equatable, Sendable {
    /// A parameter θ the rule updates: W1, b1, W2 …
    case parameter
    /// The gradient g of that parameter, given at each step.
    case gradient
    /// A quantity kept from one step to the next, with its start value.
    case state(start: Double)
    /// A constant of the run, with its default and its allowed range.
    case hyperparameter(default: Double, range: ValueRange)
    /// A number given at each step: a temperature, an epoch.
    case input
    /// The number t of the step, counted from 1.
    case step
    /// The number l of the layer, counted from 1.
    case layer
    /// A result used by later lines of the same update only.
    case intermediate
    /// Stands for any formula in the pattern of an edit; never in a rule.
    case placeholder
  }

  /// The owner of a quantity, for rules that run once for each parameter.
  public enum Owner: Hashable, Sendable {
    /// The parameter the rule is being applied to.
    case own
    /// The weights of the same layer: a bias's line reads them if `dW` was typed for `db`.
    case weights
    /// The biases of the same layer: a line of the weights reads them if `db` was typed for `dW`.
    case biases
    /// The corresponding parameter of the next layer: an index that is one too large.
    case nextLayer
    /// The corresponding parameter of the previous layer: an index that is one too small.
    case previousLayer
  }

  /// The ASCII name, for code, JSON and `--set`: `beta1`.
  public let name: String
  /// The name in a trace: `β₁`.
  public let glyph: String
  /// The LaTeX form: `\beta_1`.
  public let latex: String
  /// The role, which says where its value comes from.
  public let role: Role
  /// A short description.
  public let meaning: String
  /// The owner.
  public let owner: Owner
  /// Other names in programs and books: `lr`, `learning_rate`.
  public let otherNames: [String]
  /// Whether it is an input that goes up by 1 each step, such as the epoch.
  public let counts: Bool
  /// The name of the state whose start value in a case it takes; nil for its own.
  public let startsAs: String?

  /// Creates a symbol from all its parts.
  public init(
    name: String, glyph: String, latex: String, role: Role, meaning: String, owner: Owner = .own,
    counts: Bool = false, otherNames: [String] = [], startsAs: String? = nil
  ) {
    self.otherNames = otherNames
    self.startsAs = startsAs
    self.name = name
    self.glyph = glyph
    self.latex = latex
    self.role = role
    self.meaning = meaning
    self.owner = owner
    self.counts = counts
  }

  /// The same quantity of the layer's weights, for mistakes that read `dW` in the bias's line.
  public var ofWeights: Symbol { of(.weights) }

  /// The same quantity of another owner.
  public func of(_ owner: Owner) -> Symbol {
    Symbol(
      name: name, glyph: glyph, latex: latex, role: role, meaning: meaning, owner: owner,
      counts: counts, otherNames: otherNames, startsAs: startsAs)
  }
}

extension Symbol: Hashable {
  /// Whether two symbols have the same name and the same owner.
  public static func == (left: Symbol, right: Symbol) -> Bool {
    left.name == right.name && left.owner == right.owner
  }

  /// Hashes the same parts as `==` compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(owner)
  }
}

/// The values a hyperparameter may take.
public struct ValueRange: Equatable, Sendable {
  /// The least value.
  public let lower: Double
  /// The greatest value.
  public let upper: Double
  /// Whether `upper` itself is allowed.
  public let includesUpper: Bool
  /// Whether `lower` itself is allowed.
  public let includesLower: Bool

  /// At least 0: learning rates, ε, decay rates.
  public static let nonNegative = ValueRange(
    lower: 0, upper: .greatestFiniteMagnitude, includesUpper: true, includesLower: true)
  /// Above 0: intervals, the k of k/√t.
  public static let positive = ValueRange(
    lower: 0, upper: .greatestFiniteMagnitude, includesUpper: true, includesLower: false)
  /// At least 0 and below 1: the β of a moving average, where 1 − β must not be 0.
  public static let averagingDecay = ValueRange(
    lower: 0, upper: 1, includesUpper: false, includesLower: true)
  /// Above 0, up to 1: the base of an exponential schedule.
  public static let shrinkingBase = ValueRange(
    lower: 0, upper: 1, includesUpper: true, includesLower: false)

  /// Whether a value is allowed; NaN and infinities never are.
  public func contains(_ value: Double) -> Bool {
    guard value.isFinite else { return false }
    let above = includesLower ? value >= lower : value > lower
    return above && (includesUpper ? value <= upper : value < upper)
  }

  /// The range in words: `at least 0 and below 1`.
  public var words: String {
    let from = includesLower ? "at least \(Int(lower))" : "above \(Int(lower))"
    guard upper <= 1 else { return from }
    return from + (includesUpper ? " and at most \(Int(upper))" : " and below \(Int(upper))")
  }
}

// The symbols that every lesson has, with the lecture's names.
extension Symbol {
  /// A parameter θ; `W1` in a case.
  public static let parameter = Symbol(
    name: "theta", glyph: "θ", latex: #"\theta"#, role: .parameter, meaning: "the parameter")
  /// The gradient g of the parameter; `dW1` in a case.
  public static let gradient = Symbol(
    name: "g", glyph: "g", latex: "g", role: .gradient, meaning: "its gradient at this step")
  /// The step t, counted from 1.
  public static let step = Symbol(
    name: "t", glyph: "t", latex: "t", role: .step, meaning: "the number of the step, from 1")
  /// The layer l, counted from 1; a wrong exponent reads it.
  public static let layer = Symbol(
    name: "l", glyph: "l", latex: "l", role: .layer, meaning: "the number of the layer, from 1")

  /// A constant of the run.
  public static func hyperparameter(
    _ name: String, _ glyph: String, latex: String? = nil, default value: Double,
    range: ValueRange = .nonNegative, _ meaning: String, otherNames: [String] = []
  ) -> Symbol {
    Symbol(
      name: name, glyph: glyph, latex: latex ?? glyph,
      role: .hyperparameter(default: value, range: range), meaning: meaning,
      otherNames: otherNames)
  }

  /// A quantity kept from step to step.
  public static func state(
    _ name: String, _ meaning: String, glyph: String? = nil, latex: String? = nil,
    start: Double = 0
  ) -> Symbol {
    Symbol(
      name: name, glyph: glyph ?? name, latex: latex ?? glyph ?? name, role: .state(start: start),
      meaning: meaning)
  }

  /// A result used within one update.
  public static func intermediate(
    _ name: String, _ glyph: String, latex: String? = nil, _ meaning: String
  ) -> Symbol {
    Symbol(
      name: name, glyph: glyph, latex: latex ?? glyph, role: .intermediate, meaning: meaning)
  }

  /// A number given at each step; with `counts`, one that goes up by 1 each time.
  public static func input(
    _ name: String, _ glyph: String, latex: String? = nil, _ meaning: String, counts: Bool = false
  ) -> Symbol {
    Symbol(
      name: name, glyph: glyph, latex: latex ?? glyph, role: .input, meaning: meaning,
      counts: counts)
  }

  /// Stands for any formula in the pattern of an edit.
  public static func placeholder(_ name: String) -> Symbol {
    Symbol(name: name, glyph: name, latex: name, role: .placeholder, meaning: "any formula")
  }
}
