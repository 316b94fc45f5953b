import Equations
import ForwardPropagation
import Tracing

/// The last layer's weighted sums for a mini-batch.
public let z = Symbol.input("Z", "Z", "the last layer's weighted sums for a mini-batch")
/// The answers, the probability of label 1 for each example.
public let a = Symbol.intermediate("A", "A", "the answers")
/// The epoch's cost so far; it starts at 0 in every epoch.
public let total = Symbol.state(
  "total", "what the epoch has cost so far", latex: #"\mathrm{total}"#)
/// The number of examples in the epoch.
public let examples = Symbol.hyperparameter(
  "m", "m", default: 300, range: .positive, "the number of examples in the epoch")
/// The number that the training loop prints.
public let cost = Symbol.intermediate(
  "cost", "cost", latex: #"\mathrm{cost}"#, "the number the training loop prints")

/// The printed cost of an epoch: what each mini-batch adds to it, and where a NaN first appears.
///
/// Reference: the course's notebook on optimization, `model`.
public let training = Lesson(
  id: "training",
  title: "Training",
  idea: "Run mini-batch after mini-batch, and read the log: what a printed cost is made of.",
  rule: UpdateRule {
    a ← σ(z) ∵ "the probability of label 1"
    ℓ ← crossEntropy(a, Y) ∵ "large where the answer is confident and wrong"
    total ← total + sum(ℓ) ∵ "added up over the epoch"
    cost ← total / examples ∵ "the mean over all examples"
  },
  variants: averagings + stableForms(answers: a, of: z),
  cases: Embedded.cases,
  page: Embedded.page,
  picture: .trainings(
    TrainingCurves(
      title: "One training, two ways to print its cost", epochs: 300,
      [
        .init(
          "the mean of the last mini-batch", label: "last mini-batch", variants: ["last-batch-mean"]
        ),
        .init("all losses of the epoch over m", label: "the epoch"),
      ])),
  printsLog: true)
