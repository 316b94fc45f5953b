/// Reads the outputs of a Jupyter notebook's cells, in the order in which the cells ran.
struct Notebook {
  private var notes: [String] = []
  private var parts: [Reading.Part] = []
  private var arrays = 0
  private var numbers = 0

  /// Reads the file.
  static func read(_ text: [UInt8]) throws(ReadingError) -> Reading {
    let file = try NotebookCells(text)
    if let version = file.version, version < 3 || version > 4 {
      throw ReadingError(
        "a notebook of version \(version); expected 4: open it in Jupyter and save it again")
    }
    var notebook = Notebook()
    notebook.describeOrder(file.cells)
    for cell in inOrder(file.cells) {
      if cell.isCode { try notebook.printed(cell) }
      if cell.isMarkdown { try notebook.expected(cell) }
    }
    guard notebook.parts.contains(where: { !$0.isExpected }) else {
      throw ReadingError(
        "no cell of the notebook has printed numbers; run all its cells and save it"
          + (notebook.notes.isEmpty ? "" : " (\(notebook.notes[0]))"))
    }
    return Reading(kind: .notebook, parts: notebook.parts, notes: notebook.notes)
  }

  /// The cells sorted by their execution number; a cell without one stays after the cell before it.
  private static func inOrder(_ cells: [NotebookCell]) -> [NotebookCell] {
    var last = Int.min
    var keys: [(count: Int, index: Int)] = []
    for (index, cell) in cells.enumerated() {
      if let count = cell.executionCount { last = count }
      keys.append((last, index))
    }
    keys.sort { $0.count != $1.count ? $0.count < $1.count : $0.index < $1.index }
    return keys.map { cells[$0.index] }
  }

  private mutating func describeOrder(_ cells: [NotebookCell]) {
    var cellOf: [Int: Int] = [:]
    var previous: (count: Int, cell: Int)?
    var disorder: String?
    var neverRun: [String] = []
    for cell in cells where cell.isCode {
      guard let count = cell.executionCount else {
        if cell.outputs.isEmpty, cell.source.utf8.contains(where: { $0 > 0x20 }) {
          neverRun.append("\(cell.number)")
        }
        continue
      }
      if let other = cellOf[count] {
        notes.append(
          "cells \(other) and \(cell.number) both have the number [\(count)]: "
            + "they were run in different sessions")
      } else if let previous, count < previous.count, disorder == nil {
        disorder =
          "cell \(cell.number) [\(count)] was run before cell \(previous.cell) "
          + "[\(previous.count)], which stands above it"
      }
      cellOf[count] = cell.number
      previous = (count, cell.number)
    }
    if let disorder { notes.append("the cells were run out of order: \(disorder)") }
    if !neverRun.isEmpty {
      let shown = neverRun.prefix(10).joined(separator: ", ")
      notes.append(
        "never run: cell\(neverRun.count == 1 ? "" : "s") \(shown)"
          + (neverRun.count > 10 ? " and \(neverRun.count - 10) more" : ""))
    }
  }

  /// Takes the output of a code cell; an unreadable output gives a note, and the other cells
  /// remain.
  private mutating func printed(_ cell: NotebookCell) throws(ReadingError) {
    var found: [PrintedArray] = []
    var line = 1
    for output in cell.outputs {
      do throws(ReadingError) {
        let text = Array(output.text.utf8)
        var arrays = try TextReader.arrays(text, firstLine: line)
        line += text.count { $0 == 0x0A } + (text.last == 0x0A ? 0 : 1)
        if !output.isStream { Self.name(&arrays, cell.resultNames) }
        found += arrays
      } catch {
        note(error, cell)
      }
    }
    try add(found, of: cell, isExpected: false)
  }

  /// Gives a result the names on the cell's last line.
  private static func name(_ arrays: inout [PrintedArray], _ names: [[String]]) {
    if names.count == 1 {
      // A dictionary's arrays belong to the variable that was shown.
      for index in arrays.indices { arrays[index].names = names[0] + arrays[index].names }
    } else if names.count == arrays.count {
      for index in arrays.indices where arrays[index].names.isEmpty {
        arrays[index].names = names[index]
      }
    }
  }

  /// Takes the tables of a text cell that shows expected output.
  private mutating func expected(_ cell: NotebookCell) throws(ReadingError) {
    let text = Array(cell.source.utf8)
    guard let start = beginningOfExpected(text) else { return }
    do throws(ReadingError) {
      let line = 1 + text[..<start].count { $0 == 0x0A }
      try add(
        try TextReader.arrays(Array(text[start...]), firstLine: line), of: cell, isExpected: true)
    } catch {
      note(error, cell)
    }
  }

  private mutating func note(_ error: ReadingError, _ cell: NotebookCell) {
    guard notes.count < 100 else { return }
    let place = error.place.map { ", line \($0.line)" } ?? ""
    notes.append("cell \(cell.number)\(place) was left out: \(error.message)")
  }

  private mutating func add(
    _ found: [PrintedArray], of cell: NotebookCell, isExpected: Bool
  ) throws(ReadingError) {
    guard !found.isEmpty else { return }
    arrays += found.count
    for array in found { numbers += array.numbers.count }
    guard arrays <= Limit.arrays else { throw Limit.tooManyArrays(at: nil) }
    guard numbers <= Limit.numbers else { throw Limit.tooManyNumbers(at: nil) }
    parts.append(
      Reading.Part(
        arrays: found, source: isExpected ? nil : cell.source, executionCount: cell.executionCount,
        isExpected: isExpected, title: "cell \(cell.number)"))
  }
}

/// The position at which a text cell begins to show expected output: at the words, or at its first
/// table.
private func beginningOfExpected(_ text: [UInt8]) -> Int? {
  let words: [[UInt8]] = ["xpected output", "xpected Output", "<td"].map { Array($0.utf8) }
  var lineStart = 0
  for index in text.indices {
    let byte = text[index]
    if byte == 0x0A { lineStart = index + 1 }
    if byte == UInt8(ascii: "|"), index == lineStart { return index }
    guard byte == UInt8(ascii: "x") || byte == UInt8(ascii: "<") else { continue }
    for word in words where text[index...].starts(with: word) { return lineStart }
  }
  return nil
}
