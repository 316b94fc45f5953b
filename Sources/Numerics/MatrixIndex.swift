/// The place of one entry of a matrix: its row and column, both counted from 0.
///
/// ```swift
/// MatrixIndex("0,2")              // row 0, column 2; also "[0,2]", "[0, 2]" and "0 2"
/// "W1\(MatrixIndex(0, 2))"        // "W1[0,2]"
/// ```
public struct MatrixIndex: Hashable, Sendable, CustomStringConvertible {
  /// The row, from 0.
  public let row: Int
  /// The column, from 0.
  public let column: Int

  /// Creates an index from its row and column; a negative one is outside every shape.
  public init(_ row: Int, _ column: Int) {
    self.row = row
    self.column = column
  }

  /// Creates the index of an element by its position, row by row.
  ///
  /// A shape without columns has no elements and gives the first index.
  public init(position: Int, in shape: Shape) {
    guard shape.columns > 0 else {
      self = .first
      return
    }
    self.init(position / shape.columns, position % shape.columns)
  }

  /// The first entry, `[0,0]`.
  public static let first = MatrixIndex(0, 0)

  /// Reads a row and a column as people type them: `1,2`, with or without square brackets and
  /// spaces.
  ///
  /// Nil for anything else, and for numbers that do not fit into 32 bits: no matrix is that large,
  /// and the result should be the same on every platform.
  public init?(_ text: some StringProtocol) {
    var bytes = ArraySlice(text.utf8).trimmed
    if bytes.first == UInt8(ascii: "[") {
      guard bytes.count > 1, bytes.last == UInt8(ascii: "]") else { return nil }
      bytes = bytes.dropFirst().dropLast().trimmed
    }
    let parts: [ArraySlice<UInt8>]
    if bytes.contains(UInt8(ascii: ",")) {
      parts = bytes.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    } else {
      parts = bytes.split(whereSeparator: { $0.isBlank })
    }
    guard parts.count == 2, let row = parts[0].trimmed.wholeNumber,
      let column = parts[1].trimmed.wholeNumber
    else { return nil }
    self.init(row, column)
  }

  /// Splits a name such as `W1[0,2]`.
  ///
  /// - Returns: The name and the index, which is nil if there are no brackets. Nil if the brackets
  ///   do not hold an index, or do not end the text.
  public static func split(_ text: String) -> (name: String, index: MatrixIndex?)? {
    guard let open = text.utf8.firstIndex(of: UInt8(ascii: "[")) else { return (text, nil) }
    guard let index = MatrixIndex(text[open...]) else { return nil }
    return (String(text[..<open]), index)
  }

  /// The index as people write it, behind a name or alone: `[0,2]`.
  public var description: String { "[\(row),\(column)]" }

  /// The text after a quantity's name: `[0,2]`, or nothing for a plain number.
  public func suffix(in shape: Shape) -> String { shape == .scalar ? "" : description }

  /// Whether a matrix of some shape has this entry.
  public func isInside(_ shape: Shape) -> Bool {
    row >= 0 && row < shape.rows && column >= 0 && column < shape.columns
  }

  /// The position of the entry, row by row; nil outside the shape.
  public func position(in shape: Shape) -> Int? {
    isInside(shape) ? row * shape.columns + column : nil
  }
}

extension Matrix {
  /// The element at an index; nil outside the matrix.
  public func element(_ index: MatrixIndex) -> Double? { element(index.row, index.column) }
}

extension UInt8 {
  fileprivate var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}

extension ArraySlice<UInt8> {
  /// The bytes without leading and trailing spaces and tabs.
  fileprivate var trimmed: ArraySlice<UInt8> {
    var rest = self
    while let first = rest.first, first.isBlank { rest.removeFirst() }
    while let last = rest.last, last.isBlank { rest.removeLast() }
    return rest
  }

  /// A whole number in ASCII digits; nil for anything else, and for numbers that do not fit into 32
  /// bits.
  fileprivate var wholeNumber: Int? {
    guard !isEmpty else { return nil }
    var value: Int32 = 0
    for byte in self {
      guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { return nil }
      let (tens, isLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, isLarger) = tens.addingReportingOverflow(Int32(byte - UInt8(ascii: "0")))
      guard !isLarge, !isLarger else { return nil }
      value = sum
    }
    return Int(value)
  }
}
