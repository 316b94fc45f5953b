// The first phase of the logarithm, also used by powers.

/// A short number c near 1/m for the m of one interval, and −ln c in two parts.
private struct Reciprocal {
  let factor: Double
  let high: Double
  let low: Double
}

/// The bits of 0.70703125, where the first of the 256 intervals begins; the last ends at twice it.
private let start: UInt64 = 0x3fe6_a000_0000_0000

private let reciprocals: [Reciprocal] = (0..<256).map { i in
  // The middle of the interval: its 8 bits, and one more.
  let middle = Double(bitPattern: start + UInt64(i) << 44 + 1 << 43)
  // Near 1 the factor is 1: ln x = z − z²/2 + … has no other term, and nothing cancels.
  let factor = (middle - 1).magnitude < 0x1p-8 ? 1 : (1024 / middle).nearestWhole / 1024
  let value = factor == 1 ? DoublePair(0) : -refinedLogarithm(factor).pair
  let high = (value.high + 0x1.8p10) - 0x1.8p10  // a multiple of 2⁻⁴²
  return Reciprocal(factor: factor, high: high, low: (value.high - high) + value.low)
}

/// ln x for a positive, finite x as high + low, with a bound of the absolute error.
///
/// x = 2ᵏ·m, z = c·m − 1 with |z| < 2⁻⁸ and ln x = k·ln 2 − ln c + ln(1 + z) (Tang, "Table-driven
/// implementation of the logarithm function in IEEE floating-point arithmetic", 1990). c has 11 bits,
/// so that z is exact in two doubles; k·ln 2 − ln c is a multiple of 2⁻⁴² and a rest; z²/2 is
/// computed in two parts. What is left is z³/3 and less: seven roundings of it and the part of z left
/// out make less than |z|³·2⁻⁵¹, the end of the series, z¹⁰/10, less than |z|·2⁻⁷⁵, and the roundings
/// of the constants' rests, below 2⁻³³, less than 2⁻⁸⁴.
@inline(__always)
func logarithmParts(_ x: Double) -> (high: Double, low: Double, error: Double) {
  var bits = x.bitPattern
  var exponentOfScaling = 0
  if bits < 0x0010_0000_0000_0000 {
    bits = (x * 0x1p54).bitPattern
    exponentOfScaling = 54
  }
  let offset = bits &- start
  let entry = reciprocals[Int(truncatingIfNeeded: (offset >> 44) & 255)]
  let exponent = Int(truncatingIfNeeded: Int64(bitPattern: offset) >> 52) - exponentOfScaling
  let m = Double(bitPattern: bits &- (offset & 0xfff0_0000_0000_0000))
  let firstOfM = Double(bitPattern: m.bitPattern & 0xffff_ffff_ffff_f800)  // 42 bits
  let z = DoublePair(sumOf: firstOfM * entry.factor - 1, (m - firstOfM) * entry.factor)

  let k = Double(exponent)
  let whole = k * 0x1.62e42fefa38p-1 + entry.high  // ln 2 to 2⁻⁴²: both terms and the sum are exact
  let wholeRest = k * 0x1.ef35793c7673p-45 + entry.low
  let half = z.high.upperHalf
  let square = 0.5 * half * half
  let squareRest = 0.5 * (z.high - half) * (z.high + half) + z.high * z.low
  let first = DoublePair(sumOf: whole, z.high)
  let second = DoublePair(sumOf: first.high, -square)

  let y = z.high
  let y2 = y * y
  let series =
    (1.0 / 3 - y * 0.25)
    + y2 * ((0.2 - y * (1.0 / 6)) + y2 * ((1.0 / 7 - y * 0.125) + y2 * (1.0 / 9)))
  let cube = y * y2
  let low = (first.low + second.low) + (wholeRest + (z.low - squareRest)) + cube * series
  let error =
    cube.magnitude * 0x1p-51 + y.magnitude * 0x1p-74 + (whole == 0 ? 0 : 0x1p-84)
  return (second.high, low, error)
}
