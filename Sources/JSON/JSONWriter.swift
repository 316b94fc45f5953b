import Equations
import Numerics
import Text

/// Writes JSON into a growing array of bytes: keys in the order given, no allocation for each
/// value.
public struct JSONWriter {
  /// The bytes written and not yet taken.
  public var bytes: [UInt8] = []
  /// The object or list being written, and those around it.
  var frame = JSONFrame(layout: .inline)
  var outer: [JSONFrame] = []

  /// Creates an empty writer.
  public init() {}

  /// Appends text that is already JSON: brackets, commas, prepared pieces.
  @inline(__always)
  public mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Appends bytes that are already JSON.
  @inline(__always)
  public mutating func raw(_ prepared: [UInt8]) { bytes.append(contentsOf: prepared) }

  /// Appends spaces.
  mutating func indent(_ spaces: Int) {
    for _ in 0..<max(0, spaces) { bytes.append(UInt8(ascii: " ")) }
  }

  /// Appends a text in quotes.
  public mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    let isVisible = text.withUTF8 { utf8 in
      if mayHide(utf8) { return false }
      escaped(utf8)
      return true
    }
    if !isVisible { for scalar in text.unicodeScalars { escaped(scalar) } }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Appends a text without hidden characters, copying everything between two escapes at once.
  private mutating func escaped(_ utf8: UnsafeBufferPointer<UInt8>) {
    var start = 0
    for at in utf8.indices {
      let byte = utf8[at]
      if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { continue }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<at]))
      escaped(byte)
      start = at + 1
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
  }

  /// Appends a character of a text; an invisible one, or one that a terminal obeys, is written by
  /// its number.
  private mutating func escaped(_ scalar: Unicode.Scalar) {
    guard scalar.isHidden, !scalar.isASCII || scalar == "\u{7F}" else {
      for byte in String(scalar).utf8 { escaped(byte) }
      return
    }
    for unit in String(scalar).utf16 {
      raw("\\u")
      for shift in [12, 8, 4, 0] as [UInt16] {
        let nibble = UInt8(unit >> shift & 15)
        bytes.append(nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10)
      }
    }
  }

  /// Appends a byte of a text, escaped if JSON requires it.
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

  /// Appends a whole number.
  public mutating func integer(_ value: Int) { integer(Int64(value)) }

  /// Appends a whole number.
  public mutating func integer(_ value: Int64) { bytes.append(whole: value) }

  /// Appends a number as the shortest text that reads back to it; NaN and infinities as texts.
  public mutating func number(_ value: Double) {
    if value.isFinite { bytes.append(finite: value) } else { string(shortest(value)) }
  }

  /// Appends a matrix, with one row per line if `indent` is given, otherwise on one line.
  public mutating func matrix(_ matrix: Matrix, indent: Int? = nil) {
    let shape = matrix.shape
    matrix.elements.withUnsafeBufferPointer { self.matrix($0, shape, indent: indent) }
  }

  /// Appends a matrix from a tracer's memory.
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
