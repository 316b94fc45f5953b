/// A network of three layers with one unit each, whose weighted sums equal its biases.
///
/// The weights default to 0, so that every z is a bias.
private func network(
  _ z: [Double] = [1, 1, 1], weights: [Double] = [0, 0, 0], x: [Double] = [1, 2],
  y: [Double] = [1, 0], steps: Int = 1
) -> String {
  let start = (0..<3).map { "\"W\($0 + 1)\": \(weights[$0]), \"b\($0 + 1)\": \(z[$0])" }
  let step = "{\"X\": [\(x)], \"Y\": [\(y)], \"repeat\": \(steps)}"
  return "{\"start\": {\(start.joined(separator: ", "))}, \"steps\": [\(step)]}"
}

/// Two units in the first layer, one in the others.
private let twoUnits =
  #"{"start": {"W1": [[1], [2]], "b1": [[0.5], [1]], "W2": [[1, 1]], "b2": 0, "W3": 1, "b3": 0}, "#
  + #""steps": [{"X": 1, "Y": 1}]}"#

/// The number that equals its own sigmoid, from NumPy:
/// `for _ in range(200): x = 1 / (1 + np.exp(-x))`.
private let fixedPoint = 0.6590460684074066

let forwardPropagationConditions: [String: Condition] = [
  "cost-summed": Condition(
    PrintedCase(network(x: [1], y: [1])), outside: PrintedCase(network())),
  "stable-sigmoid": Condition(
    PrintedCase(network([1, 1, -700])), PrintedCase(network([1, 1, -750])),
    outside: PrintedCase(network([1, 1, -715]))),
  "cost-from-logits": Condition(
    PrintedCase(network([1, 1, 2])), outside: PrintedCase(network([1, 1, 40]))),
  "missing-bias": Condition(
    PrintedCase(network([0, 0, 0], weights: [1, 1, 1])),
    outside: PrintedCase(network([0, 0.001, 0], weights: [1, 1, 1]))),
  "column-loses-its-dimension": Condition(
    PrintedCase(network(x: [1], y: [1])), outside: PrintedCase(twoUnits)),
  "sigmoid-in-hidden-layers": Condition(
    PrintedCase(network([fixedPoint, fixedPoint, 1], weights: [0, 0, 1])),
    outside: PrintedCase(network([fixedPoint, 0.65, 1], weights: [0, 0, 1])),
    PrintedCase(network([0.65, fixedPoint, 1], weights: [0, 0, 1]))),
  "relu-at-the-output": Condition(
    PrintedCase(network([1, 1, fixedPoint])), PrintedCase(network([1, 1, -800])),
    outside: PrintedCase(network([1, 1, 0.65])), PrintedCase(network([1, 1, -15]))),
  "cost-accumulates": Condition(
    PrintedCase(network()), PrintedCase(network(steps: 2), only: "A3", "loss"),
    outside: PrintedCase(network(steps: 2))),
  "cost-forgets-the-zeros": Condition(
    PrintedCase(network(y: [1, 1])),
    outside: PrintedCase(network(y: [1, 0])), PrintedCase(network([1, 1, 40], y: [1, 1]))),
  "cost-of-first-examples": Condition(
    PrintedCase(network(x: [1, 2, 3], y: [1, 0, 1])),
    outside: PrintedCase(network(x: [1, 2, 3, 4], y: [1, 0, 1, 0]))),
]

let backPropagationConditions: [String: Condition] = [
  "mean-in-the-gradients": Condition(
    PrintedCase(
      network(weights: [1, 1, 1]), only: "dW1", "db1", "dW2", "db2", "dW3", "db3"),
    outside: PrintedCase(network(weights: [1, 1, 1]), only: "dZ3")),
  "missing-mean": Condition(
    PrintedCase(network(weights: [1, 1, 1], x: [1], y: [1])),
    outside: PrintedCase(network(weights: [1, 1, 1]))),
  "mean-twice": Condition(
    PrintedCase(network(weights: [1, 1, 1], x: [1], y: [1])),
    outside: PrintedCase(network(weights: [1, 1, 1]))),
  "answer-and-label-swapped": Condition(
    PrintedCase(network([1, 1, 40], y: [1, 1])),
    outside: PrintedCase(network([1, 1, 2], y: [1, 1]))),
  "sigmoid-derivative-twice": Condition(
    PrintedCase(network([1, 1, 40], y: [1, 1])),
    outside: PrintedCase(network([1, 1, 2], y: [1, 1]))),
  "missing-gate": Condition(
    PrintedCase(network(weights: [1, 1, 1])),
    outside: PrintedCase(network([1, -1, 1], weights: [0, 0, 1])),
    PrintedCase(network([-1, 1, 1], weights: [0, 1, 1]))),
  "bias-sums-everything": Condition(
    PrintedCase(network(weights: [1, 1, 1])), outside: PrintedCase(twoUnits)),
  "bias-sums-the-wrong-axis": Condition(
    PrintedCase(network(weights: [1, 1, 1], x: [1], y: [1])),
    outside: PrintedCase(network(weights: [1, 1, 1])), PrintedCase(twoUnits)),
]

/// `m` examples in mini-batches of `size`, in reversed order by default: all steps, or only number
/// `t`.
private func pieces(
  _ m: Int, size: Int, t: Int? = nil, isShuffled: Bool = true, x: [Int]? = nil, y: [Int]? = nil
) -> String {
  let columns = Array(0..<m)
  let step =
    "\"X\": [\(x ?? columns.map { 10 * $0 })], \"Y\": [\(y ?? columns.map { $0 % 3 % 2 })], "
    + "\"p\": [\(isShuffled ? columns.reversed() : columns)]"
  let turns = t.map { "\"t\": \($0)" } ?? "\"repeat\": \((m + size - 1) / size)"
  return "{\"hyperparameters\": {\"size\": \(size)}, \"steps\": [{\(step), \(turns)}]}"
}

/// Inside: no smaller mini-batch.
///
/// Outside: 1 of 7 examples left, after three full mini-batches.
private let wholePieces = Condition(
  PrintedCase(pieces(6, size: 2)), outside: PrintedCase(pieces(7, size: 2)))

/// Inside: the first and the smaller last of three mini-batches.
///
/// Outside: the second one.
private let firstAndLast = Condition(
  PrintedCase(pieces(5, size: 2, t: 1)), PrintedCase(pieces(5, size: 2, t: 3)),
  outside: PrintedCase(pieces(5, size: 2, t: 2)))

/// Inside: the smaller last one.
///
/// Outside: a full one.
private let lastPiece = Condition(
  PrintedCase(pieces(5, size: 2, t: 3)), outside: PrintedCase(pieces(5, size: 2, t: 1)))

let miniBatchesConditions: [String: Condition] = [
  "last-size-not-floored": Condition(
    PrintedCase(pieces(3, size: 2)), PrintedCase(pieces(5, size: 2), only: "X_t", "Y_t"),
    outside: PrintedCase(pieces(4, size: 2)), PrintedCase(pieces(5, size: 2)),
    PrintedCase(pieces(1, size: 2))),
  "last-inside-the-loop": Condition(
    PrintedCase(pieces(3, size: 2)), PrintedCase(pieces(6, size: 2)),
    PrintedCase(pieces(5, size: 2, t: 1), only: "X_t", "Y_t"),
    outside: PrintedCase(pieces(5, size: 2, t: 2), only: "X_t"),
    PrintedCase(pieces(5, size: 2, t: 1))),
  "batches-grow": firstAndLast,
  "every-batch-is-the-first": firstAndLast,
  "batches-slide": firstAndLast,
  "last-is-the-head": wholePieces,
  "last-repeats-the-previous": wholePieces,
  "last-begins-one-late": wholePieces,
  "last-begins-one-early": wholePieces,
  "last-begins-at-the-remainder": wholePieces,
  "last-begins-at-twice-the-size": Condition(
    PrintedCase(pieces(6, size: 2)), PrintedCase(pieces(5, size: 2)),
    outside: PrintedCase(pieces(7, size: 2)), PrintedCase(pieces(3, size: 2))),
  "last-begins-after-the-first": Condition(
    PrintedCase(pieces(6, size: 2)), PrintedCase(pieces(3, size: 2)),
    outside: PrintedCase(pieces(5, size: 2))),
  "last-begins-at-their-number": wholePieces,
  "last-begins-with-the-last-full-one": wholePieces,
  "last-takes-a-full-size": wholePieces,
  "last-ends-one-early": wholePieces,
  "last-is-left-out": Condition(
    PrintedCase(pieces(6, size: 2)), PrintedCase(pieces(5, size: 2, t: 2), only: "X_t", "Y_t"),
    outside: PrintedCase(pieces(5, size: 2))),
  "full-ones-end-one-early": lastPiece,
  "full-ones-begin-one-late": lastPiece,
  "labels-from-the-examples": Condition(
    PrintedCase(pieces(4, size: 2, x: [0, 1, 1, 0], y: [0, 1, 1, 0])),
    outside: PrintedCase(pieces(4, size: 2, x: [0, 1, 1, 1], y: [0, 1, 1, 0]))),
  "labels-not-shuffled": Condition(
    PrintedCase(pieces(4, size: 2, y: [0, 1, 1, 0])),
    outside: PrintedCase(pieces(4, size: 2, y: [0, 1, 1, 1]))),
  "nothing-shuffled": Condition(
    PrintedCase(pieces(4, size: 2, isShuffled: false)), outside: PrintedCase(pieces(4, size: 2))),
]

/// An epoch: the answers' z of each mini-batch, all of label 1.
private func epoch(_ batches: [Double]..., start: String = "") -> String {
  let steps = batches.map { "{\"Z\": [\($0)], \"Y\": [\($0.map { _ in 1 })]}" }
  let m = batches.reduce(0) { $0 + $1.count } + (start.isEmpty ? 0 : 1)
  return "{\"hyperparameters\": {\"m\": \(m)}, \"start\": {\(start)}, "
    + "\"steps\": [\(steps.joined(separator: ", "))]}"
}

private let oneBatch = Condition(
  PrintedCase(epoch([1, 2])), outside: PrintedCase(epoch([1], [2])))

private let oneExample = Condition(
  PrintedCase(epoch([1])), outside: PrintedCase(epoch([1, 2])), PrintedCase(epoch([1], [2])))

let trainingConditions: [String: Condition] = [
  "last-batch-mean": oneBatch,
  "averaged-twice": Condition(
    PrintedCase(epoch([1], [2], [3])), outside: PrintedCase(epoch([1], [2, 3]))),
  "sum-of-means": Condition(
    PrintedCase(epoch([1, 2]), only: "cost"),
    outside: PrintedCase(epoch([1], [2]), only: "cost"), PrintedCase(epoch([1, 2]))),
  // The second of two mini-batches of one example each.
  "mean-of-means": Condition(
    PrintedCase(epoch([2], start: "\"total\": 0.5, \"seen\": 1"), only: "cost"),
    PrintedCase(epoch([1, 2]), only: "cost"),
    outside: PrintedCase(epoch([1], [2, 3]), only: "cost")),
  "last-batch-sum": oneExample,
  "last-batch-over-m": oneBatch,
  "last-mean-over-m": oneExample,
  "sum-of-losses": oneExample,
  "stable-sigmoid": Condition(
    PrintedCase(epoch([-700])), PrintedCase(epoch([-750])), outside: PrintedCase(epoch([-715]))),
  "cost-from-logits": Condition(
    PrintedCase(epoch([2])), outside: PrintedCase(epoch([40]))),
]
