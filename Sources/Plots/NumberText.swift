import Numerics

/// A coordinate for SVG, with at most two decimals.
///
/// It is rounded as a whole number of hundredths, so that the file is the same on every platform.
func coordinate(_ value: Double) -> String {
  guard value.isFinite else { return "0" }
  let hundredths = Int(min(value.magnitude, 1e6) * 100 + 0.5)
  let fraction = hundredths % 100
  var text = value < 0 && hundredths > 0 ? "-" : ""
  text += String(hundredths / 100)
  if fraction > 0 {
    text += fraction < 10 ? ".0" : "."
    text += String(fraction % 10 == 0 ? fraction / 10 : fraction)
  }
  return text
}

/// A number for a reader, rounded to a few significant digits.
///
/// The digits are those of the shortest text that reads back to the number. 0.5 is "0.5", and the
/// largest numbers become "1.798×10³⁰⁸".
func readable(_ value: Double, digits most: Int = 4) -> String {
  if value.isNaN { return "not a number" }
  if value.isInfinite { return value < 0 ? "minus infinity" : "infinity" }
  let number = SignificantDigits(shortest: value == 0 ? 0 : value).roundedHalfUp(to: most)
  let isScientific = value != 0 && !(-5..<7).contains(number.exponent)
  return number.text(scientific: isScientific)
}

/// A whole number times a power of ten: "−0.25", "3000", or "2.5×10⁻⁷" if `scientific`.
func decimalText(_ digits: Int, _ exponent: Int, scientific: Bool) -> String {
  SignificantDigits(digits, power: exponent).text(scientific: scientific && digits != 0)
}

extension SignificantDigits {
  /// A whole number times a power of ten.
  fileprivate init(_ whole: Int, power: Int) {
    var digits = String(whole.magnitude).utf8.map { $0 - UInt8(ascii: "0") }
    let exponent = whole == 0 ? 0 : power + digits.count - 1
    while digits.count > 1, digits.last == 0 { digits.removeLast() }
    self.init(isNegative: whole < 0, digits: digits, exponent: exponent)
  }

  /// At most a given number of digits, with a following 5 rounded up, as people do.
  fileprivate func roundedHalfUp(to most: Int) -> SignificantDigits {
    guard digits.count > most else { return self }
    let whole = digits.prefix(most).reduce(0) { $0 * 10 + Int($1) } + (digits[most] >= 5 ? 1 : 0)
    return SignificantDigits(isNegative ? -whole : whole, power: exponent - most + 1)
  }
}
