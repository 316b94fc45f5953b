// Powers, correctly rounded, from plain additions and multiplications. The platform's `pow` differs
// between machines, and repeated squaring in doubles is off by up to hundreds of ulps.

/// Integer powers, correctly rounded.
///
/// Exponents up to 16 use binary powering on pairs of doubles, greater ones eʸ ˡⁿ ˣ. The result is
/// the nearest double, subnormal ones included, with the same bits everywhere.
///
/// - Parameters:
///   - base: Any double. NaN and infinities follow the rules of repeated multiplication.
///   - exponent: Any whole number; a negative one gives the reciprocal of the positive power, which
///     is rounded a second time.
/// - Returns: `base` to the `exponent`; 1 for an exponent of 0, whatever the base.
public func integerPower(_ base: Double, _ exponent: Int) -> Double {
  if exponent < 0 { return 1 / integerPower(base, exponent == .min ? .max : -exponent) }
  switch exponent {
  case 0: return 1
  case 1: return base
  case 2: return base * base
  default: break
  }
  let isOdd = exponent & 1 == 1
  guard base != 0, base.isFinite else { return isOdd ? base : base * base }
  let size = base.magnitude
  let value = exponent <= 16 ? shortPower(size, exponent) : positivePower(size, pair(exponent))
  return isOdd && base < 0 ? -value : value
}

/// Powers, correctly rounded.
///
/// An exponent that is whole and below 2³¹ goes to ``integerPower(_:_:)``, so that a negative one is
/// the reciprocal of a power there; all others are the nearest double, exact midpoints to even.
/// Special values are those of C99 and IEEE 754.
///
/// - Parameters:
///   - base: Any double.
///   - exponent: Any double.
/// - Returns: `base` to the `exponent`; NaN for a negative base and an exponent that is not whole.
public func power(_ base: Double, _ exponent: Double) -> Double {
  if exponent == 0 || base == 1 { return 1 }
  if base.isNaN || exponent.isNaN { return .nan }
  let size = base.magnitude
  if exponent.magnitude == .infinity {
    return size == 1 ? 1 : (size > 1) == (exponent > 0) ? .infinity : 0
  }
  // Not all exponents that fit an Int: it has 32 bits in the browser, and the bits must be the same
  // there.
  if exponent.magnitude < 0x1p31, exponent.nearestWhole == exponent {
    return integerPower(base, Int(exponent))
  }
  let isWhole = exponent.magnitude >= 0x1p52 || Double(Int64(exponent)) == exponent
  let isOdd = isWhole && exponent.magnitude < 0x1p53 && Int64(exponent) & 1 == 1
  guard base != 0, size < .infinity else {
    let value: Double = (size > 1) == (exponent > 0) ? .infinity : 0
    return isOdd && base.sign == .minus ? -value : value
  }
  if base < 0, !isWhole { return .nan }
  if exponent == 0.5 { return base.squareRoot() }
  if size == 1 { return isOdd ? base : 1 }
  let value = positivePower(size, DoublePair(exponent))
  return isOdd && base < 0 ? -value : value
}

/// A whole number as a pair, which is exact even if a double is not.
private func pair(_ number: Int) -> DoublePair {
  let high = Double(number >> 16) * 0x1p16  // 47 bits
  return DoublePair(sumOf: high, Double(number & 0xffff))
}

/// Binary powering for exponents from 3 to 16 and a positive, finite base.
///
/// At most 15 products count, each with a relative error below 2⁻¹⁰³.
private func shortPower(_ base: Double, _ exponent: Int) -> Double {
  var square = DoublePair(base.significand)
  var result = exponent & 1 == 1 ? square : DoublePair(1)
  var rest = exponent >> 1
  while rest > 0 {
    square = square * square
    if rest & 1 == 1 { result = result * square }
    rest >>= 1
  }
  // Below 2¹⁶; to 1 to 2.
  let shift = Int(result.high.exponent)
  let scale = Double(twoToThe: -shift)
  let high = result.high * scale
  return nearest(
    high, result.low * scale, within: high * 0x1p-98,
    timesTwoToThe: Int(base.exponent) * exponent + shift)
    ?? refinedPower(base, DoublePair(Double(exponent)))
}
