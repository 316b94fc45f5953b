import Equations

// Mistakes seen in the seed documents and in public implementations, sorted by their line.

let momentBugs: [Variant] = [
  Variant(
    "beta1-in-second-moment", .bug,
    "The second moment averages with β₁ instead of β₂.",
    invisible: "where s already equals g², as when both are 0.",
    sources: ["2 of 203 public implementations"],
    edits: [.replace(β₂, with: β₁, in: s)]),

  Variant(
    "second-moment-decays-with-beta1", .bug,
    "The old second moment is kept with β₁; the new square is still weighted with 1 − β₂.",
    invisible:
      "where s is 0 before the update: at the first step, and in the course's own test case.",
    sources: ["public implementations"],
    edits: [.replace(β₂ * s, with: β₁ * s, in: s)]),

  Variant(
    "second-moment-without-decay", .bug,
    "The old second moment is kept whole: the factor β₂ is missing, so s only grows.",
    invisible:
      "where s is 0 before the update: at the first step, and in the course's own test case.",
    sources: ["public implementations"],
    edits: [.replace(β₂ * s, with: s, in: s)]),

  Variant(
    "second-moment-built-on-v", .bug,
    "The second moment continues the first: β₂·v for β₂·s.",
    invisible: "where the updated v equals the old s.",
    sources: ["2 of 203 public implementations"],
    edits: [.replace(β₂ * s, with: β₂ * v, in: s)]),
]

/// A single late step hides a missing correction; the steps before it do not.
private let late =
  "in a single step after about t = 20,000 with the defaults; θ of a run from t = 1 keeps the difference."

let correctionBugs: [Variant] = [
  Variant(
    "no-bias-correction", .bug,
    "Both corrections are left out: the step uses v and s as they are.",
    invisible: late,
    sources: ["004_d2a9d5986e678cd5.txt:497 (advice for momentum)"],
    edits: [.rewrite(v̂ ← v ∵ "use it as it is"), .rewrite(ŝ ← s ∵ "use it as it is")]),

  Variant(
    "missing-exponent", .bug,
    "The powers are forgotten: both moments are divided by 1 − β at every step.",
    invisible: "at t = 1.",
    sources: [
      "002_c6fcb3da329976e8.txt:281-282", "002_c6fcb3da329976e8.txt:293-294",
      "11 of 203 public implementations",
    ],
    edits: [.replace(β₁ ** t, with: β₁, in: v̂), .replace(β₂ ** t, with: β₂, in: ŝ)]),

  Variant(
    "exponent-fixed-at-two", .bug,
    "The exponent of both corrections is always 2: the t of the page was read as a 2.",
    invisible: "at t = 2, which is the only step the course's test case takes.",
    sources: [
      "000_aa0cf3ad49dec0e9.txt:180", "000_aa0cf3ad49dec0e9.txt:204-215 (1+1 read literally)",
      "2 of 203 public implementations",
    ],
    edits: [.replace(β₁ ** t, with: β₁ ** 2, in: v̂), .replace(β₂ ** t, with: β₂ ** 2, in: ŝ)]),

  Variant(
    "layer-index-exponent", .bug,
    "Both corrections raise β to the number of the layer, l + 1 in the loop, instead of the step t.",
    invisible: "in layer n at step t = n.",
    sources: [
      "000_aa0cf3ad49dec0e9.txt:204 (its training log proves it)",
      "3 of 203 public implementations",
    ],
    edits: [.replace(β₁ ** t, with: β₁ ** l, in: v̂), .replace(β₂ ** t, with: β₂ ** l, in: ŝ)]),

  Variant(
    "layer-index-exponent-in-v", .bug,
    "Only the first moment's correction raises β₁ to the number of the layer.",
    invisible: "in layer n at step t = n.",
    sources: ["half of 000_aa0cf3ad49dec0e9.txt:204"],
    edits: [.replace(β₁ ** t, with: β₁ ** l, in: v̂)]),

  Variant(
    "layer-index-exponent-in-s", .bug,
    "Only the second moment's correction raises β₂ to the number of the layer.",
    invisible: "in layer n at step t = n.",
    sources: ["half of 000_aa0cf3ad49dec0e9.txt:204"],
    edits: [.replace(β₂ ** t, with: β₂ ** l, in: ŝ)]),

  Variant(
    "second-moment-corrected-with-beta1", .bug,
    "The second moment is corrected with β₁: s/(1 − β₁ᵗ).",
    invisible: late,
    sources: ["001_23a3965cb923cb6a.txt:352"],
    edits: [.replace(β₂, with: β₁, in: ŝ)]),

  Variant(
    "uncorrected-second-moment", .bug,
    "ŝ is computed and never used: the step is divided by the root of the uncorrected s.",
    invisible: late,
    sources: [
      "000_aa0cf3ad49dec0e9.txt:221", "000_aa0cf3ad49dec0e9.txt:265-266",
      "12 of 203 public implementations",
    ],
    edits: [.replace(ŝ, with: s, in: θ)]),

  Variant(
    "corrected-moments-stored-back", .bug,
    "The corrected moments overwrite v and s, so that they are corrected again at the next step.",
    invisible: "in the parameters at the first step; v and s themselves show at once.",
    sources: ["code that keeps one variable for both; in no note"],
    edits: [.store(v̂, into: v), .store(ŝ, into: s)]),
]

let stepBugs: [Variant] = [
  .missingEpsilon(
    above: "0.1",
    sources: [
      "000_aa0cf3ad49dec0e9.txt:180", "000_aa0cf3ad49dec0e9.txt:221",
      "3 of 203 public implementations",
    ]),

  .epsilonOutsideFraction(
    above: "0.1",
    sources: ["002_c6fcb3da329976e8.txt:299-300", "2 of 203 public implementations"]),

  .squareForRoot(
    of: "ŝ", consequence: ", which is tiny for a small gradient", in: θ,
    sources: ["002_c6fcb3da329976e8.txt:299-300", "2 of 203 public implementations"]),

  .missingRoot(of: "ŝ", in: θ, sources: ["2 of 203 public implementations"]),
]

let biasBugs: [Variant] = [
  Variant(
    "bias-uses-weights-statistics", .bug,
    "The bias's step is divided by the root of W's second moment; NumPy stretches b to W's shape.",
    invisible: "where ŝ of W and of b are equal and the layer has one input.",
    sources: ["000_aa0cf3ad49dec0e9.txt:222", "2 of 203 public implementations"],
    edits: [.replace(ŝ, with: ŝ.ofWeights, in: θ, scope: .biases)]),

  Variant(
    "bias-first-moment-corrected-with-beta2", .bug,
    "The bias's first moment is corrected with β₂; the weights' is right.",
    invisible: "in the weights, and in a bias whose v is 0.",
    sources: ["2 of 203 public implementations"],
    edits: [.replace(β₁, with: β₂, in: v̂, scope: .biases)]),

  Variant(
    "bias-starts-from-weights", .bug,
    "The bias line starts from the W of this very step instead of from b.",
    invisible: "where the new W equals the old b in every entry and the layer has one input.",
    sources: ["1 of 203 public implementations"],
    edits: [.replace(θ - x, with: θ.ofWeights - x, in: θ, scope: .biases)]),

  Variant(
    "bias-divided-by-weights-root", .bug,
    "The bias line lost its learning rate, its v̂ and its minus: b is divided by the root of W's s.",
    invisible:
      "where b and its gradients are 0, the layer has one input, and no s of its weights is 0.",
    sources: ["000_aa0cf3ad49dec0e9.txt:222"],
    edits: [
      .rewrite(θ ← θ / √s.ofWeights ∵ "step, as the note has it", scope: .biases)
    ]),
]

let loopBugs: [Variant] = [
  .layerTwoOnly(sources: ["000_aa0cf3ad49dec0e9.txt:199-222"]),

  .firstLayerOnly(sources: ["000_aa0cf3ad49dec0e9.txt:224 (indentation lost)"]),
]
