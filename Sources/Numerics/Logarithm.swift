// ln x, correctly rounded, from plain additions, multiplications and divisions.

/// The natural logarithm ln x.
///
/// Relative error bounds: 2⁻⁶⁶ in the first phase, below 2⁻⁹⁹ in the second, which runs once in 60,000
/// calls near 1 and once in millions elsewhere.
///
/// - Returns: The nearest double; −infinity for 0 and NaN below it.
public func logarithm(_ x: Double) -> Double {
  guard x > 0, x < .infinity else {
    return x == 0 ? -.infinity : x < 0 ? .nan : x
  }
  if x == 1 { return 0 }
  let (high, low, error) = logarithmParts(x)
  return nearest(high, low, within: error) ?? refinedLogarithm(x).nearest
}

/// The second phase, for a positive, finite x; the relative error of the rest is below 2⁻¹⁰⁰.
@inline(never)
func refinedLogarithm(_ x: Double) -> Refined {
  let z = x - 1
  if z.magnitude < 0x1p-12 {
    // ln(1 + z) = z + z²·(−1/2 + z/3 − …), z being exact.
    var series = DoublePair(0)
    for n in stride(from: 11, through: 2, by: -1) {
      series = DoublePair(1) / DoublePair(Double(n)) - DoublePair(z) * series
    }
    return Refined(leading: z, rest: -(DoublePair(multiplying: z, z) * series))
  }
  // x = m·2ᵏ with m between √½ and √2; ln m = 2·(s + s³/3 + s⁵/5 + …), s = (m − 1)/(m + 1).
  var exponent = Int(x.exponent)
  var m = x.significand
  if m > 1.4142135623730951 {
    m /= 2
    exponent += 1
  }
  let s = DoublePair(adding: m, -1) / DoublePair(adding: m, 1)
  let square = s * s
  var series = DoublePair(1) / DoublePair(49)
  for n in stride(from: 47, through: 1, by: -2) {
    series = DoublePair(1) / DoublePair(Double(n)) + square * series
  }
  let k = Double(exponent)
  let whole =
    DoublePair(multiplying: k, ln2.high) + DoublePair(multiplying: k, ln2.middle)
    + DoublePair(k * ln2.low)
  return Refined(leading: 0, rest: whole + s * series * DoublePair(2))
}
