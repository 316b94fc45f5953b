import Equations

// The loops of the operations on whole matrices. Every sum runs left to right by index, whatever the order
// of the loops, so the bits do not depend on how a loop is written.

extension UnaryOperation {
  /// Runs a transpose, a sum or a count.
  func run(_ x: UnsafePointer<Double>, _ shape: Shape, into out: UnsafeMutablePointer<Double>) {
    let (rows, columns) = (shape.rows, shape.columns)
    switch self {
    case .transpose:
      for row in 0..<rows {
        for column in 0..<columns { out[column * rows + row] = x[row * columns + column] }
      }
    case .sum:
      var sum = 0.0
      for i in 0..<shape.count { sum += x[i] }
      out[0] = sum
    case .rowSums:
      for row in 0..<rows { out[row] = 0 }
      for column in 0..<columns {
        for row in 0..<rows { out[row] += x[row * columns + column] }
      }
    case .columnSums:
      for column in 0..<columns { out[column] = 0 }
      for row in 0..<rows {
        for column in 0..<columns { out[column] += x[row * columns + column] }
      }
    case .columnCount: out[0] = Double(columns)
    case .negate, .squareRoot, .floor, .round, .exponential, .logarithm, .relu, .sigmoid:
      run(x, into: out, count: shape.count)
    }
  }
}

extension BinaryOperation {
  /// Runs a matrix product, a pick of columns or a span.
  func run(
    _ x: UnsafePointer<Double>, _ left: Shape, _ y: UnsafePointer<Double>, _ right: Shape,
    into out: UnsafeMutablePointer<Double>, _ result: Shape
  ) {
    switch self {
    case .matrixProduct: multiplyMatrices(x, left, y, right, out)
    case .columns:
      for column in 0..<right.columns {
        // A number that is no column gives NaN here; whoever runs the line looks first and says so.
        let from = Int(exactly: y[column]).flatMap { 0..<left.columns ~= $0 ? $0 : nil }
        for row in 0..<left.rows {
          out[row * right.columns + column] = from.map { x[row * left.columns + $0] } ?? .nan
        }
      }
    case .span: for i in 0..<result.columns { out[i] = x[0] + Double(i) }
    case .add, .subtract, .multiply, .divide, .power, .maximum, .minimum, .compare:
      for i in 0..<result.count { out[i] = self(x[i], y[i]) }
    }
  }
}

/// The product of a rows×inner and an inner×columns matrix.
///
/// A long row of results is built term by term, which the compiler makes vector instructions of; each
/// result still gets its terms in order. 0 + x is x for every x but −0, so the first term is stored.
private func multiplyMatrices(
  _ x: UnsafePointer<Double>, _ left: Shape, _ y: UnsafePointer<Double>, _ right: Shape,
  _ out: UnsafeMutablePointer<Double>
) {
  let (inner, columns) = (left.columns, right.columns)
  for row in 0..<left.rows {
    let sums = out + row * columns
    let factors = x + row * inner
    guard inner > 0 else {
      for column in 0..<columns { sums[column] = 0 }
      continue
    }
    for column in 0..<columns { sums[column] = factors[0] * y[column] }
    for k in 1..<Swift.max(1, inner) {
      let factor = factors[k]
      let terms = y + k * columns
      for column in 0..<columns { sums[column] += factor * terms[column] }
    }
  }
}
