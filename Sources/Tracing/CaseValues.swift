import JSON
import Numerics
import Text

// Reads a case file's values: matrices, plain numbers, texts.
extension CaseReader {
  /// Reads a matrix into an existing one, without new memory if both are plain numbers.
  mutating func readMatrix(
    _ name: String, into value: inout Matrix
  ) throws(CaseError) {
    if value.shape == .scalar, let number = try scalar(name) {
      value.assign(number)
    } else {
      value = try matrix(name, isDrawn: false)
    }
  }

  /// Reads a plain number; nil, without reading anything, if a list comes next.
  mutating func scalar(_ name: String) throws(CaseError) -> Double? {
    let expected = "a number or a list of rows"
    do {
      return try json.reader.peek(expected) == .array ? nil : try json.reader.value(expected)
    } catch {
      // The name is inserted only here: making a text for every number would be slower than reading
      // it.
      throw CaseError(
        JSONError(error.place, found: error.found, expected: "\(expected) for \(name)"))
    }
  }

  /// Reads a matrix, or draws it if the file says so or if it must be redrawn.
  mutating func matrix(_ name: String, isDrawn: Bool) throws(CaseError) -> Matrix {
    let place = try json.valuePlace()
    if try json.peek("a value for \(name)")
      == .object
    {
      return try drawn(name, at: place)
    }
    let given = try matrix(name)
    guard isRedrawn, isDrawn else { return given }
    hasDrawn = true
    return random?.normal(given.shape) ?? given
  }

  /// Reads a number, a row of numbers, or a list of rows.
  mutating func matrix(_ name: String) throws(CaseError) -> Matrix {
    let expected = "a number or a list of rows"
    let start = try json.valuePlace()
    if let number = try scalar(name) { return Matrix(number) }
    try json.beginArray(expected)
    var elements: [Double] = []
    var rows = 0
    var columns: Int?
    while try json.nextElement() {
      let rowPlace = json.memberPlace
      let inner = try json.peek(expected)
      guard inner == .array else {
        if columns != nil {
          throw CaseError("\(name) mixes rows and numbers: expected a row", at: rowPlace)
        }
        let row = try self.row(name, first: true)
        return try finish(name, Shape(1, row.count), row, start)
      }
      try json.beginArray(expected)
      let row = try self.row(name, first: false)
      if let columns, columns != row.count {
        throw CaseError(
          "\(name) is ragged: row \(rows + 1) has \(counted(row.count, "number")), row 1 has \(columns)",
          at: rowPlace)
      }
      columns = row.count
      rows += 1
      elements += row
      if elements.count > 1_000_000 {
        throw CaseError("\(name) has more than a million numbers", at: start)
      }
    }
    return try finish(name, Shape(rows, columns ?? 0), elements, start)
  }

  /// Reads numbers up to the end of a list; `first` means that the first element comes next.
  mutating func row(_ name: String, first: Bool) throws(CaseError) -> [Double] {
    let expected = "a number of \(name)"
    var row: [Double] = []
    var isNext = first
    while true {
      if !isNext {
        guard try json.nextElement() else {
          return row
        }
      }
      isNext = false
      row.append(
        try json.value(expected))
      if row.count > 1_000_000 {
        throw CaseError("\(name) has more than a million numbers", at: json.place)
      }
    }
  }

  func finish(
    _ name: String, _ shape: Shape, _ elements: [Double], _ place: JSONPlace
  ) throws(CaseError) -> Matrix {
    guard shape.count > 0, let matrix = Matrix(shape: shape, elements: elements) else {
      throw CaseError("\(name) is empty: expected at least one number", at: place)
    }
    return matrix
  }

  /// Reads a text that will be shown.
  mutating func text(_ expected: String) throws(CaseError) -> String {
    try json.string(expected).visible
  }
}
