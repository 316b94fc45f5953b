import Readers
import Testing

@Suite struct TableTests {
  @Test(arguments: [
    "1.5,2\n-3,4e1\n", "1.5;2\r\n-3;4e1", "1,5;2\n-3;4e1\n", "1.5\t2\n-3\t4e1",
    "\u{FEFF}1.5,2,\n−3,4e1,\n",
    "# x\n\"1.5\",\"2\"\n \"-3\" ,4e1\n",
  ])
  func `one matrix a file takes the file's name`(text: String) throws {
    let reading = try read(Array(text.utf8), name: "folder/W1.csv")
    #expect(reading.kind == .csv && reading.parts.count == 1)
    let array = try #require(reading.parts[0].arrays.first)
    #expect(array.names == ["W1"] && array.shape == [2, 2] && array.values == [1.5, 2, -3, 40])
    #expect(array.numbers[0].precision == .decimals(1))
  }

  @Test func `blocks have the name above them, and blank lines between them`() throws {
    let found = try arrays("W1\n1,2\n3,4\n\nv[\"dW1\"],\n0.5,0.25\n,\n7,8\n", name: "x.csv")
    #expect(found.map { $0.names } == [["W1"], ["v", "dW1"], []])
    #expect(found.map { $0.shape } == [[2, 2], [1, 2], [1, 2]])
  }

  @Test func `named columns and named rows are lists`() throws {
    let columns = try arrays("theta,v\n40,4.0\n49,8.5\n", name: "x.csv")
    #expect(columns.map { $0.names } == [["theta"], ["v"]])
    #expect(columns.map { $0.values } == [[40, 49], [4, 8.5]])
    let rows = try arrays("W1,1,2\ncost,0.5\n", name: "x.csv")
    #expect(rows.map { $0.names } == [["W1"], ["cost"]] && rows.map { $0.shape } == [[2], []])
  }

  @Test(arguments: [0, 1])
  func `a row a number is put together, from whatever its rows are counted`(base: Int) throws {
    let text =
      "student,exercise,name,row,col,value\nada,adam,W1,\(base),\(base + 1),2.5\n"
      + "ada,adam,W1,\(base),\(base),1\nbob,adam,W1,\(base),\(base),3\n"
      + "bob,adam,\"v[\"\"dW1\"\"]\",\(base),\(base),4\n"
    let parts = try read(Array(text.utf8)).parts
    #expect(parts.map { $0.student } == ["ada", "bob"])
    #expect(parts[0].arrays[0].shape == [1, 2] && parts[0].arrays[0].values == [1, 2.5])
    #expect(parts[1].arrays.map { $0.names } == [["W1"], ["v", "dW1"]])
  }

  @Test func `steps, a base that is told and axes that are not are taken as they are`() throws {
    let found = try arrays("Name,Row,Value,Step,Base\nv,2,5,1,1\nv,1,4,1,1\nv,1,6,2,1\n")
    #expect(found.map { $0.step } == [1, 2] && found.map { $0.shape } == [[2], [1]])
    #expect(found.map { $0.values } == [[4, 5], [6]])
  }

  @Test(
    arguments: [
      ("1,2\n3\n", "this row has 1 number, the rows before it 2", 2, 1),
      ("1,x\n2,3\n", "'x' stands among numbers", 1, 3), ("1,,2\n", "an empty cell", 1, 3),
      ("\"1,2\n", "not closed", 1, 1), ("\"1\"2,3\n", "behind a closing quote", 1, 4),
      ("name,row,col,value\nW1,0,0,1\nW1,1,1,2\n", "W1 has no number in row 0, column 1", 2, 8),
      ("name,row,col,value\nW1,1,1,1\nW1,1,1,2\n", "two numbers in one place (line 3)", 2, 8),
      ("name,row,col,value\nW1,0,0,x\n", "'x' stands where a value", 2, 8),
      ("name,row,col,value\nW1,-1,0,1\n", "'-1' stands where a row", 2, 4),
      ("a,b\n1,2,3\n", "its header has 2 names", 2, 1),
    ] as [(String, String, Int, Int)])
  func `a table that cannot be put together is refused with what and where`(
    text: String, message: String, line: Int, column: Int
  ) throws {
    let error = try #require(failure(text, name: "x.csv"))
    #expect(error.message.contains(message))
    #expect(error.place == TextPlace(line: line, column: column))
  }
}
