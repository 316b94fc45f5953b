/// The text before a value as names: `parameters['W1'] =` gives `["parameters", "W1"]`; words are
/// one name.
func names(_ label: ArraySlice<UInt8>) -> [String] {
  guard label.count <= 400 else { return [] }
  var text = trimmed(label)
  let call: [UInt8] = Array("str(".utf8)
  while text.starts(with: call) {
    text = trimmed(text.dropFirst(call.count))
    if text.last == UInt8(ascii: ")") { text = trimmed(text.dropLast()) }
  }
  guard text.contains(where: { isWordByte($0) }) else { return [] }
  return path(text) ?? [words(text)]
}

/// Whether a label is a single name, possibly with subscripts, and not a sentence.
func isPath(_ label: ArraySlice<UInt8>) -> Bool {
  label.count <= 400 && path(trimmed(label)) != nil
}

private func trimmed(_ label: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  var text = label
  while let first = text.first, " \t,;|-*>])}=:'\"".utf8.contains(first) { text = text.dropFirst() }
  while let last = text.last, " \t,;|-*>=:('\"{[".utf8.contains(last) { text = text.dropLast() }
  return text
}

/// `v["dW1"][0]`, `layer.W`: names with points and subscripts; nil for anything else.
private func path(_ text: ArraySlice<UInt8>) -> [String]? {
  var names: [String] = []
  var rest = text
  var wantsName = true
  while let first = rest.first {
    if wantsName {
      let name = rest.prefix { isWordByte($0) }
      guard !name.isEmpty else { return nil }
      names.append(String(decoding: name, as: UTF8.self))
      rest = rest.dropFirst(name.count)
      wantsName = false
    } else if first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      wantsName = true
    } else if first == UInt8(ascii: "[") {
      guard let end = rest.firstIndex(of: UInt8(ascii: "]")) else { return nil }
      names.append(subscriptName(rest[rest.startIndex + 1..<end]))
      rest = rest[(end + 1)...]
    } else {
      return nil
    }
  }
  return wantsName || names.count > Limit.nesting ? nil : names
}

/// `"dW" + str(1)` gives dW1.
private func subscriptName(_ text: ArraySlice<UInt8>) -> String {
  let inner = text.filter { !" \t'\"+()".utf8.contains($0) }
  var name: [UInt8] = []
  var at = inner.startIndex
  let isBuilt = text.contains(UInt8(ascii: "+"))
  while at < inner.endIndex {
    if isBuilt, inner[at...].starts(with: "str".utf8) {
      at += 3
    } else {
      name.append(inner[at])
      at += 1
    }
  }
  return String(decoding: name, as: UTF8.self)
}

/// Words with one space between them.
private func words(_ text: ArraySlice<UInt8>) -> String {
  var words: [UInt8] = []
  for byte in text {
    if !isBlank(byte) {
      words.append(byte)
    } else if words.last != UInt8(ascii: " ") {
      words.append(UInt8(ascii: " "))
    }
  }
  return String(decoding: words, as: UTF8.self)
}
