import Equations
import Tracing

private let counted = "public implementations (random_mini_batches: 29 of 203 deviate)"

let sizeBugs = [
  Variant(
    "last-size-not-floored", .bug,
    "The last mini-batch is said to have m − size examples, in place of m − size·⌊m/size⌋.",
    invisible:
      "from m = size on in the examples it takes, since a slice stops at the last column; below 2·size "
      + "in its size too.",
    sources: ["000_aa0cf3ad49dec0e9.txt:93"],
    edits: [.replace(m - size * full, with: m - size, in: rest)]),

  Variant(
    "last-inside-the-loop", .bug,
    "The last mini-batch is appended inside the loop: once after every full one.",
    invisible: "in the first mini-batch, and all along where there is just one full one.",
    sources: ["003_e0be1b1ddbc20c1c.txt (flush left)"],
    edits: [
      .rewrite(batches ← full * turns ∵ "a last one after each full one"),
      .rewrite(count ← (1 - isLastTurn) * size + isLastTurn * rest ∵ "full and last in turn"),
      .rewrite(
        first ← (1 - isLastTurn) * (turn * size) + isLastTurn * (full * size)
          ∵ "full and last in turn"),
    ]),

  Variant(
    "batches-grow", .bug,
    "Every full slice begins at column 0: each mini-batch contains the ones before it.",
    invisible: "in the first mini-batch, and in a smaller last one.",
    sources: [counted],
    edits: [
      .replace(t.is(.atMost, full) * size, with: t.is(.atMost, full) * (t * size), in: count),
      .replace((t - 1) * size, with: t.is(.greater, full) * ((t - 1) * size), in: first),
    ]),
]

/// How many mini-batches each turn of the loop appends, when the last one stands in it.
private let turns: Formula = 1 + rest.is(.greater, 0)
/// The turn of that loop, counted from 0.
private let turn: Formula = floor((t - 1) / turns)
/// 1 where the last mini-batch is appended once more.
private let isLastTurn: Formula = t - 1 - turns * turn

let placeBugs = [
  Variant(
    "last-is-the-head", .bug,
    "The last mini-batch is the beginning of the shuffled examples, not their end.",
    invisible: "where nothing is left over.",
    sources: [counted, "a published log: the cost after epoch 0 is 0.704177"],
    edits: [.replace((t - 1) * size, with: t.is(.atMost, full) * ((t - 1) * size), in: first)]),

  Variant(
    "last-repeats-the-previous", .bug,
    "The last mini-batch is the last full one once more.",
    invisible: "where nothing is left over.",
    sources: [counted],
    edits: [
      .replace((t - 1) * size, with: (max(min(t, full), 1) - 1) * size, in: first),
      .rewrite(count ← size ∵ "always a full one"),
    ]),

  Variant(
    "last-begins-one-late", .bug,
    "The last mini-batch begins one column late: one example is never used.",
    invisible: "where nothing is left over.",
    sources: [counted],
    edits: [
      .replace((t - 1) * size, with: (t - 1) * size + t.is(.greater, full), in: first),
      .replace(t.is(.greater, full) * rest, with: t.is(.greater, full) * (rest - 1), in: count),
    ]),

  Variant(
    "every-batch-is-the-first", .bug,
    "The slice does not depend on the loop: every full mini-batch is the first one.",
    invisible: "in the first mini-batch and in the last, smaller one.",
    sources: [counted],
    edits: [.replace((t - 1) * size, with: t.is(.greater, full) * ((t - 1) * size), in: first)]),

  Variant(
    "batches-slide", .bug,
    "The slices move by one column at a time, k : k + size, in place of size columns.",
    invisible: "in the first mini-batch and in the last, smaller one.",
    sources: [counted],
    edits: [
      .replace(
        (t - 1) * size,
        with: t.is(.atMost, full) * (t - 1) + t.is(.greater, full) * ((t - 1) * size), in: first)
    ]),
]

let labelBugs = [
  Variant(
    "labels-from-the-examples", .bug,
    "The labels' slice is taken from X: rows of features in place of labels.",
    invisible: "never, unless X has one row that equals Y.",
    sources: [counted],
    edits: [.replace(shuffledY, with: shuffledX, in: batchY)]),

  Variant(
    "labels-not-shuffled", .bug,
    "Only X is shuffled: every example meets another one's label.",
    invisible: "where the shuffled labels happen to stand in the old order.",
    sources: ["foreseen by this lesson, not seen in print"],
    edits: [.rewrite(shuffledY ← Y ∵ "left in the old order")]),
]
