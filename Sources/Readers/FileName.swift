/// A file's name without its folders: the part before the last point, and the extension.
struct FileName {
  /// The name without its extension; nil if there is none.
  private(set) var stem: String?
  private var ending: [UInt8] = []

  init(_ name: String?) {
    guard let name else { return }
    let separators: [UInt8] = [UInt8(ascii: "/"), UInt8(ascii: "\\")]
    let last = Array(name.utf8).split { separators.contains($0) }.last ?? []
    let point = last.lastIndex(of: UInt8(ascii: ".")) ?? last.endIndex
    if point > last.startIndex { stem = String(decoding: last[..<point], as: UTF8.self) }
    ending = last[point...].dropFirst().map { byte in
      byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
    }
  }

  /// Whether the name has this extension, in any case.
  func ends(in ending: String) -> Bool { self.ending.elementsEqual(ending.utf8) }
}

/// The kind of a file from another program that cannot be read here, by its first bytes.
func foreignKind(_ bytes: [UInt8]) -> String? {
  let kinds: [(start: [UInt8], name: String)] = [
    ([0x1F, 0x8B], "a gzip file: unpack it first"),
    ([0x25, 0x50, 0x44, 0x46], "a PDF: copy the numbers out of it as text"),
    ([0x89, 0x50, 0x4E, 0x47], "a picture (PNG), which has no numbers to read"),
    ([0xFF, 0xD8, 0xFF], "a picture (JPEG), which has no numbers to read"),
    ([0x89, 0x48, 0x44, 0x46], "an HDF5 file, such as Keras's weights"),
    ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel file: save it as CSV"),
    (Array("MATLAB 5.0".utf8), "a MATLAB file"),
  ]
  for kind in kinds where bytes.starts(with: kind.start) { return kind.name }
  if let first = bytes.first, first == 0x80, bytes.count > 1, 2...5 ~= bytes[1] {
    return "a Python pickle, which is never loaded: it can run programs"
  }
  return nil
}
