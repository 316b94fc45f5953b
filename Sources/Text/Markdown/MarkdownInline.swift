/// Reads inline Markdown: code, bold and emphasized words, links, pictures, footnotes, escapes.
struct MarkdownInline {
  /// The labels of the footnotes, in the order of their first reference.
  private var labels: [String] = []

  /// The number of a footnote with a reference; nil without one.
  func known(_ label: String) -> Int? { labels.firstIndex(of: label).map { $0 + 1 } }

  private mutating func number(_ label: String) -> Int {
    if let known = known(label) { return known }
    labels.append(label)
    return labels.count
  }

  /// The words with emphasis for a terminal.
  ///
  /// Code of several words is quoted, so that its end is visible without colour. A link shows its
  /// text only.
  mutating func styled(_ text: String, _ emphasis: Emphasis = .plain) -> StyledLine {
    var line = StyledLine()
    append(text[...], emphasis, to: &line)
    return line
  }

  private mutating func append(_ text: Substring, _ emphasis: Emphasis, to line: inout StyledLine) {
    var rest = text
    var plain = ""
    func flush(_ line: inout StyledLine) {
      line.append(plain, emphasis)
      plain = ""
    }
    while let character = rest.first {
      if character == "\\", let next = rest.dropFirst().first, next.isASCII,
        next.isPunctuation || next.isSymbol
      {
        plain.append(next)
        rest = rest.dropFirst(2)
      } else if character == "`", let (code, behind) = rest.enclosed("`", "`") {
        flush(&line)
        line.append(code.contains(" ") ? "'\(code)'" : String(code), .strong)
        rest = behind
      } else if rest.hasPrefix("**"), let (words, behind) = rest.enclosed("**", "**") {
        flush(&line)
        append(words, .strong, to: &line)
        rest = behind
      } else if character == "*", let (words, behind) = rest.enclosed("*", "*"), words.isTight {
        flush(&line)
        append(words, .strong, to: &line)
        rest = behind
      } else if rest.hasPrefix("[^"), let (label, behind) = rest.enclosed("[^", "]") {
        plain += "[\(number(String(label)))]"
        rest = behind
      } else if rest.hasPrefix("!["), let (words, behind) = rest.link(from: "![") {
        flush(&line)
        line.append("[Picture: ", .quiet)
        append(words, .quiet, to: &line)
        line.append("]", .quiet)
        rest = behind
      } else if character == "[", let (words, behind) = rest.link(from: "[") {
        flush(&line)
        append(words, emphasis, to: &line)
        rest = behind
      } else {
        plain.append(character)
        rest = rest.dropFirst()
      }
    }
    flush(&line)
  }
}

extension Substring {
  /// The text between two marks at the start, and the text after them; nil if the second mark is
  /// missing.
  fileprivate func enclosed(_ open: String, _ close: String) -> (Substring, rest: Substring)? {
    var end = dropFirst(open.count)
    let start = end.startIndex
    while !end.isEmpty {
      if end.hasPrefix(close) {
        guard end.startIndex > start else { return nil }
        return (self[start..<end.startIndex], end.dropFirst(close.count))
      }
      end = end.dropFirst()
    }
    return nil
  }

  /// The text of a link, `[text](address)`, and the text after it; brackets inside are counted.
  fileprivate func link(from open: String) -> (Substring, rest: Substring)? {
    let start = index(startIndex, offsetBy: open.count)
    var depth = 1
    var at = start
    while at < endIndex {
      if self[at] == "[" { depth += 1 }
      if self[at] == "]" { depth -= 1 }
      if depth == 0 { break }
      at = index(after: at)
    }
    guard at < endIndex else { return nil }
    let behind = self[index(after: at)...]
    guard behind.hasPrefix("("), let (_, rest) = behind.enclosed("(", ")") else { return nil }
    return (self[start..<at], rest)
  }

  /// Whether there is no space just inside the marks, as there is in `2 * 3 * 4`.
  fileprivate var isTight: Bool { first != " " && last != " " }
}
