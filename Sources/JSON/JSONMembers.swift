import Numerics

/// Objects and lists; the writer adds commas, spaces and line breaks between their members.
///
/// ```swift
/// json.object(.lines(2)) {
///   $0.member("lesson", "adam")
///   $0.list("steps", steps, .lines(4)) { json, step in
///     json.object { $0.member("t", step.t) }
///   }
/// }
/// ```
extension JSONWriter {
  // MARK: Objects

  /// Appends an object whose members `write` appends.
  public mutating func object(
    _ layout: JSONLayout = .inline, _ write: (inout JSONWriter) -> Void
  ) {
    beginObject(layout)
    write(&self)
    endObject()
  }

  /// Begins an object whose members are written one by one.
  public mutating func beginObject(_ layout: JSONLayout = .inline) {
    begin(UInt8(ascii: "{"), layout)
  }

  /// Ends the innermost object.
  public mutating func endObject() { end(UInt8(ascii: "}")) }

  /// Appends the key of the next member.
  public mutating func key(_ key: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    raw(key)
    raw("\": ")
  }

  /// Appends a key known only at run time.
  public mutating func key(named key: String) {
    separate()
    string(key)
    raw(": ")
  }

  /// Puts the next member or element on a new line, indented by a number of spaces.
  public mutating func newline(_ indent: Int) { frame.lineBreak = indent }

  // MARK: Members

  /// Appends a member: a text, or null.
  public mutating func member(_ key: StaticString, _ text: String?) {
    self.key(key)
    if let text { string(text) } else { raw("null") }
  }

  /// Appends a member: a whole number, or null.
  public mutating func member(_ key: StaticString, _ number: Int?) {
    self.key(key)
    if let number { integer(number) } else { raw("null") }
  }

  /// Appends a member: a seed, which a 32-bit `Int` cannot hold.
  public mutating func member(_ key: StaticString, _ seed: UInt32) {
    self.key(key)
    integer(Int64(seed))
  }

  /// Appends a member: a number.
  public mutating func member(_ key: StaticString, _ number: Double) {
    self.key(key)
    self.number(number)
  }

  /// Appends a member: true, false or null.
  public mutating func member(_ key: StaticString, _ flag: Bool?) {
    self.key(key)
    guard let flag else { return raw("null") }
    if flag { raw("true") } else { raw("false") }
  }

  /// Appends a member: texts, on one line.
  public mutating func member(_ key: StaticString, _ texts: [String]) {
    self.key(key)
    list(texts)
  }

  /// Appends a member: whole numbers, on one line.
  public mutating func member(_ key: StaticString, _ numbers: [Int]) {
    self.key(key)
    list(numbers) { $0.integer($1) }
  }

  /// Appends a member: an object whose members `write` appends.
  public mutating func object(
    _ key: StaticString, _ layout: JSONLayout = .inline, _ write: (inout JSONWriter) -> Void
  ) {
    self.key(key)
    object(layout, write)
  }

  /// Appends a member: an object of named numbers.
  public mutating func object(
    _ key: StaticString, _ layout: JSONLayout = .inline, numbers: [(name: String, value: Double)]
  ) {
    object(key, layout) { json in
      for one in numbers {
        json.key(named: one.name)
        json.number(one.value)
      }
    }
  }

  /// Appends a member: a list whose elements `write` appends.
  public mutating func list<Element>(
    _ key: StaticString, _ elements: [Element], _ layout: JSONLayout = .inline,
    _ write: (inout JSONWriter, Element) -> Void
  ) {
    self.key(key)
    list(elements, layout, write)
  }

  /// Appends the members at the head of a document: its schema, lesson and case.
  public mutating func head(schema: String, lesson: String, case name: String?) {
    member("schema", schema)
    member("lesson", lesson)
    member("case", name)
  }

  /// Appends the members that identify an entry of a matrix.
  public mutating func members(_ index: MatrixIndex) {
    member("row", index.row)
    member("column", index.column)
  }

  // MARK: Lists

  /// Appends a list whose elements `write` appends.
  public mutating func list<Element>(
    _ elements: [Element], _ layout: JSONLayout = .inline,
    _ write: (inout JSONWriter, Element) -> Void
  ) {
    beginList(layout)
    for element in elements {
      separate()
      write(&self, element)
    }
    endList()
  }

  /// Appends a list of texts on one line.
  public mutating func list(_ texts: [String]) { list(texts) { $0.string($1) } }

  /// Begins a list whose elements are written one by one.
  public mutating func beginList(_ layout: JSONLayout = .inline) {
    begin(UInt8(ascii: "["), layout)
  }

  /// Begins the next element of a list.
  public mutating func element() { separate() }

  /// Ends the innermost list.
  public mutating func endList() { end(UInt8(ascii: "]")) }

  // MARK: Layout

  private mutating func begin(_ bracket: UInt8, _ layout: JSONLayout) {
    bytes.append(bracket)
    outer.append(frame)
    frame = JSONFrame(layout: layout)
  }

  private mutating func end(_ bracket: UInt8) {
    if !frame.isEmpty {
      switch frame.layout {
      case .inline, .hanging: break
      case .spaced: bytes.append(UInt8(ascii: " "))
      case .lines(let indent): line(indent - 2)
      }
    }
    bytes.append(bracket)
    if let last = outer.popLast() { frame = last }
  }

  /// Appends the separator before a member or an element.
  private mutating func separate() {
    let isFirst = frame.isEmpty
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    if let indent = frame.lineBreak {
      line(indent)
    } else {
      switch frame.layout {
      case .inline: if !isFirst { bytes.append(UInt8(ascii: " ")) }
      case .spaced: bytes.append(UInt8(ascii: " "))
      case .lines(let indent), .hanging(let indent): line(indent)
      }
    }
    frame.isEmpty = false
    frame.lineBreak = nil
  }

  private mutating func line(_ indent: Int) {
    bytes.append(0x0A)
    self.indent(indent)
  }
}
