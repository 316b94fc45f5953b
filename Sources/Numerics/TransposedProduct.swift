// Each result is one long sum from left to right, in which every addition waits for the one before.
// So tiles of ten or twelve sums run side by side; at the edges a tile computes the last row or
// column twice and keeps one copy. The order within a sum stays the same, and Yᵀ itself is never
// made.

extension MatrixProduct {
  /// Runs the product X·Yᵀ from the rows of both; back-propagation needs it in every layer.
  func runTransposed() {
    if rows <= 2 {
      for column in stride(from: 0, to: columns, by: 6) { twoBySix(column) }
    } else {
      for row in stride(from: 0, to: rows, by: 5) {
        for column in stride(from: 0, to: columns, by: 2) { fiveByTwo(row, column) }
      }
    }
  }

  @inline(__always)
  private func left(_ row: Int) -> UnsafePointer<Double> { x + Swift.min(row, rows - 1) * inner }

  @inline(__always)
  private func right(_ column: Int) -> UnsafePointer<Double> {
    y + Swift.min(column, columns - 1) * inner
  }

  @inline(__always)
  private func storeInside(_ sums: SIMD2<Double>, _ row: Int, _ column: Int) {
    guard row < rows, column < columns else { return }
    let place = out + row * columns + column
    place[0] = sums[0]
    if column + 1 < columns { place[1] = sums[1] }
  }

  private func fiveByTwo(_ row: Int, _ column: Int) {
    let a = (left(row), left(row + 1), left(row + 2), left(row + 3), left(row + 4))
    let b = (right(column), right(column + 1))
    let zero = SIMD2<Double>(repeating: 0)
    var sums = (zero, zero, zero, zero, zero)
    for k in 0..<inner {
      let pair = SIMD2(b.0[k], b.1[k])
      sums.0 += a.0[k] * pair
      sums.1 += a.1[k] * pair
      sums.2 += a.2[k] * pair
      sums.3 += a.3[k] * pair
      sums.4 += a.4[k] * pair
    }
    storeInside(sums.0, row, column)
    storeInside(sums.1, row + 1, column)
    storeInside(sums.2, row + 2, column)
    storeInside(sums.3, row + 3, column)
    storeInside(sums.4, row + 4, column)
  }

  private func twoBySix(_ column: Int) {
    let a = (left(0), left(1))
    let b = (right(column), right(column + 1), right(column + 2))
    let c = (right(column + 3), right(column + 4), right(column + 5))
    let zero = SIMD2<Double>(repeating: 0)
    var first = (zero, zero, zero)
    var second = (zero, zero, zero)
    for k in 0..<inner {
      let pairs = (SIMD2(b.0[k], b.1[k]), SIMD2(b.2[k], c.0[k]), SIMD2(c.1[k], c.2[k]))
      first.0 += a.0[k] * pairs.0
      first.1 += a.0[k] * pairs.1
      first.2 += a.0[k] * pairs.2
      second.0 += a.1[k] * pairs.0
      second.1 += a.1[k] * pairs.1
      second.2 += a.1[k] * pairs.2
    }
    storeInside(first.0, 0, column)
    storeInside(first.1, 0, column + 2)
    storeInside(first.2, 0, column + 4)
    storeInside(second.0, 1, column)
    storeInside(second.1, 1, column + 2)
    storeInside(second.2, 1, column + 4)
  }
}
