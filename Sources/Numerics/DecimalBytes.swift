import Equations

extension [UInt8] {
  /// Appends the digits of a whole number.
  public mutating func append(whole value: Int64) {
    if value < 0 { append(UInt8(ascii: "-")) }
    append(digits: value.magnitude)
  }

  /// Appends a whole number's digits, padded with zeros to at least `least` digits.
  mutating func append(digits value: UInt64, least: Int = 1) {
    let tooMany: UInt64 = 100_000_000
    if value >= tooMany || least > 8 {
      append(digits: value / tooMany, least: least - 8)
      append(upToEight: UInt32(value % tooMany), least: 8)
    } else {
      append(upToEight: UInt32(value), least: least)
    }
  }

  /// Appends up to eight digits, collected in one word from the last digit on.
  ///
  /// Speed matters here: every number is written this way.
  @inline(__always)
  private mutating func append(upToEight value: UInt32, least: Int) {
    var (rest, digits, count) = (value, UInt64(0), 0)
    repeat {
      digits = digits << 8 | UInt64(rest % 10 + 0x30)
      rest /= 10
      count += 1
    } while rest > 0 || count < least
    for _ in 0..<count {
      append(UInt8(truncatingIfNeeded: digits))
      digits >>= 8
    }
  }

  /// Appends the shortest text that reads back to the same finite number; whole numbers have no
  /// point.
  public mutating func append(finite value: Double) {
    if let whole = Int64(exactly: value), whole.magnitude < 1 << 53, whole != 0 {
      append(whole: whole)
    } else {
      // A finite number that is not whole has no ".0" to drop: the description is the shortest text.
      let isWhole = value == value.rounded(.towardZero)
      var text = isWhole ? shortest(value) : value.description
      text.withUTF8 { append(contentsOf: $0) }
    }
  }
}
