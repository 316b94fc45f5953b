// tanh x, correctly rounded, from plain additions, multiplications and divisions.

/// The hyperbolic tangent.
///
/// Error bounds: 2⁻⁶⁷ in the first phase, for |x| < 2⁻⁶ 2⁻⁶⁴ of the result; below 2⁻⁹⁰ of the result
/// in the second, which runs once in 3000 to 7000 calls.
///
/// - Returns: The nearest double; ±1 beyond ±22.
public func hyperbolicTangent(_ x: Double) -> Double {
  let size = x.magnitude
  guard size >= 0x1p-27 else { return x }  // x³/3 is less than half of the last bit
  if size > 22 { return x < 0 ? -1 : 1 }
  guard size < .infinity else { return x }  // NaN
  let value = firstPhase(size) ?? refinedTangent(size)
  return x < 0 ? -value : value
}

/// tanh x for x from 2⁻²⁷ to 22, or nil where the bits do not suffice.
@inline(__always)
private func firstPhase(_ x: Double) -> Double? {
  if x < 0x1p-6 {
    // The rest, x³/3, has less than six roundings; the series ends before x·2⁻⁷⁹.
    let z = x * x
    let series =
      -1.0 / 3 + z * (2.0 / 15 + z * (-17.0 / 315 + z * (62.0 / 2835 + z * (-1382.0 / 155925))))
    let cube = x * z
    return nearest(x, cube * series, within: cube * 0x1p-52 + x * 0x1p-78)
  }
  // With E = e²ˣ to 2⁻⁶⁷, (E − 1)/(E + 1) is known to 2⁻⁶⁷·2E/(E + 1)² ≤ 2⁻⁶⁸; the
  // quotient's second part, below 2⁻⁵², is right to 2⁻¹⁰⁰.
  let (high, low, k) = exponentialParts(2 * x, tail: 0)
  let scale = Double(twoToThe: k)
  let e = DoublePair(sumOf: high * scale, low * scale)
  let above = DoublePair(sumOf: e.high, -1)
  let below = DoublePair(sumOf: e.high, 1)
  let quotient = above.high / below.high
  let product = DoublePair(multiplying: quotient, below.high)
  let remainder =
    (above.high - product.high) - product.low
    + ((above.low + e.low) - quotient * (below.low + e.low))
  return nearest(quotient, remainder / below.high, within: 0x1p-67)
}

/// The second phase.
@inline(never)
private func refinedTangent(_ x: Double) -> Double {
  if x < 0x1p-12 {
    // x − x³·(1/3 − 2x²/15 + 17x⁴/315 − 62x⁶/2835 + …), x being exact.
    let z = DoublePair(multiplying: x, x)
    var series = DoublePair(1382) / DoublePair(155_925)
    for (numerator, denominator) in [(62.0, 2835.0), (17, 315), (2, 15), (1, 3)] {
      series = DoublePair(numerator) / DoublePair(denominator) - z * series
    }
    return Refined(leading: x, rest: -(DoublePair(x) * z * series)).nearest
  }
  // e²ˣ − 1, without cancellation for a small x.
  let power = refinedExponential(DoublePair(2 * x))
  let scale = DoublePair(Double(twoToThe: power.exponent))
  let e = power.rest * scale + DoublePair(power.leading - 1)
  return Refined(leading: 0, rest: e / (e + DoublePair(2))).nearest
}
