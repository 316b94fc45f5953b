import Equations
import Text
import Tracing
import TrainingLoop

extension LogDiagnosis {
  /// The diagnosis in plain words: what to do first, then what shows it.
  public func text() -> String {
    var text = headline
    if verdict == .ambiguous {
      for one in explanations {
        text += "\n  \(one.name)\n    \(one.command)\n"
      }
    } else if verdict != .unknown, let one = explanations.first {
      text += one.description
    }
    text += "\n" + evidence
    if verdict != .unknown, let one = explanations.first {
      text += "\nTo see this run:\n  \(one.command)\n"
    }
    if log.furtherRuns > 0 {
      text +=
        "\nThe text holds \(counted(log.furtherRuns, "further log")) below this one; only the first is looked at.\n"
    }
    return text
  }

  private var headline: String {
    guard let one = explanations.first, verdict != .unknown else {
      return "Nothing known prints this log; \(counted(tried, "candidate")) tried.\n"
    }
    switch verdict {
    case .correct: return "Nothing to mend: this is the log of \(one.setting).\n"
    case .convention:
      return "Nothing to mend: this is the log of \(one.setting), in another book's form.\n"
    case .ambiguous:
      return "The log does not tell \(counted(explanations.count, "explanation")) apart.\n"
    case .diagnosed, .unknown:
      let bugs = one.variants.filter { $0.variant.kind == .bug }.map { $0.argument }
      return "Mend \(listed(bugs)): this is the log of \(one.setting) with "
        + (bugs.count == 1 ? "one mistake" : "\(bugs.count) mistakes") + ".\n"
    }
  }

  /// How much agrees, and what does not, line by line.
  private var evidence: String {
    guard let one = explanations.first else {
      return "No candidate prints even its first line.\n"
    }
    var parts: [String] = []
    let all = one.lines.count
    let costs = all == 1 ? "the printed cost" : "\(all) printed costs"
    parts.append(
      one.reproduced == all
        ? (all == 1 ? "the printed cost" : "all \(costs)") : "\(one.reproduced) of \(costs)")
    if one.learningRates.of > 0 {
      parts.append("\(one.learningRates.agreeing) of \(one.learningRates.of) learning rates")
    }
    if one.accuracyAgrees == true { parts.append("the accuracy") }
    let isOne = parts.count == 1 && (all == 1 || one.reproduced == 1)
    var text = (verdict == .unknown ? "The nearest is \(one.name): " : "")
    text += listed(parts) + (isOne ? " agrees" : " agree") + ".\n"
    text = text.capitalizedFirst
    if one.accuracyAgrees == false, let accuracy = one.accuracy, let printed = log.accuracy {
      text +=
        "The accuracy does not: \(printed.printed) is printed, "
        + "the run gets \(accuracy.correct) of \(accuracy.of) right.\n"
    }
    if one.lines.allSatisfy({ $0.printed == "nan" }) {
      text += "A log of NaN tells little: many mistakes end so.\n"
    }
    text += differences(one)
    let doubled = log.costs.filter { $0.isDoubled }.map { "\($0.epoch)" }
    if !doubled.isEmpty { text += "Printed twice: epoch \(listed(doubled)).\n" }
    if !log.lostEpochs.isEmpty {
      text += "Not in the log: epoch \(listed(log.lostEpochs.prefix(12).map { "\($0)" })).\n"
    }
    for line in log.costs {
      if let misread = line.misreadEpoch {
        text +=
          "Line \(line.line) says epoch \(misread); between its neighbours it is \(line.epoch).\n"
      }
    }
    if ruleReproduces < one.reproduced, !one.variants.isEmpty, verdict != .ambiguous {
      text += "The rule itself prints \(ruleReproduces) of \(all).\n"
    }
    for set in one.sameRun.prefix(6) {
      text +=
        "The same run, bit for bit: \(set.map { $0.argument }.joined(separator: ","))"
        + " (what it changes besides is never used).\n"
    }
    return text
  }

  private func differences(_ one: Explanation) -> String {
    let others = one.lines.filter { !$0.agrees }
    guard !others.isEmpty else { return "" }
    var text = ""
    if isChaotic {
      text +=
        "This training is chaotic: a change in the last bit of a number alters its later costs, so a log "
        + "can be\ncompared in its first lines only.\n"
    } else if verdict != .unknown {
      text += "The other \(others.count == 1 ? "line looks" : "lines look") damaged:\n"
    }
    text += "  epoch   printed   reproduced\n"
    for line in others.prefix(20) {
      text +=
        "  \(padded("\(line.epoch)", 6))  \(padded(line.printed, 8))  \(line.reproduced ?? "–")\n"
    }
    if others.count > 20 { text += "  and \(others.count - 20) more\n" }
    return text
  }
}

extension LogDiagnosis.Explanation {
  /// What ran, mistakes apart: `Adam, α = 0.01, falling by the schedule staircase`.
  var setting: String {
    var words = optimizer.title
    if learningRate != 0.0007 { words += " with α = \(learningRate)" }
    if let decay { words += ", falling by the schedule \(decay.rawValue)" }
    if batchSize != 64 { words += ", in mini-batches of \(batchSize)" }
    switch averaging {
    case TrainingPlan.Averaging.totalOverM.rawValue: words += ", costs the epoch's total over m"
    case TrainingPlan.Averaging.lastBatchMean.rawValue:
      words += ", costs the mean of the last mini-batch"
    default: break
    }
    return words
  }

  /// The setting with the names of its variants.
  var name: String {
    setting
      + (variants.isEmpty ? "" : ", with " + listed(variants.map { $0.argument }))
  }

  /// Each variant's sentence and its equation beside the rule's.
  fileprivate var description: String {
    var text = ""
    for one in variants {
      text += "\n\(one.variant.kind == .bug ? "Mistake" : "Convention") \(one.argument)\n"
      text += "  \(one.variant.title)\n"
      if let line = changedLine(of: one) {
        text += "  here  \(line.variant ?? "(left out)")\n"
        if let rule = line.rule { text += "  rule  \(rule)\n" }
      }
    }
    return text
  }
}
