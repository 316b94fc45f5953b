/// Reads a learner's file: printed text, a notebook, JSON, CSV, NumPy's `.npy` and `.npz`.
///
/// The bytes decide the kind; the extension of `name` is used only if they leave a doubt.
public func read(_ bytes: [UInt8], name: String? = nil) throws(ReadingError) -> Reading {
  let file = FileName(name)
  if ArrayFile.begins(bytes[...]) {
    let names = file.stem.map { [$0] } ?? []
    let (array, type) = try ArrayFile.read(bytes[...], names: names, what: "the file")
    let notes = type.note.map { ["the array: \($0)"] } ?? []
    return Reading(kind: .npy, parts: [Reading.Part(arrays: [array])], notes: notes)
  }
  if ArchiveFile.begins(bytes) { return try ArchiveFile.read(bytes) }
  if let other = foreignKind(bytes) {
    throw ReadingError(
      "this is \(other); expected printed text, a notebook (.ipynb), JSON, CSV or NumPy's .npy or "
        + ".npz: save the arrays with np.savez('mine.npz', **parameters)")
  }
  let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
  if !isWide, bytes.prefix(1_024).contains(0) {
    throw ReadingError(
      "this is not text (it holds zero bytes) and not one of NumPy's files, or it is damaged; "
        + "save text as UTF-8, arrays with np.savez('mine.npz', **parameters)")
  }
  let reading = try readText(try decoded(bytes), file)
  guard reading.parts.contains(where: { !$0.arrays.isEmpty }) else {
    throw ReadingError(
      "no numbers found; expected what a program printed, such as W1 = [[ 1.63 -0.62]], "
        + "or a file of numbers")
  }
  return reading
}

private func readText(_ text: [UInt8], _ file: FileName) throws(ReadingError) -> Reading {
  let first = text.first { $0 > 0x20 }
  if first == UInt8(ascii: "{"), contains(text, "\"cell_type\"") || file.ends(in: "ipynb") {
    return try Notebook.read(text)
  }
  if file.ends(in: "ipynb") {
    throw ReadingError(
      "this is not a notebook: an .ipynb file begins with '{'; save it in Jupyter again")
  }
  let isTable = file.ends(in: "csv") || file.ends(in: "tsv")
  let isBracketed = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  if isBracketed && !isTable || file.ends(in: "json") || file.ends(in: "jsonl") {
    var commits = file.ends(in: "json") || file.ends(in: "jsonl")
    do throws(ReadingError) {
      return try JSONFile.read(text, commits: &commits)
    } catch {
      // Python prints lists and dictionaries that look like JSON but are not.
      if commits { throw error }
    }
  }
  if isTable || TableFile.isTable(linesAndSigns(text)) {
    return try TableFile.read(linesAndSigns(text), fileName: file.stem)
  }
  return Reading(kind: .text, parts: [Reading.Part(arrays: try TextReader.arrays(text))])
}

/// A table's text with one kind of line end, minus and space; nothing else is changed.
func linesAndSigns(_ text: [UInt8]) -> [UInt8] {
  var out: [UInt8] = []
  out.reserveCapacity(text.count)
  var at = 0
  while at < text.count {
    let byte = text[at]
    let next = at + 1 < text.count ? text[at + 1] : 0
    let third = at + 2 < text.count ? text[at + 2] : 0
    switch (byte, next, third) {
    case (0x0D, 0x0A, _): break
    case (0x0D, _, _): out.append(0x0A)
    case (0x00, _, _): out.append(UInt8(ascii: " "))
    case (0xC2, 0xA0, _):
      out.append(UInt8(ascii: " "))
      at += 1
    case (0xE2, 0x88, 0x92):
      out.append(UInt8(ascii: "-"))
      at += 2
    default: out.append(byte)
    }
    at += 1
  }
  return out
}

/// Whether a text contains a word.
private func contains(_ text: [UInt8], _ word: StaticString) -> Bool {
  word.withUTF8Buffer { word in
    guard let first = word.first, text.count >= word.count else { return false }
    for start in 0...(text.count - word.count) where text[start] == first {
      if text[start...].starts(with: word) { return true }
    }
    return false
  }
}
