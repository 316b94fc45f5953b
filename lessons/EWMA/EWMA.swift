import Equations
import Tracing

let v = Symbol.state("v", "the moving average")
let θ = Symbol.input("theta", "θ", latex: #"\theta"#, "today's temperature")
let β = Symbol.hyperparameter(
  "beta", "β", latex: #"\beta"#, default: 0.9, range: .averagingDecay, "the weight of the past")

let n = Symbol.intermediate("window", "n", "the scale of the average's memory, in days")
let w = Symbol.intermediate("fading", "w", "the weight of a value n days old against today's")

/// The exponentially weighted moving average of a temperature series.
public let ewma = Lesson(
  id: "ewma",
  title: "EWMA",
  idea: "Follow a noisy series by keeping most of the past and adding a little of today.",
  rule: UpdateRule {
    v ← β * v + (1 - β) * θ ∵ "keep β of the past, add 1 − β of today"
  },
  facts: UpdateRule {
    n ← round(1 / (1 - β)) ∵ "the last n days hold 1 − w of all the weight"
    w ← β ** n ∵ "a value n days old weighs this much of today's; 1/e for long windows"
  },
  variants: variants,
  cases: Embedded.cases,
  page: Embedded.page,
  codeNames: ["ewa", "exponentially weighted average", "exponentially weighted averages"],
  picture: .averages(areCorrected: false, caseName: "course"),
  pagePicture: .weights(caseName: "weights"))

/// The variable that the slide reads but never assigns.
let unset = Symbol.state(
  "v_unset", "a second variable, which stays at its start", glyph: "v₀", latex: "v_0")

let variants = [
  Variant(
    "recursion-as-product", .bug,
    "The expansion of v₁₀₀ is read without its strike-outs: the past is multiplied by v once more.",
    invisible: "where the average before each day is 0 or 1.",
    sources: ["004_d2a9d5986e678cd5.txt:326"],
    edits: [.replace(β * v, with: β * v * v, in: v)]),

  Variant(
    "stored-elsewhere", .bug,
    "The average is stored under another name than it is read from, so every day starts at v₀.",
    invisible: "while the average before the day is 0, as on the first day.",
    sources: ["004_d2a9d5986e678cd5.txt:355-357 (V_θ := βv + (1 − β)θ₁)"],
    edits: [.replace(v, with: unset, in: v)]),

  Variant(
    "difference-form", .convention,
    "The same average written as a correction of the old one: v + (1 − β)·(θ − v).",
    invisible: "in the printed digits: only the last bits differ.",
    sources: ["torch.lerp: Adam's first moment and centred RMSprop's mean in PyTorch"],
    isOtherForm: true,
    edits: [.rewrite(v ← v + (1 - β) * (θ - v) ∵ "move 1 − β of the way to today")]),
]
