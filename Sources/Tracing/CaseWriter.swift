import JSON
import Numerics

extension Case {
  /// The case as a case file has it.
  public var json: [UInt8] {
    var json = JSONWriter()
    json.raw("{\n  \"lesson\": ")
    json.string(head.lesson)
    json.raw(",\n  \"name\": ")
    json.string(head.name)
    json.raw(",\n  \"title\": ")
    json.string(head.title)
    json.raw(",\n  \"hyperparameters\": {")
    for (index, one) in head.hyperparameters.enumerated() {
      json.raw(index == 0 ? " " : ", ")
      json.string(one.name)
      json.raw(": ")
      json.number(one.value)
    }
    json.raw(head.hyperparameters.isEmpty ? "}" : " }")
    if !head.start.isEmpty {
      json.raw(",\n  \"start\": {")
      json.members(head.start)
      json.raw(" }")
    }
    json.raw(",\n  \"steps\": [")
    for (index, step) in steps.enumerated() {
      json.raw(index == 0 ? "\n    { \"t\": " : ",\n    { \"t\": ")
      json.integer(step.t)
      if !step.values.isEmpty { json.raw(",") }
      json.members(step.values)
      if step.times != 1 {
        json.raw(", \"repeat\": ")
        json.integer(step.times)
      }
      json.raw(" }")
    }
    json.raw("\n  ]\n}\n")
    return json.bytes
  }
}

extension JSONWriter {
  /// Appends named matrices, one a line.
  fileprivate mutating func members(_ all: [(name: String, value: Matrix)]) {
    for (index, one) in all.enumerated() {
      raw(index == 0 ? "\n      " : ",\n      ")
      string(one.name)
      raw(": ")
      if one.value.shape == .scalar {
        number(one.value.elements[0])
        continue
      }
      raw("[")
      for row in 0..<one.value.shape.rows {
        if row > 0 { raw(", ") }
        list(Array(one.value.row(row))) { $0.number($1) }
      }
      raw("]")
    }
  }
}
