// Escapes texts for other formats. Each function works on Unicode scalars: a combining accent after
// a sign would hide the sign from a comparison of characters. Each makes hidden characters visible
// first.

extension String {
  /// The text escaped for Markdown.
  public var markdownEscaped: String {
    var escaped = ""
    for scalar in visible.unicodeScalars {
      if scalar.isMarkdownSign { escaped += "\\" }
      escaped.unicodeScalars.append(scalar)
    }
    return escaped
  }

  /// The text escaped for XML or HTML, as content or as a quoted attribute.
  public var xmlEscaped: String {
    var escaped = ""
    for scalar in visible.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// The text as a table cell that no spreadsheet takes for a formula.
  ///
  /// Numbers, including negative ones, stay numbers.
  public var csvCell: String {
    // A tab or a carriage return, which also begins a formula, becomes a space in visible text.
    let startsFormula = unicodeScalars.first.map { $0 == "\t" || $0 == "\r" } ?? false
    var cell = visible
    let first = cell.unicodeScalars.first { $0 != " " }
    if startsFormula || first.map({ $0.isFormulaSign }) ?? false, Double(cell) == nil {
      cell = "'" + cell
    }
    guard cell.utf8.contains(where: { $0.isCellSign }) else { return cell }
    var quoted = "\""
    for scalar in cell.unicodeScalars {
      quoted.unicodeScalars.append(scalar)
      if scalar == "\"" { quoted += "\"" }
    }
    return quoted + "\""
  }

  /// The text as one shell word, in quotes if it contains more than letters, digits and a few
  /// signs.
  ///
  /// Characters that a terminal would obey are written with `printf`, so that the line can be shown
  /// and pasted.
  public var shellWord: String {
    let isPlain = utf8.allSatisfy { $0.isPlainInShell } && utf8.first != UInt8(ascii: "=")
    if isPlain, !isEmpty { return self }
    var word = "'"
    for scalar in unicodeScalars {
      if scalar == "'" {
        word += #"'\''"#
      } else if scalar.isHidden, scalar != "\n" {
        word += #"'"$(printf '"#
        for byte in String(scalar).utf8 {
          let octal = String(byte, radix: 8)
          word += "\\" + String(repeating: "0", count: 3 - octal.utf8.count) + octal
        }
        word += #"')"'"#
      } else {
        word.unicodeScalars.append(scalar)
      }
    }
    return word + "'"
  }
}

extension Unicode.Scalar {
  fileprivate var isMarkdownSign: Bool {
    switch self {
    case "\\", "`", "*", "_", "<", ">", "$", "[", "]", "#", "|", "~", "&": true
    default: false
    }
  }

  /// Whether a cell beginning with this character is a formula; some spreadsheets also accept the
  /// wide signs.
  fileprivate var isFormulaSign: Bool {
    switch self {
    case "=", "+", "-", "@", "＝", "＋", "－", "＠": true
    default: false
    }
  }
}

extension UInt8 {
  /// Whether a cell with this character needs quotes.
  fileprivate var isCellSign: Bool {
    self == UInt8(ascii: ",") || self == UInt8(ascii: ";") || self == UInt8(ascii: "\"")
  }

  fileprivate var isPlainInShell: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "@"), UInt8(ascii: ","),
      UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "="):
      true
    default: false
    }
  }
}
