import Equations
import Tracing

/// The examples of a mini-batch, one per column: the activations of layer 0.
public let X = Symbol.input("X", "X", "the examples, one a column")
/// Their labels, one row.
public let Y = Symbol.input("Y", "Y", "their labels, 0 or 1, one a column")
/// W[l], with a row for each unit and a column for each of its inputs.
public let W = LayeredSymbol("W", "the weights", role: .parameter)
/// b[l], a column with one entry for each unit.
public let b = LayeredSymbol("b", "the biases", role: .parameter)
/// Z[l] = W[l]·A[l − 1] + b[l], a column for each example.
public let Z = LayeredSymbol("Z", "the weighted sums")
/// A[l], the ReLU or sigmoid of Z[l]; A[0] is X.
public let A = LayeredSymbol("A", "the activations", zero: X)
/// The number of examples in the mini-batch.
public let m = Symbol.intermediate("m", "m", "the number of examples in the mini-batch")
/// The loss of each example, one row.
public let ℓ = Symbol.intermediate("loss", "ℓ", latex: #"\ell"#, "the loss of each example")
/// The cost of the mini-batch; a state only for the mistake that never resets it.
public let J = Symbol.state("J", "the cost of the mini-batch")

/// A network with any number of layers: linear → ReLU in all but the last, linear → sigmoid in the
/// last, and the cross-entropy cost of its answers.
///
/// Reference: the course's notebook on optimization, `forward_propagation` and `compute_cost`.
public func forward(layers L: Int) -> UpdateRule {
  UpdateRule {
    for l in 1...max(1, L) {
      Z[l] ← W[l] • A[l - 1] + b[l] ∵ "weigh what comes in, add the bias"
      if l < L {
        A[l] ← relu(Z[l]) ∵ "what is negative becomes 0"
      } else {
        A[l] ← σ(Z[l]) ∵ "the probability of label 1"
      }
    }
    m ← columnCount(Y) ∵ "how many examples there are"
    ℓ ← crossEntropy(A[L], Y) ∵ "large where the answer is confident and wrong"
    J ← 1 / m * sum(ℓ) ∵ "the mean over the mini-batch"
  }
}

/// The cross-entropy −log(a)·y − log(1 − a)·(1 − y), in the notebook's order.
///
/// With labels 0 and 1, one of the two products is 0, unless its logarithm is infinite.
public func crossEntropy(_ a: Symbol, _ y: Symbol) -> Formula {
  -log(a) * y + -log(1 - a) * (1 - y)
}

/// The three-layer network of the course's notebook, from the examples to the cost.
public let forwardPropagation = Lesson(
  id: "forward-propagation",
  title: "Forward propagation",
  idea:
    "Layer by layer from the examples to an answer, and from the answers to one number, the cost.",
  rule: forward(layers: 3),
  variants: forwardVariants(layers: 3),
  cases: Embedded.cases,
  page: Embedded.page,
  codeNames: ["forwardprop", "forward"],
  picture: .functions(
    FunctionCurves(
      title: "What a unit and the cost make of z", of: z, over: -3...3,
      [
        (relu(z), "a hidden unit"), (σ(z), "the answer"),
        (-log(σ(z)), "the loss if the label is 1"),
      ])))

/// A weighted sum, for the picture.
private let z = Symbol.placeholder("z")
