/// The text that `repr` puts around arrays.
extension TextReader {
  /// Reads `array([...], dtype=float32)`, `tensor(1.00000e-05 * [...])`, `OrderedDict({...})`.
  mutating func readCall(_ names: [String], depth: Int) throws(ReadingError) -> Bool {
    guard let open = cursor.wrapperEnd() else { return false }
    let isShape =
      cursor.has("torch.Size") || cursor.has("TensorShape") || cursor.has("tf.TensorShape")
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
              "a common factor that is not a power of ten; print with "
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
  mutating func readAngled(_ names: [String], depth: Int) throws(ReadingError) -> Bool {
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

  /// The name before `=`, which is skipped.
  mutating func keyword() -> String? {
    guard isLetter(cursor.current) else { return nil }
    let end = cursor.endOfName()
    guard end < cursor.bytes.count, cursor.bytes[end] == UInt8(ascii: "=") else { return nil }
    let name = String(decoding: cursor.bytes[cursor.at..<end], as: UTF8.self)
    cursor.advance(to: end + 1)
    cursor.skipSpace()
    return name
  }

  mutating func readWholeShape(_ found: Int) {
    let shape = readShape()
    if arrays.count == found + 1 { arrays[found].wholeShape = shape }
  }

  /// Reads `(2, 3)`.
  mutating func readShape() -> [Int]? {
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

  /// Skips an argument, up to the comma or parenthesis after it.
  mutating func skipArgument() {
    while !cursor.isAtEnd, !",)".utf8.contains(cursor.current) {
      if cursor.current == UInt8(ascii: "(") { skipBalanced() } else { cursor.advance() }
    }
  }

  /// Skips parentheses and everything in them.
  mutating func skipBalanced() {
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
  /// The start of the argument, if an array type's name and a parenthesis are here.
  func wrapperEnd() -> Int? {
    guard isLetter(current) else { return nil }
    var end = at
    var lastPart = at
    while end < bytes.count, end - at < 60,
      isWordByte(bytes[end]) || bytes[end] == UInt8(ascii: ".")
    {
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
