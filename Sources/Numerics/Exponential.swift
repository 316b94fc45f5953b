// eˣ, correctly rounded, from plain additions and multiplications: the same bits on every platform
// and in the browser. The platform's own functions differ between machines and are not used.

/// ln 2 in three doubles.
let ln2 = (
  high: 0x1.62e42fefa39efp-1, middle: 0x1.abc9e3b39803fp-56, low: 0x1.7b57a079a1934p-111
)

/// The exponential function eˣ.
///
/// Relative error bounds: 2⁻⁶⁷ in the first phase, below 2⁻⁹⁵ in the second, which runs once in
/// 10,000 calls.
///
/// - Returns: The nearest double, subnormal ones included; infinity above 709.78, 0 below −745.13.
@inline(__always)
public func exponential(_ x: Double) -> Double {
  // Written so that NaN returns here too.
  guard x < 709.79, x > -745.14 else {
    return x.isNaN ? x : x > 0 ? .infinity : 0
  }
  let (high, low, k) = exponentialParts(x, tail: 0)
  return nearest(high, low, within: high * 0x1p-67, timesTwoToThe: k)
    ?? refinedExponential(DoublePair(x)).nearest
}

/// The second phase: e to a pair, |x| below 800.
///
/// The rest has a relative error below 2⁻⁹⁰; for |x| < 0.34 below 2⁻¹⁰⁰.
@inline(never)
func refinedExponential(_ x: DoublePair) -> Refined {
  let k = (x.high / ln2.high).nearestWhole
  let r = k == 0 ? x : DoublePair(reducing: x, by: k, times: ln2)
  return k == 0
    ? Refined(leading: 1, rest: r * exponentialSeries(r, from: 2))
    : Refined(leading: 0, rest: exponentialSeries(r), exponent: Int(k))
}

/// eʳ for |r| up to about 0.7, by Horner's scheme; from 2 on, (eʳ − 1)/r.
func exponentialSeries(_ r: DoublePair, from first: Int = 1) -> DoublePair {
  var sum = DoublePair(1)
  for n in stride(from: 30, through: first, by: -1) {
    sum = DoublePair(1) + r * sum / DoublePair(Double(n))
  }
  return sum
}
