import JSON
import Numerics
import Tracing
import TrainingLoop

/// One or more runs as a JSON document, `gradus.training/1`, with every digit of costs and
/// parameters.
struct TrainingJSON {
  private var json = JSONWriter()

  /// The document of one run.
  init(_ run: TrainingRun) {
    json.object(.lines(2)) { json in
      json.member("schema", "gradus.training/1")
      json.members(of: run, indent: 2)
    }
    json.raw("\n")
  }

  /// The document of a race.
  init(_ runs: [TrainingRun]) {
    json.object(.lines(2)) { json in
      json.member("schema", "gradus.race/1")
      json.list("runs", runs, .lines(4)) { json, run in
        json.object(.lines(6)) { $0.members(of: run, indent: 6) }
      }
    }
    json.raw("\n")
  }

  var text: String { String(decoding: json.bytes, as: UTF8.self) }
}

extension JSONWriter {
  fileprivate mutating func members(of run: TrainingRun, indent: Int) {
    let (trainer, plan) = (run.trainer, run.trainer.plan)
    member("optimizer", plan.optimizer.id)
    member("variants", plan.variants.map(\.argument))
    member("data", trainer.data.name)
    member("examples", trainer.data.examples)
    member("layers", plan.layers)
    member("batchSize", plan.batchSize)
    member("learningRate", plan.learningRate)
    member("decay", plan.schedule?.rawValue)
    object("hyperparameters", numbers: plan.hyperparameters)
    member("seed", Int(plan.seed))
    member("cost", plan.costs.rawValue)
    member("epochs", trainer.epoch)
    member("isStopped", run.isStopped)
    member("updates", trainer.updates)
    list("log", run.log.entries, .lines(indent + 2)) { json, entry in
      json.object { json in
        json.member("epoch", entry.epoch)
        json.member("cost", entry.cost)
        if plan.schedule != nil { json.member("learningRate", entry.learningRate) }
      }
    }
    let correct = trainer.correct
    member("correct", correct)
    member("accuracy", Double(correct) / Double(trainer.data.examples))
    member("epochsWithoutCost", trainer.epochsWithoutCost)
    nonFinite(trainer.firstNonFinite)
    object("parameters", .lines(indent + 2)) { json in
      for (name, value) in trainer.parameters {
        json.key(named: name)
        json.matrix(value, indent: indent + 4)
      }
    }
  }

  private mutating func nonFinite(_ nonFinite: FirstNonFinite?) {
    key("firstAccident")
    guard let nonFinite else { return raw("null") }
    object { json in
      json.member("epoch", nonFinite.epoch)
      json.member("batch", nonFinite.batch)
      json.member("update", nonFinite.update)
      json.member("target", nonFinite.target)
      json.member("words", nonFinite.words)
    }
  }
}
