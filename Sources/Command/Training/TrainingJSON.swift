import JSON
import Numerics
import Tracing
import TrainingLoop

/// One or several runs as a JSON document, `gradus.training/1`: every digit of every cost and parameter.
struct TrainingJSON {
  private var json = JSONWriter()

  /// The document of one run.
  init(_ run: TrainingRun) {
    json.raw("{\n  \"schema\": \"gradus.training/1\",\n")
    write(run, indent: 2)
    json.raw("}\n")
  }

  /// The document of a race.
  init(_ runs: [TrainingRun]) {
    json.raw("{\n  \"schema\": \"gradus.race/1\",\n  \"runs\": [")
    for (index, run) in runs.enumerated() {
      json.raw(index == 0 ? "\n    {\n" : ",\n    {\n")
      write(run, indent: 6)
      json.raw("    }")
    }
    json.raw("\n  ]\n}\n")
  }

  var text: String { String(decoding: json.bytes, as: UTF8.self) }

  private mutating func write(_ run: TrainingRun, indent: Int) {
    let (trainer, plan) = (run.trainer, run.trainer.plan)
    member("optimizer", indent) { $0.string(plan.optimizer.id) }
    member("variants", indent) { $0.list(plan.variants.map(\.argument)) }
    member("data", indent) { $0.string(trainer.data.name) }
    member("examples", indent) { $0.integer(trainer.data.examples) }
    member("layers", indent) { $0.list(plan.layers) }
    member("batchSize", indent) { $0.integer(plan.batchSize) }
    member("learningRate", indent) { $0.number(plan.learningRate) }
    member("decay", indent) { json in
      if let schedule = plan.schedule { json.string(schedule.rawValue) } else { json.raw("null") }
    }
    member("hyperparameters", indent) { json in
      json.raw("{")
      for (index, one) in plan.hyperparameters.enumerated() {
        if index > 0 { json.raw(", ") }
        json.string(one.name)
        json.raw(": ")
        json.number(one.value)
      }
      json.raw("}")
    }
    member("seed", indent) { $0.integer(Int(plan.seed)) }
    member("cost", indent) { $0.string(plan.costs.rawValue) }
    member("epochs", indent) { $0.integer(trainer.epoch) }
    member("isStopped", indent) { $0.raw(run.isStopped ? "true" : "false") }
    member("updates", indent) { $0.integer(trainer.updates) }
    member("log", indent) { json in
      json.raw("[")
      for (index, entry) in run.log.entries.enumerated() {
        json.raw(index == 0 ? "\n" : ",\n")
        json.indent(indent + 2)
        json.raw("{\"epoch\": ")
        json.integer(entry.epoch)
        json.raw(", \"cost\": ")
        json.number(entry.cost)
        if plan.schedule != nil {
          json.raw(", \"learningRate\": ")
          json.number(entry.learningRate)
        }
        json.raw("}")
      }
      json.raw("\n")
      json.indent(indent)
      json.raw("]")
    }
    let correct = trainer.correct
    member("correct", indent) { $0.integer(correct) }
    member("accuracy", indent) { json in
      json.number(Double(correct) / Double(trainer.data.examples))
    }
    member("epochsWithoutCost", indent) { $0.integer(trainer.epochsWithoutCost) }
    member("firstAccident", indent) { $0.nonFinite(trainer.firstNonFinite) }
    member("parameters", indent, isLast: true) { json in
      json.raw("{")
      for (index, (name, value)) in trainer.parameters.enumerated() {
        json.raw(index == 0 ? "\n" : ",\n")
        json.indent(indent + 2)
        json.string(name)
        json.raw(": ")
        json.matrix(value, indent: indent + 4)
      }
      json.raw("\n")
      json.indent(indent)
      json.raw("}")
    }
  }

  private mutating func member(
    _ name: String, _ indent: Int, isLast: Bool = false, _ value: (inout JSONWriter) -> Void
  ) {
    json.indent(indent)
    json.string(name)
    json.raw(": ")
    value(&json)
    json.raw(isLast ? "\n" : ",\n")
  }
}

extension JSONWriter {
  fileprivate mutating func nonFinite(_ nonFinite: FirstNonFinite?) {
    guard let nonFinite else { return raw("null") }
    raw("{\"epoch\": ")
    integer(nonFinite.epoch)
    raw(", \"batch\": ")
    integer(nonFinite.batch)
    raw(", \"update\": ")
    integer(nonFinite.update)
    raw(", \"target\": ")
    string(nonFinite.target)
    raw(", \"words\": ")
    string(nonFinite.words)
    raw("}")
  }
}
