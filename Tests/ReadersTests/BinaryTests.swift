import Readers
import Testing

@Suite struct BinaryTests {
  private func array(_ file: String) throws -> PrintedArray {
    try #require(try read(try recorded(file), name: "folder/W1.npy").parts[0].arrays.first)
  }

  @Test(arguments: ["f8.npy", "f8-fortran.npy", "f8-big.npy", "version-2.npy", "version-3.npy"])
  func `NumPy's files hold doubles in full, in both orders of bytes and of axes`(
    file: String
  ) throws {
    let array = try array(file)
    #expect(array.names == ["W1"] && array.shape == [2, 3] && array.place == nil)
    #expect(array.values == recordedW1 && array.precisions == [.double])
  }

  @Test func `narrower types are told by the precision and a note`() throws {
    let single = try read(try recorded("f4.npy"))
    #expect(single.parts[0].arrays[0].values == recordedW1.map { Double(Float($0)) })
    #expect(single.parts[0].arrays[0].precisions == [.single] && single.notes.count == 1)
    let half = try array("f2.npy")
    #expect(half.values.prefix(4) == [1.5, -65504, 0x1p-24, .infinity] && half.values[4].isNaN)
    for (file, values) in [
      ("i8.npy", [-0x1p62, 7]), ("i2-big.npy", [-2, 300]), ("u1.npy", [0, 255]),
      ("b1.npy", [1, 0]),
    ] as [(String, [Double])] {
      #expect(try array(file).values == values && (try array(file).precisions) == [.whole])
    }
  }

  @Test func `shapes of no, of empty and of three axes are kept`() throws {
    #expect(try array("zero-dimensional.npy").shape == [])
    #expect(try array("zero-dimensional.npy").values == [0.1])
    #expect(try array("empty.npy").shape == [0, 3])
    let cube = try array("cube-fortran.npy")
    #expect(cube.shape == [2, 3, 4] && cube.values == (0..<24).map(Double.init))
  }

  @Test(arguments: [
    ("objects.npy", "never loaded"), ("complex.npy", "complex"), ("texts.npy", "texts"),
    ("record.npy", "records"),
  ])
  func `what is not a number is refused, with what to do`(file: String, message: String) throws {
    let error = try #require(failure(try recorded(file)))
    #expect(error.message.contains(message) && error.message.contains("save"))
  }

  @Test func `a file cut off, grown or of another version is refused`() throws {
    let bytes = try recorded("f8.npy")
    #expect(try #require(failure(Array(bytes.dropLast()))).message.contains("cut off"))
    #expect(try #require(failure(bytes + [0])).message.contains("appended"))
    #expect(try #require(failure(Array(bytes.prefix(50)))).message.contains("inside its header"))
    var other = bytes
    other[6] = 9
    #expect(try #require(failure(other)).message.contains("version 9"))
  }

  @Test func `a header in any order, as older programs wrote it, is read`() throws {
    var header = "{'shape': (2L, 1L), \"fortran_order\": False, 'descr': '<i2'}"
    header += String(repeating: " ", count: 5)
    let bytes =
      [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8)
    let array = try read(bytes + [1, 0, 0xFF, 0xFF]).parts[0].arrays[0]
    #expect(array.shape == [2, 1] && array.values == [1, -1])
  }

  @Test func `a shape that no memory holds is refused before anything is read`() throws {
    let header = "{'descr': '<f8', 'fortran_order': False, 'shape': (3000000000, 3000000000), }\n"
    let bytes =
      [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8)
    let error = try #require(failure(bytes))
    #expect(
      error.message.contains("more than 4000000") || error.message.contains("none of NumPy's"))
  }

  @Test func `an archive that says it unpacks to more than its length allows is refused unread`()
    throws
  {
    var bytes = try recorded("deflated.npz")
    let entry = try #require(
      bytes.indices.first { bytes[$0...].starts(with: [0x50, 0x4B, 1, 2]) })
    func claim(_ size: UInt32) {
      for place in 0..<4 {
        bytes[entry + 24 + place] = UInt8(truncatingIfNeeded: size >> (8 * place))
      }
    }
    // 8 MiB, and 16 times the file's length.
    let most = (8 << 20) + 16 * bytes.count
    claim(UInt32(most + 1))
    let error = try #require(failure(bytes))
    #expect(error.message.contains("too many for a packed file of \(bytes.count) bytes"))
    #expect(error.message.contains("at most \(most) bytes are read; save the arrays unpacked"))
    claim(UInt32(most))
    #expect(failure(bytes)?.message.contains("cut off or damaged") == true)
  }

  @Test func `an archive's arrays have their names, stored or deflated`() throws {
    let stored = try read(try recorded("stored.npz"))
    #expect(stored.kind == .npz && stored.parts[0].arrays.map { $0.names } == [["W1"], ["b1"]])
    #expect(stored.parts[0].arrays.map { $0.values } == [recordedW1, recordedB1])
    let nested = try read(try recorded("nested.npz")).parts[0].arrays
    #expect(nested.map { $0.names } == [["v", "dW1"], ["arr_0"]])
    let deflated = try read(try recorded("deflated.npz")).parts[0].arrays
    #expect(deflated.map { $0.names } == [["seventh"], ["zeros"], ["W1"], ["b1"]])
    #expect(deflated[0].values == (0..<3000).map { Double($0) / 7 })
    #expect(deflated[1].shape == [50, 40] && deflated[1].values.allSatisfy { $0 == 0 })
    #expect(deflated[2].values == recordedW1)
  }

  @Test(arguments: ["stored.npz", "deflated.npz"])
  func `a damaged archive is refused, wherever the damage is`(file: String) throws {
    let bytes = try recorded(file)
    let intact = try read(bytes).parts
    for index in stride(from: 0, to: bytes.count, by: 7) {
      var damaged = bytes
      damaged[index] ^= 0x10
      // Dates and similar data may differ without harm; the numbers may not.
      if let parts = try? read(damaged).parts {
        #expect(
          parts.map { $0.arrays.map { $0.values } } == intact.map { $0.arrays.map { $0.values } })
      }
    }
    #expect(try #require(failure(Array(bytes.dropLast(30)))).message.contains("cut off"))
  }

  @Test func `a zip file of something else says so`() throws {
    var bytes = try recorded("stored.npz")
    for index in bytes.indices.dropLast(3)
    where Array(bytes[index..<index + 4]) == Array(".npy".utf8) {
      bytes.replaceSubrange(index..<index + 4, with: ".xml".utf8)
    }
    let error = try #require(failure(bytes))
    #expect(error.message.contains("'W1.xml'") && error.message.contains("as CSV"))
  }
}
