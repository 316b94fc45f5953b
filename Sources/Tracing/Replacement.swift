import Numerics

/// A number put in the place of one entry of a result: what somebody else has there.
///
/// The lines that follow go on with it, which is how an error is carried forward.
public struct Replacement: Equatable, Sendable {
  /// The step.
  public let t: Int
  /// The quantity: `v_dW1`.
  public let target: String
  /// The entry.
  public let index: MatrixIndex
  /// The number.
  public let value: Double

  /// Creates a replacement.
  public init(t: Int, target: String, index: MatrixIndex, value: Double) {
    self.t = t
    self.target = target
    self.index = index
    self.value = value
  }

  /// Writes the number where the entry lies; an entry the result does not have is left alone.
  ///
  /// - Returns: What lay there.
  func exchange(in memory: UnsafeMutablePointer<Double>, _ result: Operand) -> Double? {
    guard index.isInside(result.shape) else { return nil }
    let place = result.index(index.row, index.column)
    defer { memory[place] = value }
    return memory[place]
  }
}
