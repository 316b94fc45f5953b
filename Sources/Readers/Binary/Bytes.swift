/// The bytes of a file, read by position; nil beyond the end.
struct Bytes {
  let bytes: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }
  init(_ bytes: [UInt8]) { self.bytes = bytes[...] }

  var count: Int { bytes.count }

  /// A whole number, least significant byte first.
  func whole(at offset: Int, _ length: Int) -> UInt64? {
    guard offset >= 0, length <= count, offset <= count - length else { return nil }
    var value: UInt64 = 0
    for index in stride(from: length - 1, through: 0, by: -1) {
      value = value << 8 | UInt64(bytes[bytes.startIndex + offset + index])
    }
    return value
  }

  /// A whole number that counts bytes of this file; nil if it is larger than any file.
  func length(at offset: Int, _ width: Int) -> Int? {
    whole(at: offset, width).flatMap { Int(exactly: $0) }
  }

  /// A range of bytes.
  func slice(_ offset: Int, _ length: Int) -> ArraySlice<UInt8>? {
    guard offset >= 0, length >= 0, length <= count, offset <= count - length else { return nil }
    let start = bytes.startIndex + offset
    return bytes[start..<start + length]
  }
}
