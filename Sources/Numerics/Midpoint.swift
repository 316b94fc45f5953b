// Decides, with whole numbers, on which side of the middle of two doubles a power lies.
//
// A power can lie exactly half-way (15², in a format of 7 bits), or extremely close to it:
// (9 + 2⁻⁴⁸)^1.5 is 2⁻⁹⁹ above. No fixed number of bits suffices there.

/// The one of two neighbouring doubles that is nearer to xʸ; the even one in a tie.
///
/// With y = n/2ʲ and the middle M, xʸ > M means xⁿ > M^(2ʲ). Nil if n or j is too great for whole
/// numbers of moderate size: then nothing lies half-way.
func nearer(
  _ below: Double, _ above: Double, toPower y: Double, of x: Double
) -> Double? {
  var base = odd(x)
  // A power of 2 also to a negative exponent, and to 2⁻¹⁰⁷⁵, half of the least double.
  let isPowerOfTwo = base.number == 1
  if isPowerOfTwo, y < 0 { base.exponent = -base.exponent }
  let (limit, most) = isPowerOfTwo ? (1075.0, 10) : (64, 5)
  var (n, doublings) = (isPowerOfTwo ? y.magnitude : y, 0)
  while n.nearestWhole != n, doublings < most {
    n *= 2
    doublings += 1
  }
  guard n > 0, n <= limit, n.nearestWhole == n, above < .infinity else { return nil }
  // The bits of neighbours are neighbouring whole numbers; the middle has one bit more.
  let least = odd(below)
  let unit = Int(below.ulp.exponent)
  let middle = (
    number: below == 0 ? 1 : least.number << UInt64(least.exponent - unit + 1) + 1,
    exponent: unit - 1
  )
  let times = 1 << doublings
  switch Natural(base.number, toThe: Int(n)).compared(
    timesTwoToThe: base.exponent * Int(n),
    to: Natural(middle.number, toThe: times), timesTwoToThe: middle.exponent * times)
  {
  case 0: return below.bitPattern & 1 == 0 ? below : above
  case 1: return above
  default: return below
  }
}

/// A positive, finite double as an odd number times a power of 2.
private func odd(_ x: Double) -> (number: UInt64, exponent: Int) {
  guard x > 0 else { return (0, 0) }
  let field = Int(x.bitPattern >> 52)
  let number = field == 0 ? x.significandBitPattern : x.significandBitPattern | 1 << 52
  let zeros = number.trailingZeroBitCount
  return (number >> UInt64(zeros), max(field, 1) - 1075 + zeros)
}

/// A whole number of any size, in 32-bit digits, the last one first.
private struct Natural {
  private var digits: [UInt32] = [1]

  init(_ base: UInt64, toThe exponent: Int) {
    for _ in 0..<exponent { multiply(by: base) }
  }

  private mutating func multiply(by factor: UInt64) {
    var product = [UInt32](repeating: 0, count: digits.count + 2)
    for (j, part) in [factor & 0xffff_ffff, factor >> 32].enumerated() {
      var carry: UInt64 = 0
      for i in digits.indices {
        carry += UInt64(digits[i]) * part + UInt64(product[i + j])
        product[i + j] = UInt32(truncatingIfNeeded: carry)
        carry >>= 32
      }
      if carry > 0 { product[digits.count + j] = UInt32(carry) }
    }
    while product.last == 0 { product.removeLast() }
    digits = product
  }

  private var bitCount: Int {
    32 * digits.count - (digits.last?.leadingZeroBitCount ?? 0)
  }

  private func bit(_ i: Int) -> UInt32 {
    i >= 0 && i < 32 * digits.count ? digits[i >> 5] >> UInt32(i & 31) & 1 : 0
  }

  /// 1, 0 or −1 if this times a power of 2 is greater than, equal to or less than the other.
  func compared(timesTwoToThe k: Int, to other: Natural, timesTwoToThe otherK: Int) -> Int {
    let top = bitCount + k
    let otherTop = other.bitCount + otherK
    if top != otherTop { return top > otherTop ? 1 : -1 }
    for i in 1...max(bitCount, other.bitCount) {
      let (a, b) = (bit(bitCount - i), other.bit(other.bitCount - i))
      if a != b { return a > b ? 1 : -1 }
    }
    return 0
  }
}
