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

  /// The report for people.
  func text(width: Int) -> WrappedText {
    var text = WrappedText(width: width)
    writeHeading(in: &text)
    text.line()
    let hasSchedule = trainer.plan.schedule != nil
    let rows = run.log.entries.map { entry in
      ["\(entry.epoch)", sixDecimals(entry.cost)]
        + (hasSchedule ? [NumberStyle().text(entry.learningRate)] : [])
    }
    text.lines(
      under: ["epoch", "cost"] + (hasSchedule ? ["learning rate"] : []),
      rows.map { $0.map { StyledLine($0) } })
    text.line()
    writeEnding(in: &text)
    return text
  }

  /// What was trained, and how.
  private func writeHeading(in text: inout WrappedText) {
    let plan = trainer.plan
    text.line(
      StyledLine(plan.optimizer.title, .strong).with(" · \(trainer.data.name), ")
        .with("\(counted(trainer.data.examples, "example")) · \(plan.setting)"))
    if !plan.differences.isEmpty { text.line(StyledLine(plan.differences)) }
    for applied in plan.variants {
      let kind = applied.variant.kind
      text.line(
        StyledLine("\(kind.introduction) ").with(
          applied.argument, kind == .convention ? .strong : .warning
        ).with(": \(applied.variant.title)"))
    }
  }

  /// What came of it.
  private func writeEnding(in text: inout WrappedText) {
    let data = trainer.data
    if run.isStopped {
      text.line(StyledLine("Stopped after \(counted(trainer.epoch, "epoch")) of \(run.epochs)."))
    }
    let correct = trainer.correct
    let accuracy = Double(correct) / Double(data.examples)
    text.line(
      StyledLine(
        "Accuracy \(NumberStyle(digits: 4).text(accuracy)) "
          + "(\(correct) of \(data.examples)) after \(counted(trainer.epoch, "epoch")), "
          + "\(counted(trainer.updates, "update"))."))
    if data.ones == 0 || data.ones == data.examples {
      let label = data.ones == 0 ? 0 : 1
      text.line(
        StyledLine("Every label is \(label): there is nothing to tell apart.", .warning))
    }
    if trainer.epochsWithoutCost > 0 {
      text.line(
        StyledLine(
          "The cost is NaN or infinite in \(trainer.epochsWithoutCost) of "
            + "\(counted(trainer.epoch, "epoch")).", .warning))
    }
    if let nonFinite = trainer.firstNonFinite { text.line(StyledLine(nonFinite.words, .warning)) }
  }
}

extension TrainingPlan {
  /// The network and how it is trained: `layers 2, 5, 1 · mini-batches of 64 · α = 0.01`.
  var setting: String {
    "layers \(layers.map { "\($0)" }.joined(separator: ", ")) · mini-batches of \(batchSize) · "
      + "α = \(NumberStyle.full.text(learningRate))"
  }

  /// What is not as in the course's run; nothing if all is.
  var differences: String {
    let course = TrainingPlan(optimizer: optimizer)
    var parts: [String] = []
    if let schedule { parts.append("decay \(schedule.rawValue)") }
    parts += hyperparameters.map { "\($0.name) = \(NumberStyle.full.text($0.value))" }
    if seed != course.seed { parts.append("seed \(seed)") }
    if costs != course.costs { parts.append("cost \(costs.rawValue)") }
    return parts.joined(separator: " · ")
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
