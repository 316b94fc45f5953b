let ewmaConditions: [String: Condition] = [
  "recursion-as-product": Condition(
    #"{"start": {"v": 1}, "steps": [{"theta": 1}, {"theta": 1}]}"#, #"{"steps": [{"theta": 40}]}"#,
    outside: #"{"start": {"v": 0.9}, "steps": [{"theta": 1}]}"#),
  "stored-elsewhere": Condition(
    #"{"steps": [{"theta": 40}]}"#, #"{"steps": [{"theta": 0}, {"theta": 40}]}"#,
    outside: #"{"steps": [{"theta": 40}, {"theta": 0}]}"#,
    #"{"start": {"v": 0.1}, "steps": [{"theta": 40}]}"#),
  "difference-form": Condition(
    #"{"steps": [{"theta": 40}, {"theta": 49}, {"theta": 45}]}"#,
    outside: PrintedCase(
      #"{"steps": [{"theta": 40}, {"theta": 49}, {"theta": 45}]}"#, decimals: 17)),
]

let biasCorrectionConditions: [String: Condition] = [
  // 0.9²³² · 40 = 1·10⁻⁹, and 0.9²¹⁰ · 40 = 1·10⁻⁸.
  "no-correction": Condition(
    #"{"hyperparameters": {"beta": 0.9}, "start": {"v": 40}, "steps": [{"t": 232, "theta": 40}]}"#,
    outside:
      #"{"hyperparameters": {"beta": 0.9}, "start": {"v": 40}, "steps": [{"t": 210, "theta": 40}]}"#
  ),
  "missing-exponent": Condition(
    #"{"steps": [{"theta": 40}]}"#, outside: #"{"steps": [{"theta": 40}, {"theta": 0}]}"#),
  "exponent-fixed-at-two": Condition(
    #"{"steps": [{"t": 2, "theta": 40}]}"#,
    outside: #"{"steps": [{"t": 1, "theta": 40}]}"#, #"{"steps": [{"t": 3, "theta": 40}]}"#),
  "product-for-power": Condition(
    #"{"steps": [{"theta": 40}]}"#, outside: #"{"steps": [{"theta": 40}, {"theta": 0}]}"#),
  "corrected-stored-back": Condition(
    PrintedCase(#"{"steps": [{"theta": 0}, {"theta": 0}]}"#, only: "v"),
    outside: PrintedCase(#"{"steps": [{"theta": 40}]}"#, only: "v"), #"{"steps": [{"theta": 40}]}"#),
  "running-correction": Condition(
    #"{"steps": [{"theta": 40}, {"theta": 49}, {"theta": 45}]}"#,
    outside: #"{"steps": [{"t": 2, "theta": 40}]}"#),
]

let decayConditions: [String: Condition] = [
  "reciprocal-first": Condition(
    #"{"steps": [{"epoch": 1}, {"epoch": 2}, {"epoch": 5}]}"#,
    outside: PrintedCase(#"{"steps": [{"epoch": 1}, {"epoch": 2}, {"epoch": 6}]}"#, decimals: 20)),
  "exponential": Condition(
    #"{"hyperparameters": {"base": 0.5, "rate": 1}, "steps": [{"epoch": 1}]}"#,
    outside: #"{"hyperparameters": {"base": 0.5, "rate": 1}, "steps": [{"epoch": 2}]}"#),
  "square-root-epoch": Condition(
    #"{"hyperparameters": {"k": 0.5, "rate": 1}, "steps": [{"epoch": 1}]}"#,
    outside: #"{"hyperparameters": {"k": 0.5, "rate": 1}, "steps": [{"epoch": 2}]}"#),
  "square-root-step": Condition(
    #"{"hyperparameters": {"k": 1, "rate": 1}, "steps": [{"t": 4, "epoch": 1}]}"#,
    outside: #"{"hyperparameters": {"k": 1, "rate": 1}, "steps": [{"t": 5, "epoch": 1}]}"#),
  "manual": Condition(
    #"{"hyperparameters": {"alpha0": 0.2, "rate": 1}, "steps": [{"epoch": 1, "manual": 0.1}]}"#,
    outside:
      #"{"hyperparameters": {"alpha0": 0.2, "rate": 1}, "steps": [{"epoch": 1, "manual": 0.11}]}"#),
  "staircase": Condition(
    #"{"hyperparameters": {"interval": 1}, "steps": [{"epoch": 1}, {"epoch": 2}]}"#,
    #"{"hyperparameters": {"interval": 3, "rate": 0}, "steps": [{"epoch": 1}, {"epoch": 2}]}"#,
    outside: #"{"hyperparameters": {"interval": 2}, "steps": [{"epoch": 1}]}"#),
  "zero-based-epoch": Condition(
    #"{"hyperparameters": {"rate": 0}, "steps": [{"epoch": 1}, {"epoch": 2}]}"#,
    outside: #"{"hyperparameters": {"rate": 0.1}, "steps": [{"epoch": 1}]}"#),
  "missing-floor": Condition(
    #"{"hyperparameters": {"interval": 3}, "steps": [{"epoch": 3}, {"epoch": 6}]}"#,
    outside: #"{"hyperparameters": {"interval": 3}, "steps": [{"epoch": 4}]}"#),
  "round-for-floor": Condition(
    #"{"hyperparameters": {"interval": 4}, "steps": [{"epoch": 1}, {"epoch": 2}, {"epoch": 5}]}"#,
    #"{"hyperparameters": {"interval": 4}, "steps": [{"epoch": 8}, {"epoch": 9}, {"epoch": 10}]}"#,
    outside: #"{"hyperparameters": {"interval": 4}, "steps": [{"epoch": 3}]}"#,
    #"{"hyperparameters": {"interval": 4}, "steps": [{"epoch": 6}]}"#,
    #"{"hyperparameters": {"interval": 4}, "steps": [{"epoch": 11}]}"#),
  "fraction-lost": Condition(
    #"{"hyperparameters": {"alpha0": 11, "rate": 0}, "steps": [{"epoch": 1}, {"epoch": 2}]}"#,
    outside: #"{"hyperparameters": {"alpha0": 11, "rate": 0.01}, "steps": [{"epoch": 1}]}"#,
    #"{"hyperparameters": {"alpha0": 10.9, "rate": 0}, "steps": [{"epoch": 1}]}"#),
  "power-lost": Condition(
    #"{"steps": [{"epoch": 1}]}"#, outside: #"{"steps": [{"epoch": 2}]}"#),
  "root-lost": Condition(
    #"{"steps": [{"epoch": 1}]}"#, outside: #"{"steps": [{"epoch": 2}]}"#),
  "root-lost-step": Condition(
    #"{"steps": [{"t": 1, "epoch": 3}]}"#, outside: #"{"steps": [{"t": 2, "epoch": 3}]}"#),
  "miscopied-table": Condition(
    #"{"hyperparameters": {"alpha0": 0.2, "rate": 1}, "steps": [{"epoch": 1}]}"#,
    outside:
      #"{"hyperparameters": {"alpha0": 0.2, "rate": 1}, "steps": [{"epoch": 1}, {"epoch": 2}]}"#,
    #"{"hyperparameters": {"alpha0": 0.3, "rate": 1}, "steps": [{"epoch": 1}]}"#),
]
