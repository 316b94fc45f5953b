import Equations
import Numerics

/// The first operation that made a NaN or an infinity from finite numbers.
public struct NonFiniteOrigin: Sendable {
  /// The operation, as the equation writes it.
  public let operation: String
  /// The element.
  public let index: MatrixIndex
  /// The value it made.
  public let value: Double
  /// The cause: `0/0`, `∞·0`, `the logarithm of 0`.
  public let cause: String
  /// The operands and their values, except numbers written in the equation.
  public let operands: [(text: String, value: Double)]

  /// The origin in one sentence: `NaN at [0,2]: 0/0, s is 0 and ε is 0`.
  public var words: String {
    "\(NumberStyle().text(value)) at \(index): \(explanation)"
  }

  /// The cause without the value and its position: `0/0, s is 0 and ε is 0`.
  public var explanation: String {
    let known = operands.map { "\($0.text) is \(NumberStyle().text($0.value))" }
    return ([cause] + (known.isEmpty ? [] : [known.joined(separator: " and ")]))
      .joined(separator: ", ")
  }

  /// Searches instructions that have run.
  ///
  /// - Parameters:
  ///   - instructions: The operations, in order.
  ///   - nodes: The tree node that each instruction comes from.
  ///   - memory: The memory after the run.
  ///   - elements: The elements in question: if one is NaN, an infinity's origin does not answer.
  public init?<Nodes: RandomAccessCollection<Formula>, Elements: Sequence<Double>>(
    _ instructions: some RandomAccessCollection<Instruction>, _ nodes: Nodes,
    _ memory: UnsafePointer<Double>, of elements: Elements
  ) {
    let isAboutNaN = elements.contains { $0.isNaN }
    for (instruction, node) in zip(instructions, nodes) {
      for row in 0..<instruction.result.shape.rows {
        for column in 0..<instruction.result.shape.columns {
          let value = memory[instruction.result.index(row, column)]
          guard isAboutNaN ? value.isNaN : !value.isFinite,
            let inputs = instruction.work.inputs(row, column, memory),
            !inputs.contains(where: { value.isNaN ? $0.isNaN : !$0.isFinite })
          else { continue }
          operation = node.written(in: UnicodeNotation()).text
          index = MatrixIndex(row, column)
          self.value = value
          cause = instruction.work.cause(value, inputs)
          operands = instruction.work.isElementwise ? NonFiniteOrigin.named(node, inputs) : []
          return
        }
      }
    }
    return nil
  }

  private static func named(
    _ node: Formula, _ inputs: [Double]
  ) -> [(text: String, value: Double)] {
    let parts: [Formula] =
      switch node {
      case .unary(_, let inner): [inner]
      case .binary(_, let left, let right): [left, right]
      case .number, .symbol: []
      }
    return zip(parts, inputs).compactMap { part, value in
      if case .number = part { return nil }
      return (part.written(in: UnicodeNotation()).text, value)
    }
  }
}

extension Instruction.Work {
  fileprivate var isElementwise: Bool {
    switch self {
    case .unary(let operation, _): operation.isElementwise
    case .binary(let operation, _, _): operation.isElementwise
    case .copy, .slice, .timesTransposed: false
    }
  }

  /// The numbers an element of the result was computed from; nil if the element was only moved.
  fileprivate func inputs(
    _ row: Int, _ column: Int, _ memory: UnsafePointer<Double>
  ) -> [Double]? {
    switch self {
    case .copy, .slice, .unary(.transpose, _), .binary(.columns, _, _): return nil
    case .unary(let operation, let x):
      if operation.isElementwise { return [memory[x.index(row, column)]] }
      let at = { (row: Int, column: Int) in memory[x.offset + row * x.shape.columns + column] }
      return switch operation {
      case .rowSums: (0..<x.shape.columns).map { at(row, $0) }
      case .columnSums: (0..<x.shape.rows).map { at($0, column) }
      default: (0..<x.shape.count).map { memory[x.offset + $0] }
      }
    case .binary(.matrixProduct, let x, let y):
      return (0..<x.shape.columns).flatMap { k in
        [
          memory[x.offset + row * x.shape.columns + k],
          memory[y.offset + k * y.shape.columns + column],
        ]
      }
    case .timesTransposed(let x, let y):
      return (0..<x.shape.columns).flatMap { k in
        [
          memory[x.offset + row * x.shape.columns + k],
          memory[y.offset + column * y.shape.columns + k],
        ]
      }
    case .binary(_, let x, let y):
      return [memory[x.index(row, column)], memory[y.index(row, column)]]
    }
  }

  /// The cause, in a few words.
  fileprivate func cause(_ value: Double, _ inputs: [Double]) -> String {
    let style = NumberStyle()
    func operand(_ i: Int) -> String {
      let text = style.text(inputs[i])
      return i > 0 && inputs[i] < 0 ? "(\(text))" : text
    }
    switch self {
    case .binary(.divide, _, _): return "\(operand(0))/\(operand(1))"
    case .binary(.multiply, _, _) where value.isNaN: return "\(operand(0))·\(operand(1))"
    case .binary(.subtract, _, _) where value.isNaN: return "\(operand(0)) − \(operand(1))"
    case .unary(.squareRoot, _): return "the root of a negative number"
    case .unary(.logarithm, _):
      return value.isNaN ? "the logarithm of a negative number" : "the logarithm of 0"
    case .binary(.matrixProduct, _, _) where value.isNaN, .timesTransposed where value.isNaN:
      return "∞·0 or ∞ − ∞ in the product"
    default: return value.isNaN ? "no number" : "too large for a double"
    }
  }
}
