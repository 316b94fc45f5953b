import BackPropagation
import Decay
import Equations
import ForwardPropagation
import MiniBatches
import Numerics
import Tracing
import TrainingLoop

/// The settings that may have printed a log; those closest to the course's own come first.
struct LogCandidates {
  /// The course's learning rate and mini-batch size, which are tried besides those named in the
  /// log.
  private static let courseRate = 0.0007
  private static let courseSize = 64

  private let log: PrintedLog
  /// The lessons whose rules may have made the steps, the course's own first.
  private let optimizers: [Lesson]
  private let schedules: [Falling]
  /// Learning rates and mini-batch sizes, with a weight for how unusual each is.
  private let rates: [(value: Double, weight: Int)]
  private let sizes: [(value: Int, weight: Int)]
  /// For each optimizer, the compatible sets of its variants, by size.
  private var sets: [String: [[[AppliedVariant]]]] = [:]

  /// A decay of the learning rate, with or without a mistake in it.
  struct Falling {
    let schedule: TrainingPlan.Schedule?
    let bugs: [AppliedVariant]
    var weight: Int
  }

  init(_ log: PrintedLog, _ optimizers: [Lesson]) {
    self.log = log
    self.optimizers = optimizers
    var rates: [(value: Double, weight: Int)] = []
    func add(_ value: Double, _ weight: Int) {
      if !rates.contains(where: { $0.value == value }) { rates.append((value, weight)) }
    }
    if let first = log.learningRates.first, let value = Double(first.printed), value > 0,
      value.isFinite
    {
      add(value, 0)
    } else {
      add(Self.courseRate, 0)
      for value in log.namedLearningRates.prefix(4) { add(value, 0) }
    }
    for value in [0.01, 0.1, 0.001, 0.007, 0.00007, Self.courseRate] { add(value, 1) }
    self.rates = rates
    var sizes = [(value: Self.courseSize, weight: 0)]
    for size in log.namedBatchSizes.prefix(4) + [32, 128, 256, 300, 16] {
      if !sizes.contains(where: { $0.value == size }) {
        sizes.append((size, log.namedBatchSizes.contains(size) ? 0 : 1))
      }
    }
    self.sizes = sizes
    schedules = Falling.fitting(log, rates.map { $0.value }, optimizers[0])
  }

  /// All settings with a given weight.
  mutating func settings(weight: Int) -> [LogSetting] {
    var found: [LogSetting] = []
    for optimizer in optimizers {
      // An optimizer that the text does not name is less likely than a mistake in the one it names.
      let surprise = log.namedOptimizer.map { $0 == optimizer.id ? 0 : 2 } ?? 0
      guard surprise <= weight else { continue }
      for steps in 0...(weight - surprise) {
        // Three mistakes at once are tried only in the course's own optimizer.
        guard steps < 3 || optimizer.id == optimizers[0].id else { continue }
        for set in sets(of: optimizer, size: steps) {
          var setting = LogSetting(optimizer: optimizer)
          setting.variants = set
          setting.weight = steps + surprise
          settings(from: setting, weight: weight, &found)
        }
      }
    }
    return found
  }

  /// A setting combined with mini-batches, rates and schedules that add up to a weight.
  private func settings(from start: LogSetting, weight: Int, _ found: inout [LogSetting]) {
    let cuts = [[]] + MiniBatches.miniBatches.variants.map { [AppliedVariant($0)] }
    for cut in cuts where start.weight + cut.count <= weight {
      // With mistakes in both the rule and the mini-batches, only the course's own settings are
      // tried.
      let isPlain = start.weight + cut.count < 2
      for falling in schedules {
        for rate in rates where isPlain || rate.weight == 0 || start.weight + cut.count == 0 {
          for size in sizes where start.weight + cut.count == 0 || size.weight == 0 {
            let own = start.weight + cut.count + falling.weight + rate.weight + size.weight
            guard own == weight else { continue }
            var setting = start
            setting.variants += cut + falling.bugs
            setting.learningRate = rate.value
            setting.batchSize = size.value
            setting.schedule = falling.schedule
            setting.weight = own
            found.append(setting)
          }
        }
      }
    }
  }

  /// The compatible sets of a given size of an optimizer's variants; no two have the same
  /// equations.
  private mutating func sets(of optimizer: Lesson, size: Int) -> [[AppliedVariant]] {
    var known = sets[optimizer.id] ?? [[[]]]
    while known.count <= size {
      var next: [[AppliedVariant]] = []
      for set in known[known.count - 1] {
        let last = set.last.flatMap { one in
          optimizer.variants.firstIndex { $0.id == one.variant.id }
        }
        for variant in optimizer.variants[((last ?? -1) + 1)...] {
          let more = set + [AppliedVariant(variant)]
          guard let context = try? EditedRule(optimizer.rule, applying: more) else { continue }
          if context.variants.count == more.count { next.append(more) }
        }
      }
      known.append(next)
    }
    sets[optimizer.id] = known
    return known[size]
  }

  /// Every setting with one more variant, of any participating lesson.
  static func more(_ setting: LogSetting) -> [LogSetting] {
    let own = setting.optimizer.variants
    let cut = MiniBatches.miniBatches.variants
    let hasCut = setting.variants.contains { one in cut.contains { $0.id == one.variant.id } }
    let scoped = own.flatMap { variant in
      [Edit.Scope.weights, .biases].map { AppliedVariant(variant, scope: $0) }
    }.filter { one in
      one.variant.edits.allSatisfy { $0.isOfOneParameter && $0.scope == .everywhere }
    }
    let network = (forwardPropagation.variants + backPropagation.variants).filter { variant in
      !variant.edits.allSatisfy { $0.target == J }
    }
    let plain = own + (hasCut ? [] : cut) + network
    return (plain.map { AppliedVariant($0) } + scoped).filter { one in
      !setting.variants.contains { $0.variant.id == one.variant.id }
    }.map { setting.adding($0) }
  }
}

extension LogCandidates.Falling {
  /// The schedules that print the log's learning rates; if it has none, a constant rate comes
  /// first.
  static func fitting(
    _ log: PrintedLog, _ starts: [Double], _ optimizer: Lesson
  ) -> [LogCandidates.Falling] {
    let none = LogCandidates.Falling(schedule: nil, bugs: [], weight: 0)
    let all = all
    guard let start = starts.first, !log.learningRates.isEmpty else {
      return [none]
        + all.filter {
          $0.bugs.isEmpty && ($0.schedule == .staircase || $0.schedule == .inverseTime)
        }
        .map { LogCandidates.Falling(schedule: $0.schedule, bugs: [], weight: 1) }
    }
    let counts = ([none] + all).map { ($0, $0.agreeing(log, start, optimizer)) }
    let most = counts.map { $0.1 }.max() ?? 0
    guard most > 0 else { return [none] + all }
    return counts.filter { $0.1 == most }.map { $0.0 }
  }

  private static var all: [LogCandidates.Falling] {
    TrainingPlan.Schedule.allCases.flatMap { schedule in
      let bugs = decay.variants.filter { variant in
        variant.kind == .bug
          && (variant.within ?? TrainingPlan.Schedule.inverseTime.rawValue) == schedule.rawValue
          && variant.edits.allSatisfy { if case .miscopy = $0.change { false } else { true } }
      }
      return [LogCandidates.Falling(schedule: schedule, bugs: [], weight: 0)]
        + bugs.map {
          LogCandidates.Falling(schedule: schedule, bugs: [AppliedVariant($0)], weight: 1)
        }
    }
  }

  /// The number of printed learning rates that it reproduces, computed with the smallest possible
  /// network.
  private func agreeing(_ log: PrintedLog, _ start: Double, _ optimizer: Lesson) -> Int {
    var plan = TrainingPlan(optimizer: optimizer)
    plan.layers = [2, 1]
    plan.batchSize = 300
    plan.learningRate = start
    plan.schedule = schedule
    plan.variants = bugs
    guard let trainer = try? Trainer(plan, .moons(2)) else { return 0 }
    var agreeing = 0
    for line in log.learningRates.sorted(by: { $0.epoch < $1.epoch }) {
      while trainer.epoch <= line.epoch { _ = trainer.runEpoch(isPrinted: false) }
      if fixed(trainer.learningRate, decimals: line.decimals) == line.printed { agreeing += 1 }
    }
    return agreeing
  }
}

extension LogCandidates {
  /// A variant of the network's own lessons, by name.
  func variant(_ id: String) -> Variant? {
    (forwardPropagation.variants + backPropagation.variants).first { $0.id == id }
  }
}
