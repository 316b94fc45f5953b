import Equations

// Loops of the elementwise operations. The operation is chosen outside its loop, so that the
// compiler can vectorize the loop; each element is still rounded separately.

extension UnaryOperation {
  /// Runs over consecutive elements.
  @inline(never)
  func run(
    _ x: UnsafePointer<Double>, into out: UnsafeMutablePointer<Double>, count: Int
  ) {
    switch self {
    case .negate: for i in 0..<count { out[i] = -x[i] }
    case .squareRoot: for i in 0..<count { out[i] = x[i].squareRoot() }
    case .relu: for i in 0..<count { out[i] = UnaryOperation.relu(x[i]) }
    case .sigmoid:
      // Exponentials first: consecutive divisions then overlap.
      for i in 0..<count { out[i] = Numerics.exponential(-x[i]) }
      for i in 0..<count { out[i] = 1 / (1 + out[i]) }
    case .exponential: for i in 0..<count { out[i] = Numerics.exponential(x[i]) }
    case .logarithm: for i in 0..<count { out[i] = Numerics.logarithm(x[i]) }
    case .floor, .round, .transpose, .sum, .rowSums, .columnSums, .columnCount:
      for i in 0..<count { out[i] = self(x[i]) }
    }
  }
}

extension BinaryOperation {
  /// Runs over pairs of elements; a step of 0 reads the same element again and again.
  @inline(never)
  func run(
    _ x: UnsafePointer<Double>, _ xStep: Int, _ y: UnsafePointer<Double>, _ yStep: Int,
    into out: UnsafeMutablePointer<Double>, count: Int
  ) {
    switch self {
    case .add: pairs(x, xStep, y, yStep, out, count) { $0 + $1 }
    case .subtract: pairs(x, xStep, y, yStep, out, count) { $0 - $1 }
    case .multiply: pairs(x, xStep, y, yStep, out, count) { $0 * $1 }
    case .divide: pairs(x, xStep, y, yStep, out, count) { $0 / $1 }
    case .compare(.greater): pairs(x, xStep, y, yStep, out, count) { $0 > $1 ? 1 : 0 }
    case .power where yStep == 0 && y[0] == 2: pairs(x, xStep, x, xStep, out, count) { $0 * $1 }
    case .power, .maximum, .minimum, .compare, .matrixProduct, .columns, .span:
      pairs(x, xStep, y, yStep, out, count) { self($0, $1) }
    }
  }

  @inline(__always)
  private func pairs(
    _ x: UnsafePointer<Double>, _ xStep: Int, _ y: UnsafePointer<Double>, _ yStep: Int,
    _ out: UnsafeMutablePointer<Double>, _ count: Int, _ body: (Double, Double) -> Double
  ) {
    switch (xStep, yStep) {
    case (1, 1): for i in 0..<count { out[i] = body(x[i], y[i]) }
    case (1, 0):
      let y = y[0]
      for i in 0..<count { out[i] = body(x[i], y) }
    case (0, 1):
      let x = x[0]
      for i in 0..<count { out[i] = body(x, y[i]) }
    default: for i in 0..<count { out[i] = body(x[0], y[0]) }
    }
  }
}
