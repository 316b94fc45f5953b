let adagradConditions: [String: Condition] = [
  // The first step is α, as in Adam: the start decides whether ε moves θ by 10⁻⁹.
  "epsilon-inside-root": Condition(
    #"{"start": {"W1": 1.000000004}, "steps": [{"dW1": 0.3}]}"#,
    outside: #"{"start": {"W1": 1.000000004}, "steps": [{"dW1": 0.2}]}"#),
  "current-gradient-only": Condition(
    #"{"start": {"W1": 1}, "steps": [{"dW1": 0.5}]}"#,
    outside: #"{"start": {"W1": 1}, "steps": [{"dW1": 0.5}, {"dW1": 0.5}]}"#),
  "missing-epsilon": Condition(
    #"{"start": {"W1": 1.000000004}, "steps": [{"dW1": 0.11}]}"#,
    outside: #"{"start": {"W1": 1.000000004}, "steps": [{"dW1": 0.09}]}"#,
    #"{"start": {"W1": 1}, "steps": [{"dW1": 0}]}"#),
  "missing-root": Condition(
    #"{"start": {"W1": 1}, "steps": [{"dW1": 1}]}"#,
    outside: #"{"start": {"W1": 1}, "steps": [{"dW1": 1.1}]}"#),
]
