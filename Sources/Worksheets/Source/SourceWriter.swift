import JSON
import Numerics
import Tracing

extension WorksheetSpec {
  /// The source as a JSON object on one line, keys in a fixed order.
  public var json: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("lesson", lesson)
      switch given {
      case .named(let name): json.member("case", name)
      case .whole(let text):
        json.key("case")
        json.raw(text)
      }
      if let seed { json.member("seed", seed) }
      if !settings.isEmpty { json.object("set", numbers: settings.map { ($0.name, $0.value) }) }
      if !asked.items.isEmpty { json.member("ask", asked.items.map { $0.text }) }
      if !asked.steps.isEmpty { json.member("steps", asked.steps) }
      json.member("digits", digits)
      json.member("points", asked.points)
      if !convention.isEmpty { json.member("convention", convention) }
      if let student { json.member("student", student) }
    }
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
