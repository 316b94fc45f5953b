import Equations
import JSON
import Numerics

/// Reads a case file step by step, in constant memory however many steps it has.
///
/// ```json
/// { "lesson": "ewma", "name": "mine", "title": "my week",
///   "hyperparameters": { "beta": 0.9 },
///   "start": { "v": 0 },
///   "steps": [ { "theta": 40 }, { "theta": 49 }, { "theta": 45, "repeat": 3 } ] }
/// ```
///
/// Keys may come in any order, except that in a case of more than `readAhead` steps everything else must
/// stand before `steps`. `"t"` defaults to one more than the step before, from 1;
/// `"repeat"` takes a step several times.
public struct CaseReader {
  /// Everything but the steps.
  public private(set) var head: CaseHead
  /// How many steps are read before the first is given out.
  public static let readAhead = 4096
  /// The greatest number of steps a case may ask for, repeats included.
  public static let mostSteps = 100_000_000

  private let lesson: Lesson
  private let updatesParameters: Bool
  private let inputs: [String]
  private var json: JSONReader
  private var pending: [Step] = []
  private var nextPending = 0
  private var seen: [String] = []
  private var moreSteps = false
  private var nextT = 1
  private var recycled: [(name: String, value: Matrix)] = []
  private var total = 0

  /// Reads everything up to the first steps.
  ///
  /// - Parameters:
  ///   - json: The file.
  ///   - lesson: The lesson the case is for; its symbols are the names the file may use.
  public init(_ json: JSONReader, for lesson: Lesson) throws(CaseError) {
    self.json = json
    self.lesson = lesson
    updatesParameters = lesson.rule.updatesParameters
    inputs = lesson.symbols.filter { $0.role == .input }.map { $0.name }
    head = CaseHead(lesson: lesson.id, name: "")
    try guarded { (reader) throws(JSONError) in
      try reader.json.beginObject("a case: an object in '{' and '}'")
    }
    try readMembers()
  }

  /// The next step, or nil after the last.
  public mutating func next() throws(CaseError) -> Step? {
    if nextPending < pending.count {
      defer { nextPending += 1 }
      return pending[nextPending]
    }
    guard moreSteps else { return nil }
    if let step = try readStep() { return step }
    moreSteps = false
    try readMembers(afterLongSteps: true)
    return nil
  }

  /// Reads a case that fits into memory.
  public static func read(_ json: JSONReader, for lesson: Lesson) throws(CaseError) -> Case {
    var reader = try CaseReader(json, for: lesson)
    var steps: [Step] = []
    while let step = try reader.next() { steps.append(step) }
    return Case(head: reader.head, steps: steps)
  }

  // MARK: Members

  private mutating func readMembers(afterLongSteps: Bool = false) throws(CaseError) {
    while true {
      guard let key = try guarded({ (reader) throws(JSONError) in try reader.json.nextKey() })
      else { break }
      let before = json.memberPlace
      if seen.contains(key) { throw CaseError("\"\(key)\" stands here twice", at: before) }
      seen.append(key)
      if afterLongSteps {
        throw CaseError("\"\(key)\" must stand before \"steps\" in so long a case", at: before)
      }
      switch key {
      case "lesson": try readLesson()
      case "name": head.name = try text("the case's name in double quotes")
      case "title": head.title = try text("the case's title in double quotes")
      case "hyperparameters": try readHyperparameters()
      case "start": try readStart()
      case "steps":
        try readSteps()
        if moreSteps { return }
      default:
        throw unknown(
          key, "key", among: ["lesson", "name", "title", "hyperparameters", "start", "steps"],
          at: before)
      }
    }
    try guarded { (reader) throws(JSONError) in try reader.json.end() }
    guard seen.contains("steps") else {
      throw CaseError("the case has no \"steps\"", at: json.place)
    }
  }

  private mutating func readLesson() throws(CaseError) {
    let place = try valuePlace()
    let id = try text("the lesson's name in double quotes")
    guard id == lesson.id else {
      throw CaseError("this case is for the lesson '\(id)', not '\(lesson.id)'", at: place)
    }
  }

  private mutating func readHyperparameters() throws(CaseError) {
    let known = lesson.symbols.filter { $0.isHyperparameter }
    try guarded { (reader) throws(JSONError) in
      try reader.json.beginObject("the hyperparameters in '{' and '}'")
    }
    while true {
      guard let key = try guarded({ (reader) throws(JSONError) in try reader.json.nextKey() })
      else { return }
      let before = json.memberPlace
      guard let symbol = known.first(where: { $0.name == key || $0.glyph == key }) else {
        throw unknown(key, "hyperparameter", among: known.map { $0.name }, at: before)
      }
      if head.hyperparameters.contains(where: { $0.name == symbol.name }) {
        throw CaseError("\"\(key)\" stands here twice", at: before)
      }
      let number = try guarded { (reader) throws(JSONError) in
        try reader.json.number("a number for \(symbol.name)")
      }
      try symbol.check(number.value, text: number.text, at: number.place)
      head.hyperparameters.append((symbol.name, number.value))
    }
  }

  private mutating func readStart() throws(CaseError) {
    try guarded { (reader) throws(JSONError) in
      try reader.json.beginObject("the start values in '{' and '}'")
    }
    let states = lesson.symbols.filter { $0.isState }.map { $0.name }
    while true {
      guard let key = try guarded({ (reader) throws(JSONError) in try reader.json.nextKey() })
      else { return }
      let before = json.memberPlace
      if updatesParameters {
        let state = states.first { key.hasPrefix($0 + "_d") }
        let parameter = state.map { String(key.dropFirst($0.utf8.count + 2)) } ?? key
        guard ParameterName(parameter) != nil else {
          throw CaseError(
            "\"\(key)\" is no start value: expected a parameter such as \"W1\" or \"b1\""
              + (states.first.map { ", or a state such as \"\($0)_dW1\"" } ?? ""),
            at: before)
        }
      } else if !states.contains(key) {
        throw unknown(key, "start value", among: states, at: before)
      }
      if head.start.contains(where: { $0.name == key }) {
        throw CaseError("\"\(key)\" stands here twice", at: before)
      }
      head.start.append((key, try matrix(key)))
    }
  }

  // MARK: Steps

  private mutating func readSteps() throws(CaseError) {
    let place = try valuePlace()
    try guarded { (reader) throws(JSONError) in
      try reader.json.beginArray("the list of steps in '[' and ']'")
    }
    moreSteps = true
    while pending.count < Self.readAhead {
      guard let step = try readStep() else {
        moreSteps = false
        break
      }
      pending.append(step)
    }
    if pending.isEmpty { throw CaseError("the case has no steps", at: place) }
  }

  private mutating func readStep() throws(CaseError) -> Step? {
    guard try guarded({ (reader) throws(JSONError) in try reader.json.nextElement() }) else {
      return nil
    }
    try guarded { (reader) throws(JSONError) in
      try reader.json.beginObject("a step in '{' and '}'")
    }
    // The step before, if nobody holds it any more, lends its memory: a long series brings the same
    // names in the same order again and again.
    var step = Step(t: nextT, values: recycled, place: json.memberPlace)
    recycled = []
    var count = 0
    var hasT = false
    var hasRepeat = false
    while true {
      guard let key = try guarded({ (reader) throws(JSONError) in try reader.json.nextKey() })
      else { break }
      let before = json.memberPlace
      var isTwice = false
      switch key {
      case "t":
        isTwice = hasT
        hasT = true
        step.t = try wholeNumber("t", atMost: 1 << 53)
      case "repeat":
        isTwice = hasRepeat
        hasRepeat = true
        step.times = try wholeNumber("repeat", atMost: Self.mostSteps)
      default:
        isTwice = step.values[..<count].contains { $0.name == key }
        if count < step.values.count, step.values[count].name == key {
          try readMatrix(key, into: &step.values[count].value)
        } else {
          try checkValueName(key, before)
          step.values.removeSubrange(count...)
          step.values.append((key, try matrix(key)))
        }
        count += 1
      }
      if isTwice { throw CaseError("\"\(key)\" stands here twice", at: before) }
    }
    if count < step.values.count { step.values.removeSubrange(count...) }
    recycled = step.values
    total += step.times
    if total > Self.mostSteps {
      throw CaseError("more than \(Self.mostSteps) steps asked for", at: step.place)
    }
    nextT = step.t + step.times
    return step
  }

  private func checkValueName(_ key: String, _ place: JSONPlace) throws(CaseError) {
    if inputs.contains(key) { return }
    if updatesParameters, key.hasPrefix("d"), ParameterName(String(key.dropFirst())) != nil {
      return
    }
    guard !updatesParameters else {
      throw CaseError(
        "\"\(key)\" is nothing a step brings: expected \"t\", \"repeat\" or a gradient such as "
          + "\"dW1\" or \"db1\"", at: place)
    }
    throw unknown(key, "input", among: inputs + ["t", "repeat"], at: place)
  }

  private mutating func wholeNumber(
    _ name: String, atMost most: Int
  ) throws(CaseError) -> Int {
    let number = try guarded { (reader) throws(JSONError) in
      try reader.json.number("a whole number for \(name)")
    }
    guard let whole = Int(exactly: number.value), whole >= 1, whole <= most else {
      throw CaseError(
        "\(name) is \(number.text): expected a whole number from 1 "
          + (name == "t" ? "on (t counts the steps from 1)" : "to \(most)"), at: number.place)
    }
    return whole
  }

  // MARK: Values

  /// Reads a matrix into one that is there already, without new memory if both are plain numbers.
  private mutating func readMatrix(
    _ name: String, into value: inout Matrix
  ) throws(CaseError) {
    if value.shape == .scalar, let number = try scalar(name) {
      value.assign(number)
    } else {
      value = try matrix(name)
    }
  }

  /// Reads a plain number; nil, and nothing read, if a list comes next.
  private mutating func scalar(_ name: String) throws(CaseError) -> Double? {
    let expected = "a number or a list of rows"
    do {
      return try json.peek(expected) == .array ? nil : try json.value(expected)
    } catch {
      // The name is put in only now: a text made for every number would cost more than the number.
      throw CaseError(
        JSONError(error.place, found: error.found, expected: "\(expected) for \(name)"))
    }
  }

  /// Reads a number, a row of numbers, or a list of rows.
  private mutating func matrix(_ name: String) throws(CaseError) -> Matrix {
    let expected = "a number or a list of rows"
    let start = try valuePlace()
    if let number = try scalar(name) { return Matrix(number) }
    try guarded { (reader) throws(JSONError) in try reader.json.beginArray(expected) }
    var elements: [Double] = []
    var rows = 0
    var columns: Int?
    while try guarded({ (reader) throws(JSONError) in try reader.json.nextElement() }) {
      let rowPlace = json.memberPlace
      let inner = try guarded { (reader) throws(JSONError) in try reader.json.peek(expected) }
      guard inner == .array else {
        if columns != nil {
          throw CaseError("\(name) mixes rows and numbers: expected a row", at: rowPlace)
        }
        let row = try self.row(name, first: true)
        return try finish(name, Shape(1, row.count), row, start)
      }
      try guarded { (reader) throws(JSONError) in try reader.json.beginArray(expected) }
      let row = try self.row(name, first: false)
      if let columns, columns != row.count {
        throw CaseError(
          "\(name) is ragged: row \(rows + 1) has \(numbers(row.count)), row 1 has \(columns)",
          at: rowPlace)
      }
      columns = row.count
      rows += 1
      elements += row
      if elements.count > 1_000_000 {
        throw CaseError("\(name) has more than a million numbers", at: start)
      }
    }
    return try finish(name, Shape(rows, columns ?? 0), elements, start)
  }

  /// Reads numbers up to the end of a list; with `first` the list's first element is next already.
  private mutating func row(_ name: String, first: Bool) throws(CaseError) -> [Double] {
    let expected = "a number of \(name)"
    var row: [Double] = []
    var isNext = first
    while true {
      if !isNext {
        guard try guarded({ (reader) throws(JSONError) in try reader.json.nextElement() }) else {
          return row
        }
      }
      isNext = false
      row.append(
        try guarded { (reader) throws(JSONError) in try reader.json.value(expected) })
      if row.count > 1_000_000 {
        throw CaseError("\(name) has more than a million numbers", at: json.place)
      }
    }
  }

  private func finish(
    _ name: String, _ shape: Shape, _ elements: [Double], _ place: JSONPlace
  ) throws(CaseError) -> Matrix {
    guard shape.count > 0, let matrix = Matrix(shape: shape, elements: elements) else {
      throw CaseError("\(name) is empty: expected at least one number", at: place)
    }
    return matrix
  }

  private mutating func valuePlace() throws(CaseError) -> JSONPlace {
    try guarded { (reader) throws(JSONError) in try reader.json.valuePlace() }
  }

  /// Reads a text to be shown; control characters, which a terminal would obey, become spaces.
  private mutating func text(_ expected: String) throws(CaseError) -> String {
    let text = try guarded { (reader) throws(JSONError) in try reader.json.string(expected) }
    let shown = text.unicodeScalars.map { scalar in
      scalar.value < 0x20 || 0x7F..<0xA0 ~= scalar.value ? " " : scalar
    }
    return String(String.UnicodeScalarView(shown))
  }

  private mutating func guarded<Value>(
    _ body: (inout CaseReader) throws(JSONError) -> Value
  ) throws(CaseError) -> Value {
    do { return try body(&self) } catch { throw CaseError(error) }
  }

  private func unknown(
    _ word: String, _ what: String, among words: [String], at place: JSONPlace
  ) -> CaseError {
    CaseError(unknownWord(word, what, among: words), at: place)
  }
}

extension Symbol {
  /// Whether it is a hyperparameter.
  public var isHyperparameter: Bool {
    if case .hyperparameter = role { true } else { false }
  }

  /// Whether it is a state.
  public var isState: Bool {
    if case .state = role { true } else { false }
  }

  /// Checks that a hyperparameter may have a value.
  ///
  /// - Throws: `CaseError` with the value as it was written and the range.
  public func check(
    _ value: Double, text: String, at place: JSONPlace? = nil
  ) throws(CaseError) {
    guard case .hyperparameter(_, let range) = role, !range.contains(value) else { return }
    throw CaseError("\(name) (\(glyph)) is \(text): expected a number \(range.words)", at: place)
  }
}

/// The name of a parameter: letters, then the number of its layer.
public struct ParameterName: Equatable, Sendable {
  /// The layer.
  public let layer: Int
  /// Whether it is a bias: `b1`.
  public let isBias: Bool

  /// Reads a name such as `W1`; nil if it is none.
  public init?(_ name: String) {
    let letters = name.prefix { $0.isLetter && $0.isASCII }
    let digits = name.dropFirst(letters.count)
    guard !letters.isEmpty, digits.utf8.count <= 6, let layer = Int(digits), layer >= 1,
      digits.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 })
    else { return nil }
    self.layer = layer
    isBias = letters == "b"
  }
}

/// So many numbers, in words.
private func numbers(_ count: Int) -> String { count == 1 ? "1 number" : "\(count) numbers" }
