import Numerics

/// A number's text taken apart: what it reads as, and what its digits tell of its precision.
struct Decimal {
  /// What the text reads as, rounded once.
  var value: Double
  /// The precision of the number taken for itself.
  var precision: PrintedNumber.Precision
  /// No number has more than `Limit.digits` digits, and there is one of these for each number of a row.
  private var shortDecimals: Int16 = -1
  private var shortMantissa: Int16 = -1
  /// The digits after the point; nil if it has no point, or is written with an exponent.
  var decimals: Int? { shortDecimals < 0 ? nil : Int(shortDecimals) }
  /// The digits of the mantissa; nil if it is written without an exponent.
  var mantissa: Int? { shortMantissa < 0 ? nil : Int(shortMantissa) }

  /// From this many significant digits on a double was printed in full.
  static let digitsOfDouble = 13

  /// A value that is known exactly and says nothing of its neighbours: NaN, an infinity, a truth.
  init(exactly value: Double) {
    self.value = value
    precision = .whole
  }

  /// Reads all of a text as a decimal number, with Python 2's `L` behind a whole one; nil if it is not one.
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
