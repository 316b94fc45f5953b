import Equations
import Numerics
import Tracing

/// One entry of a parameter's quantities, run through the rule with any value of a constant.
///
/// In equations that work element by element an entry depends on no other entry. So the rule is
/// compiled once, for plain numbers, and trying another value costs only the arithmetic.
struct EntryRun {
  private var compiler = Compiler()
  private var memory: [Double] = []
  /// Where each of the rule's quantities is after its last line.
  private var places: [Symbol: Int] = [:]
  /// The numbers before the first step, by place.
  private var starts: [(place: Int, value: Double)] = []
  /// What the case gives at each step, by place.
  private var given: [(place: Int, values: [Double])] = []
  /// What the next step starts from.
  private var kept: [(from: Int, to: Int)] = []
  private let constant: Int

  /// Prepares an entry; nil if it depends on others, or the case does not give all it needs.
  init?(_ runs: VariantRuns, subject: Int, index: Int, constant: Symbol) {
    let rule = runs.lesson.rule
    let me = runs.subjects[subject]
    func entry(_ matrix: Matrix) -> Double? {
      let place = matrix.shape == .scalar ? 0 : index
      return place < matrix.elements.count ? matrix.elements[place] : nil
    }
    var slots: [Symbol: Operand] = [:]
    for symbol in rule.symbols {
      guard symbol.owner == .own else { return nil }
      let operand = compiler.reserve(.scalar)
      let name = me.quantity(symbol)
      switch symbol.role {
      case .hyperparameter:
        guard let value = runs.given.head.value(of: symbol) else { return nil }
        starts.append((operand.offset, value))
      case .layer: starts.append((operand.offset, Double(me.layer ?? 0)))
      case .parameter, .state:
        guard let start = runs.start(symbol, of: subject),
          let value = entry(runs.store.matrix(start))
        else { return nil }
        starts.append((operand.offset, value))
      case .step: given.append((operand.offset, runs.clock.map { Double($0) }))
      case .gradient, .input:
        var values: [Double] = []
        for step in runs.given.steps {
          guard
            let value = step.values.first(where: { $0.name == name }).flatMap({ entry($0.value) })
          else { return nil }
          values += Array(repeating: value, count: step.times)
        }
        given.append((operand.offset, values))
      case .intermediate, .placeholder: continue
      }
      slots[symbol] = operand
    }
    guard let place = slots[constant]?.offset else { return nil }
    self.constant = place
    var latest = slots
    for line in rule.lines {
      guard line.formula.isElementwise,
        let value = try? compiler.compile(line.formula, { latest[$0] })
      else { return nil }
      latest[line.target] = value
    }
    for (symbol, operand) in latest { places[symbol] = operand.offset }
    for (symbol, slot) in slots where symbol.isKept {
      if let now = latest[symbol], now != slot { kept.append((now.offset, slot.offset)) }
    }
    starts += compiler.constants.map { ($0.offset, $0.value) }
    memory = Array(repeating: 0, count: Swift.max(1, compiler.memorySize))
  }

  /// A quantity after a step, counted from 0, with a value of the constant; NaN if there is none.
  mutating func value(of symbol: Symbol, after last: Int, constant value: Double) -> Double {
    guard let place = places[symbol], given.allSatisfy({ last < $0.values.count }) else {
      return .nan
    }
    return memory.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return .nan }
      for (place, value) in starts { base[place] = value }
      base[constant] = value
      for step in 0...last {
        for (place, values) in given { base[place] = values[step] }
        for instruction in compiler.instructions { instruction.run(base) }
        if step == last { break }
        // All are read before any is written: one may be the old value of another.
        let now = kept.map { base[$0.from] }
        for (one, value) in zip(kept, now) { base[one.to] = value }
      }
      return base[place]
    }
  }
}
