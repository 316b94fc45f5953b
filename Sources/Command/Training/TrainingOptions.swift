import Equations
import Files
import Numerics
import Tracing
import TrainingLoop

extension Option {
  static let training: [Option] = [
    Option(
      "--decay", "SCHEDULE", "Let the learning rate fall: \(words(TrainingPlan.Schedule.self))."),
    Option("--layers", "N,N,…", "Units of each layer, features first, 1 last (2,5,2,1)."),
    Option("--epochs", "N", "How many times to go through the examples (10000)."),
    Option("--batch-size", "N", "Examples of a mini-batch (64)."),
    Option(
      "--learning-rate", "α", otherNames: ["--lr", "--alpha", "--rate", "--learning_rate"],
      "The learning rate, or where a schedule starts (0.0007)."),
    Option(
      "--set", "NAME=VALUE", repeats: true,
      "Give a hyperparameter another value: beta1, epsilon; of a schedule rate, base, k, interval."),
    Option(
      "--seed", "N",
      "Draw the first weights after seed N, shuffle after N + 8, N + 9 … (3, the course's)."),
    Option("--data", "moons|FILE", "The course's moons, or a CSV of features and a 0/1 label."),
    Option("--cost", "KIND", "What a printed cost is: \(words(TrainingPlan.Averaging.self))."),
    Option("--every", "N", "Print the cost every N epochs (1000)."),
    Option("--format", "NAME", "text, json or csv (text if not given)."),
    Option(
      "--plot", "FILE.svg",
      "Draw the costs, and beside it FILE-NAME.svg with the decision boundary."),
    .force,
  ]

  private static func words<Value: RawRepresentable & CaseIterable>(_ type: Value.Type) -> String
  where Value.RawValue == String {
    let all = Value.allCases.map(\.rawValue)
    return all.dropLast().joined(separator: ", ") + " or " + (all.last ?? "")
  }
}

enum TrainingFormat: String, CaseIterable { case text, json, csv }

extension Arguments {
  /// The plan that the options describe for a lesson's rule.
  func plan(_ optimizer: Lesson, _ data: Dataset) throws(CommandError) -> TrainingPlan {
    var plan = TrainingPlan(optimizer: optimizer)
    plan.layers = try layers(data)
    plan.batchSize = try wholeNumber("--batch-size", 1...1_000_000_000) ?? plan.batchSize
    plan.seed = try seed() ?? plan.seed
    plan.costs = try choice("--cost", default: plan.costs)
    if self["--decay"] != nil {
      plan.schedule = try choice("--decay", default: TrainingPlan.Schedule.inverseTime)
    }
    if let text = self["--learning-rate"] {
      guard let rate = Double(text), rate.isFinite, rate >= 0 else {
        throw CommandError(
          .usage, "The value of --learning-rate is '\(text)': expected a number from 0 on.")
      }
      plan.learningRate = rate
    }
    plan.hyperparameters = try hyperparameters(plan)
    return plan
  }

  /// The variants of `--variant`, or with given names, that a plan may use.
  func variants(
    _ plan: TrainingPlan, named names: [String]? = nil
  ) throws(CommandError) -> [AppliedVariant] {
    try variants(
      named: names, among: plan.knownVariants, of: "this run",
      isScoped: { plan.optimizer.variant($0.id) != nil })
  }

  /// The training examples.
  func dataset() throws(CommandError) -> Dataset {
    guard let name = self["--data"], name != "moons" else { return Dataset.moons() }
    let bytes: [UInt8]
    do { bytes = try InputFile(name, into: reads).all(atMost: 200_000_000) } catch {
      if case .missing = error, !name.contains("."), !name.contains("/") {
        throw .unknown(name, "data set", among: ["moons", "a CSV file"])
      }
      throw CommandError(error)
    }
    let short = name == "-" ? "standard input" : name
    do { return try Dataset(csv: bytes, name: short) } catch {
      let column = error.column.map { ", column \($0)" } ?? ""
      throw CommandError(.unreadable, "\(short), line \(error.line)\(column): \(error.message).")
    }
  }

  /// The number of epochs.
  func epochs() throws(CommandError) -> Int {
    try wholeNumber("--epochs", 1...100_000_000) ?? 10_000
  }

  /// The number of epochs between printed costs.
  func every() throws(CommandError) -> Int {
    try wholeNumber("--every", 1...100_000_000) ?? 1000
  }

  private func layers(_ data: Dataset) throws(CommandError) -> [Int] {
    guard let text = self["--layers"] else { return [data.features, 5, 2, 1] }
    let sizes = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    guard sizes.count >= 2, sizes.allSatisfy({ 1...10_000 ~= $0 }) else {
      throw CommandError(
        .usage,
        "The value of --layers is '\(text)': expected the number of features, the units of each layer and "
          + "1, as in 2,5,2,1; a layer has from 1 to 10000 units.")
    }
    return sizes
  }

  /// The values of `--set`, which may belong to any participating lesson.
  private func hyperparameters(
    _ plan: TrainingPlan
  ) throws(CommandError) -> [(name: String, value: Double)] {
    for assignment in all("--set") {
      let parts = assignment.split(separator: "=", omittingEmptySubsequences: false)
      guard plan.optimizer.symbols.hyperparameter(named: String(parts[0]))?.name == "alpha" else {
        continue
      }
      throw CommandError(
        .usage,
        "--set \(assignment): the learning rate of a training is an option: expected "
          + "--learning-rate \(parts.count == 2 ? parts[1] : "0.01").")
    }
    return try assignments(plan.knownHyperparameters, of: "this run")
  }
}
