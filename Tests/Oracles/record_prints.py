#!/usr/bin/env python3
"""Records what `diagnosis.py` needs: the printed text of public implementations, and three fixtures.

    Tests/Oracles/record_prints.py --samples FOLDER

FOLDER holds `submissions/NNN-<function>.json`. Their inputs and prints are added to
`Tests/Recorded/submissions.json`, under "prints"; what that file has already is kept as it is.
`Tests/Recorded/fixtures.json` is computed here, with the equations below, from NumPy's seed.
"""

import argparse
import json
import pathlib

import numpy as np

RECORDED = pathlib.Path(__file__).resolve().parents[1] / "Recorded"
LESSONS = {
    "adam": "adam",
    "momentum": "momentum",
    "gd": "gradient-descent",
    "rmsprop": "rmsprop",
    "minibatch": "mini-batches",
}  # the other functions have no lesson


# --- what public implementations print ----------------------------------------------------------


def mini_batch_inputs(case):
    """X, Y and the permutation; of the notebook's 12,288 features the first, to keep it small."""
    if "recipe" in case:
        random = np.random.RandomState(1)
        X = random.randn(12288, 148)[:1]
        Y = (random.randn(1, 148) < 0.5).astype(int)
    else:
        X, Y = np.array(case["X"]), np.array(case["Y"])
    permutation = np.random.RandomState(case["seed"]).permutation(X.shape[1])
    return {
        "X": X.tolist(),
        "Y": Y.tolist(),
        "p": [permutation.tolist()],
        "size": case["mini_batch_size"],
    }


def name_of(inputs, wanted, function, case):
    """The name under which these inputs are recorded, made if they are new."""
    for name, known in inputs.items():
        if known == wanted:
            return name
    name = base = f"{function} {case['name']}"
    number = 2
    while name in inputs:
        name, number = f"{base} {number}", number + 1
    inputs[name] = wanted
    return name


def recorded_print(sample, inputs):
    function, case = sample["function"], dict(sample["case"])
    wanted = (
        mini_batch_inputs(case)
        if function == "minibatch"
        else {key: value for key, value in case.items() if key != "name"}
    )
    one = {
        "id": sample["id"],
        "lesson": LESSONS[function],
        "inputs": name_of(inputs, wanted, function, case),
        "labels": sample["labels"],
        "differs": sample["printed_differs_from_correct"],
        "printed": sample["printed"],
    }
    if sample.get("printed_numpy_1_13"):
        one["printed_numpy_1_13"] = sample["printed_numpy_1_13"]
    if sample.get("printed_in_source_agrees"):
        one["printed_in_source"] = sample["printed_in_source"]
    return one


def in_lines(content):
    """One input, submission or print a line, so that a change shows as one line."""

    def line(name, value):
        return f"{json.dumps(name)}: {json.dumps(value)}"

    inputs = ",\n".join(line(name, value) for name, value in content["inputs"].items())
    lists = [
        f"{json.dumps(name)}: [\n" + ",\n".join(json.dumps(one) for one in content[name]) + "]"
        for name in ("submissions", "prints")
    ]
    head = line("source", content["source"])
    return f"{{{head},\n\"inputs\": {{\n{inputs}}},\n" + ",\n".join(lists) + "}\n"


def record_submissions(samples):
    path = RECORDED / "submissions.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    inputs, found = content["inputs"], []
    for file in sorted((samples / "submissions").glob("*.json")):
        sample = json.loads(file.read_text(encoding="utf-8"))
        if sample["function"] in LESSONS:
            found.append(recorded_print(sample, inputs))
    content["prints"] = found
    path.write_text(in_lines(content), encoding="utf-8")
    print(f"{len(found)} prints, {len(inputs)} inputs")


# --- the three fixtures -------------------------------------------------------------------------


def course_inputs():
    """The arrays of update_parameters_with_adam_test_case, in the order the notebook draws them."""
    random = np.random.RandomState(1)
    shapes = {"W1": (2, 3), "b1": (2, 1), "W2": (3, 3), "b2": (3, 1)}
    parameters = {name: random.randn(*shape) for name, shape in shapes.items()}
    grads = {name: random.randn(*shape) for name, shape in shapes.items()}
    return parameters, grads


def adam_once(parameters, grads, inside, corrected):
    """One Adam update from v = s = 0 at t = 2, with α 0.01, β₁ 0.9, β₂ 0.999 and ε 1e-8."""
    t, alpha, beta1, beta2, epsilon = 2, 0.01, 0.9, 0.999, 1e-8
    updated = {}
    for name, g in grads.items():
        v = (1 - beta1) * g
        s = (1 - beta2) * np.square(g)
        v_corrected = v / (1 - np.power(beta1, t))
        s_used = s / (1 - np.power(beta2, t)) if corrected else s
        root = np.sqrt(s_used + epsilon) if inside else np.sqrt(s_used) + epsilon
        updated[name] = parameters[name] - alpha * v_corrected / root
    return updated


# What section 0.1 of the research prints of each, to be met exactly.
PUBLISHED = {
    "key-later": {"W2[2,1]": "-1.09244991", "b2[0,0]": "-0.88529979"},
    "key-early": {"W2[2,1]": "-1.09245036", "b2[0,0]": "-0.88529978"},
    "learner-two-bugs": {"W2[2,1]": "-0.93841334"},
}
FIXTURES = {
    "key-early": (dict(inside=True, corrected=True), "convention", ["epsilon-inside-root"],
                  "the Expected Output table of the notebook's 2017 copies"),
    "key-later": (dict(inside=False, corrected=True), "correct", [],
                  "the Expected Output of later public copies"),
    "learner-two-bugs": (dict(inside=True, corrected=False), "diagnosed",
                         ["epsilon-inside-root", "uncorrected-second-moment"],
                         "the saved cell output in Kulbear/deep-learning-coursera"),
}  # fmt: skip


def element(parameters, place):
    name, _, at = place.rstrip("]").partition("[")
    row, column = (int(number) for number in at.split(","))
    return f"{parameters[name][row, column]:.8f}"


def fixtures():
    parameters, grads = course_inputs()
    found = []
    for name, (how, verdict, variants, where) in FIXTURES.items():
        updated = adam_once(parameters, grads, **how)
        found.append(
            {
                "name": name,
                "provenance": f"{where}; Kulbear/deep-learning-coursera, 'Optimization "
                "methods.ipynb', update_parameters_with_adam, NumPy seed 1, t = 2; recomputed "
                "from the seed",
                "lesson": "adam",
                "case": "course",
                "verdict": verdict,
                "variants": variants,
                "published": PUBLISHED[name],
                "printed": "".join(f"{p} = {value}\n" for p, value in updated.items()),
            }
        )
    return found


def record_fixtures():
    path = RECORDED / "fixtures.json"
    content = {
        "source": "three public outputs of one test, recomputed with NumPy from its seed; only "
        "numbers",
        "fixtures": fixtures(),
    }
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(content['fixtures'])} fixtures")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--samples", metavar="FOLDER", type=pathlib.Path)
    options = parser.parse_args()
    record_fixtures()
    if options.samples:
        record_submissions(options.samples)


if __name__ == "__main__":
    main()
