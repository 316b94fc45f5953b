/// The header of a `.npy` file: a Python dictionary with three keys in any order.
struct ArrayHeader {
  private let text: ArraySlice<UInt8>
  private var at: Int
  /// The type of the numbers in NumPy's notation; nil if it is a list of record fields.
  private(set) var descr: String?
  /// Whether the first index varies fastest.
  private(set) var isFortran = false
  /// The length of each axis.
  private(set) var shape: [Int] = []

  init(_ text: ArraySlice<UInt8>) {
    self.text = text
    at = text.startIndex
  }

  /// Reads the whole header; false if it is not such a dictionary.
  mutating func parse() -> Bool {
    var keys: Set<String> = []
    guard skip(UInt8(ascii: "{")) else { return false }
    while !skip(UInt8(ascii: "}")) {
      guard let key = string(), skip(UInt8(ascii: ":")), keys.insert(key).inserted else {
        return false
      }
      switch key {
      case "descr":
        if next() == UInt8(ascii: "[") { return true }
        guard let type = string() else { return false }
        descr = type
      case "fortran_order":
        let word = word()
        guard word == "True" || word == "False" else { return false }
        isFortran = word == "True"
      case "shape":
        guard tuple() else { return false }
      default: return false
      }
      if !skip(UInt8(ascii: ",")), next() != UInt8(ascii: "}") { return false }
    }
    return keys.count == 3 && next() == nil
  }

  private mutating func next() -> UInt8? {
    while at < text.endIndex, isBlank(text[at]) || text[at] == 0x0A { at += 1 }
    return at < text.endIndex ? text[at] : nil
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard next() == byte else { return false }
    at += 1
    return true
  }

  private mutating func string() -> String? {
    guard let quote = next(), isQuote(quote) else { return nil }
    guard let end = text[(at + 1)...].firstIndex(of: quote) else { return nil }
    defer { at = end + 1 }
    return String(decoding: text[(at + 1)..<end], as: UTF8.self)
  }

  private mutating func word() -> String {
    _ = next()
    let word = text[at...].prefix { isLetter($0) }
    at += word.count
    return String(decoding: word, as: UTF8.self)
  }

  /// `(2, 3)`, `(3,)`, `()`, and Python 2's `(10L, 3L)`.
  private mutating func tuple() -> Bool {
    guard skip(UInt8(ascii: "(")) else { return false }
    while !skip(UInt8(ascii: ")")) {
      guard next() != nil else { return false }
      let digits = text[at...].prefix { isDigit($0) }
      guard let length = Int(String(decoding: digits, as: UTF8.self)), shape.count < Limit.nesting
      else { return false }
      at += digits.count
      if next() == UInt8(ascii: "L") { at += 1 }
      shape.append(length)
      if !skip(UInt8(ascii: ",")), next() != UInt8(ascii: ")") { return false }
    }
    return true
  }
}
