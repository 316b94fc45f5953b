/// The string literals in one line of Swift code, without comments, multi-line texts and raw
/// strings.
struct StringLiterals {
  private(set) var texts: [String] = []
  private static let (quote, slash, hash) = (
    UInt8(ascii: "\""), UInt8(ascii: "/"), UInt8(ascii: "#")
  )

  init(_ code: String) {
    var isInText = false
    for line in Array(code.utf8).split(separator: 10) {
      if Self.has(line, [Self.quote, Self.quote, Self.quote]) {
        isInText.toggle()
      } else if !isInText, line.contains(Self.quote) {
        take(line)
      }
    }
  }

  private static func has(_ line: ArraySlice<UInt8>, _ part: [UInt8]) -> Bool {
    line.contains(part[0])
      && line.indices.contains { line[$0...].prefix(part.count).elementsEqual(part) }
  }

  private mutating func take(_ line: ArraySlice<UInt8>) {
    var rest = line
    while let first = rest.first {
      let next = rest.dropFirst().first
      rest = rest.dropFirst()
      if first == Self.slash, next == Self.slash { return }
      if first == Self.hash, next == Self.quote {
        rest = rest.dropFirst()
        while !rest.isEmpty, !rest.starts(with: [Self.quote, Self.hash]) { rest = rest.dropFirst() }
        rest = rest.dropFirst(2)
      } else if first == Self.quote {
        var text: [UInt8] = []
        while let byte = rest.first, byte != Self.quote {
          // An escaped quote does not end a literal.
          let count = byte == UInt8(ascii: "\\") ? 2 : 1
          text += rest.prefix(count)
          rest = rest.dropFirst(count)
        }
        texts.append(String(decoding: text, as: UTF8.self))
        rest = rest.dropFirst()
      }
    }
  }
}
