import Diagnosis
import Equations
import JSON
import Tracing

extension Coverage {
  func json(_ lesson: Lesson) -> String {
    var json = JSONWriter()
    json.object(.lines(2)) { json in
      json.member("schema", "gradus.coverage/1")
      json.member("lesson", lesson.id)
      json.member("decimals", printed.decimals)
      json.member("only", printed.names)
      json.object("variants", .lines(4)) { json in
        for (index, variant) in variants.enumerated() {
          json.key(named: variant.id)
          json.object { json in
            for one in cases {
              json.key(named: one.name)
              json.string(one.sights[index].rawValue)
            }
          }
        }
      }
      json.list("inseparable", inseparable, .lines(4)) { $0.list($1) }
      json.object("scores", .lines(4)) { json in
        for one in cases {
          json.key(named: one.name)
          json.object { json in
            json.score("seen", one.seen)
            json.score("apart", one.apart)
            json.score("pairs", one.pairs)
          }
        }
      }
      json.object("pairs", .lines(4)) { json in
        for one in cases {
          json.key(named: one.name)
          json.object { json in
            json.list("same", one.groups) { $0.list($1) }
            json.list("hidden", one.hidden, .hanging(6)) { json, pair in
              json.object { json in
                json.member("variants", pair.variants)
                json.member("prints", pair.prints)
              }
            }
          }
        }
      }
    }
    json.raw("\n")
    return String(decoding: json.bytes, as: UTF8.self)
  }
}

extension JSONWriter {
  fileprivate mutating func score(_ name: StaticString, _ score: Score) {
    object(name) { json in
      json.member("count", score.count)
      json.member("of", score.total)
    }
  }
}
