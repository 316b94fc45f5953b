/// The product of a rows×inner and an inner×columns matrix; each sum runs from left to right.
///
/// Several sums, of neighbouring columns and up to four rows, run side by side in registers, so
/// that no addition has to wait for the one before. The order within a sum stays the same. Every
/// sum starts at 0, so a sum of zeros is 0 and never −0, as in NumPy.
struct MatrixProduct {
  let x: UnsafePointer<Double>
  let y: UnsafePointer<Double>
  let out: UnsafeMutablePointer<Double>
  let rows: Int
  let inner: Int
  let columns: Int

  func run() {
    var column = 0
    while column + 8 <= columns {
      runRows(SIMD8<Double>.self, column)
      column += 8
    }
    while column + 4 <= columns {
      runRows(SIMD4<Double>.self, column)
      column += 4
    }
    while column + 2 <= columns {
      runRows(SIMD2<Double>.self, column)
      column += 2
    }
    if column < columns { runLast(column) }
  }

  /// A single column at the end, two rows at a time.
  private func runLast(_ column: Int) {
    var row = 0
    while row < rows {
      let isPair = row + 1 < rows
      let a = x + row * inner
      let b = isPair ? a + inner : a
      var sums = SIMD2<Double>(repeating: 0)
      var from = y + column
      for k in 0..<inner {
        sums += SIMD2(a[k], b[k]) * from[0]
        from += columns
      }
      out[row * columns + column] = sums[0]
      if isPair { out[(row + 1) * columns + column] = sums[1] }
      row += 2
    }
  }

  /// All rows of some neighbouring columns.
  @inline(__always)
  private func runRows<Lanes: SIMD>(_ type: Lanes.Type, _ column: Int)
  where Lanes.Scalar == Double {
    var row = 0
    // With eight columns, two rows already fill the registers.
    while Lanes.scalarCount < 8, row + 4 <= rows {
      four(type, row, column)
      row += 4
    }
    while row + 2 <= rows {
      two(type, row, column)
      row += 2
    }
    if row < rows { one(type, row, column) }
  }

  @inline(__always)
  private func load<Lanes: SIMD>(_ from: UnsafePointer<Double>) -> Lanes
  where Lanes.Scalar == Double { UnsafeRawPointer(from).loadUnaligned(as: Lanes.self) }

  @inline(__always)
  private func store<Lanes: SIMD>(_ sums: Lanes, _ row: Int, _ column: Int)
  where Lanes.Scalar == Double {
    UnsafeMutableRawPointer(out + row * columns + column).storeBytes(of: sums, as: Lanes.self)
  }

  @inline(__always)
  private func one<Lanes: SIMD>(_ type: Lanes.Type, _ row: Int, _ column: Int)
  where Lanes.Scalar == Double {
    let a = x + row * inner
    var sum = Lanes(repeating: 0)
    var terms = y + column
    for k in 0..<inner {
      sum += Lanes(repeating: a[k]) * (load(terms) as Lanes)
      terms += columns
    }
    store(sum, row, column)
  }

  @inline(__always)
  private func two<Lanes: SIMD>(_ type: Lanes.Type, _ row: Int, _ column: Int)
  where Lanes.Scalar == Double {
    let (a, b) = (x + row * inner, x + (row + 1) * inner)
    var sums = (Lanes(repeating: 0), Lanes(repeating: 0))
    var from = y + column
    for k in 0..<inner {
      let terms: Lanes = load(from)
      sums.0 += Lanes(repeating: a[k]) * terms
      sums.1 += Lanes(repeating: b[k]) * terms
      from += columns
    }
    store(sums.0, row, column)
    store(sums.1, row + 1, column)
  }

  @inline(__always)
  private func four<Lanes: SIMD>(_ type: Lanes.Type, _ row: Int, _ column: Int)
  where Lanes.Scalar == Double {
    let (a, b) = (x + row * inner, x + (row + 1) * inner)
    let (c, d) = (x + (row + 2) * inner, x + (row + 3) * inner)
    var sums = (Lanes(repeating: 0), Lanes(repeating: 0), Lanes(repeating: 0), Lanes(repeating: 0))
    var from = y + column
    for k in 0..<inner {
      let terms: Lanes = load(from)
      sums.0 += Lanes(repeating: a[k]) * terms
      sums.1 += Lanes(repeating: b[k]) * terms
      sums.2 += Lanes(repeating: c[k]) * terms
      sums.3 += Lanes(repeating: d[k]) * terms
      from += columns
    }
    store(sums.0, row, column)
    store(sums.1, row + 1, column)
    store(sums.2, row + 2, column)
    store(sums.3, row + 3, column)
  }
}
