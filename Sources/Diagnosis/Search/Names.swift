import Equations
import Tracing

/// A label in plain form: lower-case letters and digits, with Greek letters spelled out.
func plainName(_ text: String) -> String {
  var plain = ""
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x30...0x39, 0x61...0x7A: plain.unicodeScalars.append(scalar)
    case 0x41...0x5A:
      if let small = UnicodeScalar(scalar.value + 0x20) { plain.unicodeScalars.append(small) }
    case 0x2080...0x2089:
      if let digit = UnicodeScalar(scalar.value - 0x2050) { plain.unicodeScalars.append(digit) }
    case 0x302: plain += "corrected"  // a hat
    case 0x15D: plain += "scorrected"  // ŝ in one character
    case 0x3B1: plain += "alpha"
    case 0x3B2: plain += "beta"
    case 0x3B5: plain += "epsilon"
    case 0x3B8: plain += "theta"
    case 0x3BB: plain += "lambda"
    default: break
    }
  }
  return plain
}

extension String {
  /// A plain name and the digits after it: "v" and "30" of "v30".
  var withoutDigitsBehind: (name: String, digits: String) {
    let digits = String(reversed().prefix { $0.isASCII && $0.isNumber }.reversed())
    return (String(dropLast(digits.utf8.count)), digits)
  }

  /// Whether this text contains another, byte for byte; `contains` would need the Unicode tables of
  /// the operating system.
  func holds(_ other: String) -> Bool {
    let (all, wanted) = (Array(utf8), Array(other.utf8))
    guard wanted.count <= all.count else { return false }
    return (0...all.count - wanted.count).contains {
      all[$0..<$0 + wanted.count].elementsEqual(wanted)
    }
  }
}

/// The plain names under which learners print a parameter's quantity.
func spellings(_ symbol: Symbol, of subject: Program.Subject, spelled: [String]) -> [String] {
  let owner = plainName(subject.name)
  if symbol.role == .parameter, subject.layer != nil { return [owner] }
  var stems = [plainName(symbol.name), plainName(symbol.glyph)] + spelled.map(plainName)
  var endings = [""]
  if symbol.name.hasSuffix("_corrected") {
    let stem = plainName(String(symbol.name.dropLast("_corrected".utf8.count)))
    stems += [stem + "hat", stem + "c", stem + "corr", stem + "corrected"]
    endings.append("corrected")
    endings.append("hat")
    return stems.flatMap { ["\($0)d\(owner)", "\($0)\(owner)"] }
      + endings.dropFirst().flatMap { ["\(stem)d\(owner)\($0)", "\(stem)\(owner)\($0)"] }
  }
  if subject.layer == nil { return stems }
  return stems.flatMap { ["\($0)d\(owner)", "\($0)\(owner)"] }
}

/// Words before a label that do not help to identify the quantity.
let emptyWords = [
  "parameters", "params", "parameter", "updatedparameters", "newparameters", "updated", "new",
  "my", "the", "result", "results", "final", "cache", "outputs", "output", "value", "print",
  "your", "actual", "got", "is", "valueof", "outputs", "self", "p",
]
