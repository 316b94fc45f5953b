/// A text prepared for the reader: one kind of line end, sign, quote and space, with tags and
/// prompts blanked out.
///
/// Removed characters are replaced by the same number of spaces, so that lines and columns match
/// the editor's. Only characters that editors do not show (escapes, zero-width spaces) disappear.
func normalised(_ bytes: [UInt8]) -> [UInt8] {
  var text = Normaliser(bytes)
  text.run()
  return text.out
}

/// Replaces `…` in a normalised text, as one character for one.
let ellipsisByte: UInt8 = 1

private struct Normaliser {
  let bytes: [UInt8]
  var out: [UInt8] = []
  var at = 0
  /// The start of the line being written.
  var lineStart = 0
  /// Whether the line so far has only prompts and spaces.
  var isAtStart = true

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    out.reserveCapacity(bytes.count)
  }

  func ahead(_ count: Int) -> UInt8 { at + count < bytes.count ? bytes[at + count] : 0 }

  mutating func run() {
    while at < bytes.count {
      let byte = bytes[at]
      if isAtStart, prompt() { continue }
      if byte > UInt8(ascii: " ") { isAtStart = false }
      switch byte {
      case 0x0A: newline(1)
      case 0x0D: newline(ahead(1) == 0x0A ? 2 : 1)
      case UInt8(ascii: "\t"): put(byte, 1)
      case 0x1B: escape()
      case 0x00..<0x20, 0x7F, UInt8(ascii: "`"): put(UInt8(ascii: " "), 1)
      case UInt8(ascii: "*") where ahead(1) == byte: blank(2)
      case UInt8(ascii: "\\") where ahead(1) == UInt8(ascii: "n") && isCloser(out.last): blank(2)
      case UInt8(ascii: "<"):
        if !tag() { put(byte, 1) }
      case UInt8(ascii: "&"):
        if !entity() { put(byte, 1) }
      case 0xC2, 0xE2, 0xE3, 0xEF:
        if !sign() { put(byte, 1) }
      default: put(byte, 1)
      }
    }
  }

  private func isCloser(_ byte: UInt8?) -> Bool {
    byte == UInt8(ascii: "]") || byte == UInt8(ascii: ")") || byte == UInt8(ascii: ",")
  }

  private mutating func put(_ byte: UInt8, _ length: Int) {
    out.append(byte)
    at += length
  }

  private mutating func blank(_ length: Int) {
    for _ in 0..<length { put(UInt8(ascii: " "), 1) }
  }

  private mutating func newline(_ length: Int) {
    put(0x0A, length)
    isAtStart = true
  }

  /// `>>> `, `> `, `# `, `In [3]:` and `Out[3]:` at the start of a line.
  private mutating func prompt() -> Bool {
    switch bytes[at] {
    case UInt8(ascii: ">"), UInt8(ascii: "#"):
      blank(1)
      return true
    case UInt8(ascii: "I"), UInt8(ascii: "O"):
      var end = at
      for word in [[73, 110] as [UInt8], [79, 117, 116]]
      where bytes[at...].starts(with: word) { end += word.count }
      guard end > at else { return false }
      if end < bytes.count, bytes[end] == UInt8(ascii: " ") { end += 1 }
      guard end < bytes.count, bytes[end] == UInt8(ascii: "[") else { return false }
      end += 1
      let first = end
      while end < bytes.count, end - first < 9, isDigit(bytes[end]) || bytes[end] == 0x20 {
        end += 1
      }
      guard end + 1 < bytes.count, bytes[end] == UInt8(ascii: "]"),
        bytes[end + 1] == UInt8(ascii: ":")
      else { return false }
      blank(end + 2 - at)
      return true
    default: return false
    }
  }

  /// A terminal's colours: `ESC [ … m`, and `ESC ] … BEL`.
  private mutating func escape() {
    at += 1
    let kind = ahead(0)
    if kind == UInt8(ascii: "[") {
      at += 1
      var length = 0
      while length < 64, 0x20..<0x40 ~= ahead(0) {
        at += 1
        length += 1
      }
      if 0x40..<0x7F ~= ahead(0) { at += 1 }
    } else if kind == UInt8(ascii: "]") {
      var length = 0
      while length < 256, at < bytes.count, ahead(0) >= 0x20 {
        at += 1
        length += 1
      }
      if ahead(0) == 7 { at += 1 }
    }
  }

  /// Signs that can be written in several ways.
  private mutating func sign() -> Bool {
    let second = ahead(1)
    let third = ahead(2)
    let replacement: UInt8
    switch (bytes[at], second, third) {
    case (0xC2, 0xA0, _):
      put(UInt8(ascii: " "), 2)
      return true
    case (0xC2, 0xAD, _):
      at += 2
      return true
    case (0xE2, 0x80, 0x8B...0x8F), (0xEF, 0xBB, 0xBF):
      at += 3
      return true
    case (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
      replacement = UInt8(ascii: " ")
    case (0xE2, 0x80, 0x90...0x95), (0xE2, 0x88, 0x92): replacement = UInt8(ascii: "-")
    case (0xE2, 0x80, 0x98...0x99): replacement = UInt8(ascii: "'")
    case (0xE2, 0x80, 0x9C...0x9D): replacement = UInt8(ascii: "\"")
    case (0xE2, 0x80, 0xA6), (0xE2, 0x8B, 0xAF), (0xE2, 0x8B, 0xAE): replacement = ellipsisByte
    case (0xE2, 0x86, 0x92), (0xE2, 0x87, 0x92), (0xE2, 0x89, 0x88), (0xE2, 0x89, 0x94):
      replacement = UInt8(ascii: "=")
    case (0xE2, 0x94, 0x82): replacement = UInt8(ascii: "|")
    default: return false
    }
    put(replacement, 3)
    return true
  }

  /// An HTML tag; a table cell becomes a bar, as in Markdown.
  private mutating func tag() -> Bool {
    var end = at + 1
    let isClosing = end < bytes.count && bytes[end] == UInt8(ascii: "/")
    if isClosing { end += 1 }
    var name: [UInt8] = []
    while end < bytes.count, name.count < 11, isDigit(bytes[end]) || isLetter(bytes[end]) {
      name.append(isDigit(bytes[end]) ? bytes[end] : bytes[end] | 0x20)
      end += 1
    }
    guard tags.contains(where: { name.elementsEqual($0.utf8) }) else { return false }
    while end < bytes.count, end - at < 300, bytes[end] != UInt8(ascii: ">"),
      bytes[end] != UInt8(ascii: "<"), bytes[end] != 0x0A
    { end += 1 }
    guard end < bytes.count, bytes[end] == UInt8(ascii: ">") else { return false }
    let isCell = name == [116, 100] || name == [116, 104]
    if isCell && !isClosing { put(UInt8(ascii: "|"), 1) }
    while at <= end {
      let isFurther = bytes[at] & 0xC0 == 0x80
      if isFurther { at += 1 } else { blank(1) }
    }
    return true
  }

  /// `&minus;` and similar, padded with spaces in front to the same width.
  private mutating func entity() -> Bool {
    for (name, byte) in entities {
      let length = name.utf8.count
      guard bytes.count - at > length, bytes[(at + 1)...].starts(with: name.utf8) else { continue }
      for _ in 0..<length { out.append(UInt8(ascii: " ")) }
      put(byte, length + 1)
      return true
    }
    return false
  }
}

private let tags = [
  "a", "b", "br", "center", "code", "div", "em", "font", "h1", "h2", "h3", "h4", "h5", "hr", "i",
  "img", "li", "ol", "p", "pre", "small", "span", "strong", "sub", "sup", "table", "tbody", "td",
  "tfoot", "th", "thead", "tr", "tt", "u", "ul",
]

private let entities: [(String, UInt8)] = [
  ("nbsp;", 0x20), ("thinsp;", 0x20), ("#160;", 0x20), ("minus;", 0x2D), ("#8722;", 0x2D),
  ("lt;", 0x3C), ("gt;", 0x3E), ("amp;", 0x26), ("quot;", 0x22), ("#34;", 0x22), ("#39;", 0x27),
  ("apos;", 0x27), ("hellip;", ellipsisByte),
]
