#!/usr/bin/env python3
"""Compares Gradus's conventions with recorded runs of PyTorch, Keras and Optax.

    Tests/Oracles/dialects.py --gradus .build/debug/gradus

`recorded/` holds what the libraries themselves computed: five components with gradients from 1e-8
to 3 and exact zeros, 20 updates, from a fresh start and from the middle of a run (137 updates made,
states that are not 0). Each is traced as a case of the convention that says it is that library's
form. The libraries write some equations in another order, so theta and every state must agree to a
relative difference of 1e-12, not in bits.
"""

import argparse
import json
import math
import pathlib
import sys
import tempfile

import common
from common import matrix

BOUND = 1e-12

# The recorded optimizer, the lesson, and the variants that together are its form.
OPTIMIZERS = [
    ("torch.SGD/plain", "gradient-descent", []),
    ("torch.SGD/weight_decay", "gradient-descent", ["coupled-weight-decay"]),
    ("torch.SGD/momentum", "momentum", ["without-factor"]),
    ("torch.SGD/momentum+lr_drop", "momentum", ["without-factor"]),
    ("torch.SGD/dampening=momentum", "momentum", ["torch-dampening"]),
    ("torch.SGD/nesterov", "momentum", ["nesterov"]),
    ("torch.SGD/nesterov+lr_drop", "momentum", ["nesterov"]),
    ("torch.RMSprop/default", "rmsprop", []),
    ("torch.RMSprop/alpha=0.9,eps=0.01", "rmsprop", []),
    ("torch.RMSprop/momentum", "rmsprop", ["with-momentum"]),
    ("torch.RMSprop/momentum+lr_drop", "rmsprop", ["with-momentum"]),
    ("torch.RMSprop/centered", "rmsprop", ["centred"]),
    ("torch.RMSprop/centered+momentum", "rmsprop", ["centred", "with-momentum"]),
    ("torch.Adam/default", "adam", []),
    ("torch.Adam/eps=0.01", "adam", []),
    ("torch.Adam/amsgrad", "adam", ["amsgrad"]),
    ("torch.Adam/weight_decay (L2)", "adam", ["coupled-weight-decay"]),
    ("torch.AdamW/default", "adam", ["adamw"]),
    ("torch.AdamW/amsgrad", "adam", ["adamw", "amsgrad"]),
    ("keras.SGD/plain", "gradient-descent", []),
    ("keras.SGD/momentum", "momentum", ["keras-velocity"]),
    ("keras.SGD/momentum+lr_drop", "momentum", ["keras-velocity"]),
    ("keras.SGD/nesterov", "momentum", ["keras-nesterov"]),
    ("keras.SGD/nesterov+lr_drop", "momentum", ["keras-nesterov"]),
    # Keras's is decoupled, which without moments is the same: (1 - alpha·lambda)·theta - alpha·g.
    ("keras.SGD/weight_decay", "gradient-descent", ["decoupled-weight-decay"]),
    ("keras.RMSprop/default", "rmsprop", ["epsilon-inside-root"]),
    ("keras.RMSprop/eps=0.01", "rmsprop", ["epsilon-inside-root"]),
    ("keras.RMSprop/momentum", "rmsprop", ["with-momentum-keras", "epsilon-inside-root"]),
    ("keras.RMSprop/momentum+lr_drop", "rmsprop", ["with-momentum-keras", "epsilon-inside-root"]),
    ("keras.RMSprop/centered", "rmsprop", ["centred", "epsilon-inside-root"]),
    (
        "keras.RMSprop/centered+momentum",
        "rmsprop",
        ["centred", "with-momentum-keras", "epsilon-inside-root"],
    ),
    ("keras.Adam/default", "adam", ["epsilon-hat"]),
    ("keras.Adam/eps=0.01", "adam", ["epsilon-hat"]),
    ("keras.Adam/amsgrad", "adam", ["epsilon-hat", "amsgrad"]),
    ("keras.Adam/weight_decay", "adam", ["epsilon-hat", "adamw"]),
    ("optax.sgd/plain", "gradient-descent", []),
    ("optax.sgd/momentum", "momentum", ["without-factor"]),
    ("optax.sgd/momentum+lr_drop", "momentum", ["without-factor"]),
    ("optax.sgd/nesterov", "momentum", ["nesterov"]),
    ("optax.adam/default", "adam", []),
    ("optax.adam/eps=0.01", "adam", []),
    ("optax.adam/eps=0,eps_root=1e-8", "adam", ["epsilon-inside-root"]),
    ("optax.adam/nesterov", "adam", ["nesterov"]),
    ("optax.adamw/default", "adam", ["adamw"]),
    ("optax.rmsprop/default", "rmsprop", ["epsilon-inside-root"]),
    ("optax.rmsprop/eps_in_sqrt=False", "rmsprop", []),
    ("optax.rmsprop/eps=0.01", "rmsprop", ["epsilon-inside-root"]),
    ("optax.rmsprop/initial_scale=1", "rmsprop", ["epsilon-inside-root"]),
    ("optax.rmsprop/momentum", "rmsprop", ["with-momentum-keras", "epsilon-inside-root"]),
    ("optax.rmsprop/momentum+lr_drop", "rmsprop", ["with-momentum-keras", "epsilon-inside-root"]),
    ("optax.rmsprop/nesterov", "rmsprop", ["with-nesterov-momentum", "epsilon-inside-root"]),
    ("optax.rmsprop/centered", "rmsprop", ["centred", "epsilon-inside-root"]),
    ("optax.rmsprop/bias_correction", "rmsprop", ["bias-corrected", "epsilon-inside-root"]),
]

# Optax adds its velocity, Gradus (like Keras) subtracts it: the same numbers with the other sign.
NEGATED = {
    "optax.rmsprop/momentum": ["v"],
    "optax.rmsprop/momentum+lr_drop": ["v"],
    "optax.rmsprop/nesterov": ["v"],
}

# What the library's settings are called in a case, for each lesson.
HYPERPARAMETERS = {
    "gradient-descent": {"weight_decay": "weight_decay"},
    "momentum": {"momentum": "beta"},
    "rmsprop": {
        "alpha": "beta2", "rho": "beta2", "decay": "beta2", "momentum": "beta", "eps": "epsilon",
    },
    "adam": {"beta1": "beta1", "beta2": "beta2", "eps": "epsilon", "weight_decay": "weight_decay"},
}
STATES = {"v": "v", "s": "s", "m": "m", "smax": "s_max"}

ZERO_BASED = ["zero-based-epoch"]
EXPONENTIAL, STAIRS = ["exponential"], ["staircase"]
# A schedule by its name, the variants, the hyperparameters beside alpha0. The libraries count
# epochs from 0 and the lesson from 1, so index e is epoch e + 1 of the zero-based convention.
SCHEDULES = [
    ("torch", "ExponentialLR(gamma=0.95)", EXPONENTIAL + ZERO_BASED, {"base": 0.95}),
    (
        "torch", "StepLR(step_size=10,gamma=0.1)",
        EXPONENTIAL + STAIRS + ZERO_BASED, {"base": 0.1, "interval": 10},
    ),
    (
        "torch", "StepLR(step_size=4,gamma=0.5)",
        EXPONENTIAL + STAIRS + ZERO_BASED, {"base": 0.5, "interval": 4},
    ),
    ("torch", "LambdaLR(1/(1+1*epoch))", ["reciprocal-first"] + ZERO_BASED, {"rate": 1}),
    ("torch", "LambdaLR(1/(1+0.3*epoch))", ["reciprocal-first"] + ZERO_BASED, {"rate": 0.3}),
    (
        "torch", "LambdaLR(1/(1+1*floor(epoch/4)))",
        ["reciprocal-first"] + STAIRS + ZERO_BASED, {"rate": 1, "interval": 4},
    ),
    ("torch", "LambdaLR(0.7/sqrt(epoch+1))", ["square-root-epoch"], {"k": 0.7}),
    (
        "Keras", "ExponentialDecay(decay_steps=1,rate=0.95)",
        EXPONENTIAL + ZERO_BASED, {"base": 0.95},
    ),
    (
        "Keras", "ExponentialDecay(decay_steps=5,rate=0.5,staircase)",
        EXPONENTIAL + STAIRS + ZERO_BASED, {"base": 0.5, "interval": 5},
    ),
    ("Keras", "InverseTimeDecay(decay_steps=1,rate=1)", ZERO_BASED, {"rate": 1}),
    # decay_steps divides the rate: 1 + 0.3·e/5.
    ("Keras", "InverseTimeDecay(decay_steps=5,rate=0.3)", ZERO_BASED, {"rate": 0.3 / 5}),
    (
        "Keras", "InverseTimeDecay(decay_steps=5,rate=1,staircase)",
        STAIRS + ZERO_BASED, {"rate": 1, "interval": 5},
    ),
    ("Optax", "exponential_decay(steps=1,rate=0.95)", EXPONENTIAL + ZERO_BASED, {"base": 0.95}),
    (
        "Optax", "exponential_decay(steps=5,rate=0.5,staircase)",
        EXPONENTIAL + STAIRS + ZERO_BASED, {"base": 0.5, "interval": 5},
    ),
    ("Optax", "callable 0.2/(1+0.3*count)", ZERO_BASED, {"rate": 0.3}),
]

# Tables by hand, which the manual convention only hands on: what is compared is where each library
# drops (torch and Optax at the boundary, Keras after it).
TABLES = [
    ("torch", "MultiStepLR([3,7],gamma=0.1)", [3, 7]),
    ("Keras", "PiecewiseConstantDecay([3,7],[0.2,0.02,0.002])", [4, 8]),
    ("Optax", "piecewise_constant_schedule({3:0.1,7:0.1})", [3, 7]),
]

COURSE = [
    ("inverse_time", [], {"rate": 1}),
    ("exponential_0.95", EXPONENTIAL, {"base": 0.95}),
    ("k_over_sqrt_epoch", ["square-root-epoch"], {"k": 1}),
    ("staircase_inverse_time_interval_4", STAIRS, {"rate": 1, "interval": 4}),
    ("staircase_halving_interval_4", EXPONENTIAL + STAIRS, {"base": 0.5, "interval": 4}),
]

NOT_COVERED = [
    ("torch.SGD dampening=0.5", "torch-dampening has dampening = β only"),
    ("optax.adam eps and eps_root both", "a case has one ε, beside the root or inside it"),
    ("optax.rmsprop centered + bias_correction",
     "centred and bias-corrected exclude each other; its first step is rounding noise anyway"),
    ("torch Adagrad, NAdam, RAdam, Adadelta; keras and optax Adagrad", "no lesson has these rules"),
    ("keras and optax exponential decay, 5 steps, no staircase",
     "base^(e/5): a power here has a whole exponent"),
    ("optax exponential_decay transition_begin", "no variant starts later"),
    ("Keras on TensorFlow", "it rounds its constants and schedules to float32"),
]


# --- comparing ----------------------------------------------------------------------------------


class Comparison:
    """Relative differences between what a library recorded and what gradus traced."""

    def __init__(self):
        self.problems = []
        self.numbers = 0
        self.worst = 0.0

    def values(self, what, recorded, traced):
        if len(recorded) != len(traced):
            self.problems.append(f"{what}: {len(traced)} numbers traced, {len(recorded)} recorded")
            return
        for at, (a, b) in enumerate(zip(recorded, traced)):
            self.numbers += 1
            apart = relative_difference(a, b)
            self.worst = max(self.worst, apart)
            if not apart <= BOUND:
                self.problems.append(
                    f"{what}[{at}]: gradus {b!r} ({b.hex()}), recorded {a!r} ({a.hex()}): "
                    f"{apart:.1e} apart"
                )


def relative_difference(a, b):
    if a == b:
        return 0.0
    apart = abs(a - b) / max(abs(a), abs(b))
    return math.inf if math.isnan(apart) else apart  # no library recorded a NaN here


class Bench:
    """Writes cases, traces them with gradus, and counts."""

    def __init__(self, gradus, folder):
        self.gradus = gradus
        self.folder = pathlib.Path(folder)
        self.tally = common.Tally()
        self.numbers = 0
        self.worst = 0.0

    def trace(self, lesson, variants, hyperparameters, start, steps):
        case = {
            "lesson": lesson,
            "name": "recorded",
            "hyperparameters": hyperparameters,
            "start": start,
            "steps": steps,
        }
        path = self.folder / "case.json"
        path.write_text(json.dumps(case), encoding="utf-8")
        return self.gradus.trace(lesson, path, variants)

    def close(self, name, comparison):
        if not comparison.numbers and not comparison.problems:
            comparison.problems.append("nothing was compared")
        self.tally.close(name, comparison.problems)
        self.numbers += comparison.numbers
        self.worst = max(self.worst, comparison.worst)


# --- optimizers ---------------------------------------------------------------------------------


def compare_optimizer(bench, inputs, recorded, lesson, variants, kind):
    """Runs a recorded optimizer's 20 steps and compares those that were recorded."""
    comparison = Comparison()
    run, begin = recorded[kind], inputs["start"][kind]
    settings = recorded["settings"]
    hyperparameters = {
        ours: settings[theirs]
        for theirs, ours in HYPERPARAMETERS[lesson].items()
        if theirs in settings
    }
    if settings.get("eps_root"):  # with eps = 0: the ε inside the root is the case's only one
        hyperparameters["epsilon"] = settings["eps_root"]
    start = {"W1": [begin["theta0"]]}
    state0 = dict(run["state0"])
    if "initial_scale" in settings and "s" not in state0:
        state0["s"] = [settings["initial_scale"]] * len(begin["theta0"])
    for name, value in state0.items():
        sign = -1 if name in NEGATED.get(recorded["id"], []) else 1
        start[f"{STATES[name]}_dW1"] = [[sign * number for number in value]]
    rates = recorded["learning_rate"]
    # A dropped learning rate: two cases, the second starts where the first ended.
    parts = (
        [(rates["steps 1 to 10"], 1, 10), (rates["steps 11 to 20"], 11, 20)]
        if isinstance(rates, dict)
        else [(rates, 1, 20)]
    )
    for alpha, first, last in parts:
        steps = [{"dW1": [gradient]} for gradient in inputs["gradients"][first - 1 : last]]
        steps[0]["t"] = int(begin["t0"]) + first
        trace, stopped = bench.trace(
            lesson, variants, {"alpha": alpha, **hyperparameters}, start, steps
        )
        if trace is None:
            comparison.problems.append(f"gradus stops: {stopped}")
            return comparison
        for number, values in run["steps"].items():
            if first <= int(number) <= last:
                step = trace["steps"][int(number) - first]
                t = int(begin["t0"]) + int(number)
                compare_step(comparison, recorded["id"], t, values, step)
        start = trace["outputs"]
    return comparison


def compare_step(comparison, identity, t, recorded, step):
    if step["t"] != t:
        comparison.problems.append(f"t is {step['t']!r} in the trace, {t} in the recording")
    lines = {line["target"]: line["value"] for line in step["updates"][0]["lines"]}
    for name, values in recorded.items():
        target = "W1" if name == "theta" else f"{STATES[name]}_dW1"
        if target not in lines:
            comparison.problems.append(f"t = {t}: no line {target} for the recorded {name}")
            continue
        sign = -1 if name in NEGATED.get(identity, []) else 1
        traced = [sign * number for number in matrix(lines[target])[0].tolist()]
        comparison.values(f"t = {t}, {target}", values, traced)


def check_optimizers(bench, folder):
    inputs = load(folder, "inputs.json")
    names = {name for name, _, _ in OPTIMIZERS}
    for library in ("torch", "keras", "optax"):
        content = load(folder, f"{library}.json")
        print(f"{content['source']}")
        cases = {case["id"]: case for case in content["cases"]}
        for unused in sorted(set(cases) - names):
            bench.tally.close(unused, ["recorded, but no variants are named for it"])
        for name, lesson, variants in OPTIMIZERS:
            if not name.startswith(library + "."):
                continue
            worst = []
            for kind in ("fresh", "midrun"):
                if name not in cases:
                    bench.tally.close(f"{name} {kind}", ["not recorded"])
                    continue
                comparison = compare_optimizer(
                    bench, inputs, cases[name], lesson, variants, kind
                )
                bench.close(f"{name} {kind} ({form(lesson, variants)})", comparison)
                worst.append(comparison.worst)
            show(name, lesson, variants, worst)


# --- schedules ----------------------------------------------------------------------------------


def rates(bench, variants, hyperparameters, steps):
    """The learning rates gradus computes, or why it stops."""
    trace, stopped = bench.trace("decay", variants, hyperparameters, {}, steps)
    if trace is None:
        return None, stopped
    return [step["updates"][0]["lines"][-1]["value"][0][0] for step in trace["steps"]], None


def compare_schedule(bench, name, source, variants, hyperparameters, steps, recorded):
    comparison = Comparison()
    traced, stopped = rates(bench, variants, hyperparameters, steps)
    if traced is None:
        comparison.problems.append(f"gradus stops: {stopped}")
    else:
        comparison.values("alpha", recorded, traced)
    bench.close(f"{source}: {name} ({form('decay', variants)})", comparison)
    show(name, "decay", variants, [comparison.worst])


def check_schedules(bench, folder):
    content = load(folder, "schedules.json")
    alpha0 = content["alpha0"]
    for one in content["libraries"]:
        library = one["source"].split()[0].replace("PyTorch", "torch")
        print(one["source"])
        for unused in set(one["values"]) - {row[1] for row in [*SCHEDULES, *TABLES]}:
            bench.tally.close(unused, ["recorded, but no variants are named for it"])
        for _, name, variants, hyperparameters in (row for row in SCHEDULES if row[0] == library):
            recorded = one["values"][name]
            steps = [{"epoch": index + 1} for index in range(len(recorded))]
            constants = {"alpha0": alpha0, **hyperparameters}
            compare_schedule(bench, name, library, variants, constants, steps, recorded)
        for _, name, drops in (row for row in TABLES if row[0] == library):
            recorded = one["values"][name]
            steps = [
                {"epoch": e + 1, "manual": alpha0 * 0.1 ** sum(e >= drop for drop in drops)}
                for e in range(len(recorded))
            ]
            constants = {"alpha0": alpha0}
            compare_schedule(bench, name, library, ["manual"], constants, steps, recorded)
    course = content["course"]
    print(course["source"])
    columns = course["columns"]
    for name, variants, hyperparameters in COURSE:
        # None where the exact form divides by zero: k/√0.
        rows = [row for row in zip(columns["epoch"], columns[name]) if row[1] is not None]
        steps = [{"epoch": epoch} for epoch, _ in rows]
        exact = [float(value) for _, value in rows]
        constants = {"alpha0": alpha0, **hyperparameters}
        compare_schedule(bench, name, "course", variants, constants, steps, exact)
    table = course["lecture_table"]
    steps = [{"epoch": row["epoch"]} for row in table]
    for name, variants in (("correct", []), ("recorded", ["miscopied-table"])):
        name_shown = f"the note's table, {name}"
        values = [float(row[name]) for row in table]
        constants = {"alpha0": alpha0, "rate": 1}
        compare_schedule(bench, name_shown, "course", variants, constants, steps, values)


# --- everything ---------------------------------------------------------------------------------


def load(folder, name):
    return common.read_json((pathlib.Path(folder) / name).read_text(encoding="utf-8"))


def form(lesson, variants):
    return f"{lesson}, {','.join(variants) or 'the rule'}"


def show(name, lesson, variants, worst):
    shown = ", ".join("0" if x == 0 else f"{x:.0e}" for x in worst)
    print(f"  {name:50} {form(lesson, variants):60} {shown}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--gradus", metavar="FILE", required=True, help="the built executable")
    parser.add_argument(
        "--recorded", metavar="FOLDER", default=pathlib.Path(__file__).parent / "recorded"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(common.Gradus(options.gradus), folder)
        print("Worst relative difference, optimizers: fresh, mid-run")
        check_optimizers(bench, options.recorded)
        check_schedules(bench, options.recorded)
    print("Not covered, and why:")
    for what, why in NOT_COVERED:
        print(f"  {what}: {why}")
    print(
        f"{bench.gradus.calls} calls of gradus, {bench.numbers} numbers compared, "
        f"worst relative difference {bench.worst:.1e}, bound {BOUND:.0e}"
    )
    return bench.tally.finish()


if __name__ == "__main__":
    sys.exit(main())
