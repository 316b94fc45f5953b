/// An unevaluated sum of two doubles, about 106 bits; `high` is the double nearest to the sum.
///
/// The functions here use only plain additions, multiplications and divisions of doubles, so the
/// bits are the same on every platform. A fused multiply-add would be shorter, but the engine has
/// none. The operators do not check for overflow: their callers stay away from the ends of the
/// range. Their relative errors are below 2⁻¹⁰² (Joldes, Muller and Popescu, "Tight and rigorous
/// error bounds for basic building blocks of double-word arithmetic", 2017).
struct DoublePair {
  var high: Double
  var low: Double

  @inline(__always)
  init(_ value: Double) {
    high = value
    low = 0
  }

  @inline(__always)
  init(high: Double, low: Double) {
    self.high = high
    self.low = low
  }

  /// Renormalizes two doubles, the greater one first: Dekker's fast two-sum, exact.
  @inline(__always)
  init(sumOf large: Double, _ small: Double) {
    high = large + small
    low = small - (high - large)
  }

  /// The exact sum of any two doubles: Knuth's two-sum.
  @inline(__always)
  init(adding a: Double, _ b: Double) {
    high = a + b
    let part = high - a
    low = (a - (high - part)) + (b - part)
  }

  /// The exact product of two doubles, as long as nothing overflows or underflows.
  @inline(__always)
  init(multiplying a: Double, _ b: Double) {
    high = a * b
    // Dekker's splitting into halves of 26 bits, whose products are exact.
    let x = split(a)
    let y = split(b)
    low = ((x.high * y.high - high) + x.high * y.low + x.low * y.high) + x.low * y.low
  }

  @inline(__always)
  static func * (x: DoublePair, y: DoublePair) -> DoublePair {
    let product = DoublePair(multiplying: x.high, y.high)
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

  /// x − k·c for a whole k below 2⁵³ and a constant c in three parts.
  ///
  /// Both products and the first difference are exact, so the relative error stays below 2⁻¹⁰⁰ even
  /// if x is within 2⁻⁶⁰ of a multiple of c.
  init(
    reducing x: DoublePair, by k: Double, times c: (high: Double, middle: Double, low: Double)
  ) {
    let first = x - DoublePair(multiplying: k, c.high)
    self = first - DoublePair(multiplying: k, c.middle) - DoublePair(k * c.low)
  }
}

/// Veltkamp's splitting of a double into two of at most 26 bits.
@inline(__always)
private func split(_ a: Double) -> (high: Double, low: Double) {
  let c = 134_217_729 * a  // 2²⁷ + 1
  let high = c - (c - a)
  return (high, a - high)
}
