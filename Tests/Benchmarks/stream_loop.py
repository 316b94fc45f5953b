"""The straightforward NumPy/json loop that `gradus trace ewma --format jsonl` is measured against.

It reads the same case file and writes the same lines; `stream.py` compares the two outputs.
"""

import json
import sys

import numpy as np

EQUATION = "v ← β·v + (1 − β)·θ"
REASON = "keep β of the past, add 1 − β of today"


def shown(x):
    """Seven significant digits, as a trace shows them; a negative number in brackets."""
    text = f"{x:.7g}".replace("-", "−")
    return f"({text})" if x < 0 else text


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        case = json.load(file)
    beta = case["hyperparameters"]["beta"]
    v = np.array([[0.0]])
    out = sys.stdout
    for t, step in enumerate(case["steps"], start=1):
        theta = np.array([[step["theta"]]], dtype=float)
        substituted = f"{shown(beta)}·{shown(v[0, 0])} + (1 − {shown(beta)})·{shown(theta[0, 0])}"
        v = beta * v + (1 - beta) * theta
        line = {
            "t": t,
            "parameter": None,
            "layer": None,
            "target": "v",
            "equation": EQUATION,
            "substituted": substituted,
            "reason": REASON,
            "value": v.tolist(),
        }
        out.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
