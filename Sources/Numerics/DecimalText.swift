/// A decimal as written, and its double: `[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?`.
///
/// All decimals are read here; the readers of JSON, tables and prints check their own grammars on
/// top.
public struct DecimalText: Sendable {
  /// The double nearest to the decimal.
  public let value: Double
  /// The number of digits before and after the point, leading zeros included.
  public let digits: Int
  /// The number of digits from the first nonzero digit on.
  public let significant: Int
  /// The number of digits before the point.
  public let whole: Int
  /// The number of digits after the point; nil if there is no point.
  public let decimals: Int?
  /// Whether it is written with a power of ten.
  public let hasPower: Bool

  /// Reads a whole text as a decimal; nil if it is not one.
  public init?(_ text: ArraySlice<UInt8>) {
    guard let first = text.first else { return nil }
    var at = text.startIndex
    let isNegative = first == UInt8(ascii: "-")
    if isNegative || first == UInt8(ascii: "+") { at += 1 }
    let start = at
    var leading: UInt64 = 0
    var digits = 0
    var significant = 0
    func read() {
      while at < text.endIndex, case let digit = text[at] &- UInt8(ascii: "0"), digit < 10 {
        if significant < 19 { leading = leading &* 10 &+ UInt64(digit) }
        if leading > 0 { significant += 1 }
        digits += 1
        at += 1
      }
    }
    read()
    whole = digits
    var decimals: Int?
    if at < text.endIndex, text[at] == UInt8(ascii: ".") {
      at += 1
      read()
      decimals = digits - whole
    }
    guard digits > 0 else { return nil }
    let end = at
    var power: Int?
    if at < text.endIndex, text[at] | 0x20 == UInt8(ascii: "e") {
      guard let exponent = Self.power(text[(at + 1)...]) else { return nil }
      power = exponent
      at = text.endIndex
    }
    guard at == text.endIndex else { return nil }
    self.digits = digits
    self.significant = significant
    self.decimals = decimals
    hasPower = power != nil
    let exponent = (power ?? 0) - (decimals ?? 0)
    let magnitude: Double
    if leading == 0 {
      magnitude = 0
    } else if significant <= 15, exponent.magnitude <= 22 {
      // Clinger's fast path: both parts are exact doubles, so one operation rounds once.
      let ten = powersOfTen[Int(exponent.magnitude)]
      magnitude = exponent < 0 ? Double(leading) / ten : Double(leading) * ten
    } else {
      let spelled = text[start..<end].filter { $0 != UInt8(ascii: ".") }
      magnitude = Double(String(decoding: spelled, as: UTF8.self) + "e\(exponent)") ?? .nan
    }
    value = isNegative ? -magnitude : magnitude
  }

  /// Reads the power of ten after the `e`; powers beyond the range of doubles are limited to a
  /// large value.
  private static func power(_ text: ArraySlice<UInt8>) -> Int? {
    let isNegative = text.first == UInt8(ascii: "-")
    let digits = isNegative || text.first == UInt8(ascii: "+") ? text.dropFirst() : text
    guard !digits.isEmpty else { return nil }
    var power = 0
    for byte in digits {
      guard case let digit = byte &- UInt8(ascii: "0"), digit < 10 else { return nil }
      if power < 10_000_000 { power = power * 10 + Int(digit) }
    }
    return isNegative ? -power : power
  }
}

/// The powers of ten that are exactly doubles.
private let powersOfTen: [Double] = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
  1e18, 1e19, 1e20, 1e21, 1e22,
]
