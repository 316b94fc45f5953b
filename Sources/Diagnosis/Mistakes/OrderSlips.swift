import Equations
import Tracing

// The steps of a case taken otherwise than they come, and a state that starts at the mean.
extension Lesson {
  /// Newest first, one step too few or too many, a start at the mean of all.
  var orderSlips: [Variant] {
    let counted =
      rule.updatesParameters
      ? [
        slip(
          "last-step-not-made",
          "The last step is not made, or the results are printed before it.",
          "in a case of one step.", [.take(.withoutLast)]),
        slip(
          "last-step-made-twice", "The last step is made once more than the case has it.",
          "where the last step changes nothing.", [.take(.lastTwice)]),
      ] : []
    return counted + [
      slip(
        "newest-first", "The steps are taken from the last to the first.",
        "where the steps are the same from both ends.", [.take(.newestFirst)])
    ] + means + lateSlips(counting: true)
  }

  private var means: [Variant] {
    rule.lines.compactMap { line in
      let inputs = line.formula.symbols.filter { $0.role == .input && !$0.counts }
      guard line.target.isState, inputs.count == 1 else { return nil }
      return slip(
        "\(line.target.name)-starts-at-mean",
        "\(line.target.glyph) starts at the mean of all \(inputs[0].glyph).",
        "where that mean is \(line.target.glyph)'s own start.",
        [.take(.fromMean(line.target, of: inputs[0]))])
    }
  }
}
