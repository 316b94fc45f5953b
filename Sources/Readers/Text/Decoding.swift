/// The text of a file as UTF-8, whatever an editor has written.
///
/// UTF-16 is recognised by its byte order mark. Anything else that is not UTF-8 is read as Latin-1,
/// in which numbers have the same bytes.
func decoded(_ bytes: [UInt8]) throws(ReadingError) -> [UInt8] {
  if bytes.starts(with: [0xFF, 0xFE]) { return fromUTF16(bytes, low: 0) }
  if bytes.starts(with: [0xFE, 0xFF]) { return fromUTF16(bytes, low: 1) }
  let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  if isUTF8(bytes[start...]) { return start == 0 ? bytes : Array(bytes[start...]) }
  var text: [UInt8] = []
  text.reserveCapacity(bytes.count + bytes.count / 8)
  for byte in bytes[start...] {
    if byte < 0x80 {
      text.append(byte)
    } else {
      text.append(0xC0 | byte >> 6)
      text.append(0x80 | byte & 0x3F)
    }
  }
  return text
}

private func fromUTF16(_ bytes: [UInt8], low: Int) -> [UInt8] {
  var units: [UInt16] = []
  units.reserveCapacity(bytes.count / 2)
  var at = 2
  while at + 1 < bytes.count {
    units.append(UInt16(bytes[at + low]) | UInt16(bytes[at + 1 - low]) << 8)
    at += 2
  }
  return Array(String(decoding: units, as: UTF16.self).utf8)
}

/// Whether bytes are UTF-8, by the table of the Unicode standard.
private func isUTF8(_ bytes: ArraySlice<UInt8>) -> Bool {
  var at = bytes.startIndex
  let end = bytes.endIndex
  while at < end {
    let first = bytes[at]
    at += 1
    if first < 0x80 { continue }
    let length: Int
    var range: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case 0xC2...0xDF: length = 1
    case 0xE0: (length, range) = (2, 0xA0...0xBF)
    case 0xED: (length, range) = (2, 0x80...0x9F)
    case 0xE1...0xEF: length = 2
    case 0xF0: (length, range) = (3, 0x90...0xBF)
    case 0xF4: (length, range) = (3, 0x80...0x8F)
    case 0xF1...0xF3: length = 3
    default: return false
    }
    guard end - at >= length, range.contains(bytes[at]) else { return false }
    for further in at..<at + length where bytes[further] & 0xC0 != 0x80 { return false }
    at += length
  }
  return true
}
