import JSON
import Numerics
import Tracing

extension WorksheetSpec {
  /// The source as a JSON object on one line, keys in a fixed order.
  public var json: [UInt8] {
    var json = JSONWriter()
    json.raw("{\"lesson\": ")
    json.string(lesson)
    json.raw(", \"case\": ")
    switch given {
    case .named(let name): json.string(name)
    case .whole(let text): json.raw(text)
    }
    if let seed {
      json.raw(", \"seed\": ")
      json.integer(Int64(seed))
    }
    if !settings.isEmpty {
      json.raw(", \"set\": {")
      for (index, setting) in settings.enumerated() {
        if index > 0 { json.raw(", ") }
        json.string(setting.name)
        json.raw(": ")
        json.number(setting.value)
      }
      json.raw("}")
    }
    if !asked.items.isEmpty {
      json.raw(", \"ask\": ")
      json.list(asked.items.map { $0.text })
    }
    if !asked.steps.isEmpty {
      json.raw(", \"steps\": ")
      json.list(asked.steps)
    }
    json.raw(", \"digits\": ")
    json.integer(digits)
    json.raw(", \"points\": ")
    json.integer(asked.points)
    if !convention.isEmpty {
      json.raw(", \"convention\": ")
      json.list(convention)
    }
    if let student {
      json.raw(", \"student\": ")
      json.string(student)
    }
    json.raw("}")
    return json.bytes
  }
}

extension BlankSelection.Item {
  /// Reads an item as it is typed: `v`, `W1[0,2]`, `W1[0,2]=3` for three points.
  public init?(_ text: String) {
    var name = text[...]
    var points: Int?
    if let mark = text.lastIndex(of: "=") {
      guard let number = Int(text[text.index(after: mark)...]),
        0...BlankSelection.mostPoints ~= number
      else { return nil }
      points = number
      name = text[..<mark]
    }
    guard let (quantity, entry) = MatrixIndex.split(String(name)), !quantity.isEmpty else {
      return nil
    }
    self.init(quantity, entry: entry, points: points)
  }

  /// The item as it is typed.
  public var text: String {
    name + (entry.map { "\($0)" } ?? "") + (points.map { "=\($0)" } ?? "")
  }
}
