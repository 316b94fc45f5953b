// The first phase of the exponential function, also used by the hyperbolic tangent and powers.

/// 2^(i/128) in a first half of 26 bits and a rest.
private struct Root {
  let high: Double
  let low: Double
}

private let roots: [Root] = (0..<128).map { i in
  let step = DoublePair(high: ln2.high / 128, low: ln2.middle / 128)
  let power = exponentialSeries(step * DoublePair(Double(i)))
  let high = power.high.upperHalf
  return Root(high: high, low: (power.high - high) + power.low)
}

/// e^(x + tail) as (high + low)·2ᵏ, with a relative error below 2⁻⁶⁷; |x| below 800, tail tiny.
///
/// x = (128·k + i)·ln 2/128 + r with |r| ≤ ln 2/256 < 2⁻⁸·⁵, and eˣ = 2ᵏ·2^(i/128)·eʳ (Tang,
/// "Table-driven implementation of the exponential function in IEEE floating-point arithmetic",
/// 1989). The root's and r's first halves have 26 bits each, so that their product is exact; what
/// remains is below 2⁻¹⁸, and ten roundings of it, the end of the series, r⁷/5040 < 2⁻⁷², and the rest
/// of r left out of r² make less than thirteen times 2⁻⁷¹ together, the test's own rounding included.
@inline(__always)
func exponentialParts(
  _ x: Double, tail: Double
) -> (high: Double, low: Double, exponent: Int) {
  let shifted = x * 0x1.71547652b82fep+7 + 0x1.8p52  // 128/ln 2
  // The last 51 bits of the sum are the whole number k·128 + i in two's complement.
  let whole = Int64(bitPattern: shifted.bitPattern << 13) >> 13
  let steps = shifted - 0x1.8p52
  // ln 2/128 in two parts; the first has 35 bits, so that its product is exact.
  let first = x - steps * 0x1.62e42fef8p-8
  let second = steps * 0x1.1cf79abc9e3b4p-43 - tail
  let r = first - second
  let rest = (first - r) - second
  let square = r * r
  let series =
    (0.5 + r * (1.0 / 6)) + square * ((1.0 / 24 + r * (1.0 / 120)) + square * (1.0 / 720))
  let half = r.upperHalf
  let tailOfFactor = (r - half) + (rest + square * series)
  let root = roots[Int(truncatingIfNeeded: whole & 127)]
  let product = DoublePair(sumOf: root.high, root.high * half)
  let low =
    product.low + (root.low + (root.low * half + (root.high + root.low) * tailOfFactor))
  return (product.high, low, Int(truncatingIfNeeded: whole >> 7))
}
