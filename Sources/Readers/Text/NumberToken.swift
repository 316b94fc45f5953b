/// The meaning of a run of letters, digits, points and signs.
enum NumberToken {
  /// A number, and its end.
  case number(Decimal, end: Int)
  /// A complex number: `3.5-1.j`.
  case complex
  /// Anything else.
  case other
}

extension Cursor {
  /// The token here, if it can begin a number.
  func numberToken() -> NumberToken {
    let first = current
    let isSign = first == UInt8(ascii: "+") || first == UInt8(ascii: "-")
    guard isDigit(first) || first == UInt8(ascii: ".") || isSign || isLetter(first) else {
      return .other
    }
    // Most words cannot be one of the few that are numbers.
    if isLetter(first), !"nNiITF".utf8.contains(first) { return .other }
    var end = endOfToken()
    guard end > at, end - at <= Limit.digits else { return .other }
    if let value = namedNumber(bytes[at..<end]) {
      return .number(Decimal(exactly: value), end: end)
    }
    if isLetter(first) { return .other }
    if let decimal = Decimal(bytes[at..<end]) { return .number(decimal, end: end) }
    let last = bytes[end - 1]
    if last == UInt8(ascii: "j") || last == UInt8(ascii: "J"),
      !bytes[at..<end - 1].contains(where: { isLetter($0) && $0 | 0x20 != UInt8(ascii: "e") })
    {
      return .complex
    }
    // A sentence may end after a number.
    if last == UInt8(ascii: ".") {
      end -= 1
      if end > at, let decimal = Decimal(bytes[at..<end]) { return .number(decimal, end: end) }
    }
    return .other
  }
}

/// The value of `nan`, `-inf`, `True` and similar words.
func namedNumber(_ text: ArraySlice<UInt8>) -> Double? {
  var name = text
  let isNegative = name.first == UInt8(ascii: "-")
  if isNegative || name.first == UInt8(ascii: "+") { name = name.dropFirst() }
  guard let first = name.first, isLetter(first), name.count <= 9 else { return nil }
  for (value, spellings) in namedNumbers {
    for spelling in spellings where name.elementsEqual(spelling.utf8) {
      return isNegative ? -value : value
    }
  }
  return nil
}

private let namedNumbers: [(Double, [String])] = [
  (.nan, ["nan", "NaN", "NAN"]), (.infinity, ["inf", "Inf", "Infinity"]),
  (1, ["True", "np.True_"]), (0, ["False", "np.False_"]),
]
