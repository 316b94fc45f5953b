import Equations
import ForwardPropagation
import Tracing

/// ∂J/∂Z[l], in the shape of Z[l].
public let dZ = LayeredSymbol("dZ", "the cost's derivative by the weighted sums")
/// ∂J/∂W[l], the gradient the optimizers take.
public let dW = LayeredSymbol("dW", "the cost's derivative by the weights")
/// ∂J/∂b[l], the gradient of the biases.
public let db = LayeredSymbol("db", "the cost's derivative by the biases")
/// ∂J/∂A[l], which layer l + 1 passes back.
public let dA = LayeredSymbol("dA", "the cost's derivative by the activations")

/// Forward propagation, and the derivative of its cost with respect to every weight and bias, from
/// the last layer to the first.
///
/// The sigmoid's derivative and the cross-entropy's cancel, so the last layer begins with A − Y.
///
/// Reference: the course's notebook on optimization, `backward_propagation`.
public func forwardAndBack(layers L: Int) -> UpdateRule {
  UpdateRule {
    forward(layers: L)
    dZ[L] ← 1 / m * (A[L] - Y) ∵ "answer minus label; the mean's 1/m enters here"
    dW[L] ← dZ[L] • A[L - 1].transposed ∵ "each weight: what came in times what went wrong"
    db[L] ← sum(dZ[L], axis: .along) ∵ "the bias adds to every example"
    for l in stride(from: L - 1, through: 1, by: -1) {
      dA[l] ← W[l + 1].transposed • dZ[l + 1] ∵ "hand the blame back through the weights"
      dZ[l] ← dA[l] * A[l].is(.greater, 0) ∵ "ReLU lets it through where it let the sum through"
      dW[l] ← dZ[l] • A[l - 1].transposed ∵ "each weight: what came in times what went wrong"
      db[l] ← sum(dZ[l], axis: .along) ∵ "the bias adds to every example"
    }
  }
}

/// The gradients of the course's three-layer network.
public let backPropagation = Lesson(
  id: "back-propagation",
  title: "Back-propagation",
  idea: "From the cost back to every weight: how much each one is to blame.",
  rule: forwardAndBack(layers: 3),
  variants: backVariants(layers: 3),
  cases: Embedded.cases,
  page: Embedded.page,
  codeNames: ["backprop", "backward-propagation", "backward"],
  picture: .functions(
    FunctionCurves(
      title: "The loss of an example of label 1, and its slope", of: z, over: -5...5,
      [
        (-log(σ(z)), "the loss"), (σ(z) - 1, "its slope, answer minus label"),
        ((σ(z) - 1) * σ(z) * (1 - σ(z)), "σ′ a second time"),
      ])))

/// The last layer's weighted sum, for the picture.
private let z = Symbol.placeholder("z")
