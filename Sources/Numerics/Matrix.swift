/// Rows and columns of a matrix.
public struct Shape: Hashable, Sendable, CustomStringConvertible {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int

  /// Creates a shape.
  public init(_ rows: Int, _ columns: Int) {
    self.rows = rows
    self.columns = columns
  }

  /// One row, one column: the shape of a plain number.
  public static let scalar = Shape(1, 1)

  /// The number of elements, limited to the greatest Int.
  public var count: Int {
    let (count, isTooMany) = rows.multipliedReportingOverflow(by: columns)
    return isTooMany ? .max : count
  }

  /// The shape as people write it: `2×3`.
  public var description: String { "\(rows)×\(columns)" }
}

/// A matrix of doubles, stored row by row.
///
/// A plain number is a 1×1 matrix.
public struct Matrix: Sendable {
  /// Rows and columns.
  public let shape: Shape
  /// The elements, row by row.
  public private(set) var elements: [Double]

  /// Creates a matrix with the same value everywhere.
  public init(_ value: Double, shape: Shape = .scalar) {
    self.shape = shape
    elements = Array(repeating: value, count: shape.count)
  }

  /// Creates a matrix from its elements, row by row; nil if their number does not fit the shape.
  public init?(shape: Shape, elements: [Double]) {
    guard elements.count == shape.count else { return nil }
    self.shape = shape
    self.elements = elements
  }

  /// Creates a matrix by copying elements from memory.
  init(shape: Shape, copying source: UnsafePointer<Double>) {
    self.shape = shape
    elements = Array(UnsafeBufferPointer(start: source, count: shape.count))
  }

  /// Sets every element to a value.
  public mutating func assign(_ value: Double) {
    for i in elements.indices { elements[i] = value }
  }

  /// The element at a row and column, counted from 0; nil outside the matrix.
  public func element(_ row: Int, _ column: Int) -> Double? {
    guard 0..<shape.rows ~= row, 0..<shape.columns ~= column else { return nil }
    return elements[row * shape.columns + column]
  }

  /// The elements of a row, counted from 0.
  public func row(_ row: Int) -> ArraySlice<Double> {
    elements[row * shape.columns..<(row + 1) * shape.columns]
  }
}

extension Matrix: Equatable {
  /// Whether two matrices have the same shape and the same bits; all NaNs are equal.
  public static func == (left: Matrix, right: Matrix) -> Bool {
    left.shape == right.shape
      && zip(left.elements, right.elements).allSatisfy { $0.hasSameBits(as: $1) }
  }
}

extension Double {
  /// Whether two numbers have the same bits; all NaNs are equal, 0 and −0 are not.
  public func hasSameBits(as other: Double) -> Bool {
    bitPattern == other.bitPattern || (isNaN && other.isNaN)
  }

  /// The distance between two numbers in units in the last place; nil if either is NaN.
  ///
  /// It counts the steps from double to double, also across powers of two and zero.
  public func ulps(to other: Double) -> UInt64? {
    if isNaN || other.isNaN { return nil }
    func place(_ x: Double) -> Int64 {
      let bits = Int64(bitPattern: x.bitPattern)
      return bits < 0 ? Int64.min &- bits : bits
    }
    let (a, b) = (place(self), place(other))
    return a > b ? UInt64(bitPattern: a &- b) : UInt64(bitPattern: b &- a)
  }
}
