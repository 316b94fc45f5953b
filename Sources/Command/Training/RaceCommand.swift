import Curriculum
import Equations
import Files
import Numerics
import Text
import Tracing
import TrainingLoop

extension Subcommand {
  static let race = Subcommand(
    name: "race",
    summary: "Train the same network with several rules and show the runs side by side.",
    usage: "ENTRANT… [--decay SCHEDULE] [--layers 2,5,2,1] [--epochs N] "
      + "[--batch-size N] [--learning-rate α] [--seed N] [--data moons|FILE] "
      + "[--cost total-over-m|last-batch-mean] [--every N] "
      + "[--format text|json|csv] [--plot FILE.svg] [--force]",
    discussion:
      "An ENTRANT is the lesson of an optimizer, or one with variants behind a '~':\n"
      + "adam~missing-exponent. Eight may race. The options are those of 'gradus train' except\n"
      + "--optimizer, --variant and --set.",
    options: Option.training.filter { $0.name != "--set" },
    run: runRace)
}

@Sendable private func runRace(
  _ arguments: Arguments, _ console: Console
) throws(CommandError) -> Int32 {
  guard !arguments.words.isEmpty else {
    throw CommandError(
      .usage, "Missing ENTRANT.\n" + validWords(Curriculum.optimizers.map(\.id)))
  }
  guard arguments.words.count <= 8 else {
    throw CommandError(
      .usage, "\(arguments.words.count) entrants are too many to compare: expected 8 at most.")
  }
  let format: TrainingFormat = try arguments.choice("--format", default: .text)
  let (epochs, every) = (try arguments.epochs(), try arguments.every())
  let data = try arguments.dataset()
  var runs: [TrainingRun] = []
  for word in arguments.words {
    let plan = try arguments.entrant(word, data)
    let run = try TrainingRun(
      plan, data, epochs: epochs, every: every, hasCurve: arguments["--plot"] != nil)
    if runs.contains(where: { $0.isSame(as: run) }) {
      throw CommandError(.usage, "The entrant '\(run.name)' is given twice.")
    }
    runs.append(run)
    if runs.count == 1 { noteBatchSize(plan, data, console) }
  }
  let plots = try TrainingPlots(arguments, runs)
  let stop = StopRequest()
  for index in runs.indices { runs[index].run(stop, console) }
  stop.end()
  switch format {
  case .text: try console.write(RaceTable(runs).text(width: console.page.width))
  case .json: try console.write(TrainingJSON(runs).text)
  case .csv: try console.write(RaceTable(runs).csv)
  }
  try plots?.draw(runs, console)
  return runs.contains(where: \.isStopped) ? 130 : 0
}

extension Arguments {
  /// The plan of one entrant: `adam` or `adam~missing-exponent~missing-gate`.
  fileprivate func entrant(_ word: String, _ data: Dataset) throws(CommandError) -> TrainingPlan {
    let parts = word.split(separator: "~", omittingEmptySubsequences: false).map(String.init)
    guard let optimizer = Curriculum.optimizer(named: parts[0]) else {
      throw .unknown(parts[0], "optimizer", among: Curriculum.optimizers.map(\.id))
    }
    var plan = try plan(optimizer, data)
    if parts.contains("") {
      throw CommandError(.usage, "The entrant '\(word)' has a '~' without a variant behind it.")
    }
    plan.variants = try variants(
      plan, named: parts.dropFirst().flatMap { $0.split(separator: ",") }.map(String.init))
    return plan
  }
}

/// A table of several runs: one row for each epoch, one column for each run, the accuracies below.
struct RaceTable {
  private let runs: [TrainingRun]

  init(_ runs: [TrainingRun]) { self.runs = runs }

  private var epochs: [Int] { runs.first?.log.entries.map(\.epoch) ?? [] }

  private func cost(_ run: TrainingRun, _ row: Int) -> Double? {
    row < run.log.entries.count ? run.log.entries[row].cost : nil
  }

  /// The table for people.
  func text(width: Int) -> WrappedText {
    var text = WrappedText(width: width)
    guard let first = runs.first else { return text }
    let data = first.trainer.data
    text.line(
      StyledLine(data.name, .strong).with(
        ", \(counted(data.examples, "example")) · \(first.trainer.plan.setting)"))
    text.line()
    var rows = epochs.enumerated().map { row, epoch in
      (["\(epoch)"] + runs.map { run in cost(run, row).map(sixDecimals) ?? "" })
        .map { StyledLine($0) }
    }
    let accuracies = runs.map { run in
      run.trainer.epoch == 0
        ? ""
        : NumberStyle(digits: 4).text(Double(run.trainer.correct) / Double(data.examples))
    }
    rows.append((["accuracy"] + accuracies).map { StyledLine($0, .strong) })
    text.lines(under: ["epoch"] + runs.map(\.name), rows)
    let ends = runs.compactMap { run -> String? in
      guard run.isStopped else { return nil }
      let epochs = run.trainer.epoch
      return epochs == 0
        ? "\(run.name) was not begun."
        : "\(run.name) was stopped after \(counted(epochs, "epoch")) of \(run.epochs)."
    }
    let failures = runs.compactMap { run in
      run.trainer.firstNonFinite.map { "\(run.name): \($0.words)" }
    }
    if !(ends + failures).isEmpty { text.line() }
    for end in ends { text.line(StyledLine(end)) }
    for failure in failures { text.line(StyledLine(failure, .warning)) }
    return text
  }

  var csv: String {
    var text = "epoch," + runs.map(\.name).joined(separator: ",") + "\n"
    for (row, epoch) in epochs.enumerated() {
      text +=
        "\(epoch)," + runs.map { cost($0, row).map(shortest) ?? "" }.joined(separator: ",") + "\n"
    }
    return text
  }
}
