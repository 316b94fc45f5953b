import Equations
import Tracing

let θ = Symbol.parameter
let g = Symbol.gradient
let t = Symbol.step
let s = Symbol.state("s", "a moving average of the squared gradients")
let α = Symbol.learningRate
let β₂ = Symbol.hyperparameter(
  "beta2", "β₂", latex: #"\beta_2"#, default: 0.999, range: .averagingDecay,
  "the weight of the past", otherNames: ["rho"])
let ε = Symbol.epsilon

/// RMSprop: each entry's step is divided by the recent size of its gradient.
public let rmsprop = Lesson(
  id: "rmsprop",
  title: "RMSprop",
  idea: "Divide each step by the root of a moving average of the squared gradients.",
  rule: UpdateRule {
    s ← β₂ * s + (1 - β₂) * g ** 2 ∵ "moving average of the squared gradients"
    θ ← θ - α * g / (√s + ε) ∵ "step, divided by the gradient's recent size"
  },
  variants: conventions + bugs,
  cases: Embedded.cases,
  page: Embedded.page,
  picture: .bowl(
    BowlPaths([(α, 0.4), (β₂, 0.9), (ε, 1e-8)], beside: ["gradient-descent"])))

// Symbols that the conventions add.
let m = Symbol.state("m", "a moving average of the gradients themselves")
let v = Symbol.state("v", "the velocity")
let β = Symbol.momentum

let conventions: [Variant] = [
  Variant(
    "with-momentum", .convention,
    "PyTorch's momentum for RMSprop: the divided gradients drive a velocity, α outside it.",
    invisible: "at the first step from v = 0.",
    sources: ["torch.optim.RMSprop(momentum=…)"],
    edits: [
      .insert(v ← β * v + g / (√s + ε) ∵ "velocity of the divided gradients", before: θ),
      .rewrite(θ ← θ - α * v ∵ "step against the velocity"),
    ]),

  Variant(
    "with-momentum-keras", .convention,
    "Keras's and Optax's momentum for RMSprop: the learning rate is inside the velocity.",
    invisible: "at the first step from v = 0.",
    sources: ["keras.optimizers.RMSprop(momentum=…)", "optax.rmsprop(momentum=…)"],
    edits: [
      .insert(v ← β * v + α * g / (√s + ε) ∵ "velocity of the finished steps", before: θ),
      .rewrite(θ ← θ - v ∵ "move against the velocity"),
    ]),

  Variant(
    "with-nesterov-momentum", .convention,
    "Optax's Nesterov momentum for RMSprop: a step ahead of the velocity of the finished steps.",
    invisible: "where every gradient is 0 and v starts from 0.",
    sources: ["optax.rmsprop(momentum=…, nesterov=True)"],
    edits: [
      .insert(v ← β * v + α * g / (√s + ε) ∵ "velocity of the finished steps", before: θ),
      .rewrite(θ ← θ - (α * g / (√s + ε) + β * v) ∵ "move where the velocity is about to lead"),
    ]),

  .coupledWeightDecay(before: s, sources: ["torch.optim.RMSprop with weight_decay"]),

  Variant(
    "centred", .convention,
    "The root is of the variance s − m², where m averages the gradients themselves.",
    invisible: "where the mean m of the gradients is 0 at every step.",
    sources: ["torch.optim.RMSprop(centered=True)", "keras.optimizers.RMSprop(centered=True)"],
    edits: [
      .insert(m ← β₂ * m + (1 - β₂) * g ∵ "moving average of the gradients", before: s),
      .replace(√s, with: √(s - m ** 2)),
    ]),

  Variant(
    "bias-corrected", .convention,
    "The average is corrected for its zero start: the root is of s/(1 − β₂ᵗ).",
    invisible:
      "in a single step after about t = 20,000 with the defaults; θ of a run from t = 1 keeps the difference.",
    sources: ["optax.rmsprop(bias_correction=True)"],
    edits: [.replace(√s, with: √(s / (1 - β₂ ** t)))]),

  .epsilonInsideRoot(
    "the lecture's, Keras's and Optax's form", above: "100",
    sources: ["004_d2a9d5986e678cd5.txt:533-539", "keras.optimizers.RMSprop", "optax.rmsprop"]),
]

let bugs: [Variant] = [
  Variant(
    "current-gradient-only", .bug,
    "The root is of this step's squared gradient alone; without the average only the sign is left.",
    invisible: "where s already equals the squared gradient.",
    sources: ["002_c6fcb3da329976e8.txt:57 (prose)"],
    edits: [.rewrite(s ← g ** 2 ∵ "this step's squared gradient")]),

  .missingEpsilon(
    above: "100",
    sources: [
      "000_aa0cf3ad49dec0e9.txt:180 (Adam)", "3 of 203 public implementations of Adam",
    ]),

  .epsilonOutsideFraction(
    above: "100",
    sources: [
      "002_c6fcb3da329976e8.txt:299 (Adam)", "2 of 203 public implementations of Adam",
    ]),

  .squareForRoot(
    of: "s",
    sources: ["002_c6fcb3da329976e8.txt:299-300 (Adam)", "2 of 203 public implementations of Adam"]),

  .missingRoot(of: "s", sources: ["2 of 203 public implementations of Adam"]),

  Variant(
    "bias-uses-weights-statistics", .bug,
    "The bias's step is divided by the root of W's average; NumPy stretches the bias to W's shape.",
    invisible: "where s of W and of b are equal and the layer has one input.",
    sources: ["000_aa0cf3ad49dec0e9.txt:222 (Adam)"],
    edits: [.replace(s, with: s.ofWeights, in: θ, scope: .biases)]),
]
