// xʸ = e^(y·ln x) for a positive, finite x.

/// x to the y, correctly rounded, for a positive, finite x and a finite y.
///
/// The first phase's relative error bound is 2⁻⁶⁷ and that of the logarithm times |y·ln x| ≤ 745:
/// up to 2⁻⁵⁹ for x within 2⁻⁸ of 1, where the logarithm is small. The second phase, below 2⁻⁸⁸, runs
/// once in 10,000 calls.
func positivePower(_ x: Double, _ y: DoublePair) -> Double {
  if x == 1 { return 1 }
  let logarithm = logarithmParts(x)
  let l = DoublePair(sumOf: logarithm.high, logarithm.low)
  let estimate = y.high * l.high
  guard estimate < 709.79, estimate > -745.14 else { return estimate > 0 ? .infinity : 0 }
  // The product in full; splitting at 26 bits is not quite exact, to 2⁻¹⁰⁶ of the product.
  let (yHigh, lHigh) = (y.high.upperHalf, l.high.upperHalf)
  let (yLow, lLow) = (y.high - yHigh, l.high - lHigh)
  let lost =
    ((yHigh * lHigh - estimate) + yHigh * lLow + yLow * lHigh) + yLow * lLow
  let tail = lost + (y.high * l.low + y.low * l.high)
  let (high, low, k) = exponentialParts(estimate, tail: tail)
  let error = 0x1p-67 + (y.high * logarithm.error).magnitude + estimate.magnitude * 0x1p-100
  return nearest(high, low, within: high * error, timesTwoToThe: k) ?? refinedPower(x, y)
}

/// The second phase, to about 90 bits; if they do not suffice, whole numbers decide.
@inline(never)
func refinedPower(_ x: Double, _ y: DoublePair) -> Double {
  let value = refinedExponential(y * refinedLogarithm(x).pair)
  let error = value.rest.high.magnitude * (value.exponent == 0 ? 0x1p-97 : 0x1p-88)
  let (below, above) = (value.nearest(adding: -error), value.nearest(adding: error))
  if below == above { return below }
  return nearer(below, above, toPower: y.high, of: x) ?? value.nearest
}
