extension MarkdownPage {
  /// A line of code as it is; if it is too long, it continues below itself, indented.
  ///
  /// A command continues after a backslash, so that it can still be copied into a shell. The reason
  /// beside an equation goes on its own line.
  func write(code line: String, in text: inout WrappedText) {
    if line.hasPrefix("$ ") {
      for piece in line.shellLines(width: text.width) { text.line(StyledLine(piece, .strong)) }
    } else if line.columns > text.width, let (before, after) = line.atLastGap {
      write(code: before, in: &text)
      text.words(StyledLine(after, .quiet), after: StyledLine(spaces(5)))
    } else {
      let line = StyledLine(line)
      for piece in line.wrapped(to: text.width, indent: line.indentation + 4) { text.line(piece) }
    }
  }
}

extension String {
  /// The line before and after its last gap of two or more spaces.
  fileprivate var atLastGap: (before: String, after: String)? {
    let characters = Array(self)
    var at = characters.count - 1
    while at > 2 {
      if characters[at].isLetter, characters[at - 1] == " ", characters[at - 2] == " " {
        let before = String(characters[..<at]).withoutEnd
        return before.isBlank ? nil : (before, String(characters[at...]))
      }
      at -= 1
    }
    return nil
  }

  /// A command in lines of at most a number of columns, each but the last ending in a backslash; a
  /// quoted argument is never broken.
  fileprivate func shellLines(width: Int) -> [String] {
    var words = [""]
    var isQuoted = false
    for character in self {
      if character == "'" { isQuoted.toggle() }
      if character == " ", !isQuoted {
        words.append("")
      } else {
        words[words.count - 1].append(character)
      }
    }
    var lines: [String] = []
    var line = words[0]
    for (index, word) in words.enumerated().dropFirst() {
      // The last word of all needs no room for a backslash.
      let end = index == words.count - 1 ? 0 : 2
      if line.columns + 1 + word.columns + end > width, !line.isBlank, line != "$" {
        lines.append(line + " \\")
        line = "   "
      }
      line += " " + word
    }
    return lines + [line]
  }

  /// The text without trailing spaces.
  private var withoutEnd: String {
    String(self[..<(lastIndex { $0 != " " }.map { index(after: $0) } ?? startIndex)])
  }

}
