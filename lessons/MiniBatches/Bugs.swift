import Equations
import Tracing

private let counted = "public implementations (random_mini_batches: 29 of 203 deviate)"

let sizeBugs = [
  Variant(
    "last-size-not-floored", .bug,
    "The last mini-batch is said to have m − size examples, in place of m − size·⌊m/size⌋.",
    invisible:
      "in the examples it takes, since a slice stops at the last column; in its size, where m is at "
      + "least size and below 2·size.",
    sources: ["000_aa0cf3ad49dec0e9.txt:93"],
    edits: [.replace(m - size * full, with: m - size, in: rest)]),

  Variant(
    "last-inside-the-loop", .bug,
    "The last mini-batch is appended inside the loop: once after every full one.",
    invisible: "in the first mini-batch, and all along where there is just one full one.",
    sources: ["003_e0be1b1ddbc20c1c.txt (flush left)"],
    edits: [
      .rewrite(batches ← full * (1 + rest.is(.greater, 0)) ∵ "a last one after each full one"),
      .rewrite(count ← isFullTurn * size + (1 - isFullTurn) * rest ∵ "full and last in turn"),
      .rewrite(
        first ← isFullTurn * ((t - 1) / 2 * size) + (1 - isFullTurn) * (full * size)
          ∵ "full and last in turn"),
    ]),

  Variant(
    "batches-grow", .bug,
    "Every slice begins at column 0: each mini-batch contains the ones before it.",
    invisible: "in the first mini-batch.",
    sources: [counted],
    edits: [
      .rewrite(first ← t.is(.greater, full) * ((t - 1) * size) ∵ "always the first column"),
      .replace(
        first + count, with: t.is(.atMost, full) * (t * size) + t.is(.greater, full) * m,
        in: last),
    ]),
]

/// 1 in the turns of a full mini-batch, 0 in those of the last one, when both stand in the loop.
private let isFullTurn: Formula = t - 2 * floor(t / 2)

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
      .replace((t - 1) * size, with: (min(t, full) - 1) * size, in: first),
      .rewrite(count ← size ∵ "always a full one"),
    ]),

  Variant(
    "last-begins-one-late", .bug,
    "The last mini-batch begins one column late: one example is never used.",
    invisible: "where nothing is left over.",
    sources: [counted],
    edits: [.replace((t - 1) * size, with: (t - 1) * size + t.is(.greater, full), in: first)]),

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
