import Equations

extension [UInt8] {
  /// Appends the digits of a whole number.
  public mutating func append(whole value: Int64) {
    if value < 0 { append(UInt8(ascii: "-")) }
    var digits: (UInt64, UInt64) = (value.magnitude, 1)
    while digits.0 / digits.1 >= 10 { digits.1 *= 10 }
    while digits.1 > 0 {
      append(UInt8(ascii: "0") + UInt8(digits.0 / digits.1 % 10))
      digits.1 /= 10
    }
  }

  /// Appends the shortest text that reads back to a finite number; whole numbers have no point.
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
