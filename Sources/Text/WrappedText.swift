/// Lines laid out for a width: words are broken at spaces, numbers and equations are never broken.
public struct WrappedText: Sendable {
  /// The number of columns.
  public let width: Int
  /// The lines so far.
  public private(set) var lines: [StyledLine] = []
  /// Longer lines of words are tiring to read, even in a wider window.
  static let mostForWords = 100

  /// Creates an empty text.
  public init(width: Int) { self.width = Swift.max(1, width) }

  /// The lines as plain text.
  public var plain: String { lines.map { $0.text + "\n" }.joined() }

  /// Adds an unbroken line: an equation, a row of a matrix, a command to copy.
  public mutating func line(_ line: StyledLine = "") { lines.append(line) }

  /// Adds words, wrapped with a hanging indent.
  ///
  /// - Parameters:
  ///   - words: The words; a no-break space keeps two words on the same line.
  ///   - label: The text in front of them.
  ///   - indent: The spaces in front of all lines but the first; by default as wide as the label.
  public mutating func words(
    _ words: StyledLine, after label: StyledLine = "", indent: Int? = nil
  ) {
    add(words, after: label, indent: indent ?? label.columns, most: Self.mostForWords)
  }

  /// Adds words without emphasis.
  public mutating func words(_ words: String, after label: String = "", indent: Int? = nil) {
    self.words(StyledLine(words), after: StyledLine(label), indent: indent)
  }

  private mutating func add(_ words: StyledLine, after label: StyledLine, indent: Int, most: Int) {
    let whole = words.spans.reduce(label) { $0.with($1.text, $1.emphasis) }
    lines += whole.wrapped(to: Swift.min(width, most), indent: indent).map { $0.withPlainSpaces }
  }

  /// Adds rows of cells in columns; text that is too long in the last column continues below
  /// itself.
  ///
  /// If the other cells leave no room, the last cell goes on separate lines.
  public mutating func rows(_ rows: [[StyledLine]], indent: Int = 0) {
    let columns = rows.map { $0.count }.max() ?? 0
    guard columns > 0 else { return }
    func lead(_ widths: [Int]) -> Int {
      widths.prefix(columns - 1).reduce(indent) { $0 + $1 + 2 }
    }
    var widths = rows.columnWidths
    var isLong = [Bool](repeating: false, count: rows.count)
    if lead(widths) + widths[columns - 1] > width {
      isLong = rows.map { row in lead(row.map { $0.columns }) > Swift.max(width / 2, width - 50) }
      let short = zip(rows, isLong).filter { !$0.1 }.map { $0.0 }
      if columns == 2, short.count * 2 >= rows.count { widths = short.columnWidths }
    }
    let isStacked = lead(widths) > Swift.max(width / 2, width - 50)
    let start = isStacked ? indent + 4 : lead(widths)
    for (row, isLong) in zip(rows, isLong) {
      let label = row.padded(to: widths, indent: indent, count: columns - 1)
      let last = row.count == columns ? row[columns - 1] : StyledLine()
      if !isLong && !isStacked || last.spans.isEmpty {
        add(last, after: label, indent: start, most: start + Self.mostForWords)
      } else {
        words(label.withoutTrailingSpaces, indent: indent + 2)
        words(last, after: StyledLine(spaces(start)))
      }
      lines[lines.count - 1] = lines[lines.count - 1].withoutTrailingSpaces
    }
  }

  /// Adds rows of cells in columns, each row on one line, however long: a class, a student a line.
  ///
  /// - Parameter heading: The names of the columns; none if empty.
  public mutating func lines(
    under heading: [String] = [], _ rows: [[StyledLine]], indent: Int = 0
  ) {
    let head = heading.isEmpty ? [] : [heading.map { StyledLine($0, .quiet) }]
    let widths = (head + rows).columnWidths
    for row in head + rows {
      line(row.padded(to: widths, indent: indent, count: widths.count).withoutTrailingSpaces)
    }
  }

  /// Adds a table of short cells.
  ///
  /// A few long names in the first column go on separate lines if the rest then fits. A table that
  /// is still too wide is split into tables that all repeat the first column.
  public mutating func table(_ rows: [[StyledLine]], indent: Int = 0) {
    var widths = rows.columnWidths
    guard let first = widths.first else { return }
    let room = width - widths.dropFirst().reduce(indent) { $0 + $1 + 2 }
    let short = rows.map { $0.first?.columns ?? 0 }.filter { $0 <= room }
    if first > room, short.count * 4 >= rows.count * 3 { widths[0] = short.max() ?? first }
    var next = 1
    repeat {
      var end = next
      var used = indent + widths[0]
      while end < widths.count, end == next || used + 2 + widths[end] <= width {
        used += 2 + widths[end]
        end += 1
      }
      if next > 1 { line() }
      for row in rows {
        var cells = Array(row.prefix(1) + row.dropFirst(next).prefix(end - next))
        if let name = cells.first, name.columns > widths[0] {
          line([name].padded(to: widths, indent: indent, count: 1).withoutTrailingSpaces)
          cells[0] = StyledLine()
        }
        let shown = [widths[0]] + widths[next..<end]
        line(cells.padded(to: shown, indent: indent, count: shown.count).withoutTrailingSpaces)
      }
      next = end
    } while next < widths.count
  }
}

extension [[StyledLine]] {
  /// The width of the widest cell of each column.
  fileprivate var columnWidths: [Int] {
    let count = map { $0.count }.max() ?? 0
    return (0..<count).map { column in
      map { column < $0.count ? $0[column].columns : 0 }.max() ?? 0
    }
  }
}

extension [StyledLine] {
  /// The first cells of a row, each padded to its column's width and two spaces.
  fileprivate func padded(to widths: [Int], indent: Int, count: Int) -> StyledLine {
    var line = StyledLine(spaces(indent))
    for (cell, width) in zip(self, widths).prefix(count) {
      for span in cell.spans { line.append(span.text, span.emphasis) }
      line.append(spaces(width - cell.columns + 2))
    }
    return line
  }
}

extension StyledLine {
  /// The line without trailing spaces.
  fileprivate var withoutTrailingSpaces: StyledLine {
    var kept = spans
    while let last = kept.popLast() {
      guard let end = last.text.lastIndex(where: { $0 != " " }) else { continue }
      return kept.reduce(StyledLine()) { $0.with($1.text, $1.emphasis) }
        .with(String(last.text[...end]), last.emphasis)
    }
    return StyledLine()
  }

  /// The line with plain spaces for no-break spaces, so that commands can be copied from it.
  fileprivate var withPlainSpaces: StyledLine {
    guard text.unicodeScalars.contains("\u{A0}") else { return self }
    return spans.reduce(StyledLine()) { line, span in
      line.with(String(span.text.map { $0 == "\u{A0}" ? " " : $0 }), span.emphasis)
    }
  }
}
