import Equations
import Tracing

let θ = Symbol.parameter
let g = Symbol.gradient
let s = Symbol.state("s", "the sum of the squared gradients")
let α = Symbol.learningRate
let ε = Symbol.epsilon

/// AdaGrad: each entry's step is divided by the root of all its squared gradients so far.
public let adagrad = Lesson(
  id: "adagrad",
  title: "AdaGrad",
  idea: "Divide each step by the root of the sum of the squared gradients so far.",
  rule: UpdateRule {
    s ← s + g ** 2 ∵ "add the squared gradient"
    θ ← θ - α * g / (√s + ε) ∵ "step, divided by the root of all squared gradients so far"
  },
  variants: variants,
  cases: Embedded.cases,
  page: Embedded.page,
  picture: .bowl(BowlPaths([(α, 2), (ε, 1e-8)], beside: ["gradient-descent"])))

let variants: [Variant] = [
  .epsilonInsideRoot("Keras's form", above: "0.3", sources: ["keras.optimizers.Adagrad"]),

  Variant(
    "current-gradient-only", .bug,
    "The root is of this step's squared gradient alone; without the sum only the sign is left.",
    invisible: "at the first step, from s = 0.",
    sources: ["foreseen by this lesson, not seen in print"],
    edits: [.rewrite(s ← g ** 2 ∵ "this step's squared gradient")]),

  .missingEpsilon(above: "0.1", sources: ["foreseen by this lesson, not seen in print"]),
  .missingRoot(of: "s", sources: ["foreseen by this lesson, not seen in print"]),
]
