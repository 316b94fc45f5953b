import Numerics

/// A number's text parsed: its value, and the precision its digits show.
struct Decimal {
  /// The value of the text, rounded once.
  var value: Double
  /// The precision of the number on its own.
  var precision: PrintedNumber.Precision
  /// No number has more than `Limit.digits` digits; small storage matters, since each number of a
  /// row has one.
  private var shortDecimals: Int16 = -1
  private var shortMantissa: Int16 = -1
  /// The digits after the point; nil if it has no point, or is written with an exponent.
  var decimals: Int? { shortDecimals < 0 ? nil : Int(shortDecimals) }
  /// The digits of the mantissa; nil if it is written without an exponent.
  var mantissa: Int? { shortMantissa < 0 ? nil : Int(shortMantissa) }

  /// The number of significant digits from which a double counts as printed in full.
  static let digitsOfDouble = 13

  /// An exact value that says nothing about its neighbours: NaN, an infinity, a truth value.
  init(exactly value: Double) {
    self.value = value
    precision = .whole
  }

  /// Reads a whole text as a decimal number, allowing Python 2's `L` after a whole number; nil if
  /// it is not one.
  init?(_ text: ArraySlice<UInt8>) {
    guard text.count <= Limit.digits else { return nil }
    let isLong = text.last == UInt8(ascii: "L")
    guard let number = DecimalText(isLong ? text.dropLast() : text) else { return nil }
    if isLong, number.decimals != nil || number.hasPower { return nil }
    value = number.value
    if number.hasPower {
      shortMantissa = Int16(clamping: number.digits)
    } else if let decimals = number.decimals {
      shortDecimals = Int16(clamping: decimals)
    }
    if number.decimals == nil && !number.hasPower {
      precision = .whole
    } else if number.significant >= Self.digitsOfDouble {
      precision = .double
    } else if number.hasPower {
      precision = .significant(number.digits)
    } else {
      precision = .decimals(number.decimals ?? 0)
    }
  }
}

func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
