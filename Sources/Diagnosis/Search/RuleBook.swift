import Equations
import Tracing

/// The edited rules of a lesson, each made once and identified by a number.
///
/// The rules are those `EditedRule` makes of a set of variants for one kind of parameter; the book
/// caches them.
struct RuleBook {
  /// A line with the quantities it reads.
  struct Line {
    let assignment: Assignment
    let target: Int
    let reads: [(symbol: Int, owner: Symbol.Owner)]
  }

  /// The equations of a set of variants for one kind of parameter.
  struct Rule {
    let lines: [Int]
    /// The other parameters whose results it reads; gradients of other layers are given, not results.
    let owners: Set<Symbol.Owner>
    /// Whether it reads quantities of the layer's weights.
    var readsWeights: Bool { owners.contains(.weights) }
  }

  /// The variants that may be combined, the lesson's own first.
  let variants: [Variant]
  private let lesson: Lesson
  private(set) var lines: [Line] = []
  private(set) var rules: [Rule] = []
  /// Every quantity, as the parameter's own.
  private(set) var symbols: [Symbol] = []

  private var lineNumbers: [Assignment: Int] = [:]
  private var ruleNumbers: [[Int]: Int] = [:]
  private var symbolNumbers: [Symbol: Int] = [:]
  private var made: [Key: Int] = [:]
  private var updateRules: [Key: UpdateRule] = [:]
  /// The conventions that variants are mistakes in, by index.
  private let contexts: [Int?]
  /// Whether each variant's edits are the same for weights and biases of every layer.
  private let isSameEverywhere: [Bool]
  private let rewritesLines: [Bool]

  private struct Key: Hashable {
    let set: [Int]
    let place: ParameterKind
  }

  init(_ lesson: Lesson, _ variants: [Variant]) {
    self.lesson = lesson
    self.variants = variants
    contexts = variants.map { one in
      one.within.flatMap { id in variants.firstIndex { $0.id == id } }
    }
    isSameEverywhere = variants.map { one in
      one.edits.allSatisfy { $0.scope == .everywhere }
    }
    rewritesLines = variants.map { AppliedVariant($0).rewritesLines }
    for symbol in lesson.rule.symbols { _ = number(of: symbol) }
  }

  /// The number of a symbol, whatever its owner.
  mutating func number(of symbol: Symbol) -> Int {
    let own = symbol.of(.own)
    if let known = symbolNumbers[own] { return known }
    symbols.append(own)
    symbolNumbers[own] = symbols.count - 1
    return symbols.count - 1
  }

  /// Whether a set contains both a variant and the convention it implies.
  func isRedundant(_ set: [Int]) -> Bool {
    set.contains { one in contexts[one].map(set.contains) ?? false }
  }

  /// A set including the conventions its members are mistakes in, in the lesson's order.
  func withContext(_ set: [Int]) -> [Int] {
    var all = set
    for one in set {
      if let context = contexts[one], !all.contains(context) { all.append(context) }
    }
    return all.count == set.count ? set : all.sorted()
  }

  /// The rule of a set for one kind of parameter; nil if its members exclude each other there.
  ///
  /// - Parameter set: Indices in `variants`, ascending, contexts included.
  mutating func rule(_ set: [Int], at place: ParameterKind) -> Int? {
    // The layer matters only to edits that name one.
    let isPlain = set.allSatisfy { isSameEverywhere[$0] }
    let key = Key(set: set, place: isPlain ? ParameterKind(isBias: false, layer: nil) : place)
    if let known = made[key] { return known < 0 ? nil : known }
    guard let rule = edited(set, key) else {
      made[key] = -1
      return nil
    }
    let number = self.number(of: rule)
    made[key] = number
    return number
  }

  /// The equations, built on those of the set without its last member where the order allows it.
  private mutating func edited(_ set: [Int], _ key: Key) -> UpdateRule? {
    if set.isEmpty { return lesson.rule }
    if let known = updateRules[key] { return known }
    let ordered = set.filter { rewritesLines[$0] } + set.filter { !rewritesLines[$0] }
    if let last = ordered.last, !rewritesLines[last] {
      let rest = set.filter { $0 != last }
      let isPlain = rest.allSatisfy { isSameEverywhere[$0] }
      let place = isPlain ? ParameterKind(isBias: false, layer: nil) : key.place
      if let before = updateRules[Key(set: rest, place: place)]
        ?? (rest.isEmpty ? lesson.rule : nil),
        isInOrder(ordered.dropLast()),
        let rule = EditedRule.apply(AppliedVariant(variants[last]), to: before, at: key.place)
      {
        updateRules[key] = rule
        return rule
      }
    }
    let applied = set.map { AppliedVariant(variants[$0]) }
    let rule = try? EditedRule.edited(lesson.rule, applied, at: key.place)
    if let rule { updateRules[key] = rule }
    return rule
  }

  /// At most one line is rewritten, so no order has to be searched for.
  private func isInOrder(_ set: ArraySlice<Int>) -> Bool {
    set.filter { rewritesLines[$0] }.count <= 1
  }

  private mutating func number(of rule: UpdateRule) -> Int {
    let numbers = rule.lines.map { number(of: $0) }
    if let known = ruleNumbers[numbers] { return known }
    var owners: Set<Symbol.Owner> = []
    for (symbol, owner) in numbers.flatMap({ lines[$0].reads }) where owner != .own {
      if owner == .weights || symbols[symbol].role != .gradient { owners.insert(owner) }
    }
    rules.append(Rule(lines: numbers, owners: owners))
    ruleNumbers[numbers] = rules.count - 1
    return rules.count - 1
  }

  private mutating func number(of line: Assignment) -> Int {
    if let known = lineNumbers[line] { return known }
    let target = number(of: line.target)
    var reads: [(symbol: Int, owner: Symbol.Owner)] = []
    for symbol in line.formula.symbols { reads.append((number(of: symbol), symbol.owner)) }
    lines.append(Line(assignment: line, target: target, reads: reads))
    lineNumbers[line] = lines.count - 1
    return lines.count - 1
  }

  /// The equations of a rule.
  func assignments(_ rule: Int) -> [Assignment] { rules[rule].lines.map { lines[$0].assignment } }
}
