/// Reads formulas in code notation: `theta-alpha*v/(sqrt(s)+epsilon)`.
///
/// The names are those of the given symbols; `g_W` is g of the layer's weights.
public struct FormulaReader {
  /// The reason a text is not a formula.
  public struct Failure: Error, Equatable, Sendable {
    /// What was found, and what was expected.
    public let message: String

    /// Creates a failure.
    public init(message: String) { self.message = message }
  }

  private let symbols: [Symbol]
  private let text: [UInt8]
  private var at = 0
  private var depth = 0
  private var operations = 0
  /// The deepest nesting of brackets that is accepted.
  private static let deepest = 64
  /// The most operations of an equation; code that walks a formula recurses once for each.
  private static let mostOperations = 500

  private init(_ text: String, _ symbols: [Symbol]) {
    self.text = text.utf8.filter { $0 != UInt8(ascii: " ") }
    self.symbols = symbols
  }

  /// Reads a line such as `v=beta1*v+(1-beta1)*g`.
  ///
  /// - Throws: `Failure` for anything else.
  public static func line(
    _ text: String, of symbols: [Symbol], reason: String
  ) throws(Failure) -> Assignment {
    guard let mark = text.utf8.firstIndex(of: UInt8(ascii: "=")) else {
      throw Failure(message: "expected an equation, NAME=FORMULA")
    }
    let name = String(
      decoding: text[..<mark].utf8.filter { $0 != UInt8(ascii: " ") }, as: UTF8.self)
    guard let target = symbols.first(where: { $0.owner == .own && $0.name == name }) else {
      throw Failure(message: "there is no quantity '\(name)'")
    }
    var reader = FormulaReader(String(text[text.utf8.index(after: mark)...]), symbols)
    let formula = try reader.sum()
    guard reader.at == reader.text.count else { throw reader.unexpected("the end") }
    return Assignment(target: target, formula: formula, reason: reason)
  }

  // MARK: Grammar, from the loosest to the tightest binding

  private mutating func sum() throws(Failure) -> Formula {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw Failure(message: "the brackets nest too deeply") }
    var left: Formula
    if take("-") {
      left = .unary(.negate, try product())
    } else {
      left = try product()
    }
    while true {
      if take("+") {
        left = .binary(.add, left, try product())
      } else if take("-") {
        left = .binary(.subtract, left, try product())
      } else {
        return left
      }
    }
  }

  private mutating func product() throws(Failure) -> Formula {
    var left = try power()
    while true {
      if isNext("**") { return left }
      if take("*") {
        left = .binary(.multiply, left, try power())
      } else if take("/") {
        left = .binary(.divide, left, try power())
      } else {
        return left
      }
    }
  }

  private mutating func power() throws(Failure) -> Formula {
    operations += 1
    guard operations <= Self.mostOperations else {
      throw Failure(message: "an equation has at most \(Self.mostOperations) operations")
    }
    let base = try atom()
    return take("**") ? .binary(.power, base, try atom()) : base
  }

  private mutating func atom() throws(Failure) -> Formula {
    if take("(") {
      let inner = try sum()
      guard take(")") else { throw unexpected("')'") }
      return inner
    }
    if let number = number() { return .number(number) }
    let word = self.word()
    guard !word.isEmpty else { throw unexpected("a name, a number or '('") }
    guard isNext("(") else {
      guard let symbol = symbol(word) else {
        throw Failure(message: "there is no quantity '\(word)'")
      }
      return .symbol(symbol)
    }
    _ = take("(")
    let first = try sum()
    if let unary = UnaryOperation.named.first(where: { $0.codeName == word }) {
      guard take(")") else { throw unexpected("')'") }
      return .unary(unary, first)
    }
    guard let binary = BinaryOperation.named.first(where: { $0.codeName == word }) else {
      throw Failure(message: "there is no function '\(word)'")
    }
    guard take(",") else { throw unexpected("','") }
    let second = try sum()
    guard take(")") else { throw unexpected("')'") }
    return .binary(binary, first, second)
  }

  // MARK: Words

  private func symbol(_ word: String) -> Symbol? {
    for symbol in symbols where symbol.owner == .own {
      for owner in [Symbol.Owner.own, .weights, .biases, .nextLayer, .previousLayer]
      where symbol.of(owner).pythonName == word {
        return symbol.of(owner)
      }
    }
    return nil
  }

  private mutating func word() -> String {
    let start = at
    while at < text.count, isLetter(text[at]) || (at > start && isDigit(text[at])) { at += 1 }
    return String(decoding: text[start..<at], as: UTF8.self)
  }

  private mutating func number() -> Double? {
    var end = at
    while end < text.count, isDigit(text[end]) || text[end] == UInt8(ascii: ".") { end += 1 }
    guard end > at else { return nil }
    if end < text.count, text[end] | 0x20 == UInt8(ascii: "e") {
      var exponent = end + 1
      if exponent < text.count,
        text[exponent] == UInt8(ascii: "-") || text[exponent] == UInt8(ascii: "+")
      {
        exponent += 1
      }
      let digits = exponent
      while exponent < text.count, isDigit(text[exponent]) { exponent += 1 }
      if exponent > digits { end = exponent }
    }
    guard end - at < 40, let value = Double(String(decoding: text[at..<end], as: UTF8.self)) else {
      return nil
    }
    at = end
    return value
  }

  private func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

  private func isLetter(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || byte == UInt8(ascii: "_")
      || byte >= 0x80
  }

  private func isNext(_ sign: StaticString) -> Bool {
    sign.withUTF8Buffer { sign in text[at...].starts(with: sign) }
  }

  private mutating func take(_ sign: StaticString) -> Bool {
    guard isNext(sign) else { return false }
    at += sign.utf8CodeUnitCount
    return true
  }

  private func unexpected(_ expected: String) -> Failure {
    let rest = String(decoding: text[at...].prefix(12), as: UTF8.self)
    return Failure(
      message: "expected \(expected), found \(rest.isEmpty ? "the end" : "'\(rest)'")")
  }
}
