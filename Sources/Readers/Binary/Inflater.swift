/// Unpacks DEFLATE (RFC 1951); nil if the bytes are invalid or the result is not `size` bytes long.
func inflated(_ packed: ArraySlice<UInt8>, size: Int) -> [UInt8]? {
  var inflater = Inflater(input: packed, at: packed.startIndex, size: size)
  return inflater.run()
}

private struct Inflater {
  let input: ArraySlice<UInt8>
  var at: Int
  let size: Int
  var out: [UInt8] = []
  /// Bits taken from the input but not used yet, the next one lowest.
  var bits: UInt32 = 0
  var bitCount: UInt32 = 0

  mutating func run() -> [UInt8]? {
    // Nothing packs better than 1032 to 1, so a larger size is not trusted.
    if input.count >= size / 1032 { out.reserveCapacity(size) }
    var isLast = false
    while !isLast {
      guard let last = take(1), let kind = take(2) else { return nil }
      isLast = last == 1
      switch kind {
      case 0: guard stored() else { return nil }
      case 1: guard block(fixedLiterals, fixedDistances) else { return nil }
      case 2:
        guard let (literals, distances) = tables(), block(literals, distances) else { return nil }
      default: return nil
      }
    }
    return out.count == size ? out : nil
  }

  /// The next bits as a number, at most 16.
  mutating func take(_ count: UInt32) -> Int? {
    while bitCount < count {
      guard at < input.endIndex else { return nil }
      bits |= UInt32(input[at]) << bitCount
      at += 1
      bitCount += 8
    }
    let value = bits & ((1 << count) &- 1)
    bits >>= count
    bitCount -= count
    return Int(value)
  }

  /// Copies unpacked bytes.
  mutating func stored() -> Bool {
    bits = 0
    bitCount = 0
    guard input.endIndex - at >= 4 else { return false }
    let length = Int(input[at]) | Int(input[at + 1]) << 8
    let check = Int(input[at + 2]) | Int(input[at + 3]) << 8
    at += 4
    guard length ^ check == 0xFFFF, input.endIndex - at >= length, size - out.count >= length else {
      return false
    }
    out.append(contentsOf: input[at..<at + length])
    at += length
    return true
  }

  /// Unpacks a block: bytes, and copies of earlier ones.
  mutating func block(_ literals: HuffmanCode, _ distances: HuffmanCode) -> Bool {
    while true {
      guard let symbol = next(literals) else { return false }
      if symbol < 256 {
        guard out.count < size else { return false }
        out.append(UInt8(truncatingIfNeeded: symbol))
        continue
      }
      if symbol == 256 { return true }
      guard symbol - 257 < lengthBases.count,
        let extra = take(lengthBits[symbol - 257]),
        let code = next(distances), code < distanceBases.count,
        let further = take(distanceBits[code])
      else { return false }
      let length = lengthBases[symbol - 257] + extra
      let distance = distanceBases[code] + further
      guard distance <= out.count, size - out.count >= length else { return false }
      // A copy may include bytes that it has just written.
      for _ in 0..<length { out.append(out[out.count - distance]) }
    }
  }

  /// The next symbol of a code, bit by bit: codes of the same length are consecutive numbers.
  mutating func next(_ code: HuffmanCode) -> Int? {
    var value = 0
    var first = 0
    var index = 0
    for length in 1...15 {
      guard let bit = take(1) else { return nil }
      value |= bit
      let count = code.counts[length]
      if value - first < count {
        let at = index + value - first
        return at >= 0 && at < code.symbols.count ? code.symbols[at] : nil
      }
      index += count
      first = (first + count) << 1
      value <<= 1
    }
    return nil
  }

  /// Reads the codes that a block defines.
  mutating func tables() -> (HuffmanCode, HuffmanCode)? {
    guard let literals = take(5), let distances = take(5), let codes = take(4) else { return nil }
    var lengths = [Int](repeating: 0, count: 19)
    for index in 0..<codes + 4 {
      guard let length = take(3) else { return nil }
      lengths[codeOrder[index]] = length
    }
    guard let code = HuffmanCode(lengths[...]) else { return nil }
    let total = literals + 257 + distances + 1
    var all: [Int] = []
    while all.count < total {
      guard let symbol = next(code) else { return nil }
      var length = 0
      let times: Int?
      switch symbol {
      case 0...15:
        length = symbol
        times = 1
      case 16:
        guard let last = all.last else { return nil }
        length = last
        times = take(2).map { $0 + 3 }
      case 17: times = take(3).map { $0 + 3 }
      default: times = take(7).map { $0 + 11 }
      }
      guard let times, all.count + times <= total else { return nil }
      for _ in 0..<times { all.append(length) }
    }
    let split = literals + 257
    guard let first = HuffmanCode(all[..<split]), let second = HuffmanCode(all[split...]) else {
      return nil
    }
    return (first, second)
  }
}

/// A code whose symbols have given lengths; nil if there are more codes than a length allows.
private struct HuffmanCode {
  /// The number of symbols of each length.
  private(set) var counts = [Int](repeating: 0, count: 16)
  /// The symbols by length.
  private(set) var symbols: [Int] = []

  init?(_ lengths: ArraySlice<Int>) {
    for length in lengths {
      guard length < 16 else { return nil }
      counts[length] += 1
    }
    counts[0] = 0
    var left = 1
    for length in 1...15 {
      left = left * 2 - counts[length]
      if left < 0 { return nil }
    }
    for length in 1...15 where counts[length] > 0 {
      for (symbol, own) in zip(0..., lengths) where own == length { symbols.append(symbol) }
    }
  }
}

private let fixedLiterals =
  HuffmanCode(
    ([Int](repeating: 8, count: 144) + [Int](repeating: 9, count: 112)
      + [Int](repeating: 7, count: 24) + [Int](repeating: 8, count: 8))[...]) ?? emptyCode
private let fixedDistances = HuffmanCode([Int](repeating: 5, count: 30)[...]) ?? emptyCode
private let emptyCode = HuffmanCode(counts: [Int](repeating: 0, count: 16))

private let lengthBases = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
  163,
  195, 227, 258,
]
private let lengthBits: [UInt32] = [
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
]
private let distanceBases = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
  3073, 4097, 6145, 8193, 12289, 16385, 24577,
]
private let distanceBits: [UInt32] = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
]
private let codeOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

extension HuffmanCode {
  /// A code without symbols.
  fileprivate init(counts: [Int]) { self.counts = counts }
}
