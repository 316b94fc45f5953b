import Files
import Numerics
import Text
import Tracing
import TrainingLoop

/// A run of the training loop with its log, to its end or until it is stopped.
struct TrainingRun {
  let trainer: Trainer
  private(set) var log: TrainingLog
  let epochs: Int
  /// The name in tables: `adam`, `adam~missing-exponent`.
  let name: String

  var isStopped: Bool { trainer.epoch < epochs }

  /// Whether another run has the same rule and the same variants.
  func isSame(as other: TrainingRun) -> Bool {
    func arguments(_ run: TrainingRun) -> [String] {
      run.trainer.plan.variants.map(\.argument).sorted()
    }
    return trainer.plan.optimizer.id == other.trainer.plan.optimizer.id
      && arguments(self) == arguments(other)
  }

  /// Prepares a run.
  init(
    _ plan: TrainingPlan, _ data: Dataset, epochs: Int, every: Int, hasCurve: Bool
  ) throws(CommandError) {
    do { trainer = try Trainer(plan, data) } catch {
      let message = error.message.capitalizedFirst
      throw CommandError(.usage, message.hasSuffix(".") ? message : message + ".")
    }
    log = TrainingLog(every: every, epochs: epochs, hasCurve: hasCurve)
    self.epochs = epochs
    name = ([plan.optimizer.id] + plan.variants.map(\.argument)).joined(separator: "~")
  }

  /// Runs until the last epoch, or until a stop is requested.
  mutating func run(_ stop: StopRequest?, _ console: Console) {
    var progress = TrainingProgress(name: name, epochs: epochs, console)
    while trainer.epoch < epochs, stop?.isMade != true {
      if let cost = trainer.runEpoch(isPrinted: log.wants(trainer.epoch)) {
        log.add(cost, of: trainer)
        progress.cost = cost
      }
      progress.show(trainer.epoch)
    }
    progress.clear()
  }
}

/// A line on the terminal that shows the progress of a run, a few times a second.
private struct TrainingProgress {
  private let name: String
  private let epochs: Int
  private let console: Console
  private let clock = ContinuousClock()
  private var last: ContinuousClock.Instant
  private var isShown = false
  /// The last known cost.
  var cost = Double.nan

  init(name: String, epochs: Int, _ console: Console) {
    self.name = name
    self.epochs = epochs
    self.console = console
    last = clock.now
  }

  mutating func show(_ epoch: Int) {
    guard console.showsProgress, epoch % 16 == 0 else { return }
    let now = clock.now
    guard now - last > .milliseconds(100) else { return }
    last = now
    isShown = true
    console.progress(
      "\(name): epoch \(epoch) of \(epochs), last known cost \(sixDecimals(cost))")
  }

  func clear() { if isShown { console.progress("") } }
}

/// A cost as the notebook prints it, `%f`.
func sixDecimals(_ value: Double) -> String {
  value.isFinite && value.magnitude < 1e15
    ? fixed(value, decimals: 6) : NumberStyle().text(value)
}
