import Equations

// Symbols that the conventions add.
let highest = Symbol.state(
  "s_max", "the greatest second moment so far", glyph: "sₘ", latex: #"s_{\max}"#)
let λ = Symbol.weightDecay

// Stands for any formula in the edits of this lesson.
let x = Symbol.placeholder("x")

/// Other books' and frameworks' equally valid forms.
let conventions: [Variant] = [
  .epsilonInsideRoot(
    "the lecture's slides, and the published key", above: "0.3",
    sources: [
      "003_e0be1b1ddbc20c1c.txt:133-134", "004_d2a9d5986e678cd5.txt:598-600",
      "optax.adam(eps=0, eps_root=1e-8)", "77 of 203 public implementations",
    ]),

  Variant(
    "amsgrad", .convention,
    "AMSGrad: the greatest second moment so far takes the place of the present one.",
    invisible: "while no s is smaller than the one before.",
    sources: ["torch.optim.Adam(amsgrad=True)", "keras.optimizers.Adam(amsgrad=True)"],
    edits: [
      .insert(highest ← max(highest, s) ∵ "the greatest second moment so far", before: ŝ),
      .replace(s, with: highest, in: ŝ),
    ]),

  Variant(
    "nesterov", .convention,
    "Optax's Nesterov form: the corrected first moment looks one step ahead.",
    invisible:
      "where every gradient is 0 and v starts from 0; at a late step also where v equals g.",
    sources: ["optax.adam(nesterov=True)"],
    edits: [
      .rewrite(
        v̂ ← β₁ * (v / (1 - β₁ ** (t + 1))) + (1 - β₁) * (g / (1 - β₁ ** t))
          ∵ "the corrected moment, one step ahead")
    ]),

  Variant(
    "adamw", .convention,
    "AdamW: the weight decay shrinks θ itself and never enters the moments.",
    invisible: "where θ is 0 before every update, or λ is 0.",
    sources: [
      "torch.optim.AdamW", "torch.optim.Adam(decoupled_weight_decay=True)",
      "keras.optimizers.AdamW",
      "optax.adamw",
    ],
    edits: [.replace(θ - x, with: θ * (1 - α * λ) - x, in: θ)]),

  .coupledWeightDecay(before: v, sources: ["torch.optim.Adam with weight_decay"]),
]

/// Last in the list, so that it is applied after every edit of the root, since it adds another
/// root.
let foldedCorrection: [Variant] = [
  Variant(
    "epsilon-hat", .convention,
    "Keras's form: the corrections are folded into the learning rate, so ε is in effect ε/√(1 − β₂ᵗ).",
    invisible:
      "where ε/√(1 − β₂ᵗ) changes θ by less than 10⁻⁹: at the first step with the defaults, gradients above 3.1.",
    sources: ["keras.optimizers.Adam", "Kingma and Ba 2015, end of section 2"],
    edits: [.replace(ε, with: ε / √(1 - β₂ ** t), in: θ)])
]
