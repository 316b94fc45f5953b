import Equations
import Numerics
import Tracing

/// A quantity that the lines of a trace assign: its update, its symbol, its shape.
struct AssignedQuantity {
  /// The name in a trace: `W1`, `v_dW1`.
  let name: String
  let symbol: Symbol
  /// The shape in the first step.
  let shape: Shape
}

/// Collects the quantities that a step assigns, each once.
struct QuantityList: TraceSink {
  private(set) var quantities: [AssignedQuantity] = []

  mutating func show(_ line: LineView) {
    let name = line.line.target
    guard !quantities.contains(where: { $0.name == name }) else { return }
    quantities.append(
      AssignedQuantity(name: name, symbol: line.line.assignment.target, shape: line.shape))
  }
}

/// An entry of a quantity whose values are drawn.
struct PlottedEntry {
  let quantity: AssignedQuantity
  let index: MatrixIndex
  /// Whether it was chosen for a whole matrix, without an index.
  var isFirstOfSeveral = false

  /// The name in the picture: `W1[0,0]`; a plain number has no index.
  var name: String {
    let name = quantity.name == quantity.symbol.name ? quantity.symbol.glyph : quantity.name
    return name + index.suffix(in: quantity.shape)
  }
}

/// Keeps the values of a few entries, one for each step, copied when their lines run.
struct SeriesKeeper: TraceSink {
  let entries: [PlottedEntry]
  /// The values of each entry, with their steps.
  private(set) var values: [[(t: Int, value: Double)]]
  private var current: [Double?]
  private var t = 0

  /// Prepares to keep some entries.
  ///
  /// - Parameters:
  ///   - entries: The entries.
  ///   - start: The value of each parameter before the first step, kept as long as the rule does
  ///     not assign it.
  init(_ entries: [PlottedEntry], start: [Double?]) {
    self.entries = entries
    current = start
    values = Array(repeating: [], count: entries.count)
  }

  mutating func begin(step t: Int) {
    self.t = t
    // A kept quantity that no line assigns does not change; any other belongs to its step only.
    for index in entries.indices where !entries[index].quantity.symbol.isKept {
      current[index] = nil
    }
  }
  mutating func show(_ line: LineView) {
    for index in entries.indices where entries[index].quantity.name == line.line.target {
      guard let position = entries[index].index.position(in: line.shape) else { continue }
      current[index] = line.elements[position]
    }
  }
  mutating func endStep() {
    for index in entries.indices {
      if let value = current[index] { values[index].append((t, value)) }
    }
  }
}
