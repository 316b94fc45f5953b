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
