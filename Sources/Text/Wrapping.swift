extension String {
  /// The text in lines of at most a number of columns, broken at spaces.
  ///
  /// - Parameters:
  ///   - width: The number of columns; a longer word gets its own line.
  ///   - label: The text in front of the first line.
  ///   - indent: The text in front of the other lines; nil for spaces as wide as the label.
  public func lines(width: Int, after label: String = "", indent: String? = nil) -> [String] {
    let indent = indent ?? spaces(label.columns)
    var lines: [String] = []
    var line = label
    var used = label.columns
    var isEmpty = true
    for word in unicodeScalars.split(separator: " ") {
      let columns = word.reduce(into: 0) { $0 += $1.columns }
      if !isEmpty, used + 1 + columns > width {
        lines.append(line)
        line = indent
        used = indent.columns
        isEmpty = true
      }
      if !isEmpty {
        line += " "
        used += 1
      }
      line.unicodeScalars.append(contentsOf: word)
      used += columns
      isEmpty = false
    }
    return lines + [line]
  }
}
