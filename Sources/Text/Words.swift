/// A number of things, in words: "1 point", "2 points".
///
/// - Parameters:
///   - count: The number.
///   - thing: The singular.
///   - things: The plural, if it is not the singular with an s.
public func counted(_ count: Int, _ thing: String, _ things: String? = nil) -> String {
  "\(count) " + (count == 1 ? thing : things ?? thing + "s")
}

/// Words listed in a sentence: "a", "a and b", "a, b and c".
public func listed(_ words: [String]) -> String {
  guard words.count > 1, let last = words.last else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " and " + last
}

extension String {
  /// The text with a capital first letter; only ASCII letters are changed.
  public var capitalizedFirst: String {
    guard let first = unicodeScalars.first, ("a"..."z").contains(first),
      let capital = Unicode.Scalar(first.value - 0x20)
    else { return self }
    var text = String(capital)
    text.unicodeScalars.append(contentsOf: unicodeScalars.dropFirst())
    return text
  }

  /// The text with its digits as subscripts.
  public var asSubscript: String {
    var small = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      let low = ("0"..."9").contains(scalar) ? UnicodeScalar(scalar.value + 0x2050) : scalar
      small.append(low ?? scalar)
    }
    return String(small)
  }

  /// The text as superscript, without spaces; nil if some letter has no superscript form.
  public var superscript: String? {
    var small = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar {
      case "0": small.append("⁰")
      case "1": small.append("¹")
      case "2": small.append("²")
      case "3": small.append("³")
      case "4"..."9": small.append(UnicodeScalar(scalar.value + 0x2040) ?? scalar)
      case "+": small.append("⁺")
      case "−", "-": small.append("⁻")
      case "(": small.append("⁽")
      case ")": small.append("⁾")
      case "t": small.append("ᵗ")
      case "l": small.append("ˡ")
      case "n": small.append("ⁿ")
      case " ": continue
      default: return nil
      }
    }
    return String(small)
  }
}

extension StringProtocol {
  /// The text without leading and trailing spaces.
  public var trimmed: String {
    let start = drop { $0 == " " }
    return String(
      start[..<(start.lastIndex { $0 != " " }.map { start.index(after: $0) } ?? start.startIndex)])
  }
}

/// A number of spaces; none if it is negative.
public func spaces(_ count: Int) -> String { String(repeating: " ", count: Swift.max(0, count)) }

/// A text padded with spaces to a width in terminal columns.
public func padded(_ text: String, _ width: Int) -> String { text + spaces(width - text.columns) }
