import JSON
import Numerics

extension Case {
  /// The case as the contents of a case file.
  public var json: [UInt8] {
    var json = JSONWriter()
    json.object(.lines(2)) { json in
      json.member("lesson", head.lesson)
      json.member("name", head.name)
      json.member("title", head.title)
      json.object("hyperparameters", .spaced, numbers: head.hyperparameters)
      if !head.start.isEmpty { json.object("start", .spaced) { $0.members(head.start) } }
      json.list("steps", steps, .lines(4)) { json, step in
        json.object(.spaced) { json in
          json.member("t", step.t)
          json.members(step.values)
          if step.times != 1 { json.member("repeat", step.times) }
        }
      }
    }
    json.raw("\n")
    return json.bytes
  }
}

extension JSONWriter {
  /// Appends named matrices, one per line.
  fileprivate mutating func members(_ all: [(name: String, value: Matrix)]) {
    for one in all {
      newline(6)
      key(named: one.name)
      if one.value.shape == .scalar { number(one.value.elements[0]) } else { matrix(one.value) }
    }
  }
}
