import Equations

// The loops of the operations on whole matrices. Every sum runs left to right by index, whatever the order
// of the loops, so the bits do not depend on how a loop is written.

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

/// Four rows at a time, so that four sums grow side by side; each of them from left to right.
private func sumRows(
  _ x: UnsafePointer<Double>, _ rows: Int, _ columns: Int, _ out: UnsafeMutablePointer<Double>
) {
  var row = 0
  while row + 4 <= rows {
    let (a, b) = (x + row * columns, x + (row + 1) * columns)
    let (c, d) = (x + (row + 2) * columns, x + (row + 3) * columns)
    var sums = SIMD4<Double>(repeating: 0)
    for i in 0..<columns { sums += SIMD4(a[i], b[i], c[i], d[i]) }
    for i in 0..<4 { out[row + i] = sums[i] }
    row += 4
  }
  while row + 2 <= rows {
    let (a, b) = (x + row * columns, x + (row + 1) * columns)
    var sums = SIMD2<Double>(repeating: 0)
    for i in 0..<columns { sums += SIMD2(a[i], b[i]) }
    (out[row], out[row + 1]) = (sums[0], sums[1])
    row += 2
  }
  if row < rows {
    var sum = 0.0
    for i in 0..<columns { sum += x[row * columns + i] }
    out[row] = sum
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
    case .matrixProduct: MatrixProduct(x, left, y, right.columns, out).run()
    case .columns: pickColumns(x, left, y, right.columns, out)
    case .span: for i in 0..<result.columns { out[i] = x[0] + Double(i) }
    case .add, .subtract, .multiply, .divide, .power, .maximum, .minimum, .compare:
      for i in 0..<result.count { out[i] = self(x[i], y[i]) }
    }
  }
}

/// A number that is no column makes everything NaN here; whoever runs the line looks first and says so.
private func pickColumns(
  _ x: UnsafePointer<Double>, _ shape: Shape, _ numbers: UnsafePointer<Double>, _ count: Int,
  _ out: UnsafeMutablePointer<Double>
) {
  // Adding 2⁵² leaves a whole number in the low bits: the quickest way to make an Int of it.
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
