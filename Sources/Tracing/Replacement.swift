import Numerics

/// A number that replaces one entry of a result, such as a learner's own.
///
/// The following lines use it, so an error is carried forward.
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

  /// Writes the number to its entry; does nothing if the result has no such entry.
  ///
  /// - Returns: The previous number.
  func exchange(in memory: UnsafeMutablePointer<Double>, _ result: Operand) -> Double? {
    guard index.isInside(result.shape) else { return nil }
    let place = result.index(index.row, index.column)
    defer { memory[place] = value }
    return memory[place]
  }
}
