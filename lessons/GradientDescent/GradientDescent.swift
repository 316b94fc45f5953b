import Equations
import Tracing

let θ = Symbol.parameter
let g = Symbol.gradient
let α = Symbol.learningRate

/// Plain gradient descent: a step against the gradient.
public let gradientDescent = Lesson(
  id: "gradient-descent",
  title: "Gradient descent",
  idea: "Move every parameter a little against its gradient.",
  rule: UpdateRule {
    θ ← θ - α * g ∵ "step against the gradient"
  },
  variants: variants,
  cases: Embedded.cases,
  page: Embedded.page,
  codeNames: ["gd", "sgd"],
  // With α = 0.9, descent jumps across the long axis: each step multiplies the distance by
  // 1 − 2·0.9 = −0.8.
  picture: .bowl(BowlPaths([(α, 0.9)], compared: [0.1, 0.45, 0.95], label: "gradient descent")))

let variants: [Variant] = [
  Variant(
    "ascent", .bug,
    "The step goes with the gradient instead of against it: plus for minus.",
    invisible: "where the gradient is 0, or the learning rate is.",
    sources: [
      "002_c6fcb3da329976e8.txt:123-124", "1 of 204 public implementations (weights only)",
    ],
    edits: [.rewrite(θ ← θ + α * g ∵ "step with the gradient")]),

  Variant(
    "bias-uses-weights-gradient", .bug,
    "The bias line reads dW where it should read db; NumPy stretches the bias to the shape of W.",
    invisible: "where dW and db are equal in every entry and the layer has one input.",
    sources: ["1 of 204 public implementations"],
    edits: [.replace(g, with: g.ofWeights, in: θ, scope: .biases)]),

  .firstLayerOnly(sources: ["003_e0be1b1ddbc20c1c.txt:25-28 (flush left)"]),

  .coupledWeightDecay(
    before: θ, entering: "before anything else (PyTorch's weight_decay)",
    sources: [
      "torch.optim.SGD with weight_decay", "001_23a3965cb923cb6a.txt:87 (with λ/m, W only)",
    ]),

  .decoupledWeightDecay(
    ": for plain descent the same on paper as adding to g.",
    sources: ["keras.optimizers.SGD(weight_decay=…)"]),
]
