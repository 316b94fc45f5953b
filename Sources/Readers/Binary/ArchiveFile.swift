/// Reads NumPy's file of several arrays, `.npz`: a zip file of `.npy` files.
struct ArchiveFile {
  private let file: Bytes

  /// Whether bytes begin like a zip file.
  static func begins(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x50, 0x4B, 3, 4]) || bytes.starts(with: [0x50, 0x4B, 5, 6])
  }

  /// An entry of the directory at the file's end.
  private struct Entry {
    var name: String
    var flags: Int
    var method: Int
    var checksum: UInt32
    var packed: Int
    var size: Int
    var offset: Int
  }

  /// Reads the file.
  static func read(_ bytes: [UInt8]) throws(ReadingError) -> Reading {
    let archive = ArchiveFile(file: Bytes(bytes))
    var arrays: [PrintedArray] = []
    var numbers = 0
    var size = 0
    var narrow: [String: [String]] = [:]
    for entry in try archive.entries() {
      try check(entry)
      size += entry.size
      guard size <= Limit.bytes else {
        throw ReadingError(
          "the .npz file unpacks to more than \(Limit.bytes / 1_048_576) MiB; save fewer arrays")
      }
      let most = Limit.unpacked(from: bytes.count)
      guard size <= most else {
        throw Limit.packedTooMuch(
          "the .npz file unpacks to \(size) bytes or more", bytes.count, "\(most) bytes")
      }
      let data = try archive.data(entry)
      let name = String(decoding: entry.name.utf8.dropLast(4), as: UTF8.self)
      let names = name.utf8.split(separator: UInt8(ascii: "/")).map {
        String(decoding: Array($0), as: UTF8.self)
      }
      let (array, type) = try ArrayFile.read(
        data, names: names, what: "'\(entry.name)'",
        atMost: Limit.numbers(packedIn: bytes.count) - numbers, packedIn: bytes.count)
      if let note = type.note { narrow[note, default: []].append(name) }
      numbers += array.numbers.count
      arrays.append(array)
    }
    let notes = narrow.keys.sorted().map { note in
      (narrow[note] ?? []).prefix(10).joined(separator: ", ") + ": \(note)"
    }
    return Reading(kind: .npz, parts: [Reading.Part(arrays: arrays)], notes: notes)
  }

  private static func check(_ entry: Entry) throws(ReadingError) {
    let name = Array(entry.name.utf8)
    guard name.suffix(4).elementsEqual(".npy".utf8) else {
      throw ReadingError(
        "this zip file holds '\(entry.name)', which no .npz file does; give a spreadsheet as CSV, "
          + "and a folder file by file")
    }
    let parts = name.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    if name.first == UInt8(ascii: "/") || parts.contains(where: { $0.elementsEqual("..".utf8) }) {
      throw ReadingError("the member '\(entry.name)' would lie outside its folder; it is not read")
    }
    if entry.flags & 1 == 1 {
      throw ReadingError("'\(entry.name)' is encrypted; save the arrays without a password")
    }
    guard entry.method == 0 || entry.method == 8 else {
      throw ReadingError(
        "'\(entry.name)' is packed by method \(entry.method); expected what np.savez and "
          + "np.savez_compressed write")
    }
    guard entry.size <= Limit.bytes else {
      throw ReadingError(
        "'\(entry.name)' says it has \(entry.size) bytes; at most \(Limit.bytes) are read")
    }
  }

  private var broken: ReadingError {
    ReadingError("the .npz file is cut off or damaged; save it again with np.savez")
  }

  /// The bytes of an entry, unpacked and checked.
  private func data(_ entry: Entry) throws(ReadingError) -> ArraySlice<UInt8> {
    // NumPy's local headers do not state the sizes; only the lengths of name and extra field are
    // read from them.
    guard file.whole(at: entry.offset, 4) == 0x0403_4B50,
      let name = file.length(at: entry.offset + 26, 2),
      let extra = file.length(at: entry.offset + 28, 2),
      let packed = file.slice(entry.offset + 30 + name + extra, entry.packed)
    else { throw broken }
    let data: ArraySlice<UInt8>
    if entry.method == 0 {
      guard entry.packed == entry.size else { throw broken }
      data = packed
    } else {
      guard let unpacked = inflated(packed, size: entry.size) else { throw broken }
      data = unpacked[...]
    }
    guard checksum(data) == entry.checksum else {
      throw ReadingError("'\(entry.name)' is damaged: its checksum is wrong; save it again")
    }
    return data
  }

  /// The directory's entries in order.
  private func entries() throws(ReadingError) -> [Entry] {
    guard let (count, start) = directory() else { throw broken }
    guard count <= 10_000 else {
      throw ReadingError("the .npz file has \(count) members; at most 10000 are read")
    }
    var entries: [Entry] = []
    var at = start
    for _ in 0..<count {
      guard file.whole(at: at, 4) == 0x0201_4B50, let flags = file.length(at: at + 8, 2),
        let method = file.length(at: at + 10, 2), let sum = file.whole(at: at + 16, 4),
        let nameLength = file.length(at: at + 28, 2), let extra = file.length(at: at + 30, 2),
        let comment = file.length(at: at + 32, 2), let name = file.slice(at + 46, nameLength),
        let sizes = sizes(at, extra: at + 46 + nameLength, extra)
      else { throw broken }
      entries.append(
        Entry(
          name: String(decoding: name, as: UTF8.self), flags: flags, method: method,
          checksum: UInt32(truncatingIfNeeded: sum), packed: sizes.packed, size: sizes.size,
          offset: sizes.offset))
      at += 46 + nameLength + extra + comment
    }
    return entries
  }

  /// An entry's sizes and offset, taken from the zip64 field if all their bits are ones.
  private func sizes(
    _ at: Int, extra: Int, _ extraLength: Int
  ) -> (packed: Int, size: Int, offset: Int)? {
    let allOnes: UInt64 = 0xFFFF_FFFF
    guard let packed = file.whole(at: at + 20, 4), let size = file.whole(at: at + 24, 4),
      let offset = file.whole(at: at + 42, 4)
    else { return nil }
    var values = [size, packed, offset]
    if values.contains(allOnes) {
      var field = extra
      while let id = file.whole(at: field, 2), let length = file.length(at: field + 2, 2),
        field + 4 + length <= extra + extraLength
      {
        if id == 1 {
          var next = field + 4
          for index in values.indices where values[index] == allOnes {
            guard next + 8 <= field + 4 + length, let value = file.whole(at: next, 8) else {
              return nil
            }
            values[index] = value
            next += 8
          }
          break
        }
        field += 4 + length
      }
    }
    // No file is longer than an Int can count; halving keeps sums from overflowing.
    let most = UInt64(Int.max / 4)
    guard values.allSatisfy({ $0 <= most }) else { return nil }
    return (Int(values[1]), Int(values[0]), Int(values[2]))
  }

  /// The number of directory entries, and the start of the directory.
  private func directory() -> (count: Int, start: Int)? {
    var at = file.count - 22
    let least = max(0, file.count - 65_557)
    while at >= least, file.whole(at: at, 4) != 0x0605_4B50 { at -= 1 }
    guard at >= least, var count = file.whole(at: at + 10, 2),
      var start = file.whole(at: at + 16, 4)
    else { return nil }
    if count == 0xFFFF || start == 0xFFFF_FFFF {
      guard file.whole(at: at - 20, 4) == 0x0706_4B50, let end = file.length(at: at - 12, 8),
        end <= file.count, file.whole(at: end, 4) == 0x0606_4B50,
        let entries = file.whole(at: end + 32, 8), let offset = file.whole(at: end + 48, 8)
      else { return nil }
      count = entries
      start = offset
    }
    guard let count = Int(exactly: count), let start = Int(exactly: start), start <= file.count
    else {
      return nil
    }
    return (count, start)
  }
}
