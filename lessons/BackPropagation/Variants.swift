import Equations
import ForwardPropagation
import Tracing

/// Stands for any formula in the edits below.
private let x = Symbol.placeholder("x")
private let y = Symbol.placeholder("y")

/// Variants of back-propagation in a network with a number of layers.
public func backVariants(layers L: Int) -> [Variant] {
  [meanInTheGradients(L)] + outputBugs(L) + gateBugs(L) + biasBugs(L)
}

/// One edit for each layer in a range.
private func each(_ layers: ClosedRange<Int>, _ edit: (Int) -> Edit) -> [Edit] { layers.map(edit) }

private func meanInTheGradients(_ L: Int) -> Variant {
  Variant(
    "mean-in-the-gradients", .convention,
    "dZ stays a sum, and the mean's 1/m stands in dW and db of every layer.",
    invisible: "in dW and db, except in the last bits; dZ and dA are m times as large.",
    sources: ["the course's notebook on the deep network (its linear_backward)"],
    edits: [.replace(1 / m * x, with: x, in: dZ[L])]
      + each(1...L) { .replace(dZ[$0] • x, with: 1 / m * (dZ[$0] • x), in: dW[$0]) }
      + each(1...L) { .rewrite(db[$0] ← 1 / m * sum(dZ[$0], axis: .along) ∵ "the mean") })
}

private func outputBugs(_ L: Int) -> [Variant] {
  [
    Variant(
      "missing-mean", .bug,
      "The 1/m is missing: every gradient is m times too large.",
      invisible: "in a mini-batch of one example.",
      sources: ["foreseen by this lesson, not seen in print"],
      edits: [.replace(1 / m * x, with: x, in: dZ[L])]),

    Variant(
      "mean-twice", .bug,
      "1/m in dZ and again in dW and db: two books' forms mixed, and every dW and db is m times too small.",
      invisible: "in a mini-batch of one example.",
      sources: ["foreseen by this lesson, not seen in print"],
      edits: each(1...L) { .replace(dZ[$0] • x, with: 1 / m * (dZ[$0] • x), in: dW[$0]) }
        + each(1...L) { .rewrite(db[$0] ← 1 / m * sum(dZ[$0], axis: .along) ∵ "the mean") }),

    Variant(
      "answer-and-label-swapped", .bug,
      "Y − A in place of A − Y: every gradient points the other way, and the cost climbs.",
      invisible: "where every answer is its label.",
      sources: ["foreseen by this lesson, not seen in print"],
      edits: [.replace(A[L] - Y, with: Y - A[L], in: dZ[L])]),

    Variant(
      "sigmoid-derivative-twice", .bug,
      "A − Y is multiplied by the sigmoid's derivative A·(1 − A), which it contains already.",
      invisible: "where every answer is exactly its label.",
      sources: ["foreseen by this lesson, not seen in print"],
      edits: [.replace(A[L] - Y, with: (A[L] - Y) * A[L] * (1 - A[L]), in: dZ[L])]),
  ]
}

private func gateBugs(_ L: Int) -> [Variant] {
  guard L > 1 else { return [] }
  return [
    Variant(
      "missing-gate", .bug,
      "ReLU's derivative is left out, or asks A ≥ 0, which always holds: the blame passes through units "
        + "that were silent.",
      invisible: "where no hidden unit was silent.",
      sources: ["foreseen by this lesson, not seen in print"],
      edits: each(1...(L - 1)) { .replace(dA[$0] * x, with: dA[$0], in: dZ[$0]) })
  ]
}

private func biasBugs(_ L: Int) -> [Variant] {
  [
    Variant(
      "bias-sums-everything", .bug,
      "np.sum(dZ) without an axis: one number for all the units of a layer.",
      invisible: "where each layer has one unit.",
      sources: ["foreseen by this lesson, not seen in print"],
      edits: each(1...L) { .rewrite(db[$0] ← sum(dZ[$0]) ∵ "the sum over units and examples") }),

    Variant(
      "bias-sums-the-wrong-axis", .bug,
      "axis=0 in place of axis=1: a number for each example in place of each unit.",
      invisible: "only where each layer has one unit and the mini-batch one example.",
      sources: ["foreseen by this lesson, not seen in print"],
      edits: each(1...L) {
        .replace(sum(x, axis: .along), with: sum(x, axis: .down), in: db[$0])
      }),
  ]
}
