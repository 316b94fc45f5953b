// Variants that several optimizers share.

private let zeroParameter = Condition(
  #"{"start": {"W1": 0}, "steps": [{"dW1": 1}]}"#,
  #"{"hyperparameters": {"weight_decay": 0}, "start": {"W1": 1}, "steps": [{"dW1": 1}]}"#,
  outside: #"{"start": {"W1": 0.1}, "steps": [{"dW1": 1}]}"#,
  #"{"start": {"W1": 0}, "steps": [{"dW1": 1}, {"dW1": 1}]}"#)

private let noGradient = Condition(
  #"{"start": {"W1": 1}, "steps": [{"dW1": 0}, {"dW1": 0}]}"#,
  outside: #"{"start": {"W1": 1}, "steps": [{"dW1": 0.001}]}"#,
  #"{"start": {"W1": 1, "v_dW1": 0.1}, "steps": [{"dW1": 0}]}"#)

private let oneLayer = Condition(
  #"{"start": {"W1": 1, "b1": 0}, "steps": [{"dW1": 1, "db1": 1}]}"#,
  outside: #"{"start": {"W1": 1, "W2": 1}, "steps": [{"dW1": 1, "dW2": 1}]}"#)

private let layerTwo = Condition(
  #"{"start": {"W2": 1, "b2": 0}, "steps": [{"dW2": 1, "db2": 1}]}"#,
  outside: #"{"start": {"W1": 1, "W2": 1}, "steps": [{"dW1": 1, "dW2": 1}]}"#,
  #"{"start": {"W1": 1}, "steps": [{"dW1": 1}]}"#)

/// The bias is treated with quantities of W.
private let likeTheWeights = Condition(
  #"{"start": {"W1": 1, "b1": 0}, "steps": [{"dW1": 0.5, "db1": 0.5}]}"#,
  outside: #"{"start": {"W1": 1, "b1": 0}, "steps": [{"dW1": 0.6, "db1": 0.5}]}"#,
  #"{"start": {"W1": [[1, 1]], "b1": 0}, "steps": [{"dW1": [[0.5, 0.5]], "db1": 0.5}]}"#)

private let fromTheWeights = Condition(
  #"{"start": {"W1": 1, "b1": 1}, "steps": [{"dW1": 0, "db1": 0.5}]}"#,
  outside: #"{"start": {"W1": 1.1, "b1": 1}, "steps": [{"dW1": 0, "db1": 0.5}]}"#,
  #"{"start": {"W1": [[1, 1]], "b1": 1}, "steps": [{"dW1": [[0, 0]], "db1": 0.5}]}"#)

let gradientDescentConditions: [String: Condition] = [
  "ascent": Condition(
    #"{"start": {"W1": 1}, "steps": [{"dW1": 0}]}"#,
    outside: #"{"start": {"W1": 1}, "steps": [{"dW1": 0.001}]}"#),
  "bias-uses-weights-gradient": likeTheWeights,
  "coupled-weight-decay": zeroParameter,
  "decoupled-weight-decay": zeroParameter,
  "first-layer-only": oneLayer,
]

let momentumConditions: [String: Condition] = [
  "without-factor": Condition(
    #"{"start": {"W1": 1, "v_dW1": 0.5}, "steps": [{"dW1": 0}, {"dW1": 0}]}"#,
    outside: #"{"start": {"W1": 1}, "steps": [{"dW1": 0.001}]}"#),
  "keras-velocity": noGradient,
  "nesterov": noGradient,
  "keras-nesterov": noGradient,
  "nesterov-with-factor": Condition(
    #"{"start": {"W1": 1, "v_dW1": 0.5}, "steps": [{"dW1": 0.5}, {"dW1": 0.5}]}"#,
    outside: #"{"start": {"W1": 1, "v_dW1": 0.5}, "steps": [{"dW1": 0.6}]}"#),
  "torch-dampening": Condition(
    #"{"start": {"W1": 1}, "steps": [{"dW1": 0}, {"dW1": 1}]}"#,
    #"{"start": {"W1": 1}, "steps": [{"t": 2, "dW1": 1}]}"#,
    outside: #"{"start": {"W1": 1}, "steps": [{"dW1": 0.001}, {"dW1": 1}]}"#),
  // One step at t with v = 1: the corrected step is longer by α·0.9ᵗ = 5·10⁻⁹ at t = 138.
  "bias-corrected": Condition(
    #"{"start": {"W1": 1, "v_dW1": 1}, "steps": [{"t": 155, "dW1": 1}]}"#,
    outside: #"{"start": {"W1": 1, "v_dW1": 1}, "steps": [{"t": 130, "dW1": 1}]}"#,
    #"{"start": {"W1": 1}, "steps": [{"dW1": 1, "repeat": 200}]}"#),
  "coupled-weight-decay": zeroParameter,
  "decoupled-weight-decay": zeroParameter,
  "correction-on-the-gradient": Condition(
    #"{"start": {"W1": 1, "v_dW1": 0.5}, "steps": [{"dW1": 0}, {"dW1": 0}]}"#,
    outside: #"{"start": {"W1": 1}, "steps": [{"dW1": 0.001}]}"#,
    #"{"hyperparameters": {"beta": 0.5}, "start": {"W1": 1}, "steps": [{"dW1": 0}, {"dW1": 0}]}"#),
  "velocity-unused": Condition(
    #"{"start": {"W1": 1, "v_dW1": 0.5}, "steps": [{"dW1": 0.5}, {"dW1": 0.5}]}"#,
    outside: #"{"start": {"W1": 1, "v_dW1": 0.5}, "steps": [{"dW1": 0.6}]}"#),
  "bias-uses-weights-velocity": likeTheWeights,
  "bias-starts-from-weights": fromTheWeights,
  "layer-two-only": layerTwo,
  "first-layer-only": oneLayer,
]

private let movedMoment = Condition(
  #"{"start": {"W1": 1}, "steps": [{"dW1": 0}, {"dW1": 0}]}"#,
  #"{"start": {"W1": 1, "s_dW1": 1}, "steps": [{"dW1": 1}]}"#,
  outside: #"{"start": {"W1": 1, "s_dW1": 1}, "steps": [{"dW1": 1.1}]}"#)

let rmspropConditions: [String: Condition] = [
  "with-momentum": Condition(
    #"{"start": {"W1": 1}, "steps": [{"dW1": 0.5}]}"#,
    outside: #"{"start": {"W1": 1}, "steps": [{"dW1": 0.5}, {"dW1": 0.5}]}"#,
    #"{"start": {"W1": 1, "v_dW1": 0.1}, "steps": [{"dW1": 0.5}]}"#),
  "with-momentum-keras": Condition(
    #"{"start": {"W1": 1}, "steps": [{"dW1": 0.5}]}"#,
    outside: #"{"start": {"W1": 1}, "steps": [{"dW1": 0.5}, {"dW1": 0.5}]}"#,
    #"{"start": {"W1": 1, "v_dW1": 0.1}, "steps": [{"dW1": 0.5}]}"#),
  "with-nesterov-momentum": noGradient,
  "coupled-weight-decay": zeroParameter,
  "centred": Condition(
    #"{"start": {"W1": 1}, "steps": [{"dW1": 0}]}"#,
    #"{"hyperparameters": {"beta2": 0.5}, "start": {"W1": 1, "m_dW1": -1}, "steps": [{"dW1": 1}]}"#,
    outside:
      #"{"hyperparameters": {"beta2": 0.5}, "start": {"W1": 1}, "steps": [{"dW1": -1}, {"dW1": 1}]}"#
  ),
  // A step of α with s = g²: the corrected one is longer by α·β₂ᵗ/2 = 5·10⁻⁹ at t = 13,809.
  "bias-corrected": Condition(
    #"{"start": {"W1": 1, "s_dW1": 1}, "steps": [{"t": 15500, "dW1": 1}]}"#,
    outside: #"{"start": {"W1": 1, "s_dW1": 1}, "steps": [{"t": 13000, "dW1": 1}]}"#,
    #"{"hyperparameters": {"beta2": 0.9}, "start": {"W1": 1}, "steps": [{"dW1": 1, "repeat": 240}]}"#
  ),
  "epsilon-inside-root": Condition(
    #"{"start": {"W1": 1}, "steps": [{"dW1": 120}]}"#,
    outside: #"{"start": {"W1": 1}, "steps": [{"dW1": 90}]}"#),
  "current-gradient-only": movedMoment,
  "missing-epsilon": Condition(
    #"{"start": {"W1": 1}, "steps": [{"dW1": 120}]}"#,
    outside: #"{"start": {"W1": 1}, "steps": [{"dW1": 90}]}"#,
    #"{"start": {"W1": 1}, "steps": [{"dW1": 0}]}"#),
  "epsilon-outside-fraction": Condition(
    #"{"start": {"W1": 1}, "steps": [{"dW1": 120}]}"#,
    outside: #"{"start": {"W1": 1}, "steps": [{"dW1": 90}]}"#,
    #"{"hyperparameters": {"alpha": 1}, "start": {"W1": 1}, "steps": [{"dW1": 1e6}]}"#),
  "square-for-root": movedMoment,
  "missing-root": movedMoment,
  "bias-uses-weights-statistics": likeTheWeights,
]

/// The layer's number as exponent equals t in its own layer.
private let layerIsStep = Condition(
  #"{"start": {"W1": 1}, "steps": [{"dW1": 0.5}]}"#,
  #"{"start": {"W2": 1}, "steps": [{"t": 2, "dW2": 0.5}]}"#,
  outside: #"{"start": {"W1": 1}, "steps": [{"t": 2, "dW1": 0.5}]}"#,
  #"{"start": {"W1": 1, "W2": 1}, "steps": [{"t": 2, "dW1": 0.5, "dW2": 0.5}]}"#)

/// A step of α with v = g and s = g²: without β₂'s correction it is shorter by α·β₂ᵗ/2, 5·10⁻⁹ at t = 13,809.
private let late = Condition(
  #"{"start": {"W1": 1, "v_dW1": 1, "s_dW1": 1}, "steps": [{"t": 15500, "dW1": 1}]}"#,
  outside: #"{"start": {"W1": 1, "v_dW1": 1, "s_dW1": 1}, "steps": [{"t": 13000, "dW1": 1}]}"#,
  #"{"hyperparameters": {"beta2": 0.9}, "start": {"W1": 1}, "steps": [{"dW1": 1, "repeat": 240}]}"#)

private let firstUpdate = Condition(
  #"{"start": {"W1": 1}, "steps": [{"t": 2, "dW1": 0.5}]}"#,
  outside: #"{"start": {"W1": 1}, "steps": [{"dW1": 0.5}, {"dW1": 0.5}]}"#)

private let correctedIsOneOrZero = Condition(
  #"{"start": {"W1": 1}, "steps": [{"dW1": 1}]}"#, #"{"start": {"W1": 1}, "steps": [{"dW1": 0}]}"#,
  outside: #"{"start": {"W1": 1}, "steps": [{"dW1": 1.1}]}"#)

let adamConditions: [String: Condition] = [
  "epsilon-inside-root": Condition(
    #"{"start": {"W1": 1.000000004}, "steps": [{"dW1": 0.3}]}"#,
    outside: #"{"start": {"W1": 1.000000004}, "steps": [{"dW1": 0.2}]}"#),
  "amsgrad": Condition(
    #"{"start": {"W1": 1}, "steps": [{"dW1": 1}, {"dW1": 1.5}]}"#,
    outside:
      #"{"hyperparameters": {"beta2": 0.5}, "start": {"W1": 1}, "steps": [{"dW1": 1}, {"dW1": 0.1}]}"#
  ),
  "nesterov": Condition(
    #"{"start": {"W1": 1}, "steps": [{"dW1": 0}, {"dW1": 0}]}"#,
    #"{"start": {"W1": 1, "v_dW1": 0.5, "s_dW1": 0.25}, "steps": [{"t": 200, "dW1": 0.5}]}"#,
    outside: #"{"start": {"W1": 1}, "steps": [{"dW1": 0.5}]}"#,
    #"{"start": {"W1": 1, "v_dW1": 0.5, "s_dW1": 0.25}, "steps": [{"t": 200, "dW1": 0.6}]}"#),
  "adamw": zeroParameter,
  "coupled-weight-decay": zeroParameter,
  "beta1-in-second-moment": Condition(
    #"{"start": {"W1": 1}, "steps": [{"dW1": 0}]}"#,
    #"{"start": {"W1": 1, "s_dW1": 0.25}, "steps": [{"dW1": 0.5}]}"#,
    outside: #"{"start": {"W1": 1}, "steps": [{"dW1": 0.5}]}"#,
    #"{"start": {"W1": 1, "s_dW1": 0.25}, "steps": [{"dW1": 0}]}"#),
  "second-moment-decays-with-beta1": firstUpdate,
  "second-moment-without-decay": firstUpdate,
  "second-moment-built-on-v": Condition(
    #"{"start": {"W1": 1, "v_dW1": 0.4, "s_dW1": 0.4}, "steps": [{"dW1": 0.4}]}"#,
    outside: #"{"start": {"W1": 1, "v_dW1": 0.4, "s_dW1": 0.4}, "steps": [{"dW1": 0.5}]}"#),
  "no-bias-correction": late,
  "missing-exponent": Condition(
    #"{"start": {"W1": 1}, "steps": [{"dW1": 0.5}]}"#,
    outside: #"{"start": {"W1": 1}, "steps": [{"dW1": 0.5}, {"dW1": 0.5}]}"#),
  "exponent-fixed-at-two": Condition(
    #"{"start": {"W1": 1}, "steps": [{"t": 2, "dW1": 0.5}]}"#,
    outside: #"{"start": {"W1": 1}, "steps": [{"t": 1, "dW1": 0.5}]}"#,
    #"{"start": {"W1": 1}, "steps": [{"t": 3, "dW1": 0.5}]}"#),
  "layer-index-exponent": layerIsStep,
  "layer-index-exponent-in-v": layerIsStep,
  "layer-index-exponent-in-s": layerIsStep,
  "second-moment-corrected-with-beta1": Condition(
    #"{"start": {"W1": 1, "v_dW1": 1, "s_dW1": 1}, "steps": [{"t": 15500, "dW1": 1}]}"#,
    outside: #"{"start": {"W1": 1, "v_dW1": 1, "s_dW1": 1}, "steps": [{"t": 13000, "dW1": 1}]}"#,
    #"{"start": {"W1": 1}, "steps": [{"dW1": 1, "repeat": 240}]}"#),
  "uncorrected-second-moment": late,
  "corrected-moments-stored-back": Condition(
    PrintedCase(#"{"start": {"W1": 1}, "steps": [{"dW1": 0.5}]}"#, only: "W1"),
    outside: #"{"start": {"W1": 1}, "steps": [{"dW1": 0.5}]}"#,
    PrintedCase(#"{"start": {"W1": 1}, "steps": [{"dW1": 0.5}, {"dW1": 0.5}]}"#, only: "W1")),
  "missing-epsilon": Condition(
    #"{"start": {"W1": 1.000000004}, "steps": [{"dW1": 0.11}]}"#,
    outside: #"{"start": {"W1": 1.000000004}, "steps": [{"dW1": 0.09}]}"#,
    #"{"start": {"W1": 1}, "steps": [{"dW1": 0}]}"#),
  "epsilon-outside-fraction": Condition(
    #"{"start": {"W1": 1.000000004}, "steps": [{"dW1": 0.11}]}"#,
    outside: #"{"start": {"W1": 1.000000004}, "steps": [{"dW1": 0.09}]}"#,
    #"{"hyperparameters": {"alpha": 1}, "start": {"W1": 1}, "steps": [{"dW1": 1e6}]}"#),
  "square-for-root": correctedIsOneOrZero,
  "missing-root": correctedIsOneOrZero,
  "bias-uses-weights-statistics": likeTheWeights,
  "bias-first-moment-corrected-with-beta2": Condition(
    PrintedCase(#"{"start": {"W1": 1, "b1": 0}, "steps": [{"dW1": 0.5, "db1": 0.5}]}"#, only: "W1"),
    #"{"start": {"W1": 1, "b1": 0}, "steps": [{"dW1": 0.5, "db1": 0}]}"#,
    outside: #"{"start": {"W1": 1, "b1": 0}, "steps": [{"dW1": 0.5, "db1": 0.001}]}"#),
  "bias-starts-from-weights": fromTheWeights,
  "bias-divided-by-weights-root": Condition(
    #"{"start": {"W1": 1, "b1": 0}, "steps": [{"dW1": 0.5, "db1": 0}]}"#,
    outside: #"{"start": {"W1": 1, "b1": 0}, "steps": [{"dW1": 0, "db1": 0}]}"#,
    #"{"start": {"W1": 1, "b1": 0.1}, "steps": [{"dW1": 0.5, "db1": 0}]}"#,
    #"{"start": {"W1": [[1, 1]], "b1": 0}, "steps": [{"dW1": [[0.5, 0.5]], "db1": 0}]}"#),
  "layer-two-only": layerTwo,
  "first-layer-only": oneLayer,
  "epsilon-hat": Condition(
    #"{"start": {"W1": 1.000000004}, "steps": [{"dW1": 3.3}]}"#,
    outside: #"{"start": {"W1": 1.000000004}, "steps": [{"dW1": 3}]}"#),
]
