import Equations
import Tracing

let θ = Symbol.parameter
let g = Symbol.gradient
let t = Symbol.step
let v = Symbol.state("v", "the velocity: a moving average of the gradients")
let α = Symbol.learningRate
let β = Symbol.momentum

/// Gradient descent with momentum, in the course's form with the factor 1 − β.
public let momentum = Lesson(
  id: "momentum",
  title: "Momentum",
  idea: "Step along a moving average of the gradients, so that oscillations cancel.",
  rule: UpdateRule {
    v ← β * v + (1 - β) * g ∵ "moving average of the gradients"
    θ ← θ - α * v ∵ "step against the average"
  },
  variants: conventions + bugs,
  cases: Embedded.cases,
  page: Embedded.page,
  picture: .bowl(BowlPaths([(α, 0.9), (β, 0.5)], beside: ["gradient-descent"])))

let conventions: [Variant] = [
  Variant(
    "without-factor", .convention,
    "The factor 1 − β is left out: PyTorch's and Optax's form, whose steps are 1/(1 − β) times as long.",
    invisible: "where every gradient is 0.",
    sources: ["004_d2a9d5986e678cd5.txt:485-489", "torch.optim.SGD", "optax.sgd"],
    edits: [.replace((1 - β) * g, with: g, in: v)]),

  Variant(
    "keras-velocity", .convention,
    "Keras's form: the learning rate and the minus are inside the velocity, and there is no 1 − β.",
    invisible: "where every gradient is 0 and v starts from 0.",
    sources: ["keras.optimizers.SGD(momentum=…)"],
    edits: [
      .rewrite(v ← β * v - α * g ∵ "add a step against the gradient to the velocity"),
      .rewrite(θ ← θ + v ∵ "move by the velocity"),
    ]),

  Variant(
    "nesterov", .convention,
    "Nesterov's momentum as PyTorch and Optax write it: a step of g + β·v, without the factor 1 − β.",
    invisible: "where every gradient is 0 and v starts from 0.",
    sources: ["torch.optim.SGD(nesterov=True)", "optax.sgd(nesterov=True)"],
    edits: [
      .rewrite(v ← β * v + g ∵ "velocity, without the factor 1 − β"),
      .rewrite(θ ← θ - α * (g + β * v) ∵ "step where the velocity is about to lead"),
    ]),

  Variant(
    "nesterov-with-factor", .convention,
    "Nesterov's momentum with the course's factor 1 − β.",
    invisible: "where v already equals g.",
    sources: ["the frameworks' form with α·(1 − β) for α"],
    edits: [
      .rewrite(θ ← θ - α * (β * v + (1 - β) * g) ∵ "step where the average is about to lead")
    ]),

  Variant(
    "keras-nesterov", .convention,
    "Nesterov's momentum as Keras writes it: the learning rate inside the velocity.",
    invisible: "where every gradient is 0 and v starts from 0.",
    sources: ["keras.optimizers.SGD(nesterov=True)"],
    edits: [
      .rewrite(v ← β * v - α * g ∵ "add a step against the gradient to the velocity"),
      .rewrite(θ ← θ + β * v - α * g ∵ "move where the velocity is about to lead"),
    ]),

  Variant(
    "torch-dampening", .convention,
    "PyTorch's dampening = β: the factor 1 − β from the second step on, but the first v is g itself.",
    invisible: "where the gradient at t = 1 is 0, or no step has t = 1; else v differs by βᵗ·g₁.",
    sources: ["torch.optim.SGD(dampening=momentum)"],
    edits: [.replace(1 - β, with: 1 - β * t.is(.greater, 1), in: v)]),

  Variant(
    "bias-corrected", .convention,
    "The step uses the corrected average v/(1 − βᵗ); v itself stays uncorrected.",
    invisible:
      "in a single step where α·βᵗ·v is too small to print: with the defaults and v = 1 after about t = 150; "
      + "θ of a run from t = 1 keeps the difference.",
    sources: ["004_d2a9d5986e678cd5.txt:495-497 (what the struck-out line should have been)"],
    edits: [.replace(v, with: v / (1 - β ** t), in: θ)]),

  .coupledWeightDecay(
    before: v, entering: "before it enters the velocity",
    sources: ["torch.optim.SGD with weight_decay"]),

  .decoupledWeightDecay(
    " and never enters the velocity.", sources: ["keras.optimizers.SGD(weight_decay=…)"]),
]

let bugs: [Variant] = [
  Variant(
    "correction-on-the-gradient", .bug,
    "The bias correction divides the gradient, and by a product: g/(1 − β·t), whose sign soon flips.",
    invisible: "where every gradient is 0 and β·t is never 1.",
    sources: ["004_d2a9d5986e678cd5.txt:495 (struck out on the slide)"],
    edits: [.replace((1 - β) * g, with: g / (1 - β * t), in: v)]),

  Variant(
    "velocity-unused", .bug,
    "The velocity is computed and never used: the step is plain gradient descent.",
    invisible: "where v already equals g.",
    sources: ["public implementations (momentum: 6 of 202 deviate)"],
    edits: [.replace(v, with: g, in: θ)]),

  Variant(
    "bias-uses-weights-velocity", .bug,
    "The bias line steps with the velocity of W; NumPy stretches the bias to the shape of W.",
    invisible: "where v of W and of b are equal and the layer has one input.",
    sources: ["public implementations (momentum: 6 of 202 deviate)"],
    edits: [.replace(v, with: v.ofWeights, in: θ, scope: .biases)]),

  Variant(
    "bias-starts-from-weights", .bug,
    "The bias line starts from the W of this very step instead of from b.",
    invisible: "where the new W equals the old b in every entry and the layer has one input.",
    sources: ["public implementations (momentum: 6 of 202 deviate)"],
    edits: [.replace(θ, with: θ.ofWeights, in: θ, scope: .biases)]),

  .layerTwoOnly(sources: ["000_aa0cf3ad49dec0e9.txt:114", "000_aa0cf3ad49dec0e9.txt:133-147"]),

  .firstLayerOnly(sources: ["003_e0be1b1ddbc20c1c.txt (flush left)"]),
]
