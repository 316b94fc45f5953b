import Equations
import Numerics
import Tracing

// A constant with another value than the case gives: the value that the code has, found among those people use.
extension Lesson {
  /// Every constant with each round value that is common for its kind.
  var otherValues: [Variant] {
    guard rule.lines.allSatisfy({ $0.formula.isElementwise }) else { return [] }
    return gradientMultiples
      + symbols.filter { $0.isHyperparameter }.flatMap { one in
        one.roundValues.map { otherValue($0, of: one) } + scaledValues(of: one)
      }
  }

  /// The variant in which a constant has a value, whatever the case gives.
  func otherValue(_ value: Double, of symbol: Symbol) -> Variant {
    slip(
      "\(symbol.name)=\(shortest(value))",
      "\(symbol.glyph) is \(NumberStyle(digits: 17).text(value)), whatever the case gives.",
      "where the case gives \(symbol.glyph) this value.", [.replace(symbol, with: value)])
  }

  private func scaledValues(of one: Symbol) -> [Variant] {
    guard !one.isAveragingWeight, !one.isTiny else { return [] }
    let scalings: [(name: String, words: String, formula: Formula)] = [
      ("times-2", "twice as large", 2 * one), ("over-2", "half as large", one / 2),
      ("times-100", "a hundred times too large", 100 * one),
      ("over-100", "a hundred times too small", one / 100),
    ]
    return scalings.map { scaling in
      slip(
        "\(one.name)-\(scaling.name)", "\(one.glyph) is \(scaling.words).",
        "where the equations do not use \(one.glyph).", [.replace(one, with: scaling.formula)])
    }
  }

  /// The variant that `beta2=0.99` names; nil if it names no constant of the lesson, or no number.
  func otherValue(named id: String) -> Variant? {
    guard let mark = id.firstIndex(of: "="),
      let value = Double(String(id[id.index(after: mark)...])),
      value.isFinite,
      let symbol = symbols.first(where: { $0.isHyperparameter && $0.name == id[..<mark] })
    else { return nil }
    return otherValue(value, of: symbol)
  }
}

extension Symbol {
  /// Whether it is a small number that keeps a division from 0, such as ε.
  var isTiny: Bool {
    guard case .hyperparameter(let standard, _) = role else { return false }
    return standard < 1e-4
  }

  /// The values that programs and books give it.
  fileprivate var roundValues: [Double] {
    guard case .hyperparameter(let standard, let range) = role else { return [] }
    let values: [Double] =
      if isAveragingWeight || range == .shrinkingBase {
        [
          0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.96, 0.97, 0.98, 0.99, 0.995, 0.999, 0.9999,
          0.1, 0.05, 0.01, 0.001,
        ]
      } else if isTiny {
        [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16]
      } else {
        // Divisions, which round correctly: 3 · 0.1 is not 0.3.
        [1e5, 1e4, 1e3, 1e2, 1e1, 1].flatMap { unit in
          [1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9].map { $0 / unit }
        }
          + [0.0075, 0.75, 0.35, 10]
      }
    // Its default has a name of its own.
    return values.filter { $0 != standard && range.contains($0) }
  }
}
