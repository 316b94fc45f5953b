import Equations
import Numerics
import Tracing

/// A quantity that the lines of a trace assign: which update, which symbol, how large.
struct AssignedQuantity {
  /// What a trace calls it: `W1`, `v_dW1`.
  let name: String
  let symbol: Symbol
  /// Rows and columns in the first step.
  let shape: Shape
}

/// Collects what the lines of a step assign, each quantity once.
struct QuantityList: TraceSink {
  private(set) var quantities: [AssignedQuantity] = []

  mutating func show(_ line: LineView) {
    let name = line.line.target
    guard !quantities.contains(where: { $0.name == name }) else { return }
    quantities.append(
      AssignedQuantity(name: name, symbol: line.line.assignment.target, shape: line.shape))
  }
}

/// One entry of a quantity, whose values a picture is drawn of.
struct PlottedEntry {
  let quantity: AssignedQuantity
  let index: MatrixIndex
  /// Whether it stands for a whole matrix of which no entry was named.
  var isFirstOfSeveral = false

  /// What the picture calls it: `W1[0,0]`; a single number has its name alone.
  var name: String {
    let name = quantity.name == quantity.symbol.name ? quantity.symbol.glyph : quantity.name
    return name + index.suffix(in: quantity.shape)
  }
}

/// Keeps the values of a few entries, one a step, copied when their lines run.
struct SeriesKeeper: TraceSink {
  let entries: [PlottedEntry]
  /// The values of each entry with the number of their step.
  private(set) var values: [[(t: Int, value: Double)]]
  private var current: [Double?]
  private var t = 0

  /// Prepares to keep some entries.
  ///
  /// - Parameters:
  ///   - entries: Which.
  ///   - start: What a parameter is before the first step; it stands where the rule leaves it alone.
  init(_ entries: [PlottedEntry], start: [Double?]) {
    self.entries = entries
    current = start
    values = Array(repeating: [], count: entries.count)
  }

  mutating func begin(step t: Int) {
    self.t = t
    // A kept quantity that no line assigns stays what it was; any other is of its step only.
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
