/// The string literals in one line of some Swift code, without comments, texts of several lines and raw strings.
struct StringLiterals {
  private(set) var texts: [String] = []

  init(_ code: String) {
    var isInText = false
    for line in code.split(separator: "\n") {
      if line.contains("\"\"\"") {
        isInText.toggle()
        continue
      }
      if !isInText { take(line) }
    }
  }

  private mutating func take(_ line: Substring) {
    var rest = line[...]
    while let quote = rest.firstIndex(where: { $0 == "\"" || $0 == "/" || $0 == "#" }) {
      let from = rest[quote...]
      if from.hasPrefix("//") { return }
      if from.hasPrefix("#\"") {
        rest = from.dropFirst(2)
        while !rest.isEmpty, !rest.hasPrefix("\"#") { rest = rest.dropFirst() }
        rest = rest.dropFirst(2)
        continue
      }
      rest = from.dropFirst()
      guard from.first == "\"" else { continue }
      var text = ""
      while let character = rest.first, character != "\"" {
        text.append(character)
        rest = rest.dropFirst()
        if character == "\\", let escaped = rest.first {
          text.append(escaped)
          rest = rest.dropFirst()
        }
      }
      texts.append(text)
      rest = rest.dropFirst()
    }
  }
}
