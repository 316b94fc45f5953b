import Tracing

/// Finds the lines of a log in any text, even among prose and scanning errors.
struct LogScanner {
  /// The contents of a text, in order.
  struct Found {
    enum Item {
      case cost(PrintedLog.Line)
      case learningRate(PrintedLog.Line)
      case accuracy(PrintedLog.Line)
      /// A lesson's id.
      case optimizer(String)
    }

    var items: [Item] = []
    var namedLearningRates: [Double] = []
    var namedBatchSizes: [Int] = []
    /// Whether a line was skipped because its epoch is too great.
    var isTooFar = false
  }

  private let optimizers: [Lesson]
  private let text: [UInt8]
  /// The text in lower case.
  private let small: [UInt8]
  private var at = 0
  private var line = 1
  private var lineStart = 0

  init(_ text: String, optimizers: [Lesson]) {
    self.optimizers = optimizers
    self.text = Array(text.utf8)
    small = self.text.map { (65...90).contains($0) ? $0 + 32 : $0 }
  }

  /// The most lines that are read, more than any log has.
  private static let mostLines = 100_000

  mutating func all() -> Found {
    var found = Found()
    while at < text.count, found.items.count < Self.mostLines {
      if small[at] == 10 {
        line += 1
        lineStart = at + 1
      } else if !isInsideWord {
        if let after = following("epoch") ?? following("iteration") {
          entry(after, &found)
        } else if let after = following("accuracy") {
          accuracy(after, &found)
        } else if let after = following("optimizer") {
          if let name = namedOptimizer(after) { found.items.append(.optimizer(name)) }
        } else if let after = following("learning_rate") {
          if let value = assigned(after), value > 0, value.isFinite {
            if !found.namedLearningRates.contains(value) { found.namedLearningRates.append(value) }
          }
        } else if let after = following("mini_batch_size") {
          if let value = assigned(after), let size = Int(exactly: value), 1...100_000 ~= size {
            if !found.namedBatchSizes.contains(size) { found.namedBatchSizes.append(size) }
          }
        }
      }
      at += 1
    }
    return found
  }

  // MARK: Words

  /// Whether the previous byte is a letter.
  private var isInsideWord: Bool { at > 0 && (97...122).contains(small[at - 1]) }

  /// The position after a word, if it is here.
  private func following(_ word: StaticString) -> Int? {
    word.withUTF8Buffer { word in
      guard at + word.count <= small.count else { return nil }
      for index in 0..<word.count where small[at + index] != word[index] { return nil }
      return at + word.count
    }
  }

  /// Whether a word precedes this position on the same line.
  private func isPreceded(by word: StaticString) -> Bool {
    word.withUTF8Buffer { word in
      let from = Swift.max(lineStart, at - 24)
      guard at - from >= word.count else { return false }
      return (from...(at - word.count)).contains { start in
        word.indices.allSatisfy { small[start + $0] == word[$0] }
      }
    }
  }

  private func skippingBlanks(_ place: Int) -> Int {
    var place = place
    while place < text.count, text[place] == 32 || text[place] == 9 { place += 1 }
    return place
  }

  // MARK: Lines

  private mutating func entry(_ start: Int, _ found: inout Found) {
    guard let (epoch, end) = wholeNumber(skippingBlanks(start)) else { return }
    let isRate = isPreceded(by: "rate")
    var place = skippingBlanks(end)
    // Prose contains "after epoch 10" too; a colon after it marks a log's line.
    let hasColon = place < text.count && ":;".utf8.contains(text[place])
    guard
      isRate || isPreceded(by: "cost") || isPreceded(by: "ost a")
        || isPreceded(by: "after") && hasColon
    else { return }
    while place < text.count, ":;=.".utf8.contains(text[place]) { place += 1 }
    place = skippingBlanks(place)
    guard let number = number(place) else { return }
    guard let epoch, epoch <= PrintedLog.lastEpoch else {
      found.isTooFar = true
      return
    }
    let line = PrintedLog.Line(
      epoch: epoch, printed: number.text, decimals: number.decimals, line: line,
      column: column(place))
    found.items.append(isRate ? .learningRate(line) : .cost(line))
  }

  private mutating func accuracy(_ start: Int, _ found: inout Found) {
    var place = skippingBlanks(start)
    while place < text.count, ":=".utf8.contains(text[place]) { place += 1 }
    place = skippingBlanks(place)
    guard let number = number(place), let value = Double(number.text), value >= 0, value <= 100
    else { return }
    let isPercent = number.end < text.count && text[number.end] == 37
    found.items.append(
      .accuracy(
        PrintedLog.Line(
          epoch: 0, printed: number.text + (isPercent ? "%" : ""), decimals: number.decimals,
          line: line, column: column(place))))
  }

  /// Counts characters, not bytes, as editors do.
  private func column(_ place: Int) -> Int {
    1 + text[lineStart..<Swift.max(lineStart, place)].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }

  // MARK: Numbers

  /// An epoch's number, with letters that scanners confuse with digits read as digits; nil if it is
  /// too long.
  private func wholeNumber(_ start: Int) -> (epoch: Int?, end: Int)? {
    var place = start
    var value: Int? = 0
    var count = 0
    var digits = 0
    while place < text.count {
      if digits > 0, isThousands(place) { place += 1 }
      guard let digit = Self.digit(text[place]) else { break }
      if text[place] == digit + 48 { digits += 1 }
      count += 1
      value = count <= 8 ? value.map { $0 * 10 + Int(digit) } : nil
      place += 1
    }
    return digits > 0 ? (value, place) : nil
  }

  /// Whether this is the comma of `1,000`.
  private func isThousands(_ place: Int) -> Bool {
    place + 3 < text.count && text[place] == UInt8(ascii: ",")
      && (1...3).allSatisfy { (48...57).contains(text[place + $0]) }
      && !(place + 4 < text.count && (48...57).contains(text[place + 4]))
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case UInt8(ascii: "O"), UInt8(ascii: "o"): 0
    case UInt8(ascii: "l"), UInt8(ascii: "I"): 1
    default: nil
    }
  }

  /// A number's text, its decimals and its end; nil if there is none.
  private func number(_ start: Int) -> (text: String, decimals: Int, end: Int)? {
    for word in ["nan", "-nan", "inf", "-inf"] {
      let end = start + word.utf8.count
      if end <= small.count, small[start..<end].elementsEqual(word.utf8) {
        let isWord = end < small.count && (97...122).contains(small[end])
        if !isWord { return (word == "-nan" ? "nan" : word, 0, end) }
      }
    }
    var place = start
    var bytes: [UInt8] = []
    if place < text.count, text[place] == UInt8(ascii: "-") {
      bytes.append(text[place])
      place += 1
    }
    var digits = 0
    var decimals = 0
    var hasPoint = false
    while place < text.count, bytes.count < 40 {
      let byte = text[place]
      if (48...57).contains(byte) {
        digits += 1
        if hasPoint { decimals += 1 }
        bytes.append(byte)
      } else if !hasPoint, byte == UInt8(ascii: ".") || digits > 0 && byte == UInt8(ascii: ",") {
        // A point may also end a sentence. Scanners put a space after it.
        let next = place + 1 < text.count && text[place + 1] == 32 ? place + 2 : place + 1
        let isInside = next < text.count && Self.digit(text[next]) != nil
        guard isInside, next == place + 1 || digits == 1 && (48...57).contains(text[next]) else {
          break
        }
        place = next - 1
        hasPoint = true
        bytes.append(UInt8(ascii: "."))
      } else if bytes.isEmpty, Self.digit(byte) != nil, place + 1 < text.count,
        text[place + 1] == UInt8(ascii: ".")
      {
        bytes.append(byte)
      } else if digits > 0, hasPoint, Self.digit(byte) != nil || isMisread(place) {
        // A letter among the digits is a misread digit.
        decimals += 1
        bytes.append(byte)
      } else {
        break
      }
      place += 1
    }
    guard digits > 0 else { return nil }
    if let exponent = exponent(place) {
      bytes += text[place..<exponent]
      place = exponent
    }
    return (String(decoding: bytes, as: UTF8.self), decimals, place)
  }

  /// Whether a letter here is between digits, like B for 8; the e of an exponent does not count.
  private func isMisread(_ place: Int) -> Bool {
    place + 1 < text.count && (97...122).contains(small[place])
      && small[place] != UInt8(ascii: "e") && (48...57).contains(text[place + 1])
  }

  /// The end of `e-05`, if it is here.
  private func exponent(_ start: Int) -> Int? {
    guard start < text.count, small[start] == UInt8(ascii: "e") else { return nil }
    var place = start + 1
    if place < text.count, "+-".utf8.contains(text[place]) { place += 1 }
    let first = place
    while place < text.count, place - first < 4, (48...57).contains(text[place]) { place += 1 }
    return place > first ? place : nil
  }

  /// The lesson named by `optimizer = "gd"`, as in the notebook's call of its model.
  private func namedOptimizer(_ start: Int) -> String? {
    var place = skippingBlanks(start)
    guard place < small.count, small[place] == UInt8(ascii: "=") else { return nil }
    place = skippingBlanks(place + 1)
    guard place < small.count, "\"'".utf8.contains(small[place]) else { return nil }
    let name = small[(place + 1)...].prefix(20).prefix { (97...122).contains($0) || $0 == 95 }
    let text = String(decoding: name, as: UTF8.self)
    return optimizers.first { $0.isCalled(text) }?.id
  }

  /// The number assigned to a name: `learning_rate = 0.01`.
  private func assigned(_ start: Int) -> Double? {
    var place = skippingBlanks(start)
    guard place < text.count, text[place] == UInt8(ascii: "=") || text[place] == UInt8(ascii: ":")
    else { return nil }
    place = skippingBlanks(place + 1)
    return number(place).flatMap { Double($0.text) }
  }
}
