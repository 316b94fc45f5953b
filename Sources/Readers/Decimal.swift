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

  /// Reads all of a text as a decimal number; nil if it is none.
  ///
  /// `[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?`, with Python 2's `L` behind a whole number.
  init?(_ text: ArraySlice<UInt8>) {
    guard text.count <= Limit.digits, let first = text.first else { return nil }
    var at = text.startIndex
    let isNegative = first == UInt8(ascii: "-")
    if isNegative || first == UInt8(ascii: "+") { at += 1 }
    var digits = Digits()
    at = digits.read(text, from: at, behindPoint: false)
    var decimals: Int?
    if at < text.endIndex, text[at] == UInt8(ascii: ".") {
      let before = digits.count
      at = digits.read(text, from: at + 1, behindPoint: true)
      decimals = digits.count - before
    }
    guard digits.count > 0 else { return nil }
    var power: Int?
    if at < text.endIndex, text[at] | 0x20 == UInt8(ascii: "e") {
      guard let (exponent, end) = Self.exponent(text, from: at + 1) else { return nil }
      power = exponent
      at = end
    }
    if at < text.endIndex, text[at] == UInt8(ascii: "L"), decimals == nil, power == nil { at += 1 }
    guard at == text.endIndex else { return nil }
    let magnitude = digits.value(text, power: power ?? 0)
    value = isNegative ? -magnitude : magnitude
    if power != nil {
      shortMantissa = Int16(clamping: digits.count)
    } else if let decimals {
      shortDecimals = Int16(clamping: decimals)
    }
    if decimals == nil && power == nil {
      precision = .whole
    } else if digits.significant >= Self.digitsOfDouble {
      precision = .double
    } else if power != nil {
      precision = .significant(digits.count)
    } else {
      precision = .decimals(decimals ?? 0)
    }
  }

  /// The power of ten behind the `e`, and where it ends.
  private static func exponent(_ text: ArraySlice<UInt8>, from start: Int) -> (Int, end: Int)? {
    var at = start
    var isNegative = false
    if at < text.endIndex, text[at] == UInt8(ascii: "-") || text[at] == UInt8(ascii: "+") {
      isNegative = text[at] == UInt8(ascii: "-")
      at += 1
    }
    let first = at
    var power = 0
    while at < text.endIndex, isDigit(text[at]) {
      if power < 10_000 { power = power * 10 + Int(text[at] - UInt8(ascii: "0")) }
      at += 1
    }
    return at == first ? nil : (isNegative ? -power : power, at)
  }
}

/// The digits of a number, before and after its point.
private struct Digits {
  var count = 0
  /// The digits from the first that is not zero.
  var significant = 0
  private var leading: UInt64 = 0
  private var behind = 0

  mutating func read(_ text: ArraySlice<UInt8>, from start: Int, behindPoint: Bool) -> Int {
    var at = start
    while at < text.endIndex, isDigit(text[at]) {
      if significant < 19 { leading = leading &* 10 &+ UInt64(text[at] - UInt8(ascii: "0")) }
      if leading > 0 { significant += 1 }
      count += 1
      at += 1
    }
    if behindPoint { behind = at - start }
    return at
  }

  /// The digits times a power of ten.
  func value(_ text: ArraySlice<UInt8>, power: Int) -> Double {
    if leading == 0 { return 0 }
    let exponent = power - behind
    // Clinger's fast path: both parts are exact doubles, so one operation rounds once.
    if significant <= 15, exponent.magnitude <= 22 {
      let ten = powersOfTen[Int(exponent.magnitude)]
      return exponent < 0 ? Double(leading) / ten : Double(leading) * ten
    }
    var spelled: [UInt8] = []
    for byte in text {
      if isDigit(byte) { spelled.append(byte) } else if byte | 0x20 == UInt8(ascii: "e") { break }
    }
    return Double(String(decoding: spelled, as: UTF8.self) + "e\(exponent)") ?? .nan
  }
}

func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

private let powersOfTen: [Double] = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
  1e18, 1e19, 1e20, 1e21, 1e22,
]
