import Equations
import Tracing

/// Stands for any formula in the edits below.
private let x = Symbol.placeholder("x")
private let y = Symbol.placeholder("y")
private let z = Symbol.placeholder("z")

/// Variants of forward propagation and its cost in a network with a number of layers.
public func forwardVariants(layers L: Int) -> [Variant] {
  conventions(L) + sumBugs(L) + costBugs(L)
}

private func conventions(_ L: Int) -> [Variant] {
  [
    Variant(
      "cost-summed", .convention,
      "The cost is the sum over the mini-batch; the training loop divides the epoch's total by m.",
      invisible: "in a mini-batch of one example.",
      sources: ["the course's notebook of 2021", "002_c6fcb3da329976e8.txt:369-383"],
      edits: [.replace(1 / m * x, with: x, in: J)])
  ] + stableForms(answers: A[L], of: Z[L])
}

/// Forms of the answers and losses that cannot overflow, for the lessons with both.
public func stableForms(answers a: Symbol, of z: Symbol) -> [Variant] {
  [
    Variant(
      "stable-sigmoid", .convention,
      "σ from the exponential that cannot overflow: eᶻ/(eᶻ + 1) for a negative z.",
      invisible:
        "down to z = −709.78, except in the last bits; below, only this one is above 0, until −745.13.",
      sources: ["the usual stable form; 000_aa0cf3ad49dec0e9.txt:300 prints what it avoids"],
      isOtherForm: true,
      edits: [.replace(σ(x), with: exp(min(x, 0)) / (exp(min(x, 0)) + exp(min(-x, 0))), in: a)]),

    Variant(
      "cost-from-logits", .convention,
      "The loss is computed from z, without σ and its logarithm: max(z, 0) − z·y + log(1 + e⁻|z|).",
      invisible:
        "except in the last bits, while σ(z) is well inside 0 and 1; nearer to 1 the two terms lose digits.",
      sources: ["tf.nn.sigmoid_cross_entropy_with_logits", "torch.nn.BCEWithLogitsLoss"],
      isOtherForm: true,
      edits: [
        .rewrite(
          ℓ ← max(z, 0) - z * Y + log(1 + exp(-max(z, -z))) ∵ "the same loss, from z itself")
      ]),
  ]
}

private func sumBugs(_ L: Int) -> [Variant] {
  [
    Variant(
      "missing-bias", .bug,
      "The bias is not added: W·A alone.",
      invisible: "while every bias is 0, as after the usual initialization.",
      sources: ["foreseen by this lesson, not seen in print"],
      edits: [.replace(x • y + z, with: x • y)]),

    Variant(
      "column-loses-its-dimension", .bug,
      "One example is taken as X[:, j], which has no second axis: W·x is a row, and the column b turns it "
        + "into a square matrix.",
      invisible: "where the first layer has one unit; a mistake with one example at a time.",
      sources: ["000_aa0cf3ad49dec0e9.txt:44-46", "003_e0be1b1ddbc20c1c.txt:50-52"],
      edits: [.replace(W[1] • X, with: (W[1] • X).transposed, in: Z[1])]),

    Variant(
      "sigmoid-in-hidden-layers", .bug,
      "The hidden layers use the sigmoid in place of ReLU.",
      invisible: "only where σ(z) = z, z = 0.659046…, in every hidden unit.",
      sources: ["foreseen by this lesson, not seen in print"],
      edits: [.replace(relu(x), with: σ(x))]),

    Variant(
      "relu-at-the-output", .bug,
      "The last layer uses ReLU in place of the sigmoid: the answer is not a probability.",
      invisible: "only where σ(z) = z, z = 0.659046…, or so far below 0 that both give 0.",
      sources: ["foreseen by this lesson, not seen in print"],
      edits: [.replace(σ(x), with: relu(x), in: A[L])]),
  ]
}

private func costBugs(_ L: Int) -> [Variant] {
  [
    Variant(
      "cost-accumulates", .bug,
      "cost += …, and never set back to 0: each printed cost is the total of all so far.",
      invisible: "in the first mini-batch, and in the parameters always.",
      sources: ["000_aa0cf3ad49dec0e9.txt:28", "000_aa0cf3ad49dec0e9.txt:46"],
      edits: [.replace(1 / m * x, with: J + 1 / m * x, in: J)]),

    Variant(
      "cost-forgets-the-zeros", .bug,
      "The loss has no second term: examples of label 0 cost nothing.",
      invisible: "where every label is 1 and no answer is exactly 1.",
      sources: ["foreseen by this lesson, not seen in print"],
      edits: [.replace(x + y, with: x, in: ℓ)]),

    Variant(
      "cost-of-first-examples", .bug,
      "The sum runs to L, the number of layers, in place of m: three examples count.",
      invisible:
        "in a mini-batch of three examples or fewer, where a slice is taken; an index would stop Python.",
      sources: ["004_d2a9d5986e678cd5.txt:66"],
      edits: [.replace(sum(ℓ), with: sum(ℓ.columns(span(0, min(L, m)))), in: J)]),
  ]
}
