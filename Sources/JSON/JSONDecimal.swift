/// Reads a decimal by JSON's grammar, correctly rounded; nil if it is none.
func parseDecimal(_ text: ArraySlice<UInt8>) -> Double? {
  let zero = UInt8(ascii: "0")
  let end = text.endIndex
  var at = text.startIndex
  func digit() -> UInt64? {
    at < end && text[at] >= zero && text[at] <= zero + 9 ? UInt64(text[at] - zero) : nil
  }
  let isNegative = text.first == UInt8(ascii: "-")
  if isNegative { at += 1 }
  var significand: UInt64 = 0
  var count = 0
  var exponent = 0
  let integerStart = at
  while let next = digit() {
    if count < 19 { significand = significand * 10 + next }
    if significand > 0 { count += 1 }
    at += 1
  }
  let integerDigits = at - integerStart
  guard integerDigits > 0, integerDigits == 1 || text[integerStart] != zero else { return nil }
  if at < end, text[at] == UInt8(ascii: ".") {
    at += 1
    let start = at
    while let next = digit() {
      if count < 19 {
        significand = significand * 10 + next
        exponent -= 1
      }
      if significand > 0 { count += 1 }
      at += 1
    }
    if at == start { return nil }
  }
  if at < end, text[at] | 0x20 == UInt8(ascii: "e") {
    at += 1
    var sign = 1
    if at < end, text[at] == UInt8(ascii: "+") || text[at] == UInt8(ascii: "-") {
      sign = text[at] == UInt8(ascii: "-") ? -1 : 1
      at += 1
    }
    let start = at
    var power = 0
    while let next = digit() {
      if power < 100_000 { power = power * 10 + Int(next) }
      at += 1
    }
    if at == start { return nil }
    exponent += sign * power
  }
  guard at == end else { return nil }
  // Clinger's fast path: both parts are exact doubles, so one operation rounds once.
  if count <= 15, exponent.magnitude <= 22 {
    let whole = Double(significand)
    let power = powersOfTen[Int(exponent.magnitude)]
    let value = exponent < 0 ? whole / power : whole * power
    return isNegative ? -value : value
  }
  return Double(String(decoding: text, as: UTF8.self))
}

private let powersOfTen: [Double] = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
  1e18, 1e19, 1e20, 1e21, 1e22,
]
