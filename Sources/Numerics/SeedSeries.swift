/// Generators for consecutive seeds, made four at a time.
public struct SeedSeries: Sendable {
  private var a = LegacyRandom(seed: 0)
  private var b = LegacyRandom(seed: 0)
  private var c = LegacyRandom(seed: 0)
  private var d = LegacyRandom(seed: 0)
  private var next: UInt32
  private var turn = 0

  /// Starts with a seed.
  public init(from first: UInt32) { next = first }

  /// Shuffles a list as `np.random.seed` with the next seed and `np.random.shuffle` do.
  public mutating func shuffle(_ list: UnsafeMutableBufferPointer<Double>) {
    if turn == 0 {
      LegacyRandom.seed(&a, &b, &c, &d, after: next)
      next = next &+ 4
    }
    switch turn {
    case 0: a.shuffle(list)
    case 1: b.shuffle(list)
    case 2: c.shuffle(list)
    default: d.shuffle(list)
    }
    turn = (turn + 1) % 4
  }
}
