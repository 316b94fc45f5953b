import Equations
import Numerics
import Tracing

/// The given values of a worksheet: everything needed to work out the answers.
struct GivenValues {
  /// A value with its name.
  struct Named {
    /// Its name in the case: `W1`, `dW1`, `theta`.
    let name: String
    /// The equations' symbol for it, if there is one.
    let symbol: Symbol?
    /// Its value.
    let value: Matrix

    /// Whether it is too large to print as a matrix.
    var isLarge: Bool { value.shape.columns > 8 || value.shape.rows > 12 }
    /// The name in print.
    var glyph: String { symbol?.glyph ?? name }
  }

  /// The values given at some steps.
  struct Brought {
    /// `t = 1`, `t = 2 to 9`.
    let steps: String
    /// The values.
    let values: [Named]
  }

  /// The constants of the equations.
  let constants: [(symbol: Symbol, value: Double)]
  /// The start values that the case gives.
  let start: [Named]
  /// States that start as the equations say: `v = 0`.
  let otherStarts: [(symbol: Symbol, value: Double)]
  /// The values of the steps, up to the last one that is asked about.
  let steps: [Brought]

  init(_ handout: Handout) {
    let sheet = handout.worksheet
    let symbols = sheet.lesson.symbols
    func named(_ value: (name: String, value: Matrix)) -> Named {
      Named(
        name: value.name, symbol: symbols.first { $0.name == value.name }, value: value.value)
    }
    constants = sheet.recording.header.hyperparameters
    start = sheet.given.head.start.map(named)
    let isOfParameters = sheet.lesson.rule.updatesParameters
    var others: [(symbol: Symbol, value: Double)] = []
    for equation in handout.equations {
      // A quantity that is assigned before it is read needs no start value.
      for symbol in equation.formula.symbols {
        guard case .state(let value) = symbol.role, symbol.owner == .own,
          !others.contains(where: { $0.symbol == symbol })
        else { continue }
        let names =
          isOfParameters
          ? sheet.given.head.parameters.map { $0.quantity(symbol.name) } : [symbol.name]
        let isGiven = names.allSatisfy { name in
          sheet.given.head.start.contains { $0.name == name }
        }
        if !isGiven { others.append((symbol, value)) }
      }
    }
    otherStarts = others
    let last = sheet.blanks.reduce(0) { Swift.max($0, $1.t) }
    steps = sheet.given.steps.filter { $0.t <= last || last == 0 }.compactMap { step in
      guard !step.values.isEmpty else { return nil }
      let end = step.t &+ step.times &- 1
      return Brought(
        steps: step.times == 1 ? "t = \(step.t)" : "t = \(step.t) to \(end)",
        values: step.values.map(named))
    }
  }

  /// The series, if every step has the same plain numbers by name; otherwise nil.
  var series: [Named]? {
    guard steps.count > 1, let first = steps.first else { return nil }
    let isSeries = steps.allSatisfy { step in
      step.values.count == first.values.count
        && zip(step.values, first.values).allSatisfy {
          $0.name == $1.name && $0.value.shape == .scalar
        }
    }
    return isSeries ? first.values : nil
  }
}
