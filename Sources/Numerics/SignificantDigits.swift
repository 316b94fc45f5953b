import Equations

/// The decimal digits of a number as it is shown: a limited number of significant digits, without
/// trailing zeros, and never zero for a nonzero number.
public struct SignificantDigits: Equatable, Sendable {
  /// Whether the number has a minus sign.
  public let isNegative: Bool
  /// The digits 0 to 9, the first of them not 0 (except for zero itself, which is one 0).
  public let digits: [UInt8]
  /// The power of ten of the first digit: 2 for 123, −3 for 0.00123.
  public let exponent: Int

  /// Rounds a finite number to at most `count` significant digits, a tie to the even digit.
  ///
  /// The digits are those of the number's exact binary value. Swift's shortest digits usually
  /// decide; only if they end in a lone 5 just past the last digit kept is the exact value
  /// computed.
  public init(_ value: Double, count: Int) {
    let shortest = SignificantDigits(shortest: value)
    let count = Swift.max(1, count)
    guard shortest.digits.count > count else {
      self = shortest
      return
    }
    var kept = Array(shortest.digits[..<count])
    let rest = shortest.digits[count...]
    var up = rest[rest.startIndex] >= 5
    if rest.count == 1, rest[rest.startIndex] == 5 {
      switch exactly(value.magnitude, comparedTo: shortest) {
      case .above: up = true
      case .below: up = false
      case .equal: up = kept[count - 1] % 2 == 1
      }
    }
    var exponent = shortest.exponent
    if up {
      var at = count - 1
      while at >= 0, kept[at] == 9 {
        kept[at] = 0
        at -= 1
      }
      if at >= 0 {
        kept[at] += 1
      } else {
        kept = [1]
        exponent += 1
      }
    }
    while kept.count > 1, kept[kept.count - 1] == 0 { kept.removeLast() }
    self.init(isNegative: shortest.isNegative, digits: kept, exponent: exponent)
  }

  /// Creates a number from its digits.
  public init(isNegative: Bool, digits: [UInt8], exponent: Int) {
    self.isNegative = isNegative
    self.digits = digits
    self.exponent = exponent
  }

  /// The shortest digits that read back to the same double.
  public init(shortest value: Double) {
    var digits: [UInt8] = []
    var point: Int?
    var written = 0
    var exponentText = ""
    var inExponent = false
    for byte in value.magnitude.description.utf8 {
      switch byte {
      case UInt8(ascii: "e"): inExponent = true
      case _ where inExponent: exponentText.unicodeScalars.append(UnicodeScalar(byte))
      case UInt8(ascii: "."): point = written
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits.append(byte - UInt8(ascii: "0"))
        written += 1
      default: break
      }
    }
    var exponent = (point ?? written) - 1 + (Int(exponentText) ?? 0)
    let leading = digits.prefix { $0 == 0 }.count
    if leading == digits.count {
      self.init(isNegative: value.sign == .minus, digits: [0], exponent: 0)
      return
    }
    exponent -= leading
    digits.removeFirst(leading)
    while digits.count > 1, digits[digits.count - 1] == 0 { digits.removeLast() }
    self.init(isNegative: value.sign == .minus, digits: digits, exponent: exponent)
  }
}

enum Side { case below, equal, above }

/// The side of a decimal on which a positive double lies, decided exactly with whole numbers: m·2ᵉ
/// against d·10ᵏ, both brought to non-negative powers.
func exactly(_ value: Double, comparedTo decimal: SignificantDigits) -> Side {
  var binary = WholeNumber(value.significandBitPattern | (value.isNormal ? 1 << 52 : 0))
  var power = value.isNormal ? Int(value.exponentBitPattern) - 1075 : -1074
  var digits = WholeNumber(0)
  for digit in decimal.digits {
    digits.multiply(by: 10)
    digits.add(UInt32(digit))
  }
  let ten = decimal.exponent - decimal.digits.count + 1
  for _ in 0..<Swift.max(0, ten) { digits.multiply(by: 10) }
  for _ in 0..<Swift.max(0, -ten) { binary.multiply(by: 10) }
  while power > 0 {
    binary.multiply(by: 2)
    power -= 1
  }
  while power < 0 {
    digits.multiply(by: 2)
    power += 1
  }
  return binary.compared(to: digits)
}

/// A whole number of any size, for the rare ties that need exact decimals.
struct WholeNumber {
  private var limbs: [UInt32]

  init(_ value: UInt64) {
    limbs = [UInt32(truncatingIfNeeded: value), UInt32(truncatingIfNeeded: value >> 32)]
    trim()
  }

  mutating func multiply(by factor: UInt32) {
    var carry: UInt64 = 0
    for i in limbs.indices {
      let product = UInt64(limbs[i]) * UInt64(factor) + carry
      limbs[i] = UInt32(truncatingIfNeeded: product)
      carry = product >> 32
    }
    if carry > 0 { limbs.append(UInt32(carry)) }
  }

  mutating func add(_ value: UInt32) {
    var carry = UInt64(value)
    for i in limbs.indices where carry > 0 {
      let sum = UInt64(limbs[i]) + carry
      limbs[i] = UInt32(truncatingIfNeeded: sum)
      carry = sum >> 32
    }
    if carry > 0 { limbs.append(UInt32(carry)) }
  }

  func compared(to other: WholeNumber) -> Side {
    if limbs.count != other.limbs.count {
      return limbs.count < other.limbs.count ? .below : .above
    }
    for i in limbs.indices.reversed() where limbs[i] != other.limbs[i] {
      return limbs[i] < other.limbs[i] ? .below : .above
    }
    return .equal
  }

  private mutating func trim() { while limbs.last == 0 { limbs.removeLast() } }
}
