import Text

// All decimals are written here: a style chooses the digits, and these functions write them.
extension SignificantDigits {
  /// The number for people: `−0.25`, `3000`, or with a power of ten: `2.5×10⁻⁷`.
  public func text(scientific: Bool) -> String {
    var bytes: [UInt8] = []
    append(to: &bytes, scientific: scientific)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the number for people as UTF-8.
  func append(to bytes: inout [UInt8], scientific: Bool) {
    let zero = UInt8(ascii: "0")
    if isNegative { bytes.append(contentsOf: "−".utf8) }
    if scientific {
      bytes.append(zero + digits[0])
      if digits.count > 1 {
        bytes.append(UInt8(ascii: "."))
        for digit in digits[1...] { bytes.append(zero + digit) }
      }
      bytes.append(contentsOf: "×10".utf8)
      bytes.append(contentsOf: ("\(exponent)".superscript ?? "").utf8)
    } else {
      appendPlaces(down: Swift.max(0, digits.count - 1 - exponent), to: &bytes)
    }
  }

  /// Appends the digits from the first place, at least the ones, down to the last decimal.
  fileprivate func appendPlaces(down decimals: Int, to bytes: inout [UInt8]) {
    for place in stride(from: Swift.max(0, exponent), through: -decimals, by: -1) {
      if place == -1 { bytes.append(UInt8(ascii: ".")) }
      let index = exponent - place
      bytes.append(UInt8(ascii: "0") + (digits.indices.contains(index) ? digits[index] : 0))
    }
  }
}

/// A number as Python's "%f" prints it with a given number of decimals, at most 40.
public func fixed(_ value: Double, decimals: Int) -> String {
  guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
  let decimals = Swift.max(0, Swift.min(decimals, 40))
  if let text = exactly(value, decimals: decimals) { return text }
  var number = SignificantDigits(shortest: value)
  let count = number.exponent + 1 + decimals
  if count >= 1 {
    number = SignificantDigits(value, count: count)
  } else {
    let isUp = count == 0 && value.magnitude > halfUnit(decimals: decimals)
    number = SignificantDigits(isNegative: false, digits: [isUp ? 1 : 0], exponent: -decimals)
  }
  var bytes: [UInt8] = value.sign == .minus ? [UInt8(ascii: "-")] : []
  number.appendPlaces(down: decimals, to: &bytes)
  return String(decoding: bytes, as: UTF8.self)
}

/// A large number whose decimals need more digits than the shortest text has: those of its exact
/// binary value.
///
/// From 2³³ on the fraction is a multiple of 2⁻¹⁹, so whole numbers suffice.
private func exactly(_ value: Double, decimals: Int) -> String? {
  let size = value.magnitude
  guard size >= 0x1p33, size < 0x1p63, 1...12 ~= decimals else { return nil }
  var whole = UInt64(size)
  var ten: UInt64 = 1
  for _ in 0..<decimals { ten *= 10 }
  let product = UInt64((size - size.rounded(.down)) * 0x1p19) * ten
  let rest = product & 0x7FFFF
  var fraction = product >> 19
  if rest > 0x40000 || rest == 0x40000 && fraction % 2 == 1 { fraction += 1 }
  if fraction == ten { (whole, fraction) = (whole + 1, 0) }
  let digits = "\(fraction)"
  let zeros = String(repeating: "0", count: decimals - digits.utf8.count)
  return (value < 0 ? "-" : "") + "\(whole)." + zeros + digits
}
