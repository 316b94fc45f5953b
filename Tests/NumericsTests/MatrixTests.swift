import Equations
import Numerics
import Testing

private let a = Symbol.intermediate("a", "a", "")
private let b = Symbol.intermediate("b", "b", "")

private func matrix(_ rows: [[Double]]) -> Matrix {
  Matrix(shape: Shape(rows.count, rows[0].count), elements: rows.flatMap { $0 }) ?? Matrix(.nan)
}

@Suite("Matrices") struct MatrixTests {
  /// NumPy's rule: lengths are equal, or one of them is 1.
  static let pairs: [(Shape, Shape, Shape?)] = [
    (Shape(2, 3), Shape(2, 3), Shape(2, 3)), (Shape(2, 3), .scalar, Shape(2, 3)),
    (Shape(2, 1), Shape(2, 3), Shape(2, 3)), (Shape(1, 3), Shape(2, 1), Shape(2, 3)),
    (Shape(3, 1), Shape(2, 3), nil), (Shape(2, 3), Shape(3, 2), nil),
  ]

  @Test("Shapes broadcast as in NumPy", arguments: pairs.indices)
  func shapes(row: Int) {
    let (left, right, result) = Self.pairs[row]
    #expect(left.broadcast(with: right) == result)
    #expect(right.broadcast(with: left) == result)
  }

  @Test("A column and a row stretch to a matrix, as numpy.add.outer")
  func outer() throws {
    let value = try (a + b).evaluated([a: matrix([[1], [10]]), b: matrix([[1, 2, 3]])])
    #expect(value == matrix([[2, 3, 4], [11, 12, 13]]))
  }

  @Test("A mismatch names both operands and both shapes")
  func mismatch() {
    do {
      _ = try (a / √b).evaluated([a: matrix([[1], [2], [3]]), b: matrix([[1, 2], [3, 4]])])
      Issue.record("NumPy would refuse these shapes")
    } catch {
      guard case .shapes(let mismatch) = error else {
        Issue.record("expected a shape mismatch, got \(error)")
        return
      }
      #expect(
        mismatch.message
          == "a is 3×1 and √b is 2×2: shapes that cannot be combined (rows and columns must agree, "
          + "or be 1).")
    }
  }

  @Test("Each node is one operation, in the order of the tree")
  func order() throws {
    // 0.1 + 0.2 rounds up: (0.1 + 0.2) + 0.3 is 0.6000000000000001, 0.1 + (0.2 + 0.3) is 0.6.
    #expect(try ((0.1 + a) + 0.3).evaluated([a: Matrix(0.2)]) == Matrix(0.6000000000000001))
    #expect(try (0.1 + (a + 0.3)).evaluated([a: Matrix(0.2)]) == Matrix(0.6))
    // A fused multiply-add would leave the rounding error of the product, 2^-54 for these numbers.
    #expect(try (a * a - 1).evaluated([a: Matrix(1 + 0x1p-27)]) == Matrix(0x1p-26))
  }

  @Test("NaN and infinities are values")
  func specialValues() throws {
    #expect(try (a / b).evaluated([a: Matrix(0), b: Matrix(0)]) == Matrix(.nan))
    #expect(try (a / b).evaluated([a: Matrix(1), b: Matrix(0)]) == Matrix(.infinity))
    #expect(try (√a).evaluated([a: Matrix(-1)]) == Matrix(.nan))
    #expect(try max(a, b).evaluated([a: Matrix(.nan), b: Matrix(1)]) == Matrix(.nan))
    #expect(try a.is(.greater, 1).evaluated([a: Matrix(.nan)]) == Matrix(0))
    #expect(
      try round(a).evaluated([a: matrix([[0.5, 1.5, 2.5, -0.5]])]) == matrix([[0, 2, 2, -0.0]]))
  }

  @Test("Equality is of bits, except that every NaN is the same")
  func equality() {
    #expect(Matrix(.nan) == Matrix(-.nan))
    #expect(Matrix(0) != Matrix(-0.0))
    #expect(Matrix(1) != Matrix(1, shape: Shape(1, 2)))
    #expect(Matrix(shape: Shape(2, 2), elements: [1]) == nil)
    #expect(Matrix(1).element(0, 1) == nil)
  }

  @Test("Ulps count the doubles between two numbers")
  func ulps() {
    #expect(1.0.ulps(to: 1.0.nextUp) == 1)
    #expect((-0.0).ulps(to: 0) == 0)
    #expect(Double.leastNonzeroMagnitude.ulps(to: -Double.leastNonzeroMagnitude) == 2)
    #expect(2.0.nextDown.ulps(to: 2.0.nextUp) == 2)
    #expect(Double.nan.ulps(to: 1) == nil)
    #expect(Double.infinity.ulps(to: -.infinity) != nil)
  }
}
