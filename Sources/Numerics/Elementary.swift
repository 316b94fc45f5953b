// The elementary functions, computed on pairs of doubles and rounded once: the same bits on every
// platform and in the browser, and the nearest double but for a chance of about 2⁻⁴⁵ a call. The
// platform's own functions differ from machine to machine and are never asked.

/// ln 2 in three doubles; the first has its last bits 0, so that k·ln 2 is exact in pairs.
private let ln2 = (0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56, 0x1.7b57a079a1934p-111)
/// π/2 in three doubles.
private let halfPi = (0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54, -0x1.f1976b7ed8fbcp-110)

/// The exponential function eˣ.
///
/// - Returns: The nearest double; infinity above 709.78 and 0 below −745.13. Results below the normal
///   range are rounded twice: deterministic, not always the nearest.
public func exponential(_ x: Double) -> Double {
  if x.isNaN { return x }
  if x > 709.782712893384 { return .infinity }
  if x < -745.1332191019412 { return 0 }
  let k = (x / ln2.0 + 0.5).rounded(.down)
  return scaled(exponentialSeries(reduced(x, k, ln2)), by: Int(k))
}

/// The natural logarithm ln x.
///
/// - Returns: The nearest double; −infinity for 0 and NaN below it.
public func logarithm(_ x: Double) -> Double {
  if x.isNaN || x == .infinity { return x }
  if x < 0 { return .nan }
  if x == 0 { return -.infinity }
  if x == 1 { return 0 }
  // x = m·2ᵏ with m between √½ and √2.
  var exponent = Int(x.exponent)
  var m = x.significand
  if m > 1.4142135623730951 {
    m /= 2
    exponent += 1
  }
  let s = DoublePair(adding: m, -1) / DoublePair(adding: m, 1)
  let z = s * s
  var series = DoublePair(1) / DoublePair(49)
  for n in stride(from: 47, through: 1, by: -2) {
    series = DoublePair(1) / DoublePair(Double(n)) + z * series
  }
  let k = DoublePair(Double(exponent))
  let twice = s * series * DoublePair(2)
  let whole = k * DoublePair(high: ln2.0, low: ln2.1) + DoublePair(Double(exponent) * ln2.2)
  return (whole + twice).high
}

/// The sine of an angle in radians.
///
/// - Returns: The nearest double for angles up to some thousands; the reduction by π/2 has 160 bits.
public func sine(_ x: Double) -> Double {
  guard x.isFinite else { return .nan }
  if x == 0 { return x }
  let (r, quadrant) = quarter(x)
  return switch quadrant {
  case 0: sineSeries(r).high
  case 1: cosineSeries(r).high
  case 2: -sineSeries(r).high
  default: -cosineSeries(r).high
  }
}

/// The cosine of an angle in radians.
///
/// - Returns: The nearest double for angles up to some thousands.
public func cosine(_ x: Double) -> Double {
  guard x.isFinite else { return .nan }
  let (r, quadrant) = quarter(x)
  return switch quadrant {
  case 0: cosineSeries(r).high
  case 1: -sineSeries(r).high
  case 2: -cosineSeries(r).high
  default: sineSeries(r).high
  }
}

/// The hyperbolic tangent.
///
/// - Returns: The nearest double; ±1 beyond ±22.
public func hyperbolicTangent(_ x: Double) -> Double {
  if x.isNaN || x == 0 { return x }
  let size = x.magnitude
  if size > 22 { return x < 0 ? -1 : 1 }
  let y = 2 * size
  var e: DoublePair  // eʸ − 1, without cancellation for a small y
  if size < 0.35 {
    let argument = DoublePair(y)
    e = DoublePair(1)
    for n in stride(from: 29, through: 2, by: -1) {
      e = DoublePair(1) + argument * e / DoublePair(Double(n))
    }
    e = e * argument
  } else {
    let k = (y / ln2.0 + 0.5).rounded(.down)
    let power = exponentialSeries(reduced(y, k, ln2))
    let factor = Double(sign: .plus, exponent: Int(k), significand: 1)
    e = DoublePair(high: power.high * factor, low: power.low * factor) - DoublePair(1)
  }
  let value = (e / (e + DoublePair(2))).high
  return x < 0 ? -value : value
}

// MARK: Series

/// x − k·c for a constant c in three parts.
private func reduced(
  _ x: Double, _ k: Double, _ c: (Double, Double, Double)
) -> DoublePair {
  let product = DoublePair(k) * DoublePair(high: c.0, low: c.1)
  return DoublePair(x) - product - DoublePair(k * c.2)
}

/// eʳ for |r| up to about 0.35, by Horner's scheme.
private func exponentialSeries(_ r: DoublePair) -> DoublePair {
  var sum = DoublePair(1)
  for n in stride(from: 27, through: 1, by: -1) {
    sum = DoublePair(1) + r * sum / DoublePair(Double(n))
  }
  return sum
}

/// The angle within π/4 of a multiple of π/2, and that multiple mod 4.
private func quarter(_ x: Double) -> (DoublePair, Int) {
  let k = (x / halfPi.0 + 0.5).rounded(.down)
  let turns = k.truncatingRemainder(dividingBy: 4)
  return (reduced(x, k, halfPi), Int(turns < 0 ? turns + 4 : turns))
}

private func sineSeries(_ r: DoublePair) -> DoublePair {
  let z = r * r
  var sum = DoublePair(1)
  for n in stride(from: 29.0, through: 3, by: -2) {
    sum = DoublePair(1) - z * sum / DoublePair(n * (n - 1))
  }
  return sum * r
}

private func cosineSeries(_ r: DoublePair) -> DoublePair {
  let z = r * r
  var sum = DoublePair(1)
  for n in stride(from: 28.0, through: 2, by: -2) {
    sum = DoublePair(1) - z * sum / DoublePair(n * (n - 1))
  }
  return sum
}

/// The high part of a pair times 2ᵏ, in two steps where 2ᵏ itself is out of range.
private func scaled(_ pair: DoublePair, by k: Int) -> Double {
  func power(_ k: Int) -> Double { Double(sign: .plus, exponent: k, significand: 1) }
  guard k.magnitude > 1000 else { return pair.high * power(k) }
  return pair.high * power(k / 2) * power(k - k / 2)
}
