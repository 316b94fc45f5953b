import Equations
import Tracing

extension Lesson {
  /// All systematic changes of one equation: a term dropped; a symbol replaced by another of its
  /// kind; another operation, power, constant or sign; a line left out, run too early, or stored
  /// into a state.
  ///
  /// None of them has been seen in real code yet, so they are tried last.
  public var mutants: [Variant] {
    distinct(rewritings + reorderings + siblingMutants)
  }

  /// Every line with one place of its formula changed.
  private var rewritings: [Variant] {
    let kinds = SymbolKinds(rule)
    return rule.lines.flatMap { line in
      var formulas: Set<Formula> = [line.formula]
      let all = line.formula.mutations(kinds) + line.formula.misread(kinds)
      return all.filter { formulas.insert($0).inserted }.map {
        Variant.rewritten([Assignment(target: line.target, formula: $0, reason: line.reason)])
      }
    }
  }

  /// Every line left out, run too early, or stored into a state.
  private var reorderings: [Variant] {
    let symbols = rule.symbols
    var found: [Variant] = []
    for (index, line) in rule.lines.enumerated() {
      if !rule.updatesParameters || line.target.role != .parameter {
        found.append(.dropped(line.target))
      }
      found += rule.lines[..<index].map { .early(line.target, before: $0.target) }
      if line.target.role == .intermediate {
        found += symbols.filter { $0.isState }.map { .stored(line.target, into: $0) }
      }
    }
    return found
  }

  /// The mutants whose edits differ from each other's and from those of the lesson's variants and
  /// slips.
  private func distinct(_ mutants: [Variant]) -> [Variant] {
    var seen = Set((variants + slips).map { $0.edits })
    return mutants.filter { seen.insert($0.edits).inserted }
  }

  /// The variant with a name: one of the lesson's list, a slip, or a mutant; nil if there is none.
  ///
  /// A mutant's name is the equation as it was written, `s=beta2*s+(1-beta2)*g`, two of them with
  /// `;` between, or `drop-v`, `theta-before-v`, `v_corrected-into-v`.
  ///
  /// - Throws: `FormulaReader.Failure` for a name with '=' that is not an equation of this lesson.
  public func anyVariant(_ id: String) throws(FormulaReader.Failure) -> Variant? {
    if let own = variant(id) { return own }
    if let value = otherValue(named: id) { return value }
    if id.utf8.contains(UInt8(ascii: "=")) {
      var lines: [Assignment] = []
      for equation in id.split(separator: ";", omittingEmptySubsequences: false) {
        lines.append(try rewrittenLine(String(equation)))
      }
      return .rewritten(lines)
    }
    return slips.first { $0.id == id } ?? otherValues.first { $0.id == id }
      ?? distinct(reorderings).first { $0.id == id }
      ?? aloneMistake(id)
  }
}

extension Lesson {
  /// A line of the rule as a program has it.
  private func rewrittenLine(_ equation: String) throws(FormulaReader.Failure) -> Assignment {
    let line = try FormulaReader.line(equation, of: symbols, reason: "as it was written")
    guard let old = rule.lines.first(where: { $0.target == line.target }) else {
      throw FormulaReader.Failure(message: "no line of the rule makes '\(line.target.name)'")
    }
    return Assignment(target: line.target, formula: line.formula, reason: old.reason)
  }
}

extension Variant {
  static func rewritten(_ lines: [Assignment]) -> Variant {
    let equations = lines.map { $0.unicode }.joined(separator: " and ")
    return mutant(
      lines.map { $0.code }.joined(separator: ";"),
      "The line\(lines.count == 1 ? " is" : "s are") written \(equations).",
      lines.map { .rewrite($0) })
  }

  fileprivate static func dropped(_ target: Symbol) -> Variant {
    mutant(
      "drop-\(target.name)", "The line that makes \(target.glyph) is left out.", [.drop(target)])
  }

  fileprivate static func early(_ target: Symbol, before other: Symbol) -> Variant {
    mutant(
      "\(target.name)-before-\(other.name)",
      "The line that makes \(target.glyph) runs before the one that makes \(other.glyph), and reads "
        + "what the step before left there.", [.move(target, before: other)])
  }

  fileprivate static func stored(_ target: Symbol, into state: Symbol) -> Variant {
    mutant(
      "\(target.name)-into-\(state.name)",
      "\(target.glyph) is stored into \(state.glyph), which the next step goes on from.",
      [.store(target, into: state)])
  }

  private static func mutant(_ id: String, _ title: String, _ edits: [Edit]) -> Variant {
    Variant(
      id, .mutant, title, invisible: "where both equations give the same number.",
      sources: ["a systematic change of the equation"], edits: edits)
  }
}

/// Which symbols may be mistaken for each other.
struct SymbolKinds {
  private let constants: [Symbol]
  private let quantities: [Symbol]
  private let hasLayers: Bool
  private let hasBiases: Bool

  /// No symbol may be mistaken for another.
  static let none = SymbolKinds()

  private init() {
    constants = []
    quantities = []
    hasLayers = false
    hasBiases = false
  }

  init(_ rule: UpdateRule) {
    constants = rule.symbols.filter { $0.isHyperparameter }
    quantities = rule.symbols.filter { symbol in
      switch symbol.role {
      case .parameter, .gradient, .state, .intermediate, .input: true
      default: false
      }
    }
    hasLayers = rule.updatesParameters
    hasBiases = rule.updatesParameters
  }

  /// The formulas that may replace a symbol by mistake.
  func mistakable(_ symbol: Symbol) -> [Formula] {
    switch symbol.role {
    case .hyperparameter:
      return constants.filter { $0 != symbol }.map { .symbol($0) }
    case .step:
      let own = Formula.symbol(symbol)
      return (hasLayers ? [.symbol(.layer)] : [])
        + [
          .number(1), .number(2), .binary(.add, own, .number(1)),
          .binary(.subtract, own, .number(1)),
        ]
    case .parameter, .gradient, .state, .intermediate, .input:
      let others = quantities.filter { $0 != symbol }.map { Formula.symbol($0) }
      return others + (hasBiases && symbol.owner == .own ? [.symbol(symbol.ofWeights)] : [])
    case .layer, .placeholder: return []
    }
  }
}

extension Formula {
  /// The formula with one symbol replaced by another of its kind, everywhere.
  func misread(_ kinds: SymbolKinds) -> [Formula] {
    symbols.filter { $0.isHyperparameter }.flatMap { symbol in
      kinds.mistakable(symbol).map { substituting([symbol: $0]) }
    }
  }

  /// The formula with one change in one place, for each place and change.
  func mutations(_ kinds: SymbolKinds) -> [Formula] {
    switch self {
    case .number(let value):
      let others: [Double] = value == 1 ? [0, 2, -1] : [value + 1, value - 1, 1 / value, -value]
      return others.filter { $0.isFinite }.map { .number($0) }
    case .symbol(let symbol):
      return kinds.mistakable(symbol)
        + (symbol.isAveragingWeight ? [1 - self] : [])
        + [.unary(.negate, self), .binary(.power, self, .number(2)), .unary(.squareRoot, self)]
    case .unary(let operation, let operand):
      var found = [operand, .unary(.negate, self)]
      if operation == .squareRoot { found.append(.binary(.power, operand, .number(2))) }
      if operation == .rowSums { found.append(.unary(.columnSums, operand)) }
      return found + operand.mutations(kinds).map { .unary(operation, $0) }
    case .binary(let operation, let left, let right):
      var found: [Formula] = []
      switch operation {
      case .add: found = [left, right, .binary(.subtract, left, right)]
      case .subtract:
        found = [
          left, .unary(.negate, right), right, .binary(.add, left, right),
          .binary(.subtract, right, left),
        ]
      case .multiply: found = [left, right, .binary(.divide, left, right)]
      case .divide:
        found = [
          left, right, .binary(.multiply, left, right), .binary(.divide, right, left),
          .unary(.squareRoot, self),
        ]
      case .power: found = [left, .binary(.multiply, left, right)]
      case .maximum: found = [left, right, .binary(.minimum, left, right)]
      case .minimum: found = [left, right, .binary(.maximum, left, right)]
      case .matrixProduct: found = [.binary(.multiply, left, right)]
      case .compare(let relation):
        found = Relation.allCases.filter { $0 != relation }
          .map { .binary(.compare($0), left, right) }
      case .columns, .span: break
      }
      if let other = regrouped { found.append(other) }
      return found + left.mutations(kinds).map { .binary(operation, $0, right) }
        + right.mutations(kinds).map { .binary(operation, left, $0) }
    }
  }
}

extension Formula {
  /// The formula as computed without a pair of brackets: a / (b − c) as a / b − c,
  /// 1 − bᵗ as (1 − b)ᵗ, a·bⁿ as (a·b)ⁿ, a − x / (y + c) as a − x / y + c, W·x + b as W·(x + b).
  var regrouped: Formula? {
    guard case .binary(let outer, let a, let right) = self else { return nil }
    switch (outer, right) {
    case (.divide, .binary(let inner, let b, let c)) where inner == .add || inner == .subtract:
      return .binary(inner, .binary(.divide, a, b), c)
    case (.subtract, .binary(.power, let b, let n)), (.multiply, .binary(.power, let b, let n)):
      return .binary(.power, .binary(outer, a, b), n)
    case (.add, let c):
      guard case .binary(.matrixProduct, let w, let x) = a else { return nil }
      return .binary(.matrixProduct, w, .binary(.add, x, c))
    case (.subtract, .binary(.divide, let x, .binary(.add, let y, let c))):
      return .binary(.add, .binary(.subtract, a, .binary(.divide, x, y)), c)
    default: return nil
    }
  }
}
