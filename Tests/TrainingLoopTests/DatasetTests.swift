import Foundation
import Numerics
import TestSupport
import Testing
import TrainingLoop

@Suite("Data sets") struct DatasetTests {
  @Test("The course's moons are scikit-learn's bits")
  func moons() throws {
    let url = Recorded.root.appending(path: "Tests/Recorded/moons-seed3.json")
    let json =
      try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any] ?? [:]
    let bits = try #require(json["bits"] as? [[String]])
    let labels = try #require(json["y"] as? [Double])
    let moons = Dataset.moons()
    #expect(moons.examples == 300 && moons.features == 2 && moons.ones == 150)
    for (i, row) in bits.enumerated() {
      #expect(moons.X.elements[i] == Recorded.double(bits: row[0]), "x of point \(i)")
      #expect(moons.X.elements[300 + i] == Recorded.double(bits: row[1]), "y of point \(i)")
      #expect(moons.Y.elements[i] == labels[i])
    }
  }

  // From NumPy: Tests/Benchmarks/notebook.py, make_moons(5, noise=0.2) after np.random.seed(3).
  @Test("Of an odd number of moons the inner half circle has one more, as in scikit-learn")
  func oddMoons() {
    let five = Dataset.moons(5)
    let x = [
      1.0192994936144015, 1.9445223594971202, -1.016548296296492, 0.9912363662048144,
      -0.2627729506725364,
    ]
    #expect(zip(five.X.elements, x).allSatisfy { abs($0 - $1) <= 2e-16 * abs($1) })
    #expect(five.Y.elements == [1, 1, 0, 0, 1])
    for count in 2...9 { #expect(Dataset.moons(count).ones == count - count / 2) }
  }

  private func read(_ text: String) throws(DatasetError) -> Dataset {
    try Dataset(csv: Array(text.utf8), name: "mine.csv")
  }

  @Test("A table is read with or without a line of names, quotes, blanks and Windows line ends")
  func table() throws {
    for text in [
      "1,2,0\n-3e1,.5,1\n", "x1,x2,label\n1,2,0\n-30,0.5,1",
      "\u{FEFF}\"1\", \"2\", 0\r\n\r\n-30,\t0.5,1.0\r\n",
    ] {
      let data = try read(text)
      #expect(data.X == matrix([[1, -30], [2, 0.5]]))
      #expect(data.Y == matrix([[0, 1]]))
    }
  }

  @Test(
    "A table is read whatever separates its cells, with decimal commas where commas do not",
    arguments: [
      "1;2;0\n-30;0.5;1\n", "1\t2\t0\n-30\t0.5\t1", "x;y;label\r\n1;2;0\r\n-30;0,5;1\r\n",
      "x\ty\tlabel\n1,0\t2,0\t0\n-3,0e1\t0,5\t1\n", "\"1\";\"2\";\"0\"\n\"-30\";\"0,5\";\"1\"",
      "\u{FEFF}x1;x2;y\n\n1 ; 2 ; 0 \n\n-30;,5;1\n\n\n", "# made by a script\n1,2,0\n-30,.5,1\n",
      "\"a;b\";c;d\n1;2;0\n-30;0.5;1\n", "1,2,0\r-30,0.5,1\r", "\n\n1,2,0\n−30,0.5,1",
    ])
  func separators(text: String) throws {
    let data = try read(text)
    #expect(data.X == matrix([[1, -30], [2, 0.5]]))
    #expect(data.Y == matrix([[0, 1]]))
  }

  static let broken: [(text: String, line: Int, column: Int?, says: String)] = [
    ("1,2,0\n1,two,1\n", 2, 2, "expected a number, found 'two'"),
    ("1,2,0\n1,,1\n", 2, 2, "expected a number, found nothing"),
    ("a,b,c\n1,2,0\nd,e,f\n", 3, 1, "expected a number, found 'd'"),
    ("1,2,0\n1,2\n", 2, nil, "2 values, but the lines before have 3"),
    ("1,2,2\n", 1, 3, "the label is 2: expected 0 or 1"),
    ("1,2,-1\n", 1, 3, "expected 0 or 1"),
    ("1,nan,1\n", 1, 2, "expected a number, found 'nan'"),
    ("1,inf,1\n", 1, 2, "expected a number, found 'inf'"),
    ("1,1e999,1\n", 1, 2, "expected a number"),
    ("0\n1\n", 1, nil, "one value only"),
    ("", 1, nil, "no examples"),
    ("x,y,label\n", 2, nil, "no examples"),
    ("\n \n# nothing\n", 4, nil, "no examples"),
    ("x;y;label\n1;2;0\n1,5;zwei;1\n", 3, 2, "expected a number, found 'zwei'"),
    ("1;2;0\n\n1;2\n", 3, nil, "2 values, but the lines before have 3"),
    ("1\t2\t0\n1\t2\t0\t1\n", 2, nil, "4 values, but the lines before have 3"),
    ("1,2,0\n1,\"2\"0,1\n", 2, nil, "text behind a closing quote"),
    ("1,2,0\n1,\"2,1\n", 2, nil, "a quote (\") that is not closed"),
    ("1,2,0\n1,2,0,5\n", 2, nil, "4 values"),
    ("1,2,\n", 1, 3, "expected a label of 0 or 1, found nothing"),
    ("1,2,0\n0x1p3,2,0\n", 2, 1, "expected a number, found '0x1p3'"),
    ("1,2,0\n1,2,TRUE\n", 2, 3, "expected a label of 0 or 1, found 'TRUE'"),
  ]

  @Test("A broken table is an error with its line and column", arguments: broken.indices)
  func errors(row: Int) {
    let (text, line, column, says) = Self.broken[row]
    do {
      _ = try read(text)
      Issue.record("read: \(text)")
    } catch {
      #expect(error.line == line)
      #expect(error.column == column)
      #expect(error.message.contains(says), "\(error.message)")
    }
  }

  @Test("Damaged tables end in a data set or an error, never in a trap")
  func fuzz() {
    var random = LegacyRandom(seed: 8)
    let alphabet = Array("0123456789.,-+eE\"\n\r \tx;\u{0}ä".utf8)
    for _ in 0..<5000 {
      let length = Int(random.integer(atMost: 40))
      let bytes = (0..<length).map { _ in
        alphabet[Int(random.integer(atMost: UInt32(alphabet.count - 1)))]
      }
      _ = try? Dataset(csv: bytes, name: "damaged.csv")
    }
  }
}
