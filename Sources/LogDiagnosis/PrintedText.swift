import Numerics
import Text

/// A number as Python's "%f" prints it with some digits behind the point.
public func fixed(_ value: Double, decimals: Int) -> String {
  guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
  let decimals = Swift.max(0, Swift.min(decimals, 40))
  let shortest = SignificantDigits(value, count: 40)
  let count = shortest.exponent + 1 + decimals
  var digits: [UInt8] = [0]
  var exponent = -decimals
  if count >= 1 {
    let rounded = SignificantDigits(value, count: count)
    digits = rounded.digits
    exponent = rounded.exponent
  } else if count == 0, value.magnitude * 2 > unit(decimals) {
    digits = [1]
  }
  // Digits from the highest place, at least the ones, down to the last one asked for.
  var text: [UInt8] = value.sign == .minus ? [UInt8(ascii: "-")] : []
  for place in stride(from: Swift.max(0, exponent), through: -decimals, by: -1) {
    if place == -1 { text.append(UInt8(ascii: ".")) }
    let index = exponent - place
    text.append(48 + (digits.indices.contains(index) ? digits[index] : 0))
  }
  return String(decoding: text, as: UTF8.self)
}

/// One in the last of some decimals.
private func unit(_ decimals: Int) -> Double {
  var unit = 1.0
  for _ in 0..<decimals { unit /= 10 }
  return unit
}

/// How many single digits must be changed, lost or put in to make one text the other; at most `limit` + 1.
func damage(_ one: String, _ other: String, limit: Int) -> Int {
  let (a, b) = (Array(one.utf8), Array(other.utf8))
  guard a.count <= 64, b.count <= 64,
    Swift.max(a.count, b.count) - Swift.min(a.count, b.count) <= limit
  else { return limit + 1 }
  return Swift.min(editDistance(a, b, countsSwaps: false), limit + 1)
}
