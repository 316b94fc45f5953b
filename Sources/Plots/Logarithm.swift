/// The decimal logarithm of a positive finite number.
///
/// It uses only additions, multiplications and divisions. So the digits are the same on every
/// platform, and no mathematics library is needed.
func decimalLogarithm(_ value: Double) -> Double {
  var exponent = Double(value.exponent)
  var significand = value.significand
  if significand > 1.414_213_562_373_095 {
    significand /= 2
    exponent += 1
  }
  // ln s = 2 artanh((s − 1) / (s + 1)), whose argument is at most 0.172: twelve terms suffice.
  let ratio = (significand - 1) / (significand + 1)
  let square = ratio * ratio
  var sum = 0.0
  for term in stride(from: 23.0, through: 1.0, by: -2.0) { sum = sum * square + 1 / term }
  return exponent * 0.301_029_995_663_981_2 + 2 * ratio * sum * 0.434_294_481_903_251_83
}

/// Ten to an integer power.
func powerOfTen(_ exponent: Int) -> Double {
  var result = 1.0
  for _ in 0..<min(exponent.magnitude, 308) { result *= 10 }
  return exponent < 0 ? 1 / result : result
}

/// A whole number times a power of ten, correctly rounded if the power is exact.
func scaled(_ digits: Int, _ exponent: Int) -> Double {
  // Dividing by 10 rounds once; multiplying by 0.1 would round twice, and 3 × 0.1 is not 0.3.
  let whole = Double(digits)
  return exponent < 0 ? whole / powerOfTen(-exponent) : whole * powerOfTen(exponent)
}

/// The largest whole number not above a value, limited to a range that fits on every platform.
func wholeBelow(_ value: Double) -> Int {
  guard value.isFinite else { return 0 }
  let limited = min(max(value, -1e9), 1e9)
  let whole = Int(limited)
  return Double(whole) > limited ? whole - 1 : whole
}

/// Whether a finite number is whole.
func isWholeNumber(_ value: Double) -> Bool {
  // Not rounded(), which on Linux needs the mathematics library. From 2⁵³ on all doubles are whole.
  value.magnitude >= 9_007_199_254_740_992 || Double(Int64(value)) == value
}

/// The smallest whole number not below a value, kept in the same range.
func wholeAbove(_ value: Double) -> Int { -wholeBelow(-value) }
