import Equations
import Numerics

/// Writes JSON into a growing array of bytes: keys in the order given, no allocation a value.
public struct JSONWriter {
  /// What has been written and not yet taken.
  public var bytes: [UInt8] = []

  /// Creates an empty writer.
  public init() {}

  /// Appends text that is JSON already: brackets, commas, prepared pieces.
  @inline(__always)
  public mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Appends bytes that are JSON already.
  @inline(__always)
  public mutating func raw(_ prepared: [UInt8]) { bytes.append(contentsOf: prepared) }

  /// Appends spaces.
  public mutating func indent(_ spaces: Int) {
    for _ in 0..<spaces { bytes.append(UInt8(ascii: " ")) }
  }

  /// Appends a text in quotes.
  public mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 { escaped(byte) }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Appends a byte of a text, escaped where JSON asks for it.
  @inline(__always)
  public mutating func escaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): raw("\\\"")
    case UInt8(ascii: "\\"): raw("\\\\")
    case 0x0A: raw("\\n")
    case 0x00..<0x20:
      raw("\\u00")
      for nibble in [byte >> 4, byte & 15] {
        bytes.append(nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10)
      }
    default: bytes.append(byte)
    }
  }

  /// Appends a list on one line.
  public mutating func list<Element>(
    _ elements: [Element], _ write: (inout JSONWriter, Element) -> Void
  ) {
    raw("[")
    for (index, element) in elements.enumerated() {
      if index > 0 { raw(", ") }
      write(&self, element)
    }
    raw("]")
  }

  /// Appends a list of texts on one line.
  public mutating func list(_ texts: [String]) { list(texts) { $0.string($1) } }

  /// Appends a list of whole numbers on one line.
  public mutating func list(_ numbers: [Int]) { list(numbers) { $0.integer($1) } }

  /// Appends a whole number.
  public mutating func integer(_ value: Int) { integer(Int64(value)) }

  /// Appends a whole number.
  public mutating func integer(_ value: Int64) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    var digits: (UInt64, UInt64) = (value.magnitude, 1)
    while digits.0 / digits.1 >= 10 { digits.1 *= 10 }
    while digits.1 > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(digits.0 / digits.1 % 10))
      digits.1 /= 10
    }
  }

  /// Appends a number as the shortest text that reads back to it; NaN and infinities as texts.
  public mutating func number(_ value: Double) {
    if value.isFinite {
      if let whole = Int64(exactly: value), whole.magnitude < 1 << 53, whole != 0 {
        integer(whole)
      } else {
        // A finite number that is not whole has no ".0" to drop: the description is the shortest text.
        let isWhole = value == value.rounded(.towardZero)
        var text = isWhole ? shortest(value) : value.description
        text.withUTF8 { bytes.append(contentsOf: $0) }
      }
    } else {
      string(shortest(value))
    }
  }

  /// Appends a matrix, one row a line if `indent` is given, on one line otherwise.
  public mutating func matrix(_ matrix: Matrix, indent: Int? = nil) {
    let shape = matrix.shape
    matrix.elements.withUnsafeBufferPointer { self.matrix($0, shape, indent: indent) }
  }

  /// Appends a matrix that still lies in a tracer's memory.
  public mutating func matrix(
    _ elements: UnsafeBufferPointer<Double>, _ shape: Shape, indent: Int? = nil
  ) {
    bytes.append(UInt8(ascii: "["))
    for row in 0..<shape.rows {
      if row > 0 { bytes.append(UInt8(ascii: ",")) }
      if let indent, shape.rows > 1 || row > 0 {
        bytes.append(0x0A)
        self.indent(indent)
      } else if row > 0 {
        bytes.append(UInt8(ascii: " "))
      }
      bytes.append(UInt8(ascii: "["))
      for column in 0..<shape.columns {
        if column > 0 { raw(", ") }
        number(elements[row * shape.columns + column])
      }
      bytes.append(UInt8(ascii: "]"))
    }
    bytes.append(UInt8(ascii: "]"))
  }
}
