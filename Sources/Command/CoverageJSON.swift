import Diagnosis
import Equations
import JSON
import Tracing

extension Coverage {
  func json(_ lesson: Lesson) -> String {
    var json = JSONWriter()
    json.raw("{\n  \"schema\": \"gradus.coverage/1\",\n  \"lesson\": ")
    json.string(lesson.id)
    json.raw(",\n  \"decimals\": ")
    json.integer(printed.decimals)
    json.raw(",\n  \"only\": ")
    json.list(printed.names)
    json.raw(",\n  \"variants\": {")
    for (index, variant) in variants.enumerated() {
      json.next(index)
      json.string(variant.id)
      json.raw(": {")
      for (at, one) in cases.enumerated() {
        if at > 0 { json.raw(", ") }
        json.string(one.name)
        json.raw(": ")
        json.string(one.sights[index].rawValue)
      }
      json.raw("}")
    }
    json.raw("\n  },\n  \"inseparable\": [")
    for (index, group) in inseparable.enumerated() {
      json.next(index)
      json.list(group)
    }
    json.raw(inseparable.isEmpty ? "]" : "\n  ]")
    json.raw(",\n  \"scores\": {")
    for (index, one) in cases.enumerated() {
      json.next(index)
      json.string(one.name)
      json.raw(": {\"seen\": ")
      json.score(one.seen)
      json.raw(", \"apart\": ")
      json.score(one.apart)
      json.raw(", \"pairs\": ")
      json.score(one.pairs)
      json.raw("}")
    }
    json.raw("\n  },\n  \"pairs\": {")
    for (index, one) in cases.enumerated() {
      json.next(index)
      json.string(one.name)
      json.raw(": {\"same\": [")
      for (at, group) in one.groups.enumerated() {
        if at > 0 { json.raw(", ") }
        json.list(group)
      }
      json.raw("], \"hidden\": [")
      for (at, pair) in one.hidden.enumerated() {
        json.next(at)
        json.raw("  {\"variants\": ")
        json.list(pair.variants)
        json.raw(", \"prints\": ")
        if let prints = pair.prints { json.string(prints) } else { json.raw("null") }
        json.raw("}")
      }
      json.raw("]}")
    }
    json.raw("\n  }\n}\n")
    return String(decoding: json.bytes, as: UTF8.self)
  }
}

extension JSONWriter {
  /// Begins the next member, on a line of its own.
  fileprivate mutating func next(_ index: Int) { raw(index == 0 ? "\n    " : ",\n    ") }

  fileprivate mutating func score(_ score: Score) {
    raw("{\"count\": ")
    integer(score.count)
    raw(", \"of\": ")
    integer(score.total)
    raw("}")
  }
}
