/// A person's answer to a question for a number.
///
/// People write `−0.11006`, `0,18`, `**1.8**`, `1.2·10⁻³`, `1.2e-3`, `1/3`, `= 20`, `v = 20 °F (rounded)`.
public enum WrittenAnswer: Equatable, Sendable {
  /// No answer.
  case empty
  /// A number; `other` is another possible meaning, such as 25,110 with a thousands separator.
  case number(PrintedNumber, other: PrintedNumber?)
  /// Text that is not a number, or more than one number.
  case words

  /// The longest answer that is read.
  private static let longest = 200

  /// Reads an answer.
  public init(_ text: String) {
    guard text.utf8.count <= Self.longest else {
      self = .words
      return
    }
    let plain = AnswerText(text).bytes
    if plain.allSatisfy({ "_.- \u{1}".utf8.contains($0) }) {
      self = .empty
      return
    }
    // The result follows the last =, unless a name does.
    let parts = plain.split(separator: UInt8(ascii: "="), omittingEmptySubsequences: false)
    for part in [parts.last, parts.first].compactMap({ $0 }) {
      var scanner = AnswerScanner(part)
      if let found = scanner.answer() {
        self = found
        return
      }
    }
    self = .words
  }
}

/// An answer in ASCII: with uniform signs, superscripts after a ^, and without decoration.
private struct AnswerText {
  private(set) var bytes: [UInt8] = []

  init(_ text: String) {
    var isRaised = false
    for scalar in text.unicodeScalars {
      if let digit = Self.raised[scalar] {
        if !isRaised { bytes.append(UInt8(ascii: "^")) }
        bytes.append(digit)
        isRaised = true
        continue
      }
      isRaised = false
      switch scalar {
      case "\u{2212}", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{FE63}",
        "\u{FF0D}":
        bytes.append(UInt8(ascii: "-"))
      case "×", "·", "⋅", "∙", "•", "✕", "✖": bytes.append(UInt8(ascii: "*"))
      case "\u{00A0}", "\u{2007}", "\u{2009}", "\u{200A}", "\u{202F}", "\t":
        bytes.append(UInt8(ascii: " "))
      case "\u{200B}", "\u{FEFF}", "\u{2060}": break
      case "…": bytes.append(1)
      case "∞": bytes.append(contentsOf: "inf".utf8)
      case "≈", "≃", "≅": bytes.append(UInt8(ascii: "="))
      default:
        // Non-ASCII characters count as letters.
        bytes.append(
          scalar.isASCII && scalar.value >= 0x20 ? UInt8(scalar.value) : UInt8(ascii: "a"))
      }
    }
    takeOffDecoration()
  }

  /// Removes bold, code, dollar and quote marks around an answer.
  private mutating func takeOffDecoration() {
    let around = Array("*`$~'\" ".utf8)
    while let first = bytes.first, around.contains(first) { bytes.removeFirst() }
    while let last = bytes.last, around.contains(last) { bytes.removeLast() }
    // In _0.5_ the underscores mark italics; numbers contain none.
    while bytes.first == UInt8(ascii: "_"), bytes.count > 1 { bytes.removeFirst() }
    while bytes.last == UInt8(ascii: "_"), bytes.count > 1 { bytes.removeLast() }
    while let first = bytes.first, first == 0x20 { bytes.removeFirst() }
    while let last = bytes.last, last == 0x20 { bytes.removeLast() }
  }

  private static let raised: [UnicodeScalar: UInt8] = [
    "⁰": 0x30, "¹": 0x31, "²": 0x32, "³": 0x33, "⁴": 0x34, "⁵": 0x35, "⁶": 0x36, "⁷": 0x37,
    "⁸": 0x38, "⁹": 0x39, "⁻": 0x2D, "⁺": 0x2B,
  ]
}

/// Reads the number at the beginning of a text, and the rest that may follow it.
private struct AnswerScanner {
  private let bytes: [UInt8]
  private var at = 0

  init(_ text: ArraySlice<UInt8>) {
    var text = text
    while let last = text.last, last == 0x20 { text.removeLast() }
    bytes = Array(text.drop { $0 == 0x20 })
  }

  private var current: UInt8 { at < bytes.count ? bytes[at] : 0 }
  private func ahead(_ count: Int) -> UInt8 { at + count < bytes.count ? bytes[at + count] : 0 }

  /// The answer; nil if it is not a number.
  mutating func answer() -> WrittenAnswer? {
    if let named = named() { return .number(PrintedNumber(named, .whole), other: nil) }
    guard let (first, other) = number() else { return nil }
    let end = at
    skipBlanks()
    if current == UInt8(ascii: "/") {
      at += 1
      skipBlanks()
      guard let (second, _) = number(), isRemark else { return nil }
      // A fraction is known exactly.
      return .number(PrintedNumber(first.value / second.value, .double), other: nil)
    }
    at = end
    guard isRemark else { return nil }
    return .number(first, other: other)
  }

  private mutating func named() -> Double? {
    guard bytes.count <= 12 else { return nil }
    let word = String(decoding: bytes, as: UTF8.self).lowercased()
    if let value = namedNumber(Array(word.utf8)[...]), value.isNaN || value.isInfinite {
      return value
    }
    return switch word {
    case "infinity", "+inf", "+infinity", "\\infty": .infinity
    case "-infinity", "-\\infty": -.infinity
    case "not a number": .nan
    default: nil
    }
  }

  /// A number with its power of ten, and another possible meaning of its comma.
  private mutating func number() -> (PrintedNumber, other: PrintedNumber?)? {
    var sign: [UInt8] = []
    if current == UInt8(ascii: "-") || current == UInt8(ascii: "+") {
      if current == UInt8(ascii: "-") { sign = [current] }
      at += 1
      skipBlanks()
    }
    let start = at
    while isDigit(current) || isSeparator { at += 1 }
    let digits = Array(bytes[start..<at])
    guard digits.contains(where: { isDigit($0) }) else { return nil }
    var power = exponent() ?? []
    if power.isEmpty, digits == Array("10".utf8), let own = raised() {
      // 10⁻³ alone is a power of ten.
      guard let value = Decimal((sign + Array("1e".utf8) + own)[...]) else { return nil }
      return (PrintedNumber(value.value, .double), nil)
    }
    let mark = at
    skipBlanks()
    if power.isEmpty, current == UInt8(ascii: "%") {
      at += 1
      power = Array("-2".utf8)
    } else {
      at = mark
    }
    let tail = power.isEmpty ? [] : [UInt8(ascii: "e")] + power
    let readings = Self.readings(digits).compactMap { Decimal((sign + $0 + tail)[...]) }
    guard let first = readings.first else { return nil }
    let all = readings.map { PrintedNumber($0.value, Self.precision($0)) }
    return (PrintedNumber(first.value, Self.precision(first)), all.count > 1 ? all[1] : nil)
  }

  /// The digits show the precision even of a long number: a person rounds where a program prints in
  /// full.
  private static func precision(_ decimal: Decimal) -> PrintedNumber.Precision {
    if let decimals = decimal.decimals { return .decimals(decimals) }
    return decimal.precision
  }

  /// Whether this separates digits: a point, a comma, a space between groups of three.
  private var isSeparator: Bool {
    switch current {
    case UInt8(ascii: "."), UInt8(ascii: ","): true
    case 0x20, UInt8(ascii: "'"):
      at > 0 && isDigit(bytes[at - 1]) && isDigit(ahead(1)) && isDigit(ahead(2))
        && isDigit(ahead(3)) && !isDigit(ahead(4))
    default: false
    }
  }

  /// The digits with the point where it may be, the likeliest reading first.
  private static func readings(_ text: [UInt8]) -> [[UInt8]] {
    let (point, comma) = (UInt8(ascii: "."), UInt8(ascii: ","))
    let digits = text.filter { $0 != 0x20 && $0 != UInt8(ascii: "'") }
    let points = digits.indices.filter { digits[$0] == point }
    let commas = digits.indices.filter { digits[$0] == comma }
    let withoutCommas = digits.filter { $0 != comma }
    if commas.isEmpty { return [digits] }
    if points.isEmpty, commas.count == 1 {
      let decimal = digits.map { $0 == comma ? point : $0 }
      let isThousand = commas[0] > 0 && commas[0] <= 3 && digits.count - commas[0] == 4
      return isThousand ? [decimal, withoutCommas] : [decimal]
    }
    if points.count == 1, let last = commas.last, last > points[0], commas.count == 1 {
      return [digits.filter { $0 != point }.map { $0 == comma ? point : $0 }]
    }
    return points.count <= 1 ? [withoutCommas] : []
  }

  /// The exponent after e, ×10^, or ×10 with superscripts.
  private mutating func exponent() -> [UInt8]? {
    let start = at
    if current | 0x20 == UInt8(ascii: "e"), let power = signed(from: at + 1) { return power }
    skipBlanks()
    let isTimes = current == UInt8(ascii: "*") || current | 0x20 == UInt8(ascii: "x")
    if isTimes || current == UInt8(ascii: "\\") {
      while isTimes, current == UInt8(ascii: "*") { at += 1 }
      if current | 0x20 == UInt8(ascii: "x") { at += 1 }
      for word in ["\\cdot", "\\times"] where bytes[at...].starts(with: word.utf8) {
        at += word.utf8.count
      }
      skipBlanks()
      if current == UInt8(ascii: "1"), ahead(1) == UInt8(ascii: "0") {
        at += 2
        if let power = raised() ?? signed(from: at) { return power }
      }
    }
    at = start
    return nil
  }

  /// `^-3`, `^{-3}`, `**-3`, `^(-3)`.
  private mutating func raised() -> [UInt8]? {
    let start = at
    if current == UInt8(ascii: "^") {
      at += 1
    } else if current == UInt8(ascii: "*"), ahead(1) == UInt8(ascii: "*") {
      at += 2
    } else {
      return nil
    }
    let isBracketed = current == UInt8(ascii: "{") || current == UInt8(ascii: "(")
    if let power = signed(from: isBracketed ? at + 1 : at) {
      if isBracketed, current == UInt8(ascii: "}") || current == UInt8(ascii: ")") { at += 1 }
      return power
    }
    at = start
    return nil
  }

  /// A whole number with its sign; moves past it.
  private mutating func signed(from start: Int) -> [UInt8]? {
    var end = start
    if end < bytes.count, bytes[end] == UInt8(ascii: "-") || bytes[end] == UInt8(ascii: "+") {
      end += 1
    }
    let first = end
    while end < bytes.count, isDigit(bytes[end]), end - first < 6 { end += 1 }
    guard end > first else { return nil }
    at = end
    return Array(bytes[start..<end])
  }

  private mutating func skipBlanks() { while current == 0x20 { at += 1 } }

  /// Whether the rest is a unit or a remark, without further numbers or calculations.
  private var isRemark: Bool {
    var depth = 0
    var isFirst = true
    for byte in bytes[at...] where byte != 0x20 {
      if byte == UInt8(ascii: "(") { depth += 1 }
      if depth == 0, isDigit(byte) || isFirst && "+-*/^,.:".utf8.contains(byte) { return false }
      if byte == UInt8(ascii: ")") { depth -= 1 }
      isFirst = false
    }
    return true
  }
}
