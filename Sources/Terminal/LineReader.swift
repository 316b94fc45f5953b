/// Splits incoming bytes into lines.
struct LineReader {
  /// A line as it was read.
  enum Line: Equatable {
    case text(String)
    /// More than 64 KB, which is too long for a command.
    case tooLong
    /// Bytes that are not UTF-8.
    case notText
  }

  /// The longest line that is accepted.
  static let longest = 1 << 16

  private var held: [UInt8] = []
  private var isTooLong = false

  /// Takes bytes and returns the lines they complete.
  mutating func take(_ bytes: [UInt8]) -> [Line] {
    var lines: [Line] = []
    for byte in bytes {
      if byte == 0x0A {
        lines.append(line())
      } else if held.count < Self.longest {
        held.append(byte)
      } else {
        isTooLong = true
      }
    }
    return lines
  }

  /// The last line, if it had no line break.
  mutating func finish() -> Line? { held.isEmpty ? nil : line() }

  private mutating func line() -> Line {
    defer { (held, isTooLong) = ([], false) }
    if isTooLong { return .tooLong }
    if held.last == 0x0D { held.removeLast() }
    return String(validating: held, as: UTF8.self).map(Line.text) ?? .notText
  }
}
