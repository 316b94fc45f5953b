import Numerics
import Testing

@Suite("The place of an entry") struct MatrixIndexTests {
  static let read: [(String, Int, Int)] = [
    ("0,0", 0, 0), ("1,2", 1, 2), ("[1,2]", 1, 2), ("[ 1 , 2 ]", 1, 2), (" 1, 2\t", 1, 2),
    ("1 2", 1, 2), ("[1  2]", 1, 2), ("007,010", 7, 10), ("2147483647,0", 2_147_483_647, 0),
  ]

  @Test(
    "A row and a column are read with and without brackets, spaces and the comma", arguments: read)
  func reads(text: String, row: Int, column: Int) {
    #expect(MatrixIndex(text) == MatrixIndex(row, column))
  }

  @Test(
    "What is not two whole numbers of 32 bits is refused",
    arguments: [
      "", " ", "[]", "[", "]", "[,]", ",", "1", "1,", ",1", "1,2,3", "1 2 3", "1,2 3", "-1,0",
      "0,-1",
      "-0,0", "+1,2", "1.0,2", "1e0,2", "0x1,2", "2147483648,0", "0,99999999999999999999", "[1,2",
      "1,2]", "[[1,2]]", "(1,2)", "1;2", "１,２", "١,٢", "1,2\u{301}", "1\u{A0}2", "1,2\n", "a,b",
    ])
  func refuses(text: String) {
    #expect(MatrixIndex(text) == nil)
  }

  @Test("An index is written as it is read, and reads back to itself")
  func writes() {
    #expect("W1\(MatrixIndex(0, 12))" == "W1[0,12]")
    for index in [MatrixIndex(0, 0), MatrixIndex(3, 2_147_483_647)] {
      #expect(MatrixIndex(index.description) == index)
    }
    #expect(MatrixIndex(0, 0).suffix(in: .scalar) == "")
    #expect(MatrixIndex(0, 0).suffix(in: Shape(1, 2)) == "[0,0]")
  }

  @Test("A name is taken apart at its brackets")
  func splits() {
    func split(_ text: String) -> String {
      guard let (name, index) = MatrixIndex.split(text) else { return "refused" }
      return "\(name)|\(index.map { "\($0)" } ?? "none")"
    }
    #expect(split("W1") == "W1|none")
    #expect(split("") == "|none")
    #expect(split("v_dW1[0,2]") == "v_dW1|[0,2]")
    #expect(split("v̂[1,0]") == "v̂|[1,0]")
    #expect(split("[1,0]") == "|[1,0]")
    for text in [
      "W1[", "W1[]", "W1[0]", "W1[0,1", "W1[0,1]2", "W1[0,1][0,1]", "W1[-1,0]", "W1[a,b]",
    ] {
      #expect(split(text) == "refused", "\(text)")
    }
  }

  @Test("An entry is inside a shape up to its last row and column, and not beyond")
  func shapes() {
    let shape = Shape(2, 3)
    #expect(MatrixIndex(1, 2).position(in: shape) == 5)
    for outside in [
      MatrixIndex(2, 0), MatrixIndex(0, 3), MatrixIndex(-1, 0), MatrixIndex(0, -1),
      MatrixIndex(.max, .max), MatrixIndex(.min, .min),
    ] {
      #expect(!outside.isInside(shape) && outside.position(in: shape) == nil, "\(outside)")
    }
    #expect(!MatrixIndex.first.isInside(Shape(0, 3)))
    for position in 0..<6 {
      #expect(MatrixIndex(position: position, in: shape).position(in: shape) == position)
    }
    #expect(MatrixIndex(position: 4, in: shape) == MatrixIndex(1, 1))
    #expect(MatrixIndex(position: 4, in: Shape(3, 0)) == .first)
  }

  @Test("A matrix gives the entry at an index, and nothing outside")
  func element() throws {
    let matrix = try #require(Matrix(shape: Shape(2, 2), elements: [1, 2, 3, 4]))
    #expect(matrix.element(MatrixIndex(1, 0)) == 3)
    #expect(matrix.element(MatrixIndex(0, 2)) == nil)
  }
}
