import Equations

/// The style in which numbers are shown: significant digits, the same for a whole trace.
///
/// `40`, `−0.1100619`, `1×10⁻⁸`: without trailing zeros, and with powers of ten below 0.0001 and
/// where the digits would not reach the decimal point. A nonzero number never shows as zero.
public struct NumberStyle: Sendable {
  /// The greatest number of significant digits.
  public let digits: Int

  /// Creates a style, with seven digits by default.
  public init(digits: Int = 7) { self.digits = Swift.max(1, digits) }

  /// Enough digits to tell a number from its neighbours.
  public static let full = NumberStyle(digits: 17)

  /// Enough digits, at least seven, to tell two numbers apart.
  public static func distinguishing(_ x: Double, _ y: Double) -> NumberStyle {
    (7...16).map { NumberStyle(digits: $0) }.first { $0.text(x) != $0.text(y) } ?? full
  }

  /// The number as text.
  public func text(_ value: Double) -> String {
    var bytes: [UInt8] = []
    append(value, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the number as UTF-8, for output too long for a string per number.
  public func append(_ value: Double, to bytes: inout [UInt8]) {
    guard value.isFinite else {
      if value < 0 { minus(&bytes) }
      bytes.append(contentsOf: value.isNaN ? "NaN".utf8 : "∞".utf8)
      return
    }
    if appendOrdinary(value, to: &bytes) || appendInFull(value, to: &bytes) { return }
    let number = SignificantDigits(value, count: digits)
    number.append(to: &bytes, scientific: isScientific(number))
  }

  /// The number rounded as it is shown, for notations that write their own numbers.
  public func rounded(_ value: Double) -> Double {
    guard value.isFinite else { return value }
    let number = SignificantDigits(value, count: digits)
    let whole = number.digits.reduce(into: "") { $0.append(String($1)) }
    let text = "\(whole)e\(number.exponent - number.digits.count + 1)"
    return (Double(text) ?? value.magnitude) * (number.isNegative ? -1 : 1)
  }

  /// How tightly the shown number binds: like a sum if negative, like a product with a power of
  /// ten.
  public func strength(_ value: Double) -> BindingStrength {
    if value.isNaN { return .atom }
    if value.sign == .minus { return .sum }
    guard value.isFinite, value != 0, value < 1e-4 || value >= 1e6 else { return .atom }
    return isScientific(SignificantDigits(value, count: digits)) ? .product : .atom
  }

  /// Appends a number of ordinary size with whole-number arithmetic, or leaves it to the general
  /// method.
  ///
  /// The number times a power of ten is off by half an ulp, about 10⁻⁹ here. Unless it lies that
  /// close to the middle between two whole numbers, rounding it rounds the number itself.
  private func appendOrdinary(_ value: Double, to bytes: inout [UInt8]) -> Bool {
    let size = value.magnitude
    let isFull = digits >= 17
    guard digits <= 9 || isFull, size >= 1e-4, size < 1e6 else { return false }
    var exponent = -4
    while size >= powersOfTen[exponent + 5] { exponent += 1 }
    var places = Swift.min(digits, 9) - 1 - exponent
    guard places >= 0 else { return false }
    let scaled = size * powersOfTen[places + 4]
    var whole = scaled.rounded(.down)
    let rest = scaled - whole
    guard (rest - 0.5).magnitude > 1e-6 else { return false }
    if rest > 0.5 { whole += 1 }
    var number = UInt64(whole)
    while number % 10 == 0, places > 0 {
      number /= 10
      places -= 1
    }
    // Shown in full only if these few digits are the number: the quotient is the double nearest to
    // them.
    if isFull, Double(number) / powersOfTen[places + 4] != size { return false }
    // Rounding may have changed the number of digits before the decimal point. That does no harm:
    // `number` is the value times ten to the power of `places`.
    if value < 0 { minus(&bytes) }
    var divisor: UInt64 = 1
    for _ in 0..<places { divisor *= 10 }
    bytes.append(digits: number / divisor)
    guard places > 0 else { return true }
    bytes.append(UInt8(ascii: "."))
    bytes.append(digits: number % divisor, least: places)
    return true
  }

  /// Appends a number with all its digits as Swift itself writes it, unless that needs a power of
  /// ten.
  private func appendInFull(_ value: Double, to bytes: inout [UInt8]) -> Bool {
    guard digits >= 17, value != 0 else { return false }
    var text = value.magnitude.description
    return text.withUTF8 { digits in
      guard !digits.contains(UInt8(ascii: "e")) else { return false }
      if value < 0 { minus(&bytes) }
      let isWhole =
        digits.count > 2 && digits[digits.count - 1] == UInt8(ascii: "0")
        && digits[digits.count - 2] == UInt8(ascii: ".")
      bytes.append(contentsOf: digits[..<(digits.count - (isWhole ? 2 : 0))])
      return true
    }
  }

  func isScientific(_ number: SignificantDigits) -> Bool {
    number.exponent < -4 || number.exponent >= Swift.max(digits, 7)
  }

  private func minus(_ bytes: inout [UInt8]) { bytes.append(contentsOf: "−".utf8) }
}

/// 10⁻⁴ to 10¹³; index 4 is 1.
///
/// The powers from 1 on are exact.
private let powersOfTen: [Double] = [
  1e-4, 1e-3, 1e-2, 1e-1, 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13,
]
