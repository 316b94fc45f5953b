import Equations

// Loops of the operations on whole matrices. Every sum runs from left to right by index, whatever
// the order of the loops, so the bits do not depend on how a loop is written.

extension UnaryOperation {
  /// Runs a transpose, a sum or a count.
  @inline(never)
  func run(_ x: UnsafePointer<Double>, _ shape: Shape, into out: UnsafeMutablePointer<Double>) {
    let (rows, columns) = (shape.rows, shape.columns)
    switch self {
    case .transpose: transposeMatrix(x, rows, columns, out)
    case .sum:
      var sum = 0.0
      for i in 0..<shape.count { sum += x[i] }
      out[0] = sum
    case .rowSums: sumRows(x, rows, columns, out)
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

private func transposeMatrix(
  _ x: UnsafePointer<Double>, _ rows: Int, _ columns: Int, _ out: UnsafeMutablePointer<Double>
) {
  for row in 0..<rows {
    let from = x + row * columns
    var to = out + row
    for column in 0..<columns {
      to[0] = from[column]
      to += rows
    }
  }
}

/// Sums each row from left to right.
///
/// Six rows at a time, so that six sums run side by side. If fewer rows are left, the last one is
/// summed again.
private func sumRows(
  _ x: UnsafePointer<Double>, _ rows: Int, _ columns: Int, _ out: UnsafeMutablePointer<Double>
) {
  for first in stride(from: 0, to: rows, by: 6) {
    func row(_ i: Int) -> UnsafePointer<Double> { x + Swift.min(first + i, rows - 1) * columns }
    let a = (row(0), row(1), row(2), row(3), row(4), row(5))
    let zero = SIMD2<Double>(repeating: 0)
    var sums = (zero, zero, zero)
    for i in 0..<columns {
      sums.0 += SIMD2(a.0[i], a.1[i])
      sums.1 += SIMD2(a.2[i], a.3[i])
      sums.2 += SIMD2(a.4[i], a.5[i])
    }
    let all = SIMD8(
      lowHalf: SIMD4(lowHalf: sums.0, highHalf: sums.1),
      highHalf: SIMD4(lowHalf: sums.2, highHalf: zero))
    for i in 0..<Swift.min(6, rows - first) { out[first + i] = all[i] }
  }
}

extension BinaryOperation {
  /// Runs a matrix product, a pick of columns or a span.
  @inline(never)
  func run(
    _ x: UnsafePointer<Double>, _ left: Shape, _ y: UnsafePointer<Double>, _ right: Shape,
    into out: UnsafeMutablePointer<Double>, _ result: Shape
  ) {
    switch self {
    case .matrixProduct:
      MatrixProduct(
        x: x, y: y, out: out, rows: left.rows, inner: left.columns, columns: right.columns
      ).run()
    case .columns: pickColumns(x, left, y, right.columns, out)
    case .span: for i in 0..<result.columns { out[i] = x[0] + Double(i) }
    case .add, .subtract, .multiply, .divide, .power, .maximum, .minimum, .compare:
      for i in 0..<result.count { out[i] = self(x[i], y[i]) }
    }
  }
}

/// A number that is not a column gives NaN everywhere; callers check for it first and report it.
private func pickColumns(
  _ x: UnsafePointer<Double>, _ shape: Shape, _ numbers: UnsafePointer<Double>, _ count: Int,
  _ out: UnsafeMutablePointer<Double>
) {
  // Adding 2⁵² leaves a whole number in the low bits: the fastest way to convert it to an Int.
  let shift = 0x1p52
  let limit = Double(shape.columns)
  var columns = 0
  for i in 0..<count {
    let number = numbers[i]
    columns += number >= 0 && number < limit && (number + shift) - shift == number ? 1 : 0
  }
  guard columns == count else {
    for i in 0..<count * shape.rows { out[i] = .nan }
    return
  }
  for row in 0..<shape.rows {
    let from = x + row * shape.columns
    let to = out + row * count
    for i in 0..<count {
      let number = (numbers[i] + shift).bitPattern &- shift.bitPattern
      to[i] = from[Int(truncatingIfNeeded: number)]
    }
  }
}
