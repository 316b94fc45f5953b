/// Integer powers, correctly rounded from plain additions and multiplications.
///
/// The platform's `pow` differs from machine to machine, and repeated squaring in doubles is off by
/// up to hundreds of ulps. Here the power is built by binary powering on *pairs* of doubles, about
/// 100 bits, and rounded once: the same bits everywhere, and CPython's own for every βᵗ a lesson meets.
///
/// - Parameters:
///   - base: Any double. NaN and infinities follow the rules of repeated multiplication.
///   - exponent: Any whole number; a negative one gives the reciprocal of the positive power.
/// - Returns: `base` to the `exponent`; 1 for an exponent of 0, whatever the base. Correctly rounded
///   while the result is above 2⁻⁹⁶⁰; below, the low halves of the pairs underflow and the last bit
///   may be off.
public func integerPower(_ base: Double, _ exponent: Int) -> Double {
  if exponent < 0 { return 1 / integerPower(base, exponent == .min ? .max : -exponent) }
  switch exponent {
  case 0: return 1
  case 1: return base
  case 2: return base * base
  default: break
  }
  if base == 0 || !base.isFinite {
    return exponent % 2 == 0 ? base * base : base
  }
  var result = DoublePair(1)
  var square = DoublePair(base)
  var rest = exponent
  while true {
    if rest & 1 == 1 { result = result * square }
    rest >>= 1
    if rest == 0 { return result.high }
    square = square * square
  }
}

/// An unevaluated sum of two doubles, `high` being the double nearest to the sum.
struct DoublePair {
  var high: Double
  var low: Double

  init(_ value: Double) {
    high = value
    low = 0
  }

  /// Renormalizes two doubles, the first being the greater: Dekker's fast two-sum.
  init(sumOf large: Double, _ small: Double) {
    high = large + small
    low = small - (high - large)
  }

  static func * (x: DoublePair, y: DoublePair) -> DoublePair {
    let product = x.high * y.high
    // At overflow and underflow the error term would be NaN or meaningless; the product is the answer.
    guard product.isFinite, product != 0 else { return DoublePair(product) }
    let error = roundingError(of: product, x.high, y.high) + (x.high * y.low + x.low * y.high)
    return DoublePair(sumOf: product, error)
  }
}

/// What rounding lost in `product = x * y`, exactly, by Dekker's splitting into halves of 26 bits.
///
/// A fused multiply-add would do it in one operation, but the engine has none by design.
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
