import JSON

extension ReadingError: JSONFailure {
  /// Converts a JSON error into an error of a learner's file.
  public init(_ error: JSONError) {
    self.init(
      "expected \(error.expected), found \(error.found)", at: error.place.map { TextPlace($0) })
  }
}

extension TextPlace {
  init(_ place: JSONPlace) { self.init(line: place.line, column: place.column) }
}

/// Reads numbers from JSON: nested objects of nested lists.
struct JSONValues {
  var json: JSONReaderThrowing<ReadingError>
  /// The arrays found so far.
  var arrays: [PrintedArray] = []
  /// The number of arrays and numbers found, including removed ones.
  private var found = 0
  private var count = 0

  init(_ text: [UInt8]) { json = JSONReaderThrowing(JSONReader(bytes: text)) }

  /// The kind of the next value, and its position.
  mutating func next() throws(ReadingError) -> (JSONReader.Kind, TextPlace) {
    let place = TextPlace(try json.valuePlace())
    return (try json.peek("a value"), place)
  }

  /// The next key of an object.
  mutating func key() throws(ReadingError) -> String? { try json.nextKey() }

  /// Whether the list continues.
  mutating func element() throws(ReadingError) -> Bool { try json.nextElement() }

  /// Enters an object or a list.
  mutating func enter(_ kind: JSONReader.Kind) throws(ReadingError) {
    if kind == .object { try json.beginObject("an object") } else { try json.beginArray("a list") }
  }

  /// Skips a value.
  mutating func skip() throws(ReadingError) { try json.skip() }

  /// Reads a text; skips any other value.
  mutating func text() throws(ReadingError) -> String? {
    let (kind, _) = try next()
    switch kind {
    case .string: return try json.string("a text")
    case .number: return try json.number("a number").text
    default:
      try skip()
      return nil
    }
  }

  /// Adds an array.
  mutating func add(_ array: PrintedArray) throws(ReadingError) {
    guard found < Limit.arrays else { throw Limit.tooManyArrays(at: array.place) }
    found += 1
    count += array.numbers.count
    guard count <= Limit.numbers else { throw Limit.tooManyNumbers(at: array.place) }
    arrays.append(array)
  }

  /// Reads any value; texts that are not numbers are skipped.
  mutating func value(_ names: [String], step: Int? = nil) throws(ReadingError) {
    let (kind, place) = try next()
    guard names.count <= Limit.nesting else {
      throw ReadingError("more than \(Limit.nesting) objects within each other", at: place)
    }
    switch kind {
    case .object:
      try enter(kind)
      while let key = try key() { try value(names + [key], step: step) }
    case .array: try list(names, at: place, step: step)
    case .number, .string, .word:
      guard let number = try scalar(kind) else { return }
      try add(
        PrintedArray(
          names: names, shape: [],
          numbers: [PrintedNumber(number.value, number.precision, at: place)],
          step: step, place: place))
    }
  }

  /// A number, a text that is a number, or a truth value; nil for other texts and null.
  private mutating func scalar(_ kind: JSONReader.Kind) throws(ReadingError) -> Decimal? {
    switch kind {
    case .number:
      let number = try json.number("a number")
      return Decimal(Array(number.text.utf8)[...]) ?? Decimal(exactly: number.value)
    case .word:
      switch try json.word("a value") {
      case "true": return Decimal(exactly: 1)
      case "false": return Decimal(exactly: 0)
      default: return nil
      }
    default:
      let text = normalised(
        Array(try json.string("a number").utf8))[...]
      return Decimal(text) ?? namedNumber(text).map { Decimal(exactly: $0) }
    }
  }

  /// Reads a list.
  ///
  /// If its first entry, or the first entry of its lists, is a number, it is an array; otherwise it
  /// contains further values.
  ///
  /// `first` says whether there is a first entry, if the list was entered already.
  mutating func list(
    _ names: [String], at start: TextPlace, step: Int?, first: Bool? = nil
  ) throws(ReadingError) {
    var array = ArrayBuilder()
    try array.begin(at: start)
    var known = first
    if first == nil { try enter(.array) }
    while true {
      let goesOn: Bool
      if let first = known { goesOn = first } else { goesOn = try element() }
      known = nil
      guard goesOn else {
        if try array.end() { break }
        continue
      }
      let (kind, place) = try next()
      switch kind {
      case .array:
        try array.begin(at: place)
        try enter(kind)
      case .object:
        guard array.isEmpty else {
          throw ReadingError("an object stands in a list of numbers", at: place)
        }
        return try rest(of: array.depth, names, step: step)
      case .number, .string, .word:
        guard let number = try scalar(kind) else {
          guard array.isEmpty else {
            throw ReadingError("expected a number: a list of numbers holds nothing else", at: place)
          }
          return try rest(of: array.depth, names, step: step, isBegun: true)
        }
        try array.append(number, at: place)
      }
    }
    var read = array.array(names, at: start)
    read.step = step
    try add(read)
  }

  /// Reads the rest of lists that contain other things than numbers; one entry has begun.
  private mutating func rest(
    of depth: Int, _ names: [String], step: Int?, isBegun: Bool = false
  ) throws(ReadingError) {
    if !isBegun { try value(names, step: step) }
    for _ in 0..<depth { while try element() { try value(names, step: step) } }
  }
}
