/// A document in the part of Markdown that the lessons' pages use, for reading in a terminal.
///
/// It supports headings, paragraphs, lists, tables, fenced code, pictures, formulas and footnotes;
/// and, within a line, code, bold and emphasized words, links and escapes. Other Markdown is listed
/// in `unknown` and shown as written.
public struct MarkdownPage: Sendable {
  /// A block of the page, followed by an empty line.
  enum Block: Sendable {
    case heading(level: Int, String)
    case paragraph(String)
    /// The items of a list, each with its marker: `  • `.
    case list([(marker: String, text: String)])
    /// Rows of cells, the heading first, indented like the list item they belong to.
    case table(indent: Int, [[String]])
    case code([String])
    case formula(String)
    case footnote(label: String, String)
  }

  private(set) var blocks: [Block] = []
  /// The lines with unsupported Markdown: HTML, a quotation, a list of stars.
  public private(set) var unknown: [String] = []

  /// Reads a document.
  public init(_ text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }[
      ...]
    while let line = lines.first {
      if line.isBlank { lines.removeFirst() } else { readBlock(&lines) }
    }
    for block in blocks { noteWords(of: block) }
  }

  private mutating func readBlock(_ lines: inout ArraySlice<String>) {
    guard let line = lines.first else { return }
    if line.trimmed.hasPrefix("```") {
      lines.removeFirst()
      let code = lines.prefix { !$0.trimmed.hasPrefix("```") }
      lines = lines.dropFirst(code.count + 1)
      blocks.append(.code(Array(code)))
    } else if line.hasPrefix("#") {
      lines.removeFirst()
      let level = line.prefix { $0 == "#" }.count
      blocks.append(.heading(level: level, line.dropFirst(level).trimmed))
    } else if line.trimmed.hasPrefix("|") {
      let rows = lines.prefix { $0.trimmed.hasPrefix("|") }
      lines = lines.dropFirst(rows.count)
      let indent = line.prefix { $0 == " " }.count
      blocks.append(.table(indent: indent, rows.map { $0.cells }.filter { !$0.isRuler }))
    } else if line.hasPrefix("$$") {
      blocks.append(.formula(Self.formula(&lines)))
    } else if let (label, start) = line.footnote {
      lines.removeFirst()
      blocks.append(.footnote(label: label, Self.joined(start, &lines) { $0.footnote != nil }))
    } else if line.item != nil {
      readList(&lines)
    } else {
      note(line)
      lines.removeFirst()
      blocks.append(
        .paragraph(Self.joined(line.trimmed, &lines) { $0.beginsBlock || $0.item != nil }))
    }
  }

  private mutating func readList(_ lines: inout ArraySlice<String>) {
    var items: [(marker: String, text: String)] = []
    while let (marker, start) = lines.first?.item {
      lines.removeFirst()
      items.append((marker, Self.joined(start, &lines) { $0.beginsBlock || $0.item != nil }))
      // Blank lines between the items do not end a list.
      let rest = lines.drop { $0.isBlank }
      if rest.first?.item != nil { lines = rest }
    }
    blocks.append(.list(items))
  }

  /// A first line with the lines that continue it, up to a blank line or one that begins another
  /// block.
  private static func joined(
    _ start: String, _ lines: inout ArraySlice<String>, _ isOther: (String) -> Bool
  ) -> String {
    var text = start
    while let line = lines.first, !line.isBlank, !isOther(line) {
      text += " " + line.trimmed
      lines.removeFirst()
    }
    return text
  }

  /// The formula between `$$` and `$$`, on one or more lines.
  private static func formula(_ lines: inout ArraySlice<String>) -> String {
    var text = (lines.popFirst() ?? "").dropFirst(2).trimmed
    while !text.hasSuffix("$$"), let line = lines.popFirst() { text += " " + line.trimmed }
    return text.hasSuffix("$$") ? String(text.dropLast(2)).trimmed : text
  }

  /// Notes a line that begins an unsupported block.
  private mutating func note(_ line: String) {
    let start = line.trimmed
    let marks = ["<", ">", "* ", "+ ", "~~~", "---", "***", "===", "    "]
    if marks.contains(where: { start.hasPrefix($0) }) || line.hasPrefix("    ") {
      unknown.append(line)
    }
  }

  private mutating func noteWords(of block: Block) {
    switch block {
    case .heading(_, let text), .paragraph(let text), .footnote(_, let text): noteWords(text)
    case .list(let items): for item in items { noteWords(item.text) }
    case .table(_, let rows): for row in rows { for cell in row { noteWords(cell) } }
    case .code, .formula: break
    }
  }

  /// Notes HTML, entities, links by reference and formulas within a line.
  private mutating func noteWords(_ text: String) {
    let prose = text.withoutCode
    var last: Character = " "
    for character in prose {
      let isTag = last == "<" && (character.isLetter || character == "/" || character == "!")
      let isEntity = last == "&" && (character.isLetter || character == "#")
      let isReference = last == "]" && character == "["
      if isTag || isEntity || isReference || last == "~" && character == "~" || character == "$" {
        if unknown.last != text { unknown.append(text) }
        return
      }
      last = character
    }
  }

  // MARK: - Showing

  /// Adds the page to a text, at the text's width.
  public func write(in text: inout WrappedText) {
    var inline = MarkdownInline()
    var notes: [(number: Int, text: String)] = []
    var isFirst = true
    for block in blocks {
      if case .footnote(let label, let words) = block {
        if let number = inline.known(label) { notes.append((number, words)) }
        continue
      }
      if !isFirst { text.line() }
      isFirst = false
      write(block, &inline, in: &text)
    }
    guard !notes.isEmpty else { return }
    text.line()
    // Numbered in the order of their references.
    for note in notes.sorted(by: { $0.number < $1.number }) {
      text.words(inline.styled(note.text), after: StyledLine("[\(note.number)] "))
    }
  }

  private func write(_ block: Block, _ inline: inout MarkdownInline, in text: inout WrappedText) {
    switch block {
    case .heading(let level, let words):
      let line = inline.styled(words, .strong)
      text.words(line)
      if level < 3 {
        let ruler = String(repeating: level == 1 ? "═" : "─", count: min(line.columns, text.width))
        text.line(StyledLine(ruler, .quiet))
      }
    case .paragraph(let words): text.words(inline.styled(words))
    case .list(let items):
      for item in items { text.words(inline.styled(item.text), after: StyledLine(item.marker)) }
    case .table(let indent, let rows):
      write(rows.map { $0.map { inline.styled($0) } }, indent, in: &text)
    case .code(let lines): for line in lines { write(code: line, in: &text) }
    case .formula(let latex): text.line(StyledLine("  " + plainFormula(latex)))
    case .footnote: break
    }
  }

  /// A table; if it is too wide, it becomes records, each named by its first cell.
  private func write(_ rows: [[StyledLine]], _ indent: Int, in text: inout WrappedText) {
    guard let heads = rows.first else { return }
    let widths = heads.indices.map { column in
      rows.map { column < $0.count ? $0[column].columns : 0 }.max() ?? 0
    }
    if widths.reduce(indent, +) + 2 * (widths.count - 1) <= text.width {
      let ruler = widths.map { StyledLine(String(repeating: "─", count: $0), .quiet) }
      text.table(
        [heads.map { StyledLine($0.text, .strong) }, ruler] + rows.dropFirst(), indent: indent)
      return
    }
    for (index, row) in rows.dropFirst().enumerated() {
      if index > 0 { text.line() }
      if let name = row.first {
        let head = heads[0].text.isEmpty ? "" : heads[0].text + ": "
        text.words(
          StyledLine(name.text, .strong), after: StyledLine(spaces(indent)).with(head, .quiet),
          indent: indent + 2)
      }
      text.rows(
        zip(heads, row).dropFirst().filter { !$0.1.text.isEmpty }.map { head, cell in
          [StyledLine(head.text, .quiet), cell]
        }, indent: indent + 2)
    }
  }
}

extension [String] {
  /// Whether the cells are the line below a table's heading: `---`, `:--`.
  fileprivate var isRuler: Bool {
    allSatisfy { cell in !cell.isEmpty && cell.allSatisfy { $0 == "-" || $0 == ":" } }
  }
}

extension StringProtocol {
  var isBlank: Bool { allSatisfy { $0 == " " } }
}

extension String {
  /// Whether a line begins a block that ends a paragraph.
  fileprivate var beginsBlock: Bool {
    trimmed.hasPrefix("```") || hasPrefix("#") || trimmed.hasPrefix("|") || hasPrefix("$$")
      || footnote != nil
  }

  /// The text without code in backquotes.
  fileprivate var withoutCode: String {
    var isCode = false
    return String(
      filter { character in
        if character == "`" { isCode.toggle() }
        return !isCode && character != "`"
      })
  }

  /// The cells of a table's row; `\|` does not separate cells.
  fileprivate var cells: [String] {
    var cells = [""]
    var last: Character = " "
    for character in trimmed.dropFirst() {
      if character == "|", last != "\\" {
        cells.append("")
      } else {
        if character == "|" { cells[cells.count - 1].removeLast() }
        cells[cells.count - 1].append(character)
      }
      last = character
    }
    if cells.last?.isBlank == true { cells.removeLast() }
    return cells.map { $0.trimmed }
  }

  /// The footnote that the line defines: `[^label]: words`.
  fileprivate var footnote: (label: String, words: String)? {
    guard hasPrefix("[^"), let end = firstIndex(of: "]") else { return nil }
    let rest = self[index(after: end)...]
    guard rest.hasPrefix(":") else { return nil }
    return (String(self[index(startIndex, offsetBy: 2)..<end]), rest.dropFirst().trimmed)
  }

  /// The list item that the line begins, with its bullet or number for display.
  fileprivate var item: (marker: String, words: String)? {
    let indent = spaces(prefix { $0 == " " }.count)
    let rest = drop { $0 == " " }
    if rest.hasPrefix("- ") { return (indent + "• ", rest.dropFirst(2).trimmed) }
    let digits = rest.prefix { ("0"..."9").contains($0) }
    let behind = rest.dropFirst(digits.count)
    guard !digits.isEmpty, digits.count < 4, behind.hasPrefix(". ") else { return nil }
    return (indent + digits + ". ", behind.dropFirst(2).trimmed)
  }
}
