/// Integer powers, correctly rounded from plain additions and multiplications.
///
/// The platform's `pow` differs from machine to machine, and repeated squaring in doubles is off by
/// up to hundreds of ulps. Here the power is built by binary powering on *pairs* of doubles, about
/// 100 bits, and rounded once: the same bits everywhere, and CPython's own for every βᵗ a lesson meets.
///
/// - Parameters:
///   - base: Any double. NaN and infinities follow the rules of repeated multiplication.
///   - exponent: Any whole number; a negative one gives the reciprocal of the positive power.
/// - Returns: `base` to the `exponent`; 1 for an exponent of 0, whatever the base. Correctly rounded
///   while the result is above 2⁻⁹⁶⁰; below, the low halves of the pairs underflow and the last bit
///   may be off.
public func integerPower(_ base: Double, _ exponent: Int) -> Double {
  if exponent < 0 { return 1 / integerPower(base, exponent == .min ? .max : -exponent) }
  switch exponent {
  case 0: return 1
  case 1: return base
  case 2: return base * base
  default: break
  }
  if base == 0 || !base.isFinite {
    return exponent % 2 == 0 ? base * base : base
  }
  var result = DoublePair(1)
  var square = DoublePair(base)
  var rest = exponent
  while true {
    if rest & 1 == 1 { result = result * square }
    rest >>= 1
    if rest == 0 { return result.high }
    square = square * square
  }
}

/// TEMPORARY until the general power arrives.
public func power(_ base: Double, _ exponent: Double) -> Double {
  Int(exactly: exponent).map { integerPower(base, $0) } ?? .nan
}
