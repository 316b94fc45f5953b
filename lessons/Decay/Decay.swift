import Equations
import Tracing

let α = Symbol.intermediate("alpha", "α", latex: #"\alpha"#, "the learning rate of this epoch")
let epoch = Symbol.input(
  "epoch", "epoch", latex: #"\mathrm{epoch}"#, "the number of the epoch, from 1",
  counts: true)
let t = Symbol.step
let α₀ = Symbol.hyperparameter(
  "alpha0", "α₀", latex: #"\alpha_0"#, default: 0.2, "the learning rate to start from",
  otherNames: ["lr", "lr0", "learning_rate"])
let rate = Symbol.hyperparameter(
  "rate", "rate", latex: #"\mathrm{rate}"#, default: 1, "how fast the learning rate falls",
  otherNames: ["decay_rate"])

/// Learning-rate decay: the inverse-time schedule, and the others the lecture lists.
public let decay = Lesson(
  id: "decay",
  title: "Learning-rate decay",
  idea: "Take smaller steps as training goes on.",
  rule: UpdateRule {
    α ← α₀ / (1 + rate * epoch) ∵ "inverse-time decay"
  },
  variants: schedules + bugs,
  cases: Embedded.cases,
  page: Embedded.page,
  codeNames: ["lr-decay"],
  picture: .schedule(caseName: "course"),
  pagePicture: .settling)

// Symbols that the other schedules need.
let base = Symbol.hyperparameter(
  "base", "base", latex: #"\mathrm{base}"#, default: 0.95, range: .shrinkingBase,
  "what the rate is multiplied by each epoch", otherNames: ["gamma"])
let k = Symbol.hyperparameter("k", "k", default: 1, range: .positive, "the factor of k/√epoch")
let interval = Symbol.hyperparameter(
  "interval", "interval", latex: #"\mathrm{interval}"#, default: 1000, range: .positive,
  "how many epochs a stair is long", otherNames: ["time_interval"])
let manual = Symbol.input(
  "manual", "α_manual", latex: #"\alpha_{\mathrm{manual}}"#,
  "the learning rate chosen for this epoch")

let x = Symbol.placeholder("x")

/// The lecture's other schedules, and other ways to write or count this one.
let schedules = [
  Variant(
    "reciprocal-first", .convention,
    "The fraction first, then α₀: 1/(1 + rate·epoch)·α₀, which may round its last bit otherwise.",
    invisible: "in the printed digits: only the last bits differ.",
    sources: ["002_c6fcb3da329976e8.txt:72", "the course's notebook of 2021"],
    isOtherForm: true,
    edits: [.rewrite(α ← 1 / (1 + rate * epoch) * α₀ ∵ "inverse-time decay, fraction first")]),

  Variant(
    "exponential", .convention,
    "Exponential decay: the base, 0.95 in the lecture, to the power of the epoch.",
    invisible: "in an epoch in which baseᵉᵖᵒᶜʰ·(1 + rate·epoch) is 1.",
    sources: ["002_c6fcb3da329976e8.txt:78", "004_d2a9d5986e678cd5.txt:698"],
    edits: [.rewrite(α ← base ** epoch * α₀ ∵ "exponential decay")]),

  Variant(
    "square-root-epoch", .convention,
    "The learning rate falls with the root of the epoch: k/√epoch·α₀.",
    invisible: "in an epoch in which k·(1 + rate·epoch) is √epoch.",
    sources: ["002_c6fcb3da329976e8.txt:80", "004_d2a9d5986e678cd5.txt:702"],
    edits: [.rewrite(α ← k / √epoch * α₀ ∵ "falls with the root of the epoch")]),

  Variant(
    "square-root-step", .convention,
    "The learning rate falls with the root of the mini-batch's number: k/√t·α₀.",
    invisible: "in a step in which k·(1 + rate·epoch) is √t.",
    sources: ["002_c6fcb3da329976e8.txt:82", "004_d2a9d5986e678cd5.txt:702"],
    edits: [.rewrite(α ← k / √t * α₀ ∵ "falls with the root of the mini-batch's number")]),

  Variant(
    "manual", .convention,
    "Manual decay: a person sets the learning rate, from a table.",
    invisible: "where the table has the schedule's own numbers.",
    sources: ["004_d2a9d5986e678cd5.txt:710"],
    edits: [.rewrite(α ← manual ∵ "from the table")]),

  Variant(
    "staircase", .convention,
    "Discrete staircase: the schedule sees ⌊epoch / interval⌋, so it falls only once an interval.",
    invisible: "where the interval is 1 or the rate is 0.",
    sources: [
      "002_c6fcb3da329976e8.txt:84", "004_d2a9d5986e678cd5.txt:706",
      "the course's notebook of 2021",
    ],
    edits: [.replace(epoch, with: floor(epoch / interval), in: α)]),

  Variant(
    "zero-based-epoch", .convention,
    "Epochs are counted from 0, as the frameworks do: the first one gets α₀ itself.",
    invisible: "where the rate is 0.",
    sources: [
      "torch.optim.lr_scheduler.LambdaLR", "keras InverseTimeDecay (which counts updates)",
      "004_d2a9d5986e678cd5.txt:663-667 counts from 1",
    ],
    edits: [.replace(epoch, with: epoch - 1, in: α)]),
]

let bugs = [
  Variant(
    "missing-floor", .bug,
    "The floor of the staircase is left out, so the learning rate falls at every epoch.",
    invisible: "in the epochs that begin a stair.",
    sources: ["public implementations (decay: 5 of 20 deviate)"],
    within: "staircase",
    edits: [.replace(floor(x), with: x, in: α)]),

  Variant(
    "round-for-floor", .bug,
    "The staircase rounds instead of taking the floor: each stair begins up to half an "
      + "interval early, and a half goes to the even stair.",
    invisible: "in the first half of each stair; exactly halfway NumPy rounds to the even stair.",
    sources: ["public implementations (decay: 5 of 20 deviate)"],
    within: "staircase",
    edits: [.replace(floor(x), with: round(x), in: α)]),

  Variant(
    "fraction-lost", .bug,
    "The fraction bar of 1/(1 + …) was lost in copying: 11 + rate·epoch·α₀.",
    invisible: "where 11 + rate·epoch·α₀ is α₀/(1 + rate·epoch), as for α₀ = 11 and rate 0.",
    sources: ["002_c6fcb3da329976e8.txt:72 (the flattened formula)"],
    edits: [.rewrite(α ← 11 + rate * epoch * α₀ ∵ "the formula without its fraction bar")]),

  Variant(
    "power-lost", .bug,
    "The power was lost in copying: 0.95·epoch·α₀, which rises.",
    invisible: "at epoch 1.",
    sources: ["002_c6fcb3da329976e8.txt:78 (the flattened formula)"],
    within: "exponential",
    edits: [.replace(base ** x, with: base * x, in: α)]),

  Variant(
    "root-lost", .bug,
    "The fraction and the root were lost in copying: k·epoch·α₀, which rises.",
    invisible: "at epoch 1.",
    sources: ["002_c6fcb3da329976e8.txt:80 (the flattened formula)"],
    within: "square-root-epoch",
    edits: [.replace(k / √x, with: k * x, in: α)]),

  Variant(
    "root-lost-step", .bug,
    "The fraction and the root were lost in copying: k·t·α₀, which rises.",
    invisible: "at t = 1.",
    sources: ["002_c6fcb3da329976e8.txt:82 (the flattened formula)"],
    within: "square-root-step",
    edits: [.replace(k / √x, with: k * x, in: α)]),

  Variant(
    "miscopied-table", .bug,
    "The note's table of answers: three of its four rows lost the 0 after the point.",
    invisible: "where the rule has the table's own number: 0.1 in the first row.",
    sources: ["004_d2a9d5986e678cd5.txt:663-667"],
    edits: [.miscopy(α, as: [0.1, 0.67, 0.5, 0.4])]),
]
