import Equations
import Numerics
import Text
import Tracing
import TrainingLoop

/// A run's report on a terminal.
struct TrainingText {
  private let run: TrainingRun
  private var trainer: Trainer { run.trainer }

  init(_ run: TrainingRun) { self.run = run }

  var text: String {
    var text = heading
    let hasSchedule = trainer.plan.schedule != nil
    var table = [["epoch", "cost"] + (hasSchedule ? ["learning rate"] : [])]
    for entry in run.log.entries {
      table.append(
        ["\(entry.epoch)", sixDecimals(entry.cost)]
          + (hasSchedule ? [NumberStyle().text(entry.learningRate)] : []))
    }
    text += "\n" + aligned(table) + "\n" + ending
    return text
  }

  /// The network, the data and the method.
  private var heading: String {
    let plan = trainer.plan
    var text =
      "\(plan.optimizer.title) · \(trainer.data.name), \(counted(trainer.data.examples, "example")) · layers "
    text += plan.layers.map { "\($0)" }.joined(separator: ", ")
    text +=
      " · mini-batches of \(plan.batchSize) · α = \(NumberStyle.full.text(plan.learningRate))\n"
    text += plan.differences
    for applied in plan.variants {
      let kind = applied.variant.kind.introduction
      text += "\(kind) \(applied.argument): \(applied.variant.title)\n"
    }
    return text
  }

  /// The results.
  private var ending: String {
    let data = trainer.data
    var text = ""
    if run.isStopped {
      text += "Stopped after \(counted(trainer.epoch, "epoch")) of \(run.epochs).\n"
    }
    let correct = trainer.correct
    let accuracy = Double(correct) / Double(data.examples)
    text += "Accuracy \(NumberStyle(digits: 4).text(accuracy)) "
    text += "(\(correct) of \(data.examples)) after \(counted(trainer.epoch, "epoch")), "
    text += "\(counted(trainer.updates, "update")).\n"
    if data.ones == 0 || data.ones == data.examples {
      text += "Every label is \(data.ones == 0 ? 0 : 1): there is nothing to tell apart.\n"
    }
    if trainer.epochsWithoutCost > 0 {
      text += "The cost is NaN or infinite in \(trainer.epochsWithoutCost) of "
      text += "\(counted(trainer.epoch, "epoch")).\n"
    }
    if let nonFinite = trainer.firstNonFinite { text += nonFinite.words + "\n" }
    return text
  }
}

extension TrainingPlan {
  /// The differences from the course's run, on a separate line; empty if there are none.
  var differences: String {
    let course = TrainingPlan(optimizer: optimizer)
    var parts: [String] = []
    if let schedule { parts.append("decay \(schedule.rawValue)") }
    parts += hyperparameters.map { "\($0.name) = \(NumberStyle.full.text($0.value))" }
    if seed != course.seed { parts.append("seed \(seed)") }
    if costs != course.costs { parts.append("cost \(costs.rawValue)") }
    return parts.isEmpty ? "" : parts.joined(separator: " · ") + "\n"
  }
}

/// A run as a table for other programs, with every digit of every cost.
struct TrainingCSV {
  let text: String

  init(_ run: TrainingRun) {
    let hasSchedule = run.trainer.plan.schedule != nil
    var text = "epoch,cost" + (hasSchedule ? ",learning_rate" : "") + "\n"
    for entry in run.log.entries {
      text += "\(entry.epoch),\(shortest(entry.cost))"
      text += hasSchedule ? ",\(shortest(entry.learningRate))\n" : "\n"
    }
    self.text = text
  }
}
