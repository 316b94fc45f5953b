import Text

/// A coordinate with at most two decimals, as SVG reads it.
///
/// Rounded as a whole number of hundredths, so that the file is the same on every platform.
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
/// The digits are those of the shortest text that reads back to the number: 0.5 is "0.5", and the
/// largest numbers become "1.798×10³⁰⁸".
func readable(_ value: Double, digits most: Int = 4) -> String {
  if value.isNaN { return "not a number" }
  if value.isInfinite { return value < 0 ? "minus infinity" : "infinity" }
  var digits: [UInt8] = []
  var exponent = 0
  var written = 0
  var afterPoint = false
  var inExponent = false
  var exponentSign = 1
  for byte in value.magnitude.description.utf8 {
    switch byte {
    case UInt8(ascii: "."): afterPoint = true
    case UInt8(ascii: "e"), UInt8(ascii: "E"): inExponent = true
    case UInt8(ascii: "-"): exponentSign = -1
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      let digit = byte - UInt8(ascii: "0")
      if inExponent {
        written = written * 10 + Int(digit)
      } else {
        if afterPoint { exponent -= 1 }
        if digit > 0 || !digits.isEmpty { digits.append(digit) }
      }
    default: break
    }
  }
  exponent += exponentSign * written
  return (value < 0 ? "−" : "") + decimal(rounding(digits, exponent, most))
}

/// Rounds half up to so many digits: the digits as a whole number, and the power of ten they count.
private func rounding(_ digits: [UInt8], _ exponent: Int, _ most: Int) -> (Int, Int) {
  var whole = 0
  for digit in digits.prefix(most) { whole = whole * 10 + Int(digit) }
  guard digits.count > most else { return (whole, exponent) }
  return (whole + (digits[most] >= 5 ? 1 : 0), exponent + digits.count - most)
}

private func decimal(_ parts: (digits: Int, exponent: Int)) -> String {
  let leading = parts.exponent + String(parts.digits).utf8.count - 1
  let isScientific = parts.digits > 0 && !(-5..<7).contains(leading)
  return decimalText(parts.digits, parts.exponent, scientific: isScientific)
}

/// A whole number times a power of ten: "−0.25", "3000", or "2.5×10⁻⁷" where asked for.
func decimalText(_ digits: Int, _ exponent: Int, scientific: Bool) -> String {
  if digits == 0 { return "0" }
  var whole = Int(digits.magnitude)
  var exponent = exponent
  while whole % 10 == 0 {
    whole /= 10
    exponent += 1
  }
  let sign = digits < 0 ? "−" : ""
  let figures = [UInt8](String(whole).utf8)
  if scientific {
    let power = "×10" + ("\(exponent + figures.count - 1)".superscript ?? "")
    let fraction = text(figures.dropFirst())
    return sign + text(figures.prefix(1)) + (fraction.isEmpty ? "" : "." + fraction) + power
  }
  if exponent >= 0 { return sign + text(figures[...]) + String(repeating: "0", count: exponent) }
  let before = figures.count + exponent
  if before <= 0 {
    return sign + "0." + String(repeating: "0", count: -before) + text(figures[...])
  }
  return sign + text(figures.prefix(before)) + "." + text(figures.dropFirst(before))
}

private func text(_ figures: ArraySlice<UInt8>) -> String {
  var text = ""
  for figure in figures { text.unicodeScalars.append(Unicode.Scalar(figure)) }
  return text
}
