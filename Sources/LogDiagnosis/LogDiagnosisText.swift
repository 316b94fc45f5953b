import Equations
import Text
import Tracing
import TrainingLoop

extension LogDiagnosis {
  /// The diagnosis in plain words: first what to do, then the evidence.
  ///
  /// - Parameter width: The number of columns.
  public func text(width: Int = 80) -> WrappedText {
    var text = WrappedText(width: width)
    text.words(StyledLine(headline, verdict.isRight ? .good : .bad))
    if verdict == .ambiguous {
      for one in explanations {
        text.line()
        text.words(one.name, after: "  ")
        text.line("    \(one.command)")
      }
    } else if verdict != .unknown, let one = explanations.first {
      one.writeDescription(in: &text)
    }
    text.line()
    writeEvidence(in: &text)
    if verdict != .unknown, let one = explanations.first {
      text.line()
      text.line("To see this run:")
      text.line("  \(one.command)")
    }
    if log.furtherRuns > 0 {
      text.line()
      text.words(
        "The text holds \(counted(log.furtherRuns, "further log")) below this one; only the first is "
          + "looked at.")
    }
    return text
  }

  private var headline: String {
    guard let one = explanations.first, verdict != .unknown else {
      return "Nothing known prints this log; \(counted(tried, "candidate")) tried."
    }
    switch verdict {
    case .correct: return "Nothing to mend: this is the log of \(one.setting)."
    case .convention:
      return "Nothing to mend: this is the log of \(one.setting), in another form."
    case .ambiguous:
      return "The log does not tell \(counted(explanations.count, "explanation")) apart."
    case .diagnosed, .unknown:
      let bugs = one.variants.filter { $0.variant.kind == .bug }.map { $0.argument }
      return "Mend \(listed(bugs)): this is the log of \(one.setting) with "
        + (bugs.count == 1 ? "one mistake" : "\(bugs.count) mistakes") + "."
    }
  }

  /// Adds how much agrees, and which lines do not.
  private func writeEvidence(in text: inout WrappedText) {
    guard let one = explanations.first else {
      return text.words("No candidate prints even its first line.")
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
    let agreement =
      (verdict == .unknown ? "The nearest is \(one.name): " : "") + listed(parts)
      + (isOne ? " agrees." : " agree.")
    text.words(agreement.capitalizedFirst)
    if one.accuracyAgrees == false, let accuracy = one.accuracy, let printed = log.accuracy {
      text.words(
        "The accuracy does not: \(printed.printed) is printed, "
          + "the run gets \(accuracy.correct) of \(accuracy.of) right.")
    }
    if one.lines.allSatisfy({ $0.printed == "nan" }) {
      text.words("A log of NaN tells little: many mistakes end so.")
    }
    writeDifferences(one, in: &text)
    let doubled = log.costs.filter { $0.isDoubled }.map { "\($0.epoch)" }
    if !doubled.isEmpty { text.words("Printed twice: epoch \(listed(doubled)).") }
    if !log.lostEpochs.isEmpty {
      text.words("Not in the log: epoch \(listed(log.lostEpochs.prefix(12).map { "\($0)" })).")
    }
    for line in log.costs {
      if let misread = line.misreadEpoch {
        text.words(
          "Line \(line.line) says epoch \(misread); between its neighbours it is \(line.epoch).")
      }
    }
    if ruleReproduces < one.reproduced, !one.variants.isEmpty, verdict != .ambiguous {
      text.words("The rule itself prints \(ruleReproduces) of \(all).")
    }
    for set in one.sameRun.prefix(6) {
      text.words(
        "The same run, bit for bit: \(set.map { $0.argument }.joined(separator: ","))"
          + " (what it changes besides is never used).")
    }
  }

  private func writeDifferences(_ one: Explanation, in text: inout WrappedText) {
    let others = one.lines.filter { !$0.agrees }
    guard !others.isEmpty else { return }
    if isChaotic {
      text.words(
        "This training is chaotic: a change in the last bit of a number alters its later costs, so a "
          + "log can be compared in its first lines only.")
    } else if verdict != .unknown {
      text.words("The other \(others.count == 1 ? "line looks" : "lines look") damaged:")
    }
    text.rows(
      [["epoch ", "printed ", "reproduced"]]
        + others.prefix(20).map { line in
          [
            StyledLine("\(line.epoch)"), StyledLine(line.printed),
            StyledLine(line.reproduced ?? "–"),
          ]
        }, indent: 2)
    if others.count > 20 { text.line("  and \(others.count - 20) more") }
  }
}

extension LogDiagnosis.Explanation {
  /// The setting without mistakes: `Adam, α = 0.01, falling by the schedule staircase`.
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

  /// Adds each variant's sentence and its equation beside the rule's.
  fileprivate func writeDescription(in text: inout WrappedText) {
    for one in variants {
      text.line()
      text.words(
        StyledLine(
          "\(one.variant.kind == .bug ? "Mistake" : "Convention") \(one.argument)", .strong))
      text.words(one.variant.title, after: "  ")
      if let line = changedLine(of: one) {
        text.line(StyledLine("  here  ").with(line.variant ?? "(left out)", .warning))
        if let rule = line.rule { text.line(StyledLine("  rule  ").with(rule, .good)) }
      }
    }
  }
}
