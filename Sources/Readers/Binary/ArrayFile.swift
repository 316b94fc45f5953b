/// Reads NumPy's file of one array, `.npy`, versions 1 to 3.
struct ArrayFile {
  private static let magic: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]
  /// NumPy's own limit; only records have longer headers.
  private static let longestHeader = 10_000

  /// Whether bytes begin like such a file.
  static func begins(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.starts(with: magic) }

  /// Reads the file; `what` names it in errors.
  ///
  /// - Parameters:
  ///   - most: The most numbers it may have.
  ///   - packed: The length of the packed file that contains it; nil if it is not packed.
  static func read(
    _ slice: ArraySlice<UInt8>, names: [String], what: String, atMost most: Int = Limit.numbers,
    packedIn packed: Int? = nil
  ) throws(ReadingError) -> (array: PrintedArray, type: ElementType) {
    let bytes = Bytes(slice)
    guard begins(slice), let major = bytes.whole(at: 6, 1) else {
      throw ReadingError("\(what) is not a .npy file: it does not begin with \\x93NUMPY")
    }
    guard major >= 1, major <= 3 else {
      throw ReadingError("\(what) is of .npy version \(major); expected 1, 2 or 3")
    }
    let width = major == 1 ? 2 : 4
    guard let length = bytes.length(at: 8, width), let text = bytes.slice(8 + width, length) else {
      throw ReadingError("\(what) ends inside its header: it was cut off; save it again")
    }
    guard length <= longestHeader else {
      throw ReadingError(
        "\(what) has a header of \(length) bytes; an array of numbers has about 118")
    }
    var header = ArrayHeader(text)
    guard header.parse() else {
      throw ReadingError(
        "\(what) has a header that is none of NumPy's; expected "
          + "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }")
    }
    let type = try ElementType(header.descr, what: what)
    let count = try product(header.shape, width: type.size, what: what)
    let start = 8 + width + length
    let rest = bytes.count - start
    guard rest == count * type.size else {
      throw ReadingError(
        "\(what) has \(rest) bytes of numbers, its shape and type ask for \(count * type.size): "
          + (rest < count * type.size ? "it was cut off; save it again" : "something was appended"))
    }
    if let packed, count > most {
      let all = Limit.numbers(packedIn: packed)
      throw Limit.packedTooMuch(
        "with \(what) the file has \(all - most + count) numbers", packed, "\(all) numbers")
    }
    var numbers: [PrintedNumber] = []
    numbers.reserveCapacity(count)
    var order = StoredOrder(header)
    for _ in 0..<count {
      let raw = bytes.whole(at: start + order.next() * type.size, type.size) ?? 0
      numbers.append(PrintedNumber(type.value(raw), type.precision))
    }
    return (PrintedArray(names: names, shape: header.shape, numbers: numbers), type)
  }

  /// The number of elements of a shape, within the limits.
  private static func product(
    _ shape: [Int], width: Int, what: String
  ) throws(ReadingError) -> Int {
    var count = 1
    if shape.contains(0) { return 0 }
    for length in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      guard !overflow, product <= Limit.numbers, product <= Limit.bytes / width else {
        throw ReadingError(
          "\(what) says it has more than \(Limit.numbers) numbers; save a part of them")
      }
      count = product
    }
    return count
  }
}

/// The order in which the numbers of an array are stored.
private struct StoredOrder {
  private let shape: [Int]
  /// The distance to the next entry along each axis.
  private var strides: [Int] = []
  private var index: [Int]
  private var at = 0

  /// Takes a header; with `isFortran` the first index varies fastest, otherwise the last one does.
  init(_ header: ArrayHeader) {
    // With one axis or none, both orders are the same.
    shape =
      header.isFortran && header.shape.count > 1 && !header.shape.contains(0) ? header.shape : []
    index = [Int](repeating: 0, count: shape.count)
    var stride = 1
    for length in shape {
      strides.append(stride)
      stride *= length
    }
  }

  /// The position of the next number.
  mutating func next() -> Int {
    defer { advance() }
    return at
  }

  private mutating func advance() {
    guard !shape.isEmpty else {
      at += 1
      return
    }
    var axis = shape.count - 1
    while axis >= 0 {
      index[axis] += 1
      at += strides[axis]
      if index[axis] < shape[axis] { return }
      at -= strides[axis] * shape[axis]
      index[axis] = 0
      axis -= 1
    }
  }
}
