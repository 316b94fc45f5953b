/// Half a unit of a number's last digit, of so many significant ones: by so much rounding may have moved it.
///
/// 123.4 with 4 digits: 0.05. Of 0 it is half a unit of that many decimals.
public func halfUnit(_ number: Double, digits: Int) -> Double {
  let isOrdinary = number != 0 && number.isFinite
  let exponent = isOrdinary ? SignificantDigits(shortest: number).exponent : 0
  return halfUnit(decimals: digits - 1 - exponent)
}

/// Half a unit of the last of so many decimals; below 0, of tens, hundreds and so on.
public func halfUnit(decimals: Int) -> Double {
  var unit = 0.5
  for _ in 0..<Swift.min(decimals.magnitude, 400) {
    if decimals > 0 { unit /= 10 } else { unit *= 10 }
  }
  return unit
}
