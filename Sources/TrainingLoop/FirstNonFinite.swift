import Numerics
import Tracing

/// The first NaN or infinity of a run: its epoch, its line, and its cause.
public struct FirstNonFinite: Sendable {
  /// The epoch, counted from 0 as in the log.
  public let epoch: Int
  /// The mini-batch of the epoch, counted from 0.
  public let batch: Int
  /// The update, counted from 1.
  public let update: Int
  /// The quantity whose line made it: `loss`, `dW2`.
  public let target: String
  /// The line's equation.
  public let equation: String
  /// The cause.
  public let origin: NonFiniteOrigin?
  /// The parameter and its element, if the line runs over all parameters at once.
  private let isOf: String?

  /// Finds the first line that made a NaN or an infinity from finite numbers.
  init(
    _ lines: [CompiledLine], _ memory: UnsafePointer<Double>, epoch: Int, batch: Int, update: Int,
    parameters: [(name: ParameterName, operand: Operand)]
  ) {
    let count = parameters.reduce(0) { $0 + $1.operand.shape.count }
    self.epoch = epoch
    self.batch = batch
    self.update = update
    for line in lines {
      let elements = UnsafeBufferPointer(
        start: memory + line.value.offset, count: line.value.shape.count)
      guard elements.contains(where: { !$0.isFinite }),
        let origin = NonFiniteOrigin(line.instructions, line.nodes, memory, of: elements)
      else { continue }
      target = line.target
      equation = line.equation
      self.origin = origin
      // A line of the optimizer runs over all parameters as one row, or over a single one.
      let isOfAll = line.value.shape == Shape(1, count)
      let owner: ParameterName? =
        switch QuantityName(line.target) {
        case .parameter(let parameter), .derived(_, let parameter): parameter
        case .gradient, .plain: nil
        }
      let own = parameters.first { $0.name == owner }
      isOf =
        isOfAll
        ? FirstNonFinite.owner(origin.index.column, parameters)
        : own.map { "\($0.name)\(origin.index)" }
      return
    }
    isOf = nil
    target = ""
    equation = ""
    origin = nil
  }

  /// The cause, in one or two sentences.
  public var words: String {
    let when = "epoch \(epoch), mini-batch \(batch + 1), update \(update)"
    guard let origin else { return "The first NaN or infinity came up in \(when)." }
    let kind = origin.value.isNaN ? "NaN" : "infinity"
    guard let isOf else {
      return "The first \(kind) came up in \(when), in \(equation): \(origin.words)."
    }
    return "The first \(kind) came up in \(when), for \(isOf), in \(equation): "
      + "\(origin.explanation)."
  }

  /// `W2[0,1]`: the parameter and index of an element in the row of all parameters.
  private static func owner(
    _ index: Int, _ parameters: [(name: ParameterName, operand: Operand)]
  ) -> String? {
    var rest = index
    for (name, operand) in parameters {
      let shape = operand.shape
      if rest < shape.count { return "\(name)\(MatrixIndex(position: rest, in: shape))" }
      rest -= shape.count
    }
    return nil
  }
}
