/// A change that turns a rule into a variant.
public struct Edit: Hashable, Sendable {
  /// The kind of change.
  public enum Change: Hashable, Sendable {
    /// Every occurrence of a sub-formula (placeholders allowed) is replaced, in one target's line
    /// or, without a target, in every line.
    case replace(Formula, with: Formula, in: Symbol?)
    /// The line with the same target is written differently.
    case rewrite(Assignment)
    /// A line is left out.
    case drop(Symbol)
    /// A line runs too early, before another target's line.
    case move(Symbol, before: Symbol)
    /// An additional line, before a target's line.
    case insert(Assignment, before: Symbol)
    /// A line's result is stored into another symbol, and read from there.
    case store(Symbol, into: Symbol)
    /// The loop over the layers visits the wrong layers.
    case visit(LayerLoop)
    /// A line's results are miscopied, step by step; later steps are not affected.
    case miscopy(Symbol, as: [Double])
    /// Two symbols are exchanged wherever they are read.
    case exchange(Symbol, Symbol)
    /// The steps of the case are taken in another order or number, or a state starts elsewhere.
    case take(StepOrder)
    /// Every line's result is rounded to a number of decimals, as with a calculator.
    case round(decimals: Int)
  }

  /// Which parameters the edit applies to.
  public enum Scope: Hashable, Sendable {
    /// All of them.
    case everywhere
    /// W1, W2 …
    case weights
    /// b1, b2 …
    case biases
    /// The parameters of one layer.
    case layer(Int)
    /// One parameter: W2, b2.
    case parameter(isBias: Bool, layer: Int)

    /// Whether the scope includes a parameter.
    public func includes(isBias: Bool, layer: Int?) -> Bool {
      switch self {
      case .everywhere: true
      case .weights: !isBias
      case .biases: isBias
      case .layer(let wanted): layer == wanted
      case .parameter(let wantsBias, let wanted): isBias == wantsBias && layer == wanted
      }
    }

    /// The scope in a word, as written after the @ of `--variant`.
    public var name: String {
      switch self {
      case .everywhere: "everywhere"
      case .weights: "weights"
      case .biases: "biases"
      case .layer(let layer): "layer\(layer)"
      case .parameter(let isBias, let layer): "\(isBias ? "b" : "W")\(layer)"
      }
    }

    /// The layer it names; nil if it names none.
    public var layer: Int? {
      switch self {
      case .everywhere, .weights, .biases: nil
      case .layer(let layer), .parameter(_, let layer): layer
      }
    }

    /// Reads the word after the @ of `--variant`; nil for an unknown word.
    public init?(narrowing word: String) {
      switch word {
      case "weights": self = .weights
      case "biases": self = .biases
      default:
        let name = word.prefix { !("0"..."9").contains($0) }
        guard let layer = Int(word.dropFirst(name.count)), layer >= 1 else { return nil }
        switch name {
        case "layer": self = .layer(layer)
        case "W": self = .parameter(isBias: false, layer: layer)
        case "b": self = .parameter(isBias: true, layer: layer)
        default: return nil
        }
      }
    }
  }

  /// The change.
  public let change: Change
  /// The parameters it applies to.
  public let scope: Scope

  /// Creates an edit from its parts.
  public init(_ change: Change, scope: Scope = .everywhere) {
    self.change = change
    self.scope = scope
  }

  /// The target of the changed line; nil for the loop over the layers and for every line.
  public var target: Symbol? {
    switch change {
    case .replace(_, _, let target): target
    case .drop(let target), .move(let target, _), .store(let target, _), .miscopy(let target, _):
      target
    case .rewrite(let line), .insert(let line, _): line.target
    case .visit, .take, .exchange, .round: nil
    }
  }
}

extension Edit {
  /// Whether the edit changes equations.
  ///
  /// Each parameter has its own, so a scope can narrow the edit.
  public var isOfOneParameter: Bool {
    switch change {
    case .visit, .take, .miscopy: false
    case .replace, .rewrite, .drop, .move, .insert, .store, .exchange, .round: true
    }
  }
}

/// The layers that a wrong loop updates, or how often.
public enum LayerLoop: Hashable, Sendable {
  /// Every turn of the loop updates this one layer: `str(1+1)` typed for `str(l+1)`.
  case always(Int)
  /// The loop ends after its first turn: a `return` inside its body.
  case firstTurnOnly
  /// The loop ends one turn early: `range(L - 1)`, where L is the number of layers.
  case allButLast
  /// The loop begins one turn late: `range(1, L)`, where layers count from 0.
  case allButFirst
  /// Every update is made twice in each step.
  case twice
  /// The weights are updated and the biases forgotten.
  case weightsOnly
  /// The biases are updated and the weights forgotten.
  case biasesOnly

  /// The parameters the loop updates in a step, in order, as indices among all parameters.
  ///
  /// - Returns: Nil if the loop asks for a layer that does not exist, where Python would stop with
  ///   a KeyError.
  package func turns(_ parameters: [ParameterKind]) -> [Int]? {
    var layers: [Int?] = []
    for one in parameters where !layers.contains(one.layer) { layers.append(one.layer) }
    func members(_ layer: Int?) -> [Int] {
      parameters.indices.filter { parameters[$0].layer == layer }
    }
    switch self {
    case .firstTurnOnly: return layers.first.map(members) ?? []
    case .allButLast: return layers.dropLast().flatMap(members)
    case .allButFirst: return layers.dropFirst().flatMap(members)
    case .weightsOnly: return parameters.indices.filter { !parameters[$0].isBias }
    case .biasesOnly: return parameters.indices.filter { parameters[$0].isBias }
    case .twice: return layers.flatMap { members($0) + members($0) }
    case .always(let layer):
      return layers.contains(layer) ? layers.flatMap { _ in members(layer) } : nil
    }
  }
}

// Edits in the form that lessons use.
extension Edit {
  /// Replaces a sub-formula in one target's line, or everywhere.
  public static func replace<Old: Term, New: Term>(
    _ old: Old, with new: New, in target: Symbol? = nil, scope: Scope = .everywhere
  ) -> Edit {
    Edit(.replace(old.formula, with: new.formula, in: target), scope: scope)
  }

  /// Rewrites the line with the assignment's target.
  public static func rewrite(_ line: Assignment, scope: Scope = .everywhere) -> Edit {
    Edit(.rewrite(line), scope: scope)
  }

  /// Adds a line before a target's line.
  public static func insert(_ line: Assignment, before target: Symbol) -> Edit {
    Edit(.insert(line, before: target))
  }

  /// Leaves a line out.
  public static func drop(_ target: Symbol) -> Edit { Edit(.drop(target)) }

  /// Moves a line before another target's line.
  public static func move(_ target: Symbol, before other: Symbol) -> Edit {
    Edit(.move(target, before: other))
  }

  /// Stores the result of a line into another symbol.
  public static func store(_ target: Symbol, into other: Symbol) -> Edit {
    Edit(.store(target, into: other))
  }

  /// Makes the loop over the layers visit the wrong layers.
  public static func visit(_ loop: LayerLoop) -> Edit { Edit(.visit(loop)) }

  /// Takes the case's steps otherwise.
  public static func take(_ order: StepOrder) -> Edit { Edit(.take(order)) }

  /// Miscopies a line's results.
  public static func miscopy(_ target: Symbol, as answers: [Double]) -> Edit {
    Edit(.miscopy(target, as: answers))
  }
}

extension UpdateRule {
  /// The rule with one edit applied, or nil if there is nothing to edit.
  ///
  /// Edits of the loop and of miscopied answers do not change the equations.
  public func applying(_ change: Edit.Change) -> UpdateRule? {
    var lines = lines
    func index(_ target: Symbol) -> Int? { lines.firstIndex { $0.target == target } }
    switch change {
    case .replace(let old, let new, let target):
      var isFound = false
      for at in lines.indices where target == nil || lines[at].target == target {
        let line = lines[at]
        guard let formula = line.formula.replacing(old, with: new), formula != line.formula
        else { continue }
        lines[at] = Assignment(target: line.target, formula: formula, reason: line.reason)
        isFound = true
      }
      guard isFound else { return nil }
    case .rewrite(let line):
      guard let at = index(line.target), lines[at].formula != line.formula else { return nil }
      lines[at] = line
    case .drop(let target):
      guard let at = index(target) else { return nil }
      lines.remove(at: at)
    case .move(let target, let other):
      guard let from = index(target), let to = index(other), to < from else { return nil }
      lines.insert(lines.remove(at: from), at: to)
    case .insert(let line, let other):
      guard let at = index(other), index(line.target) == nil else { return nil }
      lines.insert(line, at: at)
    case .store(let target, let other):
      guard let at = index(target) else { return nil }
      lines[at] = Assignment(
        target: other, formula: lines[at].formula, reason: lines[at].reason)
      for later in lines.indices where later > at {
        lines[later] = lines[later].reading(other, for: target)
      }
    case .visit, .take: break
    case .miscopy(let target, _):
      guard index(target) != nil else { return nil }
    case .exchange(let one, let other):
      lines = lines.map { $0.exchanging(one, other) }
      if lines == self.lines { return nil }
    case .round(let decimals):
      lines = lines.map { $0.rounded(decimals) }
    }
    return UpdateRule(lines: lines)
  }
}

extension Assignment {
  /// The line with one symbol read in place of another.
  func reading(_ new: Symbol, for old: Symbol) -> Assignment {
    let replaced = formula.replacing(.symbol(old), with: .symbol(new))
    return Assignment(target: target, formula: replaced ?? formula, reason: reason)
  }
}

extension Assignment {
  /// The line with two symbols exchanged.
  fileprivate func exchanging(_ one: Symbol, _ other: Symbol) -> Assignment {
    let exchanged = formula.substituting([one: .symbol(other), other: .symbol(one)])
    return Assignment(target: target, formula: exchanged, reason: reason)
  }

  /// The line with its result rounded, in the three operations of `np.round(x, decimals)`.
  fileprivate func rounded(_ decimals: Int) -> Assignment {
    let unit = Formula.number((0..<decimals).reduce(1.0) { power, _ in power * 10 })
    let scaled = Formula.unary(.round, .binary(.multiply, formula, unit))
    return Assignment(target: target, formula: .binary(.divide, scaled, unit), reason: reason)
  }
}
