extension StyledLine {
  /// One character on a screen.
  private struct Cell {
    let character: Character
    let emphasis: Emphasis
    var columns: Int { character.columns }
    var isSpace: Bool { character == " " }
  }

  /// The line's width in terminal columns.
  public var columns: Int { spans.reduce(into: 0) { $0 += $1.text.columns } }

  /// The width of the spaces at the start of the line, including a mark that points at it.
  public var indentation: Int {
    var count = 0
    for span in spans {
      for character in span.text {
        guard character == " " || character == "▶" else { return count }
        count += 1
      }
    }
    return count
  }

  /// The line cut to a number of columns, with `…` at the end if something is missing.
  public func clipped(to width: Int) -> StyledLine {
    if columns <= width { return self }
    guard width > 0 else { return StyledLine() }
    var kept: [Cell] = []
    var used = 0
    var last = Emphasis.plain
    for cell in cells {
      last = cell.emphasis
      guard used + cell.columns <= width - 1 else { break }
      kept.append(cell)
      used += cell.columns
    }
    var line = StyledLine()
    line.append(kept[...], room: width)
    return line.with("…", last)
  }

  /// The line in pieces of at most a number of columns, broken at spaces, or within a word that is
  /// too long.
  ///
  /// - Parameters:
  ///   - width: The number of columns; below 1 the result is empty.
  ///   - indent: The spaces in front of all pieces but the first; at most half of the width, and at
  ///     least two columns stay free.
  public func wrapped(to width: Int, indent: Int = 0) -> [StyledLine] {
    guard width > 0 else { return [StyledLine()] }
    if columns <= width { return [self] }
    let indent = max(0, min(indent, width / 2, width - 2))
    let margin = StyledLine(String(repeating: " ", count: indent))
    var lines: [StyledLine] = []
    var rest = cells[...]
    while !rest.isEmpty {
      let room = lines.isEmpty ? width : width - indent
      let cut = Self.cut(rest, room: room)
      var piece = lines.isEmpty ? StyledLine() : margin
      piece.append(rest[..<cut], room: room)
      lines.append(piece)
      rest = rest[cut...].drop { cell in cell.isSpace }
    }
    return lines
  }

  /// The end of the next piece: the last space that fits, or else the last character; always past
  /// the start.
  private static func cut(_ cells: ArraySlice<Cell>, room: Int) -> Int {
    var end = cells.startIndex
    var used = 0
    var space: Int?
    var hasWord = false
    while end < cells.endIndex {
      let cell = cells[end]
      if used + cell.columns > room {
        return cell.isSpace ? end : space ?? max(end, cells.startIndex + 1)
      }
      if !cell.isSpace { hasWord = true } else if hasWord { space = end }
      used += cell.columns
      end += 1
    }
    return end
  }

  private var cells: [Cell] {
    spans.flatMap { span in
      span.text.map { Cell(character: $0, emphasis: span.emphasis) }
    }
  }

  /// Adds characters without trailing spaces; a character wider than the available room becomes
  /// `…`.
  private mutating func append(_ cells: ArraySlice<Cell>, room: Int) {
    var end = cells.endIndex
    while end > cells.startIndex, cells[end - 1].isSpace { end -= 1 }
    var text = ""
    var emphasis = Emphasis.plain
    for cell in cells[..<end] {
      if cell.emphasis != emphasis {
        append(text, emphasis)
        text = ""
        emphasis = cell.emphasis
      }
      if cell.columns > room { text += "…" } else { text.append(cell.character) }
    }
    append(text, emphasis)
  }
}
