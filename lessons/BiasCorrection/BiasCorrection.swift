import Equations
import Tracing

let v = Symbol.state("v", "the moving average, pulled towards its start at 0")
let v̂ = Symbol.intermediate("v_corrected", "v̂", latex: #"\hat{v}"#, "the corrected average")
let θ = Symbol.input("theta", "θ", latex: #"\theta"#, "today's temperature")
let t = Symbol.step
let β = Symbol.hyperparameter(
  "beta", "β", latex: #"\beta"#, default: 0.98, range: .averagingDecay, "the weight of the past")
let c = Symbol.state("c", "the sum of the weights given so far")

/// Bias correction: a moving average that is right from the first day.
public let biasCorrection = Lesson(
  id: "bias-correction",
  title: "Bias correction",
  idea: "Divide the average by the sum of the weights it has given so far.",
  rule: UpdateRule {
    v ← β * v + (1 - β) * θ ∵ "keep β of the past, add 1 − β of today"
    v̂ ← v / (1 - β ** t) ∵ "undo the pull towards the zero start"
  },
  variants: variants,
  cases: Embedded.cases,
  page: Embedded.page,
  picture: .averages(areCorrected: true, caseName: "course"),
  pagePicture: .shares(betas: [0.5, 0.9, 0.98], days: 100))

let variants = [
  Variant(
    "no-correction", .bug,
    "The average is used as it is, without the correction.",
    invisible: "when βᵗ·v is too small to print: for β = 0.9 and v = 40 from about t = 230.",
    sources: ["004_d2a9d5986e678cd5.txt:497 (\"people dont do bias correction\")"],
    edits: [.rewrite(v̂ ← v ∵ "use the average as it is")]),

  Variant(
    "missing-exponent", .bug,
    "The power is forgotten: the average is divided by 1 − β at every step.",
    invisible: "at t = 1.",
    sources: ["002_c6fcb3da329976e8.txt:281-282", "11 of 203 public implementations of Adam"],
    edits: [.replace(β ** t, with: β, in: v̂)]),

  Variant(
    "exponent-fixed-at-two", .bug,
    "The exponent is always 2: the t of the page was read as a 2.",
    invisible: "at t = 2.",
    sources: ["000_aa0cf3ad49dec0e9.txt:180", "2 of 203 public implementations of Adam"],
    edits: [.replace(β ** t, with: β ** 2, in: v̂)]),

  Variant(
    "product-for-power", .bug,
    "The power is read as a product: 1 − β·t, which is 0 at t = 1/β and negative from there on.",
    invisible: "at t = 1.",
    sources: ["004_d2a9d5986e678cd5.txt:495 (struck out on the slide)"],
    edits: [.replace(β ** t, with: β * t, in: v̂)]),

  Variant(
    "corrected-stored-back", .bug,
    "The corrected average overwrites the average itself, so it is corrected again the next day.",
    invisible: "while every θ is 0; at t = 1 v̂ is still right, but v is not.",
    sources: ["code that keeps one variable for both; in no note"],
    edits: [.store(v̂, into: v)]),

  Variant(
    "running-correction", .convention,
    "The sum of the weights is carried along, c ← β·c + (1 − β), instead of computing 1 − βᵗ.",
    invisible: "in a series from t = 1: only the last bits differ.",
    sources: ["code that avoids the power; in no note"],
    isOtherForm: true,
    edits: [
      .insert(c ← β * c + (1 - β) ∵ "add today's weight to the sum", before: v̂),
      .replace(1 - β ** t, with: c, in: v̂),
    ]),
]
