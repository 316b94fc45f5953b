import Curriculum
import Files
import JSON
import Numerics
import Plots
import Text
import Tracing
import TrainingLoop

extension Subcommand {
  static let train = Subcommand(
    name: "train",
    summary: "Train the notebook's network with a lesson's rule, any variants switched on.",
    usage: "[--optimizer LESSON] [--variant ID[,ID…]] "
      + "[--decay SCHEDULE] [--layers 2,5,2,1] [--epochs N] "
      + "[--batch-size N] [--learning-rate α] [--set NAME=VALUE]… [--seed N] "
      + "[--data moons|FILE] [--cost total-over-m|last-batch-mean] [--every N] "
      + "[--format text|json|csv] [--plot FILE.svg] [--force]",
    discussion:
      """
      Without options this is the course's own run: 300 moons, layers of 2, 5, 2 and 1 units, He's
      initialization after seed 3, mini-batches of 64 shuffled after seeds 11, 12 …, Adam, 10,000
      epochs. --variant takes variants of the optimizer, forward-propagation, back-propagation,
      mini-batches, training and decay. A schedule counts epochs from 0, as the notebook does, and
      sets the rate after each epoch; square-root-epoch counts from 1. Ctrl-C ends a run early and
      prints what there is (exit code 130). A CSV has features and, in its last column, a label of
      0 or 1; a first line of names is skipped.
      """,
    options: [
      Option("--optimizer", "LESSON", "The rule that makes the steps (adam)."), .variant,
    ] + Option.training,
    run: runTrain)
}

@Sendable private func runTrain(
  _ arguments: Arguments, _ console: Console
) throws(CommandError) -> Int32 {
  _ = try arguments.words([])
  let name = arguments["--optimizer"] ?? Curriculum.usualOptimizer.id
  guard let optimizer = Curriculum.optimizer(named: name) else {
    throw .unknown(name, "optimizer", among: Curriculum.optimizers.map(\.id))
  }
  let format: TrainingFormat = try arguments.choice("--format", default: .text)
  let (epochs, every) = (try arguments.epochs(), try arguments.every())
  let data = try arguments.dataset()
  var plan = try arguments.plan(optimizer, data)
  plan.variants = try arguments.variants(plan)
  var run = try TrainingRun(
    plan, data, epochs: epochs, every: every, hasCurve: arguments["--plot"] != nil)
  let plots = try TrainingPlots(arguments, [run])
  noteBatchSize(plan, data, console)
  let stop = StopRequest()
  run.run(stop, console)
  stop.end()
  switch format {
  case .text: try console.write(TrainingText(run).text(width: console.page.width))
  case .json: try console.write(TrainingJSON(run).text)
  case .csv: try console.write(TrainingCSV(run).text)
  }
  if run.isStopped, format != .text {
    console.error("Note: stopped after \(counted(run.trainer.epoch, "epoch")) of \(epochs).\n")
  }
  try plots?.draw([run], console)
  return run.isStopped ? 130 : 0
}

/// Notes that a mini-batch cannot be larger than the data.
func noteBatchSize(_ plan: TrainingPlan, _ data: Dataset, _ console: Console) {
  guard plan.batchSize > data.examples else { return }
  console.error(
    "Note: the mini-batches are larger than the data: each epoch is one mini-batch of "
      + "\(counted(data.examples, "example")).\n")
}
