// The last step of every elementary function: a value known to more than 53 bits is rounded once.
//
// Ziv's strategy ("Fast evaluation of elementary mathematical functions with correctly rounded last
// bit", 1991): a first phase finds high + low with a proven error bound. If both ends of that
// interval round to the same double, that is the result. If not, once in some thousands of calls, a
// second phase of 100 bits decides.

extension Double {
  /// The first 26 bits; the product of two such halves is exact.
  @inline(__always)
  var upperHalf: Double { Double(bitPattern: bitPattern & 0xffff_ffff_f800_0000) }

  /// The nearest whole number, for numbers below 2⁵¹; `rounded()` may call the C library.
  @inline(__always)
  var nearestWhole: Double { (self + 0x1.8p52) - 0x1.8p52 }

  /// 2ᵏ for k from −1022 to 1023.
  @inline(__always)
  init(twoToThe k: Int) {
    self.init(bitPattern: UInt64(truncatingIfNeeded: k + 1023) << 52)
  }
}

/// The double nearest to high + low if an error of ± `error` cannot change it; nil if it can.
@inline(__always)
func nearest(_ high: Double, _ low: Double, within error: Double) -> Double? {
  let value = high + (low - error)
  return value == high + (low + error) ? value : nil
}

/// The double nearest to (high + low)·2ᵏ if an error of ± `error` before the scaling cannot change
/// it.
///
/// high + low is between 0.9 and 2.1. Overflow and subnormal results are rounded to nearest, too.
@inline(__always)
func nearest(
  _ high: Double, _ low: Double, within error: Double, timesTwoToThe k: Int
) -> Double? {
  if k.magnitude > 1000 { return nearestAtTheEnds(high, low, error, k) }
  guard let value = nearest(high, low, within: error) else { return nil }
  return Double(bitPattern: value.bitPattern &+ UInt64(truncatingIfNeeded: k) << 52)
}

@inline(never)
private func nearestAtTheEnds(
  _ high: Double, _ low: Double, _ error: Double, _ k: Int
) -> Double? {
  if k > 1024 { return .infinity }
  if k < -1076 { return 0 }
  let pair = DoublePair(sumOf: high, low)
  if isNormal(pair, k) {
    return nearest(high, low, within: error).map { scaled($0, by: k) }
  }
  // Added to the position of the last subnormal bit, the value is rounded there.
  let position = Double(twoToThe: -1022 - k)
  let sum = DoublePair(adding: position, pair.high)
  let low = sum.low + pair.low
  let bound = error + low.magnitude * 0x1p-51  // the sum of the low parts is rounded here
  guard let value = nearest(sum.high, low, within: bound) else { return nil }
  return Double(bitPattern: value.bitPattern - position.bitPattern)
}

/// Whether a pair between 0.9 and 2.1 times 2ᵏ is in the normal range; false for the least normal.
private func isNormal(_ pair: DoublePair, _ k: Int) -> Bool {
  k > -1022 || (k == -1022 && pair.high > 1)
}

/// A double times 2ᵏ, in two steps if 2ᵏ itself is out of range; overflow gives infinity.
private func scaled(_ value: Double, by k: Int) -> Double {
  value * Double(twoToThe: k / 2) * Double(twoToThe: k - k / 2)
}

/// A value of the second phase, (leading + rest)·2ᵏ.
///
/// Near 0 a function is a short term and a small rest: eˣ = 1 + x + x²/2 + …, and the sum of the
/// first two may lie exactly half-way between two doubles. Then the rest itself must be known to
/// 100 bits, more than one pair for the whole value could hold.
struct Refined {
  var leading: Double
  var rest: DoublePair
  var exponent = 0

  /// The nearest double.
  var nearest: Double { nearest(adding: 0) }

  /// The double nearest to this and a small correction of the rest.
  func nearest(adding correction: Double) -> Double {
    let rest = DoublePair(sumOf: rest.high, rest.low + correction)
    let sum = DoublePair(adding: leading, rest.high)
    let pair = DoublePair(sumOf: sum.high, sum.low + rest.low)
    if exponent == 0 || isNormal(pair, exponent) {
      return scaled(rounded(sum, rest.low), by: exponent)
    }
    let position = Double(twoToThe: -1022 - exponent)
    let lowest = DoublePair(adding: position, pair.high)
    let result = rounded(lowest, pair.low)
    return Double(bitPattern: result.bitPattern - position.bitPattern)
  }

  /// The value itself as a pair.
  var pair: DoublePair { DoublePair(leading) + rest }
}

/// The double nearest to the sum of a normalized pair and a third, smaller double.
///
/// The two low parts are summed and rounded to odd, so that the last addition knows on which side
/// of half-way the sum lies (Boldo and Melquiond, "Emulation of a FMA and correctly rounded sums",
/// 2008).
private func rounded(_ pair: DoublePair, _ third: Double) -> Double {
  let lows = DoublePair(adding: pair.low, third)
  var odd = lows.high
  if lows.low != 0, odd.bitPattern & 1 == 0 {
    let outwards = (lows.low > 0) == (odd > 0)
    odd = Double(bitPattern: outwards ? odd.bitPattern + 1 : odd.bitPattern - 1)
  }
  return pair.high + odd
}
