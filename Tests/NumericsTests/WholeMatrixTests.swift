import Equations
import Numerics
import Testing

private let a = Symbol.intermediate("a", "a", "")
private let b = Symbol.intermediate("b", "b", "")
private let c = Symbol.intermediate("c", "c", "")

@Suite("Operations on whole matrices") struct WholeMatrixTests {
  func matrix(_ rows: [[Double]]) -> Matrix {
    Matrix(shape: Shape(rows.count, rows[0].count), elements: rows.flatMap { $0 }) ?? Matrix(.nan)
  }

  @Test("Products, transposes, sums and counts are those worked by hand")
  func byHand() throws {
    let x = matrix([[1, 2, 3], [4, 5, 6]])
    let y = matrix([[1, 0], [-1, 2], [0.5, 1]])
    #expect(try (a • b).evaluated([a: x, b: y]) == matrix([[0.5, 7], [2, 16]]))
    #expect(try a.transposed.evaluated([a: x]) == matrix([[1, 4], [2, 5], [3, 6]]))
    let gram: Formula = a • a.transposed
    #expect(try gram.evaluated([a: x]) == matrix([[14, 32], [32, 77]]))
    #expect(try sum(a).evaluated([a: x]) == Matrix(21))
    #expect(try sum(a, axis: .along).evaluated([a: x]) == matrix([[6], [15]]))
    #expect(try sum(a, axis: .down).evaluated([a: x]) == matrix([[5, 7, 9]]))
    #expect(try columnCount(a).evaluated([a: x]) == Matrix(3))
    let picked: Formula = a.columns(b)
    #expect(try picked.evaluated([a: x, b: matrix([[2, 0]])]) == matrix([[3, 1], [6, 4]]))
    let slice: Formula = a.columns(span(b, 3))
    #expect(try slice.evaluated([a: x, b: Matrix(1)]) == matrix([[2, 3], [5, 6]]))
    #expect(try relu(a).evaluated([a: matrix([[-1, 0, 2, .nan]])]) == matrix([[0, 0, 2, .nan]]))
    #expect(try σ(a).evaluated([a: matrix([[0, -710, .infinity]])]) == matrix([[0.5, 0, 1]]))
  }

  @Test("Columns are picked by one row of numbers, and by nothing else")
  func pickedShapes() {
    let columns = BinaryOperation.columns
    #expect(columns.shape(of: Shape(2, 3), Shape(1, 4)) == Shape(2, 4))
    #expect(columns.shape(of: Shape(2, 3), Shape(2, 2)) == nil)
    #expect(columns.shape(of: Shape(2, 3), Shape(3, 1)) == nil)
  }

  @Test("Every sum runs from left to right, in products of any shape and in their transposed form")
  func order() throws {
    var random = LegacyRandom(seed: 4)
    for rows in 1...7 {
      for inner in [1, 2, 5, 64] {
        for columns in [1, 2, 3, 5, 6, 7, 8, 13, 64] {
          let x = random.normal(Shape(rows, inner))
          let y = random.normal(Shape(inner, columns))
          let z = random.normal(Shape(columns, inner))
          var plain: [Double] = []
          var turned: [Double] = []
          for row in 0..<rows {
            for column in 0..<columns {
              var sums = (0.0, 0.0)
              for k in 0..<inner {
                sums.0 += x.elements[row * inner + k] * y.elements[k * columns + column]
                sums.1 += x.elements[row * inner + k] * z.elements[column * inner + k]
              }
              plain.append(sums.0)
              turned.append(sums.1)
            }
          }
          #expect(try (a • b).evaluated([a: x, b: y]).elements == plain)
          let transposed: Formula = a • b.transposed
          #expect(try transposed.evaluated([a: x, b: z]).elements == turned)
        }
      }
      let tall = random.normal(Shape(rows, 9))
      let sums = (0..<rows).map { tall.row($0).reduce(0, +) }
      #expect(try sum(a, axis: .along).evaluated([a: tall]).elements == sums)
    }
  }

  @Test("A sum of nothing but −0 is 0, as NumPy's product has it")
  func zeros() throws {
    let product: Formula = a • b
    let value = try product.evaluated([a: matrix([[-1, -2]]), b: matrix([[0], [0]])])
    #expect(value == Matrix(0))
  }

  @Test("Comparisons are 1 or 0, and 0 wherever NaN takes part", arguments: Relation.allCases)
  func relations(relation: Relation) throws {
    let expected: [Relation: [Double]] = [
      .greater: [0, 0, 1, 0], .atLeast: [0, 1, 1, 0], .less: [1, 0, 0, 0], .atMost: [1, 1, 0, 0],
      .equal: [0, 1, 0, 0],
    ]
    let formula: Formula = a.is(relation, 2)
    let value = try formula.evaluated([a: matrix([[1, 2, 3, .nan]])])
    #expect(value.elements == expected[relation])
  }

  @Test("Shapes that no product has are an error that says what a product needs")
  func mismatch() {
    let product: Formula = a • b
    do {
      _ = try product.evaluated([
        a: Matrix(1, shape: Shape(2, 3)), b: Matrix(1, shape: Shape(2, 3)),
      ])
      Issue.record("no error")
    } catch {
      guard case .shapes(let mismatch) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(mismatch.message.contains("a is 2×3 and b is 2×3"))
      #expect(mismatch.message.contains("as many columns on the left as rows on the right"))
    }
  }

  @Test(
    "A span that is empty, endless or of no whole numbers is an error",
    arguments: [(3.0, 3.0), (3, 2), (0, 0.5), (0, 1e300), (-1e18, 1e18), (.nan, 3), (0, .infinity)])
  func spans(from: Double, to: Double) {
    let formula: Formula = c.columns(span(a, b))
    do {
      let row = Matrix(1, shape: Shape(1, 4))
      _ = try formula.evaluated([a: Matrix(from), b: Matrix(to), c: row])
      Issue.record("no error for \(from):\(to)")
    } catch {
      guard case .span = error else {
        Issue.record("\(error)")
        return
      }
    }
  }

  @Test("Instructions nobody needs, and those that never change, are told from the others")
  func pruning() throws {
    var compiler = Compiler(sharesWork: true)
    let x = compiler.reserve(.scalar)
    let k = compiler.reserve(.scalar)
    let operands = [a: x, b: k]
    let wanted: Formula = a * (1 - b)
    let unread: Formula = a + a
    let result = try compiler.compile(wanted) { operands[$0] }
    _ = try compiler.compile(unread) { operands[$0] }
    let code = compiler.instructions
    #expect(code.count == 3)
    #expect(code.needed(for: [result], memorySize: compiler.memorySize) == [true, true, false])
    #expect(
      code.unchanging(whenGiven: [x], memorySize: compiler.memorySize) == [true, false, false])
    // Slices with the same start and different ends are not.
    let row = compiler.reserve(Shape(1, 5))
    let (short, long): (Formula, Formula) = (c.columns(span(0, 2)), c.columns(span(0, 4)))
    let lengths = try [long, short].map { try compiler.compile($0) { _ in row }.shape.columns }
    #expect(lengths == [4, 2])
    let before = compiler.instructions.count
    // 1 − b again is the same work.
    _ = try compiler.compile(1 - b) { operands[$0] }
    #expect(compiler.instructions.count == before)
  }

  @Test("A number that is copied is known where it went, and an unknown one is not known there")
  func copiedNumbers() throws {
    var compiler = Compiler()
    let three = try compiler.compile(1 + 2) { _ in nil }
    #expect(compiler.known(three) == 3)
    let (place, unknown) = (compiler.reserve(.scalar), compiler.reserve(.scalar))
    #expect(compiler.known(place) == nil)
    compiler.copy(three, to: place, from: .number(3))
    #expect(compiler.known(place) == 3)
    // The shape of a span of columns depends on it.
    let columns = try compiler.compile(span(0, a)) { _ in place }
    #expect(columns.shape == Shape(1, 3))
    compiler.copy(unknown, to: place, from: .symbol(b))
    #expect(compiler.known(place) == nil)
    #expect(throws: CompileError.self) { try compiler.compile(span(0, a)) { _ in place } }
  }
}
