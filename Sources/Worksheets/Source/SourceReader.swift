import JSON
import Text
import Tracing

/// Reads a source's JSON object, member by member.
struct SourceReader {
  var json: JSONReaderThrowing<CaseError>
  private var seen: [String] = []

  private static let known = [
    "lesson", "case", "seed", "set", "ask", "steps", "digits", "points", "convention", "student",
  ]
  /// The most members of a list.
  private static let mostMembers = 1_000

  init(_ json: JSONReader) { self.json = JSONReaderThrowing(json) }

  /// Reads the object.
  mutating func source() throws(CaseError) -> WorksheetSpec {
    var source = WorksheetSpec(lesson: "", given: .named(""))
    try json.beginObject("the source of a worksheet: an object in '{' and '}'")
    while let key = try json.nextKey() {
      let place = json.memberPlace
      if seen.contains(key) { throw CaseError("\"\(key)\" stands here twice", at: place) }
      seen.append(key)
      try member(key, of: &source, at: place)
    }
    for key in ["lesson", "case"] where !seen.contains(key) {
      throw CaseError("the source of the worksheet has no \"\(key)\"", at: json.place)
    }
    return source
  }

  private mutating func member(
    _ key: String, of source: inout WorksheetSpec, at place: JSONPlace
  ) throws(CaseError) {
    switch key {
    case "lesson": source.lesson = try text("the lesson's name in double quotes")
    case "case": source.given = try given()
    case "seed":
      source.seed = UInt32(try whole("seed", from: 0, to: Int64(UInt32.max)))
    case "set": source.settings = try settings()
    case "ask":
      source.asked.items = try list { (reader) throws(CaseError) in try reader.item() }
    case "steps":
      source.asked.steps = try list { (reader) throws(CaseError) in
        Int(try reader.whole("a step", from: 1, to: Int64(Int32.max)))
      }
    case "digits": source.digits = Int(try whole("digits", from: 1, to: 17))
    case "points":
      source.asked.points = Int(try whole("points", from: 0, to: Int64(BlankSelection.mostPoints)))
    case "convention":
      source.convention = try list { (reader) throws(CaseError) in
        try reader.text("the name of a convention in double quotes")
      }
    case "student": source.student = try text("the student's name in double quotes")
    default: throw CaseError(unknownWord(key, "key", among: Self.known), at: place)
    }
  }

  /// The name of a case, or a whole case.
  private mutating func given() throws(CaseError) -> WorksheetSpec.Given {
    let expected = "a case's name in double quotes, or a whole case"
    switch try json.peek(expected) {
    case .object:
      var copy = JSONWriter()
      do { try copy.copy(from: &json.reader) } catch { throw CaseError(error) }
      return .whole(copy.bytes)
    case .array, .number, .string, .word: return .named(try text(expected))
    }
  }

  private mutating func settings() throws(CaseError) -> [WorksheetSpec.Setting] {
    try json.beginObject("hyperparameters with their values in '{' and '}'")
    var settings: [WorksheetSpec.Setting] = []
    while let name = try json.nextKey() {
      let place = json.memberPlace
      guard settings.count < Self.mostMembers else {
        throw CaseError("more than \(Self.mostMembers) settings", at: place)
      }
      guard !settings.contains(where: { $0.name == name }) else {
        throw CaseError("\"\(name)\" stands here twice", at: place)
      }
      let number = try json.number("a number for \(name)")
      settings.append(WorksheetSpec.Setting(name, number.value))
    }
    return settings
  }

  private mutating func item() throws(CaseError) -> BlankSelection.Item {
    let text = try text("a quantity in double quotes, such as \"v\" or \"W1[0,0]\"")
    guard let item = BlankSelection.Item(text) else {
      throw CaseError(
        "\"\(text)\" is not a quantity: \(BlankSelection.Item.expected)", at: json.memberPlace)
    }
    return item
  }

  private mutating func list<Element>(
    _ element: (inout SourceReader) throws(CaseError) -> Element
  ) throws(CaseError) -> [Element] {
    try json.beginArray("a list in '[' and ']'")
    var elements: [Element] = []
    while try json.nextElement() {
      guard elements.count < Self.mostMembers else {
        throw CaseError("a list of more than \(Self.mostMembers)", at: json.memberPlace)
      }
      elements.append(try element(&self))
    }
    return elements
  }

  private mutating func whole(
    _ name: String, from least: Int64, to most: Int64
  ) throws(CaseError) -> Int64 {
    let number = try json.number("a whole number for \(name)")
    guard let value = Int64(exactly: number.value), least <= value, value <= most else {
      throw CaseError(
        "\(name) is \(number.text): expected a whole number from \(least) to \(most)",
        at: number.place)
    }
    return value
  }

  private mutating func text(_ expected: String) throws(CaseError) -> String {
    try json.string(expected)
      .visible
  }
}

extension BlankSelection.Item {
  /// The form of an item, for messages.
  public static let expected =
    "expected NAME, NAME[ROW,COL] or either with =POINTS, as in v_dW1[0,1]=2; rows and columns count "
    + "from 0"
}

extension JSONWriter {
  /// Copies the next value of a reader onto one line; numbers stay as written.
  mutating func copy(from json: inout JSONReader) throws(JSONError) {
    switch try json.peek("a value") {
    case .object:
      try json.beginObject("an object")
      beginObject()
      while let name = try json.nextKey() {
        key(named: name)
        try copy(from: &json)
      }
      endObject()
    case .array:
      try json.beginArray("a list")
      beginList()
      while try json.nextElement() {
        element()
        try copy(from: &json)
      }
      endList()
    case .string: string(try json.string("a text"))
    case .number: raw(Array(try json.number("a number").text.utf8))
    case .word: raw(Array(try json.word("true, false or null").utf8))
    }
  }
}
