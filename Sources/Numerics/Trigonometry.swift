// sin x and cos x, correctly rounded, from plain additions and multiplications.

/// π/2 in three doubles.
let halfPi = (
  high: 0x1.921fb54442d18p+0, middle: 0x1.1a62633145c07p-54, low: -0x1.f1976b7ed8fbcp-110
)

/// The sine of an angle in radians.
///
/// Relative error bounds: 2⁻⁶⁴ in the first phase, below 2⁻⁹⁹ in the second, which runs once in 1300
/// calls and for all angles beyond 8192.
///
/// - Returns: The nearest double; NaN for an infinity.
public func sine(_ x: Double) -> Double {
  // Below 2⁻²⁷ the next term, x³/6, is less than half of the last bit.
  if x.magnitude < 0x1p-27 { return x }
  return firstPhase(x, quarters: 0) ?? refinedSine(x, quarters: 0)
}

/// The cosine of an angle in radians: the sine a quarter turn on.
///
/// The error bounds are those of ``sine(_:)``.
///
/// - Returns: The nearest double; NaN for an infinity.
public func cosine(_ x: Double) -> Double {
  firstPhase(x, quarters: 1) ?? refinedSine(x, quarters: 1)
}

/// sin(i·π/256) in a first half of 26 bits and a rest.
private struct Sine {
  let high: Double
  let low: Double
}

private let sines: [Sine] = (0..<512).map { i in
  let inQuarter = i & 127
  // Counted from the nearer end of the quarter.
  let steps = inQuarter <= 64 ? inQuarter : 128 - inQuarter
  let angle =
    DoublePair(high: halfPi.high, low: halfPi.middle) * DoublePair(Double(steps) / 128)
  let isCosine = (i & 128 != 0) != (inQuarter > 64)
  let value = isCosine ? DoublePair(1) + cosineRest(angle) : angle + sineRest(angle)
  let sign: Double = i & 256 == 0 ? 1 : -1
  let high = value.high.upperHalf
  return Sine(high: sign * high, low: sign * ((value.high - high) + value.low))
}

/// sin(x + quarters·π/2), or nil where the bits do not suffice.
///
/// x = k·π/256 + r, |r| < 2⁻⁷·³; with S and C the sine and the cosine of k·π/256,
/// sin x = S + C·r + S·(−r²/2 + …) + C·(−r³/6 + …) (Gal and Bachelis, "An accurate elementary
/// mathematical library for the IEEE floating point standard", 1991). The halves of C and r are
/// multiplied exactly. S·r²/2 has eight roundings and the rest of r left out of r², together below
/// S·2⁻⁶⁵·⁴, and S is at most twice the result; C·r³/6 has eight, below C·r·2⁻⁶⁷. The series end
/// before r⁸/8! < 2⁻⁷³ and r⁹/9! < r·2⁻⁷⁷. The reduction's three parts leave less than 2⁻¹⁰⁷, the
/// table 2⁻⁷⁸ of its entry.
@inline(__always)
private func firstPhase(_ x: Double, quarters: UInt64) -> Double? {
  guard x.magnitude < 8192 else { return nil }
  let shifted = x * 0x1.45f306dc9c883p+6 + 0x1.8p52  // 256/π
  let steps = shifted - 0x1.8p52
  // The first two parts have 33 bits or less, so that their products are exact.
  let first = DoublePair(adding: x - steps * 0x1.921fb544p-7, steps * -0x1.0b4611a6p-41)
  let r = DoublePair(sumOf: first.high, first.low - steps * 0x1.3198a2e037073p-76)

  let index = shifted.bitPattern &+ quarters << 7
  let s = sines[Int(truncatingIfNeeded: index & 511)]
  let c = sines[Int(truncatingIfNeeded: (index &+ 128) & 511)]
  let half = r.high.upperHalf
  let square = r.high * r.high
  let sineTail =
    r.high * square * (-1.0 / 6 + square * (1.0 / 120 + square * (-1.0 / 5040)))
  let cosineTail = square * (-0.5 + square * (1.0 / 24 + square * (-1.0 / 720)))
  let sum = DoublePair(sumOf: s.high, c.high * half)
  let tail =
    (c.high + c.low) * ((r.high - half) + (r.low + sineTail)) + (s.high + s.low) * cosineTail
  let low = (sum.low + (s.low + c.low * half)) + tail
  return nearest(sum.high, low, within: sum.high.magnitude * 0x1p-64 + 0x1p-104)
}

/// The second phase of sin(x + quarters·π/2).
@inline(never)
private func refinedSine(_ x: Double, quarters: Int) -> Double {
  guard x.isFinite else { return .nan }
  let (r, quarter) = reducedAngle(x)
  let value =
    (quarter + quarters) & 1 == 0
    // Without reduction the angle is exact, and the rest itself is known to 100 bits.
    ? r.low == 0
      ? Refined(leading: r.high, rest: sineRest(r)) : Refined(leading: 0, rest: r + sineRest(r))
    : Refined(leading: 1, rest: cosineRest(r))
  return (quarter + quarters) & 2 == 0 ? value.nearest : -value.nearest
}

/// sin r − r for |r| up to about 0.8.
private func sineRest(_ r: DoublePair) -> DoublePair {
  let square = r * r
  var sum = DoublePair(1)
  for n in stride(from: 29, through: 5, by: -2) {
    sum = DoublePair(1) - square * sum / DoublePair(Double(n * (n - 1)))
  }
  return -(r * (square * sum / DoublePair(6)))
}

/// cos r − 1 for |r| up to about 0.8.
private func cosineRest(_ r: DoublePair) -> DoublePair {
  let square = r * r
  var sum = DoublePair(1)
  for n in stride(from: 30, through: 4, by: -2) {
    sum = DoublePair(1) - square * sum / DoublePair(Double(n * (n - 1)))
  }
  return -(square * sum / DoublePair(2))
}
