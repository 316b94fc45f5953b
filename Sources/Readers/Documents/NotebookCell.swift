import JSON

/// The relevant parts of a notebook cell: its code and its output.
struct NotebookCell {
  /// Its number in the file, from 1.
  var number: Int
  var isCode = false
  var isMarkdown = false
  var source = ""
  /// The execution number; nil if it did not run.
  var executionCount: Int?
  /// The outputs in order; consecutive prints are joined.
  var outputs: [Output] = []

  /// A text that a cell printed or returned.
  struct Output {
    var text: String
    /// Whether it was printed, instead of being the value of the last line.
    var isStream: Bool
  }

  /// Adds an output.
  mutating func add(_ text: String, isStream: Bool) {
    if isStream, let last = outputs.indices.last, outputs[last].isStream {
      outputs[last].text += text
    } else {
      outputs.append(Output(text: text, isStream: isStream))
    }
  }

  /// The names on the last line of the source, whose value is the cell's result; a tuple has
  /// several.
  var resultNames: [[String]] {
    let lines = source.utf8.split(separator: 0x0A)
    guard let last = lines.last(where: { line in line.contains { !isBlank($0) && $0 != 0x0D } })
    else { return [] }
    var found: [[String]] = []
    for part in Array(last).split(separator: UInt8(ascii: ",")) {
      let text = part.filter { $0 != 0x0D && $0 != UInt8(ascii: ";") }[...]
      guard isPath(text) else { return [] }
      found.append(names(text))
    }
    return found
  }
}

/// Takes the cells from a notebook's JSON, version 4 or 3; images are skipped without a copy.
struct NotebookCells {
  private var values: JSONValues
  private(set) var cells: [NotebookCell] = []
  private(set) var version: Int?

  /// Reads the file.
  init(_ text: [UInt8]) throws(ReadingError) {
    values = JSONValues(text)
    values.json.reader.longestText = Limit.bytes
    try values.enter(.object)
    while let key = try values.key() {
      switch key {
      case "nbformat": version = try values.text().flatMap { Int($0) }
      case "cells": try readCells()
      case "worksheets":
        try objects { (self, key) throws(ReadingError) in
          if key == "cells" { try self.readCells() } else { try self.values.skip() }
        }
      default: try values.skip()
      }
    }
  }

  /// Calls `member` for every key of every object of a list.
  private mutating func objects(
    _ member: (inout Self, String) throws(ReadingError) -> Void
  ) throws(ReadingError) {
    guard try values.next().0 == .array else { return try values.skip() }
    try values.enter(.array)
    while try values.element() { try object(member) }
  }

  private mutating func object(
    _ member: (inout Self, String) throws(ReadingError) -> Void
  ) throws(ReadingError) {
    guard try values.next().0 == .object else { return try values.skip() }
    try values.enter(.object)
    while let key = try values.key() { try member(&self, key) }
  }

  private mutating func readCells() throws(ReadingError) {
    guard try values.next().0 == .array else { return try values.skip() }
    try values.enter(.array)
    while try values.element() {
      guard cells.count < Limit.arrays else { throw Limit.tooManyArrays(at: nil) }
      var cell = NotebookCell(number: cells.count + 1)
      try object { (self, key) throws(ReadingError) in
        switch key {
        case "cell_type":
          let type = try self.values.text()
          cell.isCode = type == "code"
          cell.isMarkdown = type == "markdown"
        case "source", "input": cell.source = try self.joinedText()
        case "execution_count", "prompt_number":
          cell.executionCount = try self.values.text().flatMap { Int($0) }
        case "outputs": try self.readOutputs(&cell)
        default: try self.values.skip()
        }
      }
      cells.append(cell)
    }
  }

  private mutating func readOutputs(_ cell: inout NotebookCell) throws(ReadingError) {
    guard try values.next().0 == .array else { return try values.skip() }
    try values.enter(.array)
    while try values.element() {
      var type = ""
      var stream = "stdout"
      var text: String?
      try object { (self, key) throws(ReadingError) in
        switch key {
        case "output_type": type = try self.values.text() ?? ""
        case "name", "stream": stream = try self.values.text() ?? ""
        case "text": text = try self.joinedText()
        case "data":
          try self.object { (self, key) throws(ReadingError) in
            if key == "text/plain" { text = try self.joinedText() } else { try self.values.skip() }
          }
        default: try self.values.skip()
        }
      }
      let isStream = type == "stream"
      guard let text, !isStream || stream == "stdout" else { continue }
      if isStream || type == "execute_result" || type == "display_data" || type == "pyout"
        || type == "display_data"
      {
        cell.add(text, isStream: isStream)
      }
    }
  }

  /// A text stored as one string or as a list of strings.
  private mutating func joinedText() throws(ReadingError) -> String {
    guard try values.next().0 == .array else { return try values.text() ?? "" }
    var text = ""
    try values.enter(.array)
    while try values.element() { text += try values.text() ?? "" }
    return text
  }
}
