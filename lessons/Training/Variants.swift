import Equations
import ForwardPropagation
import Tracing

/// Stands for any formula in the edits below.
private let x = Symbol.placeholder("x")
/// The number of mini-batches so far in the epoch; it starts at 0 in every epoch.
private let seen = Symbol.state(
  "seen", "how many mini-batches the epoch has had so far", latex: #"\mathrm{seen}"#)

let averagings = [
  Variant(
    "last-batch-mean", .convention,
    "The printed cost is the mean over the epoch's last mini-batch: the course's older notebook.",
    invisible: "where the epoch is one mini-batch, except in the last bit.",
    sources: ["the course's notebook of 2017 to 2020", "003_e0be1b1ddbc20c1c.txt"],
    edits: [.rewrite(cost ← 1 / columnCount(Y) * sum(ℓ) ∵ "the mean over this mini-batch")]),

  Variant(
    "averaged-twice", .bug,
    "Means of mini-batches are added up and divided by m: with 300 examples in five mini-batches, "
      + "a cost about 60 times too small.",
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

  Variant(
    "mean-of-means", .convention,
    "The mini-batches' means are averaged: the smaller last one weighs as much as a full one.",
    invisible:
      "in the cost of a whole epoch, where all mini-batches have the same number of examples.",
    sources: ["public code"],
    edits: [
      .replace(sum(ℓ), with: 1 / columnCount(Y) * sum(ℓ), in: total),
      .insert(seen ← seen + 1 ∵ "one more mini-batch", before: cost),
      .rewrite(cost ← total / seen ∵ "the mean of the means"),
    ]),

  Variant(
    "last-batch-sum", .bug,
    "The printed cost is the sum over the epoch's last mini-batch: the older loop with the newer cost.",
    invisible: "where the epoch is one example.",
    sources: ["the notebook of 2017 to 2020 with the compute_cost of 2021"],
    edits: [.rewrite(cost ← sum(ℓ) ∵ "the sum over this mini-batch")]),

  Variant(
    "last-batch-over-m", .bug,
    "The total forgets what came before, = for +=: only the last mini-batch is divided by m.",
    invisible: "where the epoch is one mini-batch.",
    sources: ["foreseen by this lesson, not seen in print"],
    edits: [.rewrite(total ← sum(ℓ) ∵ "this mini-batch alone")]),

  Variant(
    "last-mean-over-m", .bug,
    "The mean of the last mini-batch is divided by m once more: = for +=, and averaged twice.",
    invisible: "where the epoch is one example.",
    sources: ["foreseen by this lesson, not seen in print"],
    edits: [
      .rewrite(cost ← 1 / columnCount(Y) * sum(ℓ) / examples ∵ "a mean, divided by m")
    ]),

  Variant(
    "sum-of-losses", .bug,
    "The losses of the epoch are added up and not divided: a cost m times too large.",
    invisible: "where the epoch is one example.",
    sources: ["foreseen by this lesson, not seen in print"],
    edits: [.rewrite(cost ← total ∵ "the sum of the losses")]),
]
