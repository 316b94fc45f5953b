import Equations
import Tracing

private let counted = "public implementations (random_mini_batches: 29 of 203 deviate)"

let sizeBugs = [
  Variant(
    "last-size-not-floored", .bug,
    "The last mini-batch is said to have m − size examples, in place of m − size·⌊m/size⌋.",
    invisible:
      "in the examples it takes, where m ≥ size and something is left over: a slice stops at the last "
      + "column; in the number itself, only where size ≤ m < 2·size.",
    sources: ["000_aa0cf3ad49dec0e9.txt:93"],
    edits: [.replace(m - size * full, with: m - size, in: rest)]),

  Variant(
    "last-inside-the-loop", .bug,
    "The last mini-batch is appended inside the loop: once after every full one.",
    invisible:
      "where only one mini-batch is full or nothing is left over; in the examples of the first "
      + "mini-batch, always.",
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

/// The number of mini-batches that each turn of the loop appends, with the last one inside the
/// loop.
private let turns: Formula = 1 + rest.is(.greater, 0)
/// The turn of that loop, counted from 0.
private let turn: Formula = floor((t - 1) / turns)
/// 1 if the last mini-batch is appended again.
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

/// 1 for a full mini-batch, otherwise 0.
private let isFull: Formula = t.is(.atMost, full)
/// 1 for the smaller last one, otherwise 0.
private let isLast: Formula = t.is(.greater, full)

/// A slice of the last mini-batch that begins at a wrong column and continues to the end.
private func lastFrom(_ column: Formula) -> [Edit] {
  [
    .replace((t - 1) * size, with: isFull * ((t - 1) * size) + isLast * column, in: first),
    .replace(isLast * rest, with: isLast * max(m - column, 0), in: count),
  ]
}

let startBugs = [
  Variant(
    "last-begins-at-the-remainder", .bug,
    "The last mini-batch begins at column m mod size and goes on to the end: most examples once more.",
    invisible: "where nothing is left over.",
    sources: [counted],
    edits: lastFrom(rest.formula)),

  Variant(
    "last-begins-at-twice-the-size", .bug,
    "The last mini-batch begins at column 2·size, the number of full ones of the notebook's own test.",
    invisible: "where there are two full ones, and where nothing is left over.",
    sources: [counted],
    edits: lastFrom(2 * size)),

  Variant(
    "last-begins-after-the-first", .bug,
    "The last mini-batch begins at column size and goes on to the end: all but the first one once more.",
    invisible: "where there is one full one, and where nothing is left over.",
    sources: ["foreseen by this lesson, not seen in print"],
    edits: lastFrom(size.formula)),

  Variant(
    "last-begins-at-their-number", .bug,
    "The last mini-batch begins at column ⌊m/size⌋: the number of full ones without the factor size.",
    invisible: "where nothing is left over.",
    sources: ["foreseen by this lesson, not seen in print"],
    edits: lastFrom(full.formula)),

  Variant(
    "last-begins-with-the-last-full-one", .bug,
    "The last mini-batch begins at k·size with the loop's last k: the last full one and what is left over.",
    invisible: "where nothing is left over.",
    sources: ["foreseen by this lesson, not seen in print"],
    edits: lastFrom((max(full, 1) - 1) * size)),

  Variant(
    "last-takes-a-full-size", .bug,
    "The last mini-batch is the last size columns, −size : in Python, some of them for the second time.",
    invisible: "where nothing is left over.",
    sources: ["foreseen by this lesson, not seen in print"],
    edits: lastFrom(max(m - size, 0))),

  Variant(
    "last-begins-one-early", .bug,
    "The last mini-batch begins one column early: one example is used twice.",
    invisible: "where nothing is left over.",
    sources: [counted],
    edits: [
      .replace((t - 1) * size, with: (t - 1) * size - isLast, in: first),
      .replace(isLast * rest, with: isLast * (rest + 1), in: count),
    ]),
]

let endBugs = [
  Variant(
    "last-ends-one-early", .bug,
    "The last mini-batch ends one column early, : −1 in Python: the last example is never used.",
    invisible: "where nothing is left over.",
    sources: [counted],
    edits: [.replace(isLast * rest, with: isLast * (rest - 1), in: count)]),

  Variant(
    "last-is-left-out", .bug,
    "What is left over is never appended: there are full mini-batches only.",
    invisible: "where nothing is left over, and in the examples of the full mini-batches.",
    sources: ["foreseen by this lesson, not seen in print"],
    edits: [.rewrite(batches ← full ∵ "full ones only")]),

  Variant(
    "full-ones-end-one-early", .bug,
    "Every full slice ends one column early: one example of each is never used.",
    invisible: "in the smaller last one.",
    sources: ["foreseen by this lesson, not seen in print"],
    edits: [.replace(isFull * size, with: isFull * (size - 1), in: count)]),

  Variant(
    "full-ones-begin-one-late", .bug,
    "Every full slice begins one column late: one example of each is never used.",
    invisible: "in the smaller last one.",
    sources: ["foreseen by this lesson, not seen in print"],
    edits: [
      .replace((t - 1) * size, with: (t - 1) * size + isFull, in: first),
      .replace(isFull * size, with: isFull * (size - 1), in: count),
    ]),
]

let labelBugs = [
  Variant(
    "labels-from-the-examples", .bug,
    "The labels' slice is taken from X: rows of features in place of labels.",
    invisible: "only where X has one row, and it equals Y.",
    sources: [counted],
    edits: [.replace(shuffledY, with: shuffledX, in: batchY)]),

  Variant(
    "labels-not-shuffled", .bug,
    "Only X is shuffled: every example meets another one's label.",
    invisible: "where the shuffled labels equal the old ones.",
    sources: ["foreseen by this lesson, not seen in print"],
    edits: [.rewrite(shuffledY ← Y ∵ "left in the old order")]),

  Variant(
    "nothing-shuffled", .bug,
    "The slices are taken from X and Y as they are: every epoch has the same mini-batches.",
    invisible: "where the permutation leaves every column in its place.",
    sources: ["foreseen by this lesson, not seen in print"],
    edits: [
      .rewrite(shuffledX ← X ∵ "left in the old order"),
      .rewrite(shuffledY ← Y ∵ "left in the old order"),
    ]),
]
