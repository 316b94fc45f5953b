import Mutations
import Readers
import Testing

@Suite struct ReadingTests {
  @Test func `an array without an ellipsis has no gap on any axis`() {
    let array = PrintedArray(shape: [1, 2], numbers: [])
    #expect(array.gaps == [nil, nil])
  }

  @Test func `what a file is follows from its bytes, whatever its name says`() throws {
    #expect(try read(try recorded("f8.npy"), name: "x.csv").kind == .npy)
    #expect(try read(try recorded("stored.npz"), name: "x.txt").kind == .npz)
    #expect(try read(try recorded("notebook.ipynb"), name: nil).kind == .notebook)
    #expect(try read(Array("[[1 2]]".utf8), name: "x.txt").kind == .text)
    #expect(try read(Array("{\"W1\": [1]}".utf8), name: nil).kind == .json)
    #expect(try read(Array("1,2\n3,4\n".utf8), name: nil).kind == .csv)
    #expect(try read(Array("1.5 2.5\n3 4".utf8), name: nil).kind == .text)
  }

  @Test(
    arguments: [
      ([0x1F, 0x8B, 8], "gzip"), ([0x80, 4, 0x95], "pickle"), ([0x25, 0x50, 0x44, 0x46], "PDF"),
      ([0x89, 0x50, 0x4E, 0x47], "picture"), ([0x89, 0x48, 0x44, 0x46], "HDF5"),
    ] as [([UInt8], String)])
  func `a file of another kind is named, with what to do`(bytes: [UInt8], kind: String) throws {
    let error = try #require(failure(bytes))
    #expect(error.message.contains(kind) && error.message.contains("np.savez"))
  }

  @Test(arguments: ["", " \n", "no numbers here", "{}"])
  func `an input without numbers is an error that shows what was expected`(text: String) throws {
    #expect(try #require(failure(text)).message.contains("W1 = [["))
  }

  @Test func `UTF-16 with its mark, Latin-1 and broken UTF-8 are read for their numbers`() throws {
    let text = "W1 = [1.5 -2.5]"
    var low: [UInt8] = [0xFF, 0xFE]
    var high: [UInt8] = [0xFE, 0xFF]
    for unit in text.utf16 {
      low += [UInt8(unit & 255), UInt8(unit >> 8)]
      high += [UInt8(unit >> 8), UInt8(unit & 255)]
    }
    for bytes in [low, high, [0xEF, 0xBB, 0xBF] + Array(text.utf8)] {
      let array = try #require(try read(bytes).parts.first?.arrays.first)
      #expect(array.names == ["W1"] && array.values == [1.5, -2.5])
      #expect(array.place == TextPlace(line: 1, column: 6))
    }
    let latin = try read(Array("co".utf8) + [0xFB] + Array("t = 0.5".utf8))
    #expect(latin.parts[0].arrays[0].names == ["coût"])
  }

  @Test(arguments: Seeds.kinds)
  func `no damage to a file makes a reader trap`(kind: String) throws {
    let files = try Seeds.files(kind)
    var errors = 0
    for run in 0..<2_000 as Range<UInt64> {
      var mutator = Mutator(seed: 1, run: run)
      if failure(mutator.mutated(files)) != nil { errors += 1 }
    }
    #expect(errors > 0 && errors < 2_000)
  }

  @Test func `a number takes at most 32 bytes of memory, with its precision and its place`() {
    #expect(MemoryLayout<PrintedNumber>.stride <= 32)
  }

  @Test func `a file of ever more lists is refused, though each is a value of its own`() throws {
    let error = try #require(failure(String(repeating: "[]", count: 200_001), name: "x.json"))
    #expect(error.message.contains("more than 200000 arrays"))
    #expect(error.place == TextPlace(line: 1, column: 400_001))
  }
}
