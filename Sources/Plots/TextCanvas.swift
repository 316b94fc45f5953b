import Text

/// A plain-text drawing: rows of cells, each with one character or a space.
struct TextCanvas {
  /// The numbers of cells across and down.
  let columns, rows: Int
  private var cells: [String]

  /// Creates an empty drawing.
  init(columns: Int, rows: Int) {
    self.columns = max(1, columns)
    self.rows = max(1, rows)
    cells = Array(repeating: " ", count: self.columns * self.rows)
  }

  private func index(_ column: Int, _ row: Int) -> Int? {
    guard 0..<columns ~= column, 0..<rows ~= row else { return nil }
    return row * columns + column
  }

  /// Whether a cell is empty or outside the drawing.
  func isEmpty(_ column: Int, _ row: Int) -> Bool {
    index(column, row).map { cells[$0] == " " } ?? true
  }

  /// Puts a character into a cell; does nothing outside the drawing.
  mutating func put(_ scalar: Unicode.Scalar, _ column: Int, _ row: Int) {
    if let index = index(column, row) { cells[index] = String(scalar) }
  }

  /// Writes a text starting at a cell, as far as there is room.
  mutating func write(_ text: String, _ column: Int, _ row: Int) {
    var place = column
    for scalar in text.visible.unicodeScalars {
      if scalar.columns == 0 {
        if let index = index(place - 1, row) { cells[index].unicodeScalars.append(scalar) }
        continue
      }
      put(scalar, place, row)
      // A wide character occupies two cells.
      if scalar.columns == 2, let index = index(place + 1, row) { cells[index] = "" }
      place += scalar.columns
    }
  }

  /// Writes a text that ends before a cell.
  mutating func write(_ text: String, endingAt column: Int, _ row: Int) {
    write(text, column - text.visible.columns, row)
  }

  /// The drawing as lines, without trailing spaces.
  var text: String {
    var text = ""
    for row in 0..<rows {
      var line = cells[(row * columns)..<((row + 1) * columns)]
      while line.last == " " { line.removeLast() }
      for cell in line { text += cell }
      text += "\n"
    }
    return text
  }
}

/// Measures and shortens texts for plain-text drawings.
enum PlainText {
  /// The number of cells that a text takes.
  static func length(_ text: String) -> Int { text.visible.columns }

  /// A text cut to a number of cells, with an ellipsis if something is missing.
  static func cut(_ text: String, to most: Int) -> String {
    guard length(text) > most else { return text }
    var result = ""
    var count = 0
    for scalar in text.visible.unicodeScalars {
      count += scalar.columns
      if count >= most { break }
      result.unicodeScalars.append(scalar)
    }
    return most < 1 ? "" : result + "…"
  }

  /// A text in lines of a number of cells, broken at spaces; words that are too long are cut.
  static func lines(_ text: String, width: Int, atMost count: Int) -> [String] {
    guard !text.isEmpty else { return [] }
    let lines = text.visible.lines(width: width)
    var kept = lines.prefix(count).map { cut($0, to: width) }
    if lines.count > count {
      kept[count - 1] = cut(lines[count - 1] + " " + lines[count], to: width)
    }
    return kept
  }
}
