/// An unevaluated sum of two doubles, `high` being the double nearest to the sum: about 106 bits.
///
/// Every function here is made of plain additions, multiplications and divisions of doubles, so it gives
/// the same bits on every platform. A fused multiply-add would be shorter, but the engine has none.
struct DoublePair {
  var high: Double
  var low: Double

  init(_ value: Double) {
    high = value
    low = 0
  }

  init(high: Double, low: Double) {
    self.high = high
    self.low = low
  }

  /// Renormalizes two doubles, the first being the greater: Dekker's fast two-sum, exact.
  init(sumOf large: Double, _ small: Double) {
    high = large + small
    low = small - (high - large)
  }

  /// The exact sum of any two doubles: Knuth's two-sum.
  init(adding a: Double, _ b: Double) {
    high = a + b
    let part = high - a
    low = (a - (high - part)) + (b - part)
  }

  /// The exact product of two doubles, as long as nothing overflows or underflows.
  init(multiplying a: Double, _ b: Double) {
    high = a * b
    // At overflow and underflow the error term would be NaN or meaningless; the product is the answer.
    low = high.isFinite && high != 0 ? roundingError(of: high, a, b) : 0
  }

  static func * (x: DoublePair, y: DoublePair) -> DoublePair {
    let product = DoublePair(multiplying: x.high, y.high)
    guard product.high.isFinite, product.high != 0 else { return DoublePair(product.high) }
    return DoublePair(sumOf: product.high, product.low + (x.high * y.low + x.low * y.high))
  }

  static func + (x: DoublePair, y: DoublePair) -> DoublePair {
    let highs = DoublePair(adding: x.high, y.high)
    let lows = DoublePair(adding: x.low, y.low)
    let first = DoublePair(sumOf: highs.high, highs.low + lows.high)
    return DoublePair(sumOf: first.high, first.low + lows.low)
  }

  static func - (x: DoublePair, y: DoublePair) -> DoublePair { x + -y }

  static prefix func - (x: DoublePair) -> DoublePair { DoublePair(high: -x.high, low: -x.low) }

  static func / (x: DoublePair, y: DoublePair) -> DoublePair {
    let first = x.high / y.high
    var rest = x - y * DoublePair(first)
    let second = rest.high / y.high
    rest = rest - y * DoublePair(second)
    let third = rest.high / y.high
    return DoublePair(sumOf: first, second) + DoublePair(third)
  }
}

/// What rounding lost in `product = x * y`, exactly, by Dekker's splitting into halves of 26 bits.
private func roundingError(of product: Double, _ x: Double, _ y: Double) -> Double {
  func split(_ a: Double) -> (high: Double, low: Double) {
    let c = 134_217_729 * a  // 2²⁷ + 1
    let high = c - (c - a)
    return (high, a - high)
  }
  guard x.magnitude < 0x1p990, y.magnitude < 0x1p990 else { return 0 }
  let a = split(x)
  let b = split(y)
  return ((a.high * b.high - product) + a.high * b.low + a.low * b.high) + a.low * b.low
}
