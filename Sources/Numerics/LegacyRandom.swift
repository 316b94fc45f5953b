/// NumPy's legacy random numbers, as after `np.random.seed(n)`; the course uses them.
///
/// A Mersenne Twister of 624 words, which NumPy keeps frozen. Normals use the correctly rounded
/// logarithm, so a few in a million differ from NumPy's in the last bit, where the C library's
/// logarithm is not the nearest double.
///
/// Reference: NumPy's `RandomState`; M. Matsumoto and T. Nishimura, "Mersenne Twister", 1998.
public struct LegacyRandom: Sendable {
  var words: [UInt32]
  /// The words as they are handed out.
  var tempered: [UInt32]
  var position = 624
  var spare: Double?

  /// Seeds the generator as `np.random.seed(seed)` does.
  public init(seed: UInt32) {
    words = Array(repeating: 0, count: 624)
    tempered = words
    self.seed(seed)
  }

  /// Reseeds the generator as `np.random.seed(seed)` does; the spare normal is dropped.
  public mutating func seed(_ seed: UInt32) {
    words.withUnsafeMutableBufferPointer { words in
      var last = seed
      words[0] = last
      for i in 1..<624 {
        last = LegacyRandom.following(last, UInt32(truncatingIfNeeded: i))
        words[i] = last
      }
    }
    position = 624
    spare = nil
  }

  /// Seeds four generators at once.
  ///
  /// Within one seed, each multiplication must wait for the one before; four seeds run side by
  /// side. The training loop shuffles after a new seed in every epoch.
  static func seed(
    _ a: inout LegacyRandom, _ b: inout LegacyRandom, _ c: inout LegacyRandom,
    _ d: inout LegacyRandom, after first: UInt32
  ) {
    var last = (first, first &+ 1, first &+ 2, first &+ 3)
    (a.position, b.position, c.position, d.position) = (624, 624, 624, 624)
    (a.spare, b.spare, c.spare, d.spare) = (nil, nil, nil, nil)
    a.words.withUnsafeMutableBufferPointer { a in
      b.words.withUnsafeMutableBufferPointer { b in
        c.words.withUnsafeMutableBufferPointer { c in
          d.words.withUnsafeMutableBufferPointer { d in
            (a[0], b[0], c[0], d[0]) = last
            for i in 1..<624 {
              let place = UInt32(truncatingIfNeeded: i)
              last.0 = following(last.0, place)
              last.1 = following(last.1, place)
              last.2 = following(last.2, place)
              last.3 = following(last.3, place)
              (a[i], b[i], c[i], d[i]) = last
            }
          }
        }
      }
    }
  }

  @inline(__always)
  private static func following(_ last: UInt32, _ place: UInt32) -> UInt32 {
    1_812_433_253 &* (last ^ (last >> 30)) &+ place
  }

  /// The next word of 32 bits.
  @inline(__always)
  public mutating func word() -> UInt32 {
    if position == 624 { renew() }
    defer { position += 1 }
    return tempered[position]
  }

  /// Makes the next 624 words, in three stretches that read only finished words, so that the
  /// compiler can vectorize each.
  mutating func renew() {
    position = 0
    words.withUnsafeMutableBufferPointer { words in
      guard let key = words.baseAddress else { return }
      for i in 0..<227 { key[i] = LegacyRandom.renewed(key[i], key[i + 1], key[i + 397]) }
      for i in 227..<623 { key[i] = LegacyRandom.renewed(key[i], key[i + 1], key[i - 227]) }
      key[623] = LegacyRandom.renewed(key[623], key[0], key[396])
      tempered.withUnsafeMutableBufferPointer { tempered in
        for i in 0..<624 {
          var y = key[i]
          y ^= y >> 11
          y ^= (y << 7) & 0x9D2C_5680
          y ^= (y << 15) & 0xEFC6_0000
          tempered[i] = y ^ (y >> 18)
        }
      }
    }
  }

  @inline(__always)
  private static func renewed(_ word: UInt32, _ next: UInt32, _ other: UInt32) -> UInt32 {
    let y = (word & 0x8000_0000) | (next & 0x7FFF_FFFF)
    return other ^ (y >> 1) ^ (0x9908_B0DF & (0 &- (y & 1)))
  }

  /// `random_sample()` and `rand()`: uniform in [0, 1), 53 bits.
  public mutating func uniform() -> Double {
    let high = Double(word() >> 5)
    let low = Double(word() >> 6)
    return (high * 67_108_864 + low) / 9_007_199_254_740_992
  }

  /// `uniform(low, high)`.
  public mutating func uniform(_ low: Double, _ high: Double) -> Double {
    low + (high - low) * uniform()
  }

  /// `randn()`: standard normal, by the polar method; its second value is kept for the next call.
  public mutating func normal() -> Double {
    if let value = spare {
      spare = nil
      return value
    }
    while true {
      let x = 2 * uniform() - 1
      let y = 2 * uniform() - 1
      let square = x * x + y * y
      guard square < 1, square != 0 else { continue }
      let factor = (-2 * logarithm(square) / square).squareRoot()
      spare = factor * x
      return factor * y
    }
  }

  /// `randn(rows, columns)`, row by row.
  public mutating func normal(_ shape: Shape) -> Matrix {
    let elements = (0..<shape.count).map { _ in normal() }
    return Matrix(shape: shape, elements: elements) ?? Matrix(.nan, shape: shape)
  }

  /// `rand(rows, columns)`, row by row.
  public mutating func uniform(_ shape: Shape) -> Matrix {
    let elements = (0..<shape.count).map { _ in uniform() }
    return Matrix(shape: shape, elements: elements) ?? Matrix(.nan, shape: shape)
  }

  /// He's initialization, `randn(units, inputs) * sqrt(2 / inputs)`: the factor is one double.
  ///
  /// Reference: K. He et al., "Delving Deep into Rectifiers", 2015.
  public mutating func he(_ shape: Shape) -> Matrix {
    let factor = (2 / Double(shape.columns)).squareRoot()
    let elements = (0..<shape.count).map { _ in normal() * factor }
    return Matrix(shape: shape, elements: elements) ?? Matrix(.nan, shape: shape)
  }
}
