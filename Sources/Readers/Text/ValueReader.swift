/// Values in brackets: arrays, lists, tuples, dictionaries, and the calls `repr` writes around them.
///
/// Each function returns false where it finds that the bracket was none of a value; the cursor stays
/// where that became clear, so that no text is read twice.
extension TextReader {
  /// Whether the bracket under the cursor can begin a value.
  func beginsValue() -> Bool {
    var here = cursor
    switch here.current {
    case UInt8(ascii: "<"): return here.has("<tf.")
    case UInt8(ascii: "{"):
      here.advance()
      here.skipSpace()
      return isQuote(here.current) || isDigit(here.current)
    case UInt8(ascii: "("):
      here.advance()
      here.skipSpace()
      if here.current == UInt8(ascii: ")") { return true }
      if case .number(_, let end) = here.numberToken() {
        here.advance(to: end)
        here.skipSpace()
        return here.current == UInt8(ascii: ",")
      }
      return "[({".utf8.contains(here.current) || isQuote(here.current) || here.wrapperEnd() != nil
    default: return listKind() != .none
    }
  }

  /// Whether the name of an array's type with its parenthesis stands under the cursor.
  func isWrapper() -> Bool { cursor.wrapperEnd() != nil }

  /// Reads the value under the cursor, whatever it is.
  mutating func readValue(_ names: [String], depth: Int) throws(ReadingError) -> Bool {
    guard depth <= Limit.nesting else {
      throw ReadingError("more than \(Limit.nesting) brackets within each other", at: cursor.place)
    }
    let byte = cursor.current
    switch byte {
    case UInt8(ascii: "["):
      switch listKind() {
      case .numbers: return try readArray(names)
      case .values, .none: return try readSeries(names, closing: UInt8(ascii: "]"), depth: depth)
      }
    case UInt8(ascii: "("):
      return try readSeries(names, closing: UInt8(ascii: ")"), depth: depth)
    case UInt8(ascii: "{"): return try readDictionary(names, depth: depth)
    case UInt8(ascii: "<"): return try readAngled(names, depth: depth)
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return readString() != nil
    default:
      if cursor.wrapperEnd() != nil { return try readCall(names, depth: depth) }
      let place = cursor.place
      switch cursor.numberToken() {
      case .number(let number, let end):
        cursor.advance(to: end)
        try addScalar(number, names, at: place)
        return true
      case .complex: throw complexNumber(at: place)
      case .other:
        guard isWordByte(byte) else { return false }
        cursor.advance(to: cursor.endOfName())
        if cursor.current == UInt8(ascii: "(") { skipBalanced() }
        return true
      }
    }
  }

  func complexNumber(at place: TextPlace) -> ReadingError {
    ReadingError(
      "a complex number; Gradus compares real ones: print its real and imaginary parts", at: place)
  }

  private mutating func addScalar(
    _ number: Decimal, _ names: [String], at place: TextPlace
  ) throws(ReadingError) {
    try add(
      PrintedArray(
        names: names, shape: [], numbers: [PrintedNumber(number.value, number.precision, at: place)],
        place: place))
  }

  // MARK: Arrays

  /// Reads nested lists of numbers; brackets alone give the shape, so wrapped rows need nothing.
  private mutating func readArray(_ names: [String]) throws(ReadingError) -> Bool {
    let start = cursor.place
    var array = ArrayBuilder()
    while !cursor.isAtEnd {
      let place = cursor.place
      switch cursor.current {
      case 0x0A, UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ","), UInt8(ascii: ";"),
        UInt8(ascii: "|"):
        cursor.advance()
      case UInt8(ascii: "["):
        try array.begin(at: place)
        cursor.advance()
      case UInt8(ascii: "]"):
        cursor.advance()
        if try array.end() {
          try add(array.array(names, at: start))
          return true
        }
      case ellipsisByte:
        array.leaveOut()
        cursor.advance()
      case UInt8(ascii: ".") where cursor.has("..."):
        array.leaveOut()
        while cursor.current == UInt8(ascii: ".") { cursor.advance() }
      default:
        switch entry() {
        case .number(let number, let end):
          try array.append(number, at: place)
          cursor.advance(to: end)
        case .complex: throw complexNumber(at: place)
        case .other:
          // Words in brackets on one line are prose; an array of several lines has lost a bracket.
          if array.isEmpty || place.line == start.line { return false }
          let word = String(decoding: cursor.bytes[cursor.at..<wordEnd()], as: UTF8.self)
          throw ReadingError(
            "'\(word)' stands inside the array opened at line \(start.line), column "
              + "\(start.column); expected a number or ']': is a closing bracket missing?",
            at: place)
        }
      }
    }
    if array.isEmpty { return false }
    throw unclosed("an array", start)
  }

  private func wordEnd() -> Int {
    var end = cursor.at
    while end < cursor.bytes.count, end - cursor.at < 20,
      cursor.bytes[end] > UInt8(ascii: " ") || cursor.bytes[end] >= 0x80
    { end += 1 }
    return max(end, min(cursor.at + 1, cursor.bytes.count))
  }

  private func unclosed(_ what: String, _ start: TextPlace) -> ReadingError {
    ReadingError(
      "the text ends inside \(what) (opened at line \(start.line), column \(start.column)); "
        + "copy it to its closing bracket", at: cursor.place)
  }

  /// A number of an array, with what may stand around it: `np.float64(0.5)`, `'0.5'`.
  private func entry() -> NumberToken {
    var here = cursor
    if isQuote(here.current) {
      let quote = here.current
      here.advance()
      guard case .number(let number, let end) = here.numberToken() else { return .other }
      here.advance(to: end)
      return here.current == quote ? .number(number, end: end + 1) : .other
    }
    guard let open = here.wrapperEnd() else { return here.numberToken() }
    here.advance(to: open)
    here.skipSpace()
    guard case .number(let number, let end) = here.numberToken() else { return .other }
    here.advance(to: end)
    // What follows, such as `, dtype=float32`, ends at the parenthesis.
    var length = 0
    while !here.isAtEnd, length < 100, here.current != UInt8(ascii: ")") {
      here.advance()
      length += 1
    }
    return here.current == UInt8(ascii: ")") ? .number(number, end: here.at + 1) : .other
  }

  private enum ListKind { case numbers, values, none }

  /// What the list under the cursor holds, by its first entry.
  private func listKind() -> ListKind {
    var here = cursor
    var depth = 0
    while here.current == UInt8(ascii: "["), depth <= Limit.nesting {
      depth += 1
      here.advance()
      here.skipSpace()
    }
    let byte = here.current
    if byte == UInt8(ascii: "]") || byte == ellipsisByte || here.has("...") { return .numbers }
    if depth > Limit.nesting { return .numbers }
    if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "{") || here.has("<tf.") { return .values }
    if let open = here.wrapperEnd() {
      here.advance(to: open)
      here.skipSpace()
      if case .other = here.numberToken() { return .values }
      return .numbers
    }
    if isQuote(byte) { here.advance() }
    switch here.numberToken() {
    case .number, .complex: return .numbers
    case .other: return .none
    }
  }

  // MARK: Lists of values, tuples, dictionaries

  /// Reads a tuple, or a list of other values than numbers.
  private mutating func readSeries(
    _ names: [String], closing: UInt8, depth: Int
  ) throws(ReadingError) -> Bool {
    let start = cursor.place
    let found = arrays.count
    cursor.advance()
    var row = ArrayBuilder()
    try row.begin(at: start)
    var scalars: [(Decimal, TextPlace)] = []
    var isTuple = closing == UInt8(ascii: ")")
    var key: String?
    while true {
      cursor.skipSpace()
      if cursor.isAtEnd {
        if arrays.count == found && scalars.isEmpty { return false }
        throw unclosed(closing == UInt8(ascii: ")") ? "a tuple" : "a list", start)
      }
      if cursor.current == UInt8(ascii: ",") {
        cursor.advance()
        continue
      }
      if cursor.current == closing {
        cursor.advance()
        if isTuple {
          for (number, place) in scalars { try row.append(number, at: place) }
          _ = try row.end()
          try add(row.array(names, at: start, isTuple: true))
        }
        return true
      }
      let place = cursor.place
      if isQuote(cursor.current) {
        guard let text = readString() else { return false }
        key = text
        isTuple = false
      } else if case .number(let number, let end) = cursor.numberToken() {
        cursor.advance(to: end)
        if isTuple { scalars.append((number, place)) } else {
          try addScalar(number, names + (key.map { [$0] } ?? []), at: place)
        }
        if scalars.count > Limit.arrays { throw Limit.tooManyArrays(at: place) }
      } else {
        if isTuple {
          for (number, place) in scalars { try addScalar(number, names, at: place) }
          isTuple = false
        }
        guard try readValue(names + (key.map { [$0] } ?? []), depth: depth + 1) else { return false }
        key = nil
      }
    }
  }

  /// Reads a dictionary as Python prints it.
  private mutating func readDictionary(
    _ names: [String], depth: Int
  ) throws(ReadingError) -> Bool {
    let start = cursor.place
    let found = arrays.count
    cursor.advance()
    while true {
      cursor.skipSpace()
      if cursor.isAtEnd {
        if arrays.count == found { return false }
        throw unclosed("a dictionary", start)
      }
      if cursor.current == UInt8(ascii: "}") {
        cursor.advance()
        return true
      }
      if cursor.current == UInt8(ascii: ",") {
        cursor.advance()
        continue
      }
      let key: String
      if isQuote(cursor.current) {
        guard let text = readString() else { return false }
        key = text
      } else {
        let end = cursor.endOfName()
        guard end > cursor.at, end - cursor.at < 100 else { return false }
        key = String(decoding: cursor.bytes[cursor.at..<end], as: UTF8.self)
        cursor.advance(to: end)
      }
      cursor.skipSpace()
      guard cursor.current == UInt8(ascii: ":") else { return false }
      cursor.advance()
      cursor.skipSpace()
      guard try readValue(names + [key], depth: depth + 1) else { return false }
    }
  }

  /// Reads a text in quotes of at most one line; nil if it does not end.
  private mutating func readString() -> String? {
    let quote = cursor.current
    cursor.advance()
    let start = cursor.at
    while cursor.current != quote {
      if cursor.isAtEnd || cursor.current == 0x0A { return nil }
      cursor.advance()
    }
    let text = String(decoding: cursor.bytes[start..<cursor.at], as: UTF8.self)
    cursor.advance()
    return text
  }

  // MARK: Calls

  /// Reads `array([...], dtype=float32)`, `tensor(1.00000e-05 * [...])`, `OrderedDict({...})`.
  private mutating func readCall(_ names: [String], depth: Int) throws(ReadingError) -> Bool {
    guard let open = cursor.wrapperEnd() else { return false }
    let isShape = cursor.has("torch.Size") || cursor.has("TensorShape") || cursor.has("tf.TensorShape")
    let start = cursor.place
    cursor.advance(to: open)
    let found = arrays.count
    var factor: Int?
    while true {
      cursor.skipSpace()
      if cursor.isAtEnd {
        if arrays.count == found { return false }
        throw unclosed("a call", start)
      }
      if cursor.current == UInt8(ascii: ")") {
        cursor.advance()
        break
      }
      if cursor.current == UInt8(ascii: ",") {
        cursor.advance()
        continue
      }
      if case .number(let number, let end) = cursor.numberToken(), arrays.count == found {
        let place = cursor.place
        cursor.advance(to: end)
        cursor.skipBlanks()
        if cursor.current == UInt8(ascii: "*") {
          cursor.advance()
          factor = powerOfTen(number.value)
          if factor == nil {
            throw ReadingError(
              "a common factor that is no power of ten; print with "
                + "torch.set_printoptions(sci_mode=False)", at: place)
          }
        } else {
          try addScalar(number, names, at: place)
        }
      } else if let keyword = keyword() {
        let isValue = keyword == "numpy" || keyword == "data"
        if keyword == "shape" {
          readWholeShape(found)
        } else if isValue {
          guard try readValue(names, depth: depth + 1) else { return false }
        } else {
          skipArgument()
        }
      } else if cursor.current == UInt8(ascii: "<"), !cursor.has("<tf.") {
        skipArgument()
      } else {
        guard try readValue(names, depth: depth + 1) else { return false }
      }
    }
    for index in found..<max(found, arrays.count) {
      if let factor { arrays[index].scale(byTenTo: factor) }
      if isShape { arrays[index].isTuple = true }
    }
    return true
  }

  /// Reads `<tf.Tensor: shape=(2,), dtype=float32, numpy=array(…)>`.
  private mutating func readAngled(_ names: [String], depth: Int) throws(ReadingError) -> Bool {
    let found = arrays.count
    var whole: [Int]?
    var length = 0
    while !cursor.isAtEnd, cursor.current != UInt8(ascii: ">"), length < 1_000 {
      if cursor.has("shape=") {
        cursor.advance(to: cursor.at + 6)
        whole = readShape()
      } else if cursor.has("numpy=") {
        cursor.advance(to: cursor.at + 6)
        cursor.skipSpace()
        guard try readValue(names, depth: depth + 1) else { return false }
      } else {
        cursor.advance()
      }
      length += 1
    }
    if cursor.current == UInt8(ascii: ">") { cursor.advance() }
    if arrays.count == found + 1 { arrays[found].wholeShape = whole }
    return true
  }

  /// The name in front of `=`, which is passed over.
  private mutating func keyword() -> String? {
    guard isLetter(cursor.current) else { return nil }
    let end = cursor.endOfName()
    guard end < cursor.bytes.count, cursor.bytes[end] == UInt8(ascii: "=") else { return nil }
    let name = String(decoding: cursor.bytes[cursor.at..<end], as: UTF8.self)
    cursor.advance(to: end + 1)
    cursor.skipSpace()
    return name
  }

  private mutating func readWholeShape(_ found: Int) {
    let shape = readShape()
    if arrays.count == found + 1 { arrays[found].wholeShape = shape }
  }

  /// Reads `(2, 3)`.
  private mutating func readShape() -> [Int]? {
    guard cursor.current == UInt8(ascii: "(") || cursor.current == UInt8(ascii: "[") else {
      return nil
    }
    cursor.advance()
    var shape: [Int] = []
    while isBlank(cursor.current) || cursor.current == UInt8(ascii: ",")
      || isDigit(cursor.current) || cursor.current == UInt8(ascii: "L")
    {
      guard case .number(let number, let end) = cursor.numberToken() else {
        cursor.advance()
        continue
      }
      guard let length = Int(exactly: number.value), shape.count < Limit.nesting else { return nil }
      shape.append(length)
      cursor.advance(to: end)
    }
    guard ")]".utf8.contains(cursor.current) else { return nil }
    cursor.advance()
    return shape
  }

  /// Moves over an argument, to the comma or the parenthesis behind it.
  private mutating func skipArgument() {
    while !cursor.isAtEnd, !",)".utf8.contains(cursor.current) {
      if cursor.current == UInt8(ascii: "(") { skipBalanced() } else { cursor.advance() }
    }
  }

  /// Moves over parentheses with all they hold.
  private mutating func skipBalanced() {
    var depth = 0
    while !cursor.isAtEnd {
      if cursor.current == UInt8(ascii: "(") { depth += 1 }
      if cursor.current == UInt8(ascii: ")") { depth -= 1 }
      cursor.advance()
      if depth == 0 { return }
    }
  }
}

extension Cursor {
  /// Where the argument begins, if an array type's name and a parenthesis stand here.
  func wrapperEnd() -> Int? {
    guard isLetter(current) else { return nil }
    var end = at
    var lastPart = at
    while end < bytes.count, end - at < 60, isWordByte(bytes[end]) || bytes[end] == UInt8(ascii: ".") {
      if bytes[end] == UInt8(ascii: ".") { lastPart = end + 1 }
      end += 1
    }
    guard end < bytes.count, bytes[end] == UInt8(ascii: "("), lastPart < end else { return nil }
    let name = bytes[lastPart..<end]
    return wrappers.contains { name.elementsEqual($0.utf8) } ? end + 1 : nil
  }
}

private let wrappers = [
  "array", "asarray", "ndarray", "matrix", "tensor", "Tensor", "Array", "DeviceArray", "Variable",
  "Parameter", "EagerTensor", "OrderedDict", "defaultdict", "dict_values", "dict_items", "dict",
  "list", "tuple", "mappingproxy", "masked_array", "Size", "TensorShape", "float16", "float32",
  "float64", "longdouble", "float", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32",
  "uint64", "int", "bool", "bool_",
]

/// The power if a factor is a power of ten, as PyTorch prints it.
private func powerOfTen(_ factor: Double) -> Int? {
  (-45...45).first { Double("1e\($0)") == factor }
}

extension PrintedArray {
  /// Applies the common factor that PyTorch prints in front of an array.
  mutating func scale(byTenTo power: Int) {
    guard let ten = Double("1e\(power.magnitude)") else { return }
    for index in numbers.indices {
      let printed = numbers[index]
      numbers[index].value = power < 0 ? printed.value / ten : printed.value * ten
      guard case .decimals(let decimals) = printed.precision else { continue }
      if decimals - power >= 0 {
        numbers[index].precision = .decimals(decimals - power)
      } else {
        // Digits before the point remain: as many as the number shows.
        var digits = decimals + 1
        var rest = printed.value.magnitude
        while rest >= 10, digits < 400, rest.isFinite {
          rest /= 10
          digits += 1
        }
        numbers[index].precision = .significant(digits)
      }
    }
  }
}
