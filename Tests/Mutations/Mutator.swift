/// Damages files as copying, cutting and bad disks do; the damage depends only on the seed and the
/// run.
public struct Mutator {
  private var state: UInt64

  /// Creates the generator of one run; runs are independent, so each can be repeated.
  public init(seed: UInt64, run: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 ^ run &* 0xD134_2543_DE82_EF95
  }

  /// SplitMix64.
  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }

  private mutating func below(_ bound: Int) -> Int {
    bound <= 0 ? 0 : Int(truncatingIfNeeded: next() % UInt64(bound))
  }

  /// One of the files with one to eight damages.
  public mutating func mutated(_ seeds: [[UInt8]]) -> [UInt8] {
    guard !seeds.isEmpty else { return [] }
    var bytes = seeds[below(seeds.count)]
    for _ in 0...below(8) { damage(&bytes, seeds) }
    return bytes
  }

  private mutating func damage(_ bytes: inout [UInt8], _ seeds: [[UInt8]]) {
    let at = below(bytes.count)
    let range = at..<min(bytes.count, at + below(1 << below(12)))
    switch below(10) {
    case 0 where !bytes.isEmpty: bytes[at] ^= 1 << UInt8(below(8))
    case 1 where !bytes.isEmpty: bytes[at] = UInt8(below(256))
    case 2: bytes.removeSubrange(at...)
    case 3: bytes.insert(contentsOf: bytes[range], at: at)
    case 4: bytes.removeSubrange(range)
    case 5:
      let other = seeds[below(seeds.count)]
      let start = below(other.count)
      let end = min(other.count, start + below(1 << below(12)))
      bytes.insert(contentsOf: other[start..<end], at: at)
    case 6:
      let token = Array(Self.tokens[below(Self.tokens.count)].utf8)
      for _ in 0...below(1 << below(7)) { bytes.insert(contentsOf: token, at: at) }
    case 7:
      // A length or a size: all ones, or any number.
      for index in at..<min(bytes.count, at + 1 << below(4)) {
        bytes[index] = below(3) == 0 ? UInt8(below(256)) : 0xFF
      }
    default:
      bytes.replaceSubrange(range, with: Self.tokens[below(Self.tokens.count)].utf8)
    }
  }

  /// Texts that readers look for, and numbers beyond every type.
  public static let tokens = [
    "[", "]", "[[", "]]", "(", ")", "{", "}", "{\"", "\"", "'", ",", ";", ":", "=", "|", "\t", "\n",
    "\r", "\n\n", " ", "...", "…", "−", "\u{A0}", "\u{1B}[", "\u{1B}]", "<td>", "<", "<tf.",
    "&minus;",
    "**", "`", "#", ">>> ", "In [1]:", "Out[", "nan", "-inf", "True", "np.True_", "1e999", "1e-999",
    "-1E+99999999999999999999", "123456789012345678901234567890", "0.1234567890123456789",
    "9223372036854775808", "-9223372036854775809", "4294967296", ".", "-", "+", "e", "1.", ".5",
    "1.5.2", "1_0", "0x1", "3j", "5L", "array(", "np.float64(", "tensor(1e-05 *", "torch.Size(",
    "shape=(99999999999999999999,", "dtype=", "numpy=", "v[\"dW1\"]", "W1 = ", "Cost after 1: ",
    "Traceback (most recent call last)", "Error:", "name,row,col,value\n", "W1,0,0,1\n",
    "\"schema\": \"gradus.trace/1\",", "\"cells\": [", "\"student\": \"a\",", "null", "NaN", "\\u",
    "\\ud800", "\u{0}", "\u{FEFF}", "β₁", "v̂", "\u{1F600}", "'shape': (2, 3)", "'descr': '<f8'",
  ]
}
