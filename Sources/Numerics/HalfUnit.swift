/// Half a unit of a number's last significant digit: the most that rounding may have moved it.
///
/// 123.4 with 4 digits gives 0.05. 0 counts as having one digit before the point.
public func halfUnit(_ number: Double, digits: Int) -> Double {
  let isOrdinary = number != 0 && number.isFinite
  let exponent = isOrdinary ? SignificantDigits(shortest: number).exponent : 0
  return halfUnit(decimals: digits - 1 - exponent)
}

/// Half a unit of the last of `decimals` decimals; negative numbers mean tens, hundreds and so on.
public func halfUnit(decimals: Int) -> Double {
  var unit = 0.5
  for _ in 0..<Swift.min(decimals.magnitude, 400) {
    if decimals > 0 { unit /= 10 } else { unit *= 10 }
  }
  return unit
}
