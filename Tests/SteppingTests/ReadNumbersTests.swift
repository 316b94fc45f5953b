import Equations
import Numerics
import TestSupport
import Testing
import Tracing

@testable import Stepping

/// The numbers that an entry of a result is computed from, for each kind of formula that reads
/// other entries.
@Suite("The numbers an entry reads") struct ReadNumbersTests {
  private static let x = Symbol.input("X", "X", "a matrix")
  private static let y = Symbol.input("Y", "Y", "another one")
  private static let r = Symbol.intermediate("R", "R", "the result")

  // X is 2×3, with 1 2 3 in its first row and 4 5 6 in its second. Y is its transpose plus 100.
  private func words(_ formula: Formula, _ row: Int, _ column: Int) throws -> String {
    let lesson = Lesson(
      id: "one", title: "One", idea: "", rule: UpdateRule { Self.r ← formula ∵ "as it is" },
      variants: [], cases: [], page: "")
    let values = [
      ("X", matrix([[1, 2, 3], [4, 5, 6]])),
      ("Y", matrix([[101, 104], [102, 105], [103, 106]])),
    ]
    let given = Case(
      head: CaseHead(lesson: "one", name: "one"),
      steps: [Step(t: 1, values: values.map { (name: $0.0, value: $0.1) })])
    let line = try #require(try Recording(lesson, given).lines.first)
    return line.reads(at: MatrixIndex(row, column), NumberStyle(digits: 7))
  }

  @Test func `a transpose reads the entry on the other side of the diagonal`() throws {
    #expect(try words(Self.x.transposed + Self.y, 2, 0) == "X[0,2] = 3, Y[2,0] = 103")
    #expect(try words(Self.x + Self.y.transposed, 0, 2) == "X[0,2] = 3, Y[2,0] = 103")
  }

  @Test func `a product reads a row of its left side and a column of its right one`() throws {
    #expect(try words(Self.x • Self.y, 1, 0) == "row 1 of X, column 0 of Y")
    #expect(try words(Self.x.transposed • Self.y.transposed, 2, 1) == "column 2 of X, row 1 of Y")
  }
}
