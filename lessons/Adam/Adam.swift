import Equations
import Tracing

let θ = Symbol.parameter
let g = Symbol.gradient
let t = Symbol.step
let l = Symbol.layer
let v = Symbol.state("v", "the first moment: a moving average of the gradients")
let s = Symbol.state("s", "the second moment: a moving average of the squared gradients")
let v̂ = Symbol.intermediate("v_corrected", "v̂", latex: #"\hat{v}"#, "the corrected first moment")
let ŝ = Symbol.intermediate("s_corrected", "ŝ", latex: #"\hat{s}"#, "the corrected second moment")
let α = Symbol.learningRate
let β₁ = Symbol.hyperparameter(
  "beta1", "β₁", latex: #"\beta_1"#, default: 0.9, range: .averagingDecay,
  "the decay of the first moment")
let β₂ = Symbol.hyperparameter(
  "beta2", "β₂", latex: #"\beta_2"#, default: 0.999, range: .averagingDecay,
  "the decay of the second moment")
let ε = Symbol.epsilon

/// Adam as in the course's notebook, with ε beside the root.
public let adam = Lesson(
  id: "adam",
  title: "Adam",
  idea: "Divide each entry's average gradient by its typical size.",
  rule: UpdateRule {
    v ← β₁ * v + (1 - β₁) * g ∵ "moving average of the gradients"
    v̂ ← v / (1 - β₁ ** t) ∵ "undo the pull towards the zero start"
    s ← β₂ * s + (1 - β₂) * g ** 2 ∵ "moving average of the squared gradients"
    ŝ ← s / (1 - β₂ ** t) ∵ "undo the pull towards the zero start"
    θ ← θ - α * v̂ / (√ŝ + ε) ∵ "step, divided by the gradient's recent size"
  },
  variants: conventions + momentBugs + correctionBugs + stepBugs + biasBugs + loopBugs
    + foldedCorrection,
  cases: Embedded.cases,
  page: Embedded.page,
  // Adam combines two other optimizers.
  picture: .bowl(
    BowlPaths(
      [(α, 0.5), (β₁, 0.9), (β₂, 0.999), (ε, 1e-8)],
      beside: ["gradient-descent", "momentum", "rmsprop"])))
