import Equations
import ForwardPropagation
import Tracing

/// Stands for any formula in the edits below.
private let x = Symbol.placeholder("x")

let averagings = [
  Variant(
    "last-batch-mean", .convention,
    "The printed cost is the mean over the epoch's last mini-batch: the course's older notebook.",
    invisible: "where the epoch is one mini-batch, but for the last bit.",
    sources: ["the course's notebook of 2017 to 2020", "003_e0be1b1ddbc20c1c.txt"],
    edits: [.rewrite(cost ← 1 / columnCount(Y) * sum(ℓ) ∵ "the mean over this mini-batch")]),

  Variant(
    "averaged-twice", .bug,
    "Means of mini-batches are added up and divided by m: a cost about 64 times too small.",
    invisible: "where every mini-batch has one example.",
    sources: [
      "002_c6fcb3da329976e8.txt:383 with a compute_cost that returns a mean", "published logs",
    ],
    edits: [.replace(sum(ℓ), with: 1 / columnCount(Y) * sum(ℓ), in: total)]),

  Variant(
    "sum-of-means", .bug,
    "Means of mini-batches are added up and not divided: a cost as many times too large as there are "
      + "mini-batches.",
    invisible: "in the printed cost, where the epoch is one mini-batch.",
    sources: ["published logs"],
    edits: [
      .replace(sum(ℓ), with: 1 / columnCount(Y) * sum(ℓ), in: total),
      .rewrite(cost ← total ∵ "the sum of the means"),
    ]),
]

let stableForms = [
  Variant(
    "stable-sigmoid", .convention,
    "σ from the exponential that cannot overflow: eᶻ/(eᶻ + 1) for a negative z.",
    invisible:
      "down to z = −709.78, but for the last bits; below, only this one is above 0, until −745.13.",
    sources: ["the usual stable form; 000_aa0cf3ad49dec0e9.txt:300 prints what it avoids"],
    edits: [
      .replace(σ(x), with: exp(min(x, 0)) / (exp(min(x, 0)) + exp(min(-x, 0))), in: a)
    ]),

  Variant(
    "cost-from-logits", .convention,
    "The loss is computed from z, without σ and its logarithm: max(z, 0) − z·y + log(1 + e⁻|z|).",
    invisible:
      "but for the last bits, while σ(z) is well inside 0 and 1; nearer to 1 the two terms lose digits.",
    sources: ["tf.nn.sigmoid_cross_entropy_with_logits", "torch.nn.BCEWithLogitsLoss"],
    edits: [
      .rewrite(
        ℓ ← max(z, 0) - z * Y + log(1 + exp(-max(z, -z))) ∵ "the same loss, from z itself")
    ]),
]
