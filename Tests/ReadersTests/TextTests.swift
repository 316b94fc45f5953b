import Readers
import Testing

@Suite struct TextTests {
  @Test(arguments: ["new.txt", "legacy.txt", "repr.txt"])
  func `what NumPy prints, old and new, is read digit by digit`(file: String) throws {
    let found = try read(try recorded(file)).parts[0].arrays
    #expect(found.map { $0.names } == [["W1"], ["b1"]])
    #expect(found.map { $0.shape } == [[2, 3], [2, 1]])
    #expect(found.map { $0.values } == [recordedW1, recordedB1])
    #expect(found.allSatisfy { $0.precisions == [.decimals(8)] })
  }

  @Test(arguments: ["scientific.txt", "scientific-legacy.txt"])
  func `scientific notation tells significant digits, the neediest entry's for all`(
    file: String
  ) throws {
    let array = try read(try recorded(file)).parts[0].arrays[0]
    #expect(array.names == ["b"] && array.shape == [2, 1])
    #expect(array.values == [1.74481176e-05, -7.61206900e-06])
    #expect(array.precisions == [.significant(9)])
  }

  @Test func `a row that NumPy wraps is one row`() throws {
    let array = try read(try recorded("wrapped.txt")).parts[0].arrays[0]
    #expect(array.shape == [20])
    for (index, value) in array.values.enumerated() {
      #expect(abs(value - Double(index) / 7) <= 0.5e-8)
    }
  }

  @Test func `what an ellipsis leaves out is told by axis, and the whole shape if printed`() throws
  {
    let list = try read(try recorded("long.txt")).parts[0].arrays[0]
    #expect(list.shape == [6] && list.gaps == [3] && list.wholeShape == [1001])
    #expect(list.values == [0, 1, 2, 998, 999, 1000])
    let matrix = try read(try recorded("long-matrix.txt")).parts[0].arrays[0]
    #expect(matrix.shape == [6, 6] && matrix.gaps == [3, 3] && matrix.wholeShape == nil)
    #expect(matrix.values.prefix(6) == [0, 1, 2, 97, 98, 99] && matrix.values.last == 9999)
  }

  @Test(
    arguments: [
      ("[1 2 ... 9]", 2), ("[1 2 ... ... 9]", 2), ("[1 2 … 9]", 2), ("[1 2 9 ...]", 3),
      ("[1 ... 2 ... 9]", nil), ("[1 2\n … 5\n ... 9]", nil),
      ("[[1 ... 9]\n [1 ... 5 ... 9]]", nil),
    ] as [(String, Int?)])
  func `numbers are left out in one place of a row, or nobody knows which the others are`(
    text: String, gap: Int?
  ) throws {
    if let gap {
      let array = try #require(try arrays("W1 = \(text)").first)
      #expect(array.gaps == [gap] && array.values.last == 9)
    } else {
      #expect(failure("W1 = \(text)")?.message.contains("left out in two places") == true)
    }
  }

  @Test func `NaN, infinities and negative zero are values; three axes are three`() throws {
    let special = try read(try recorded("special.txt")).parts[0].arrays
    #expect(special[0].values[0].isNaN)
    #expect(special[0].values.dropFirst() == [1.5, .infinity, -.infinity])
    #expect(special[1].values[0].sign == .minus && special[1].values[1].sign == .plus)
    let cube = try read(try recorded("cube.txt")).parts[0].arrays[0]
    #expect(cube.shape == [2, 2, 2] && cube.values == [0, 1, 2, 3, 4, 5, 6, 7])
  }

  @Test func `changed print options show in the digits alone`() throws {
    #expect(try read(try recorded("fixed.txt")).parts[0].arrays[0].precisions == [.decimals(4)])
    let suppressed = try read(try recorded("suppressed.txt")).parts[0].arrays[0]
    #expect(suppressed.values == [5.49e-05, 0, 0.25] && suppressed.precisions == [.decimals(7)])
  }

  @Test func `scalars of NumPy 2 and of Python are read with their names`() throws {
    let found = try read(try recorded("scalars.txt")).parts[0].arrays
    #expect(found.map { $0.names } == [["cost"], ["lr"], ["cost"]])
    #expect(found.map { $0.values } == [[1.0 / 3], [0.1], [2.0 / 3]])
    #expect(found.map { $0.numbers[0].precision } == [.double, .decimals(1), .double])
  }

  @Test(
    arguments: [
      ("W1 = [1.5]", ["W1"]), ("W1:\n[1.5]", ["W1"]), ("W1 =\n[1.5]", ["W1"]),
      ("W1\n[1.5]", ["W1"]),
      ("W1 [1.5]", ["W1"]), ("W1[1.5]", ["W1"]), ("v[\"dW1\"] = [1.5]", ["v", "dW1"]),
      ("v['db2'] [1.5]", ["v", "db2"]), ("**v[\"dW1\"]** = [1.5]", ["v", "dW1"]),
      ("str(W1) = [1.5]", ["W1"]), ("# W1 = [1.5]", ["W1"]), ("> `W1` = [1.5]", ["W1"]),
      ("<tr><td > **W1** </td>\n<td > [1.5] </td>", ["W1"]), ("| W1 | [1.5] |", ["W1"]),
      ("<td>**cost** </td>\n<td> 1.5 </td>", ["cost"]), (">>> W1\narray([1.5])", ["W1"]),
      ("In [3]: W1\nOut[3]: array([1.5])", ["W1"]), ("W1: tensor([1.5], grad_fn=<A>)", ["W1"]),
      ("v = {'dW1': array([1.5])}", ["v", "dW1"]),
      ("parameters['W1'] = 1.5", ["parameters", "W1"]),
      ("β₁ = 1.5", ["β₁"]), ("v̂: 1.5", ["v̂"]), ("v_100 = 1.5", ["v_100"]),
      ("t = 3: 1.5", ["t = 3"]),
      ("Cost after epoch 0: 1.5", ["Cost after epoch 0"]), ("cost 1.5", ["cost"]),
      ("mini batch sanity check: [ 1.5 ]", ["mini batch sanity check"]), ("[1.5]", []),
      ("\u{1B}[31mW1\u{1B}[0m = [1.5]\r\n", ["W1"]), ("W1&nbsp;= [1.5]", ["W1"]),
      ("x = <tf.Tensor: shape=(1,), dtype=float32, numpy=array([1.5], dtype=float32)>", ["x"]),
      ("10/10 [=====] - 0s 2ms/step - loss: 1.5", ["loss"]),
    ] as [(String, [String])])
  func `a label is taken from what stands before its numbers`(text: String, names: [String]) throws
  {
    let found = try arrays(text)
    #expect(found.map { $0.names } == [names] && found.map { $0.values } == [[1.5]])
  }

  @Test func `the shape of an array is a tuple of whole numbers under the words before it`() throws
  {
    let found = try arrays("shape of the 1st mini_batch_X: (12288, 64)\ntorch.Size([2])\n")
    #expect(found[0].names == ["shape of the 1st mini_batch_X"])
    #expect(found[0].isTuple && found[0].shape == [2] && found[0].values == [12288, 64])
    #expect(found[0].precisions == [.whole] && found[1].isTuple)
  }

  @Test func `columns of numbers stand under their label, plain rows are a matrix`() throws {
    let found = try arrays("v:\n0.1\n0.25\n\n1.5 2.5\n3 4")
    #expect(found.map { $0.names } == [["v"], []] && found.map { $0.shape } == [[2], [2, 2]])
    #expect(found[1].values == [1.5, 2.5, 3, 4] && found[1].precisions == [.decimals(1)])
  }

  @Test(
    arguments: [
      ("In [3]: W1 = [1.5]", 1), ("In [ ]: W1 = [1.5]", 1), ("In [12]: W1 = [1.5]", 1),
      ("Out[ ]: W1 = [1.5]", 1), ("In [*] W1 = [1.5]", nil),
    ] as [(String, Int?)])
  func `a cell's prompt is not part of what it prints, whether it was run or not`(
    text: String, count: Int?
  ) throws {
    let found = try arrays(text)
    if count == nil {
      #expect(found.map { $0.names } != [["W1"]])
    } else {
      #expect(found.map { $0.names } == [["W1"]] && found.map { $0.values } == [[1.5]])
    }
  }

  // Python 2: `1L` is a long whole number; 1.5L and 1e3L are errors.
  @Test(
    arguments: [
      ("[1L, -20L]", [1, -20]), ("[1.5L, 2]", nil), ("[1e3L, 2]", nil), ("[L, 2]", nil),
      ("[1LL, 2]", nil), ("[-L, 2]", nil),
    ] as [(String, [Double]?)])
  func `Python 2's L stands behind whole numbers only`(text: String, values: [Double]?) {
    let found = try? arrays("W1 = " + text).first { $0.values.count == 2 }
    #expect(found?.values == values)
  }

  @Test func `a sentence may end behind a number, and a point may end a number`() throws {
    let found = try arrays("Final W1 = 0.5.\nb1 = [1. -2.]\ncost: 3.")
    #expect(found.map { $0.values } == [[0.5], [1, -2], [3]])
    #expect(found[0].precisions == [.decimals(1)])
  }

  @Test func `prose, code and tracebacks are passed over`() throws {
    let found = try arrays(
      """
      Chapter 3 has 12 of 100 pages, see [x].
      def f(X, lr = 0.0007):
      np.random.seed(3)
      W = 0.01 * np.random.randn(3, 4)
      ValueError      Traceback (most recent call last)
      ----> 1 W1 = [1, 2]
      ValueError: shapes (2,3) and (4,)
      W2 = [7]
      """)
    #expect(found.map { $0.names } == [["W2"]])
  }

  @Test(arguments: [
    "[1.5 −2.5]", "[1.5 –2.5]", "[1.5,\u{A0}-2.5]", "[‘1.5’, ‘-2.5’]", "['1.5', '-2.5']",
    "[1.5 &minus;2.5]", "[np.float64(1.5), np.float64(-2.5)]", "[1.5\r\n -2.5]",
  ])
  func `signs, spaces and quotes of other kinds are those they stand for`(text: String) throws {
    #expect(try arrays(text).map { $0.values } == [[1.5, -2.5]])
  }

  @Test func `13 significant digits are a double in full, fewer are not`() throws {
    let array = try arrays("[0.1234567890123, 0.0123456789012, 2]")[0]
    #expect(array.numbers.map { $0.precision } == [.double, .decimals(13), .decimals(13)])
    #expect(try arrays("[1234567890123 5]")[0].precisions == [.whole])
    #expect(try arrays("[1. 2.]")[0].precisions == [.decimals(0)])
    #expect(try arrays("cost = 1.7864859451590758")[0].precisions == [.double])
  }

  @Test func `PyTorch's common factor is applied to value and precision`() throws {
    let small = try arrays("x = tensor(1.00000e-05 *\n       [[1.2345, 0.5000]])")[0]
    #expect(small.values == [1.2345e-05, 5e-06] && small.precisions == [.decimals(9)])
    let large = try arrays("tensor(1.00000e+06 * [1.2345, 12.5000])")[0]
    #expect(large.values == [1_234_500, 12_500_000])
    #expect(large.numbers.map { $0.precision } == [.significant(5), .significant(6)])
  }

  @Test func `every number knows its line and column`() throws {
    let array = try arrays("β₁ = 0.5\nW1 = [[1 2]\n [3 4]]\r\n")[1]
    #expect(array.place == TextPlace(line: 2, column: 6))
    #expect(array.numbers[3].place == TextPlace(line: 3, column: 5))
  }

  @Test(
    arguments: [
      ("W1 = [[1 2]\n [3]]", "row 2 has 1 number", 2, 2),
      ("[[1 2]\n [3 4]\n [5 6 7]]", "row 3 has 3 numbers, the rows before it have 2", 3, 2),
      ("W1 = [[1 2]\n [3 4]", "ends inside an array (opened at line 1, column 6)", 2, 7),
      ("W1 = [[1 2]\n [3 4]\nb1 = [2]", "'b1' stands inside the array", 3, 1),
      ("[1. +2.j 3.5-1.j]", "complex", 1, 5), ("[[1, 2], 3]", "beside a list", 1, 10),
      ("1 2\n3 4 5", "row 2 has 3 numbers", 2, 1),
      (String(repeating: "[", count: 40) + "1", "32 brackets", 1, 33),
    ] as [(String, String, Int, Int)])
  func `what cannot be an array is refused with what and where`(
    text: String, message: String, line: Int, column: Int
  ) throws {
    let error = try #require(failure(text))
    #expect(error.message.contains(message))
    #expect(error.place == TextPlace(line: line, column: column))
  }
}
