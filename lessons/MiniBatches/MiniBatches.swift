import Equations
import Tracing

let X = Symbol.input("X", "X", "the examples, one a column")
let Y = Symbol.input("Y", "Y", "their labels, 0 or 1, one a column")
let p = Symbol.input("p", "p", "the columns in shuffled order: np.random.permutation(m)")
let size = Symbol.hyperparameter(
  "size", "size", latex: #"\mathrm{size}"#, default: 64, range: .positive,
  "how many examples a full mini-batch has", otherNames: ["batch_size", "mini_batch_size"])
let t = Symbol.step
let shuffledX = Symbol.intermediate(
  "shuffled_X", "shuffled_X", latex: #"X_{\mathrm{shuffled}}"#, "the examples in shuffled order")
let shuffledY = Symbol.intermediate(
  "shuffled_Y", "shuffled_Y", latex: #"Y_{\mathrm{shuffled}}"#, "the labels in the same order")
let m = Symbol.intermediate("m", "m", "the number of examples")
let full = Symbol.intermediate(
  "full", "full", latex: #"\mathrm{full}"#, "how many full mini-batches there are")
let rest = Symbol.intermediate("rest", "rest", latex: #"\mathrm{rest}"#, "what is left over")
/// The number of mini-batches in an epoch.
public let batches = Symbol.intermediate(
  "batches", "batches", latex: #"\mathrm{batches}"#, "how many mini-batches there are in all")
let count = Symbol.intermediate(
  "count", "count", latex: #"\mathrm{count}"#, "how many examples this one takes")
let first = Symbol.intermediate("first", "first", latex: #"\mathrm{first}"#, "its first column")
let last = Symbol.intermediate(
  "last", "last", latex: #"\mathrm{last}"#, "the column after its last one")
/// The examples of a mini-batch.
public let batchX = Symbol.intermediate("X_t", "X{t}", latex: #"X^{\{t\}}"#, "its examples")
/// The labels of a mini-batch.
public let batchY = Symbol.intermediate("Y_t", "Y{t}", latex: #"Y^{\{t\}}"#, "its labels")

/// Mini-batches: shuffle the examples, then cut them into pieces; t counts the pieces.
///
/// Reference: the course's notebook on optimization, `random_mini_batches`.
public let miniBatches = Lesson(
  id: "mini-batches",
  title: "Mini-batches",
  idea: "Shuffle the examples, cut them into pieces, and step after each piece.",
  rule: UpdateRule {
    shuffledX ← X.columns(p) ∵ "the examples in shuffled order"
    shuffledY ← Y.columns(p) ∵ "the labels in the same order"
    m ← columnCount(Y) ∵ "how many examples there are"
    full ← floor(m / size) ∵ "how many full mini-batches they make"
    rest ← m - size * full ∵ "what is left over, for a last, smaller one"
    batches ← full + rest.is(.greater, 0) ∵ "how many there are in all"
    count ← t.is(.atMost, full) * size + t.is(.greater, full) * rest ∵ "how many this one takes"
    first ← (t - 1) * size ∵ "where it begins, columns counting from 0"
    last ← min(first + count, m) ∵ "where it ends: before this column"
    batchX ← shuffledX.columns(span(first, last)) ∵ "its examples"
    batchY ← shuffledY.columns(span(first, last)) ∵ "its labels"
  },
  variants: sizeBugs + placeBugs + startBugs + endBugs + labelBugs,
  cases: Embedded.cases,
  page: Embedded.page,
  otherNames: [
    (batchX, "mini_batch_X"), (batchY, "mini_batch_Y"), (batchX, "X"), (batchY, "Y"),
  ],
  codeNames: ["mini-batch"],
  picture: .trainings(
    TrainingCurves(
      title: "A hundred epochs with mini-batches of three sizes", epochs: 100,
      [
        .init("300 examples, 1 step an epoch", label: "300", batchSize: 300),
        .init("64 examples, 5 steps", label: "64"),
        .init("16 examples, 19 steps", label: "16", batchSize: 16),
      ]), areCounts: true))
