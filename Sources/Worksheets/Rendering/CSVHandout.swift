import Equations
import Numerics
import Text
import Tracing

/// A worksheet or a key as a table, one blank per row, after a line that states its source.
///
/// Rows and columns count from 0, as NumPy's indices do.
struct CSVHandout {
  private let handout: Handout
  private let kind: Handout.Kind

  init(_ handout: Handout, _ kind: Handout.Kind) {
    self.handout = handout
    self.kind = kind
  }

  /// The whole document.
  var text: String {
    var text = "# \(handout.line.withoutSeparatorsInTexts)\r\n"
    text += "blank,t,quantity,row,column,points,answer"
    text += kind == .key ? ",known mistakes\r\n" : "\r\n"
    for blank in handout.worksheet.blanks {
      text +=
        "\(blank.number),\(blank.t),\(blank.target.csvCell),\(blank.index.row),\(blank.index.column),"
      text += "\(blank.points),"
      if kind == .key {
        let mistakes = handout.remarks(blank).map { remark in
          "\(handout.plain(remark.value)) (\(remark.ids.joined(separator: ", "))): \(remark.words)"
        }
        // Quoted, even if the text begins with a minus sign.
        let cell = mistakes.joined(separator: " | ")
        text += "\(handout.plain(blank.answer)),\(cell.isEmpty ? "" : "Instead: \(cell)".csvCell)"
      }
      text += "\r\n"
    }
    return text
  }
}

extension Handout {
  /// A number with the digits asked for, as programs read it: `-0.11006`, `1e-08`, `NaN`.
  public func plain(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    return value == 0 ? "0" : shortest(answers.rounded(value))
  }
}

extension String {
  /// A line of JSON without commas and semicolons inside its texts, so that no table cell begins
  /// inside one.
  fileprivate var withoutSeparatorsInTexts: String {
    var line = ""
    var isText = false
    var isEscaped = false
    for scalar in unicodeScalars {
      switch scalar {
      case "," where isText: line += "\\u002c"
      case ";" where isText: line += "\\u003b"
      default: line.unicodeScalars.append(scalar)
      }
      if scalar == "\"", !isEscaped { isText.toggle() }
      isEscaped = scalar == "\\" && !isEscaped
    }
    return line
  }
}
