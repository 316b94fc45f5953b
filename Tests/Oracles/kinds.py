#!/usr/bin/env python3
"""Learners with one mistake of a general kind each, drawn at random, and what gradus says of them.

    Tests/Oracles/kinds.py --gradus .build/release/gradus                 20 learners a sub-kind
    … --count 50 --seed 2 --only 3,returns,"t counts"                     kinds and parts of names
    … --lessons adam,decay --jobs 2 --examples FOLDER                     files of what went wrong

A learner is a plain NumPy loop on a random case. A mistake of a kind replaces a line of it, lets a
line read another quantity, gives a constant another value, or changes the steps, the clock, the
start of a state, the numbers kept or the numbers shown. Nothing here is read from Gradus.

An answer is judged by numbers: one of its diagnoses must give, through `gradus trace --variant` on a
second random case, what the learner's function gives there. What prints the rule's digits is not
asked at all (invisible).
"""

import argparse
import collections
import concurrent.futures
import dataclasses
import inspect
import json
import os
import pathlib
import re
import sys
import tempfile
import time
import zlib

import numpy as np

import common
import diagnosis
import learners
import prints

OPTIMIZERS, SERIES, STATES = learners.OPTIMIZERS, learners.SERIES, learners.STATES
TRACED = 12  # diagnoses of one answer tried on the other case
TWINS = 12  # learners of each other sub-kind tried as a twin of a wrong answer


# --- the rules ----------------------------------------------------------------------------------

# A line is a function of its constants (c) and of the quantities it names as arguments, so that a
# mistake can say of one reading in one line that it takes something else.
_V = {"v": lambda c, v, g: c.b1 * v + (1 - c.b1) * g}
_S = {"s": lambda c, s, g: c.b2 * s + (1 - c.b2) * g**2}
_END = {"theta": lambda c, theta, change: theta - change}

RULES = {
    "gradient-descent": {"change": lambda c, g: c.alpha * g, **_END},
    "momentum": {**_V, "change": lambda c, v: c.alpha * v, **_END},
    "rmsprop": {
        **_S,
        "root": lambda c, s: np.sqrt(s),
        "change": lambda c, g, root: c.alpha * g / (root + c.epsilon),
        **_END,
    },
    "adam": {
        **_V,
        "v_hat": lambda c, v: v / (1 - c.b1**c.t),
        **_S,
        "s_hat": lambda c, s: s / (1 - c.b2**c.t),
        "root": lambda c, s_hat: np.sqrt(s_hat),
        "change": lambda c, v_hat, root: c.alpha * v_hat / (root + c.epsilon),
        **_END,
    },
    # A series is one number without a layer; what a day brings stands where the gradient stands.
    "ewma": {**_V},
    "bias-correction": {**_V, "v_corrected": lambda c, v: v / (1 - c.b1**c.t)},
    "decay": {"alpha": lambda c, g: c.alpha0 / (1 + c.rate * g)},
}
KEPT = {**STATES, "ewma": ["v"], "bias-correction": ["v"], "decay": []}
SHOWN = {"ewma": ["v"], "bias-correction": ["v", "v_corrected"], "decay": ["alpha"]}
GIVEN = {"ewma": "theta", "bias-correction": "theta", "decay": "epoch"}
CORRECTION = {"adam": {"v": "v_hat", "s": "s_hat"}, "bias-correction": {"v": "v_corrected"}}


def average(state):
    """The names of a moving average's constant and of what it averages."""
    return ("b1", lambda g: g) if state == "v" else ("b2", lambda g: g**2)


def constant_of(state, lesson):
    """What the lesson calls the constant of a state."""
    if state == "s":
        return "beta2"
    return "beta1" if lesson == "adam" else "beta"


# --- mistakes -----------------------------------------------------------------------------------


@dataclasses.dataclass(eq=False)
class Mistake:
    truth: str
    lines: dict = dataclasses.field(default_factory=dict)  # line -> another function
    reads: dict = dataclasses.field(default_factory=dict)  # (line, quantity) -> function of c
    only: object = None  # c -> whether lines, reads, skips and digits are meant here
    skips: tuple = ()  # lines that are never run
    constants: object = None  # constants of the case -> of the learner
    steps: object = None  # list of steps -> list of steps
    clock: str | object = "step"  # step, layer or parameter; or t -> t
    first: dict = dataclasses.field(default_factory=dict)  # state -> its start from (first, all)
    shown: object = None  # (outputs, quantities of the last step) -> outputs
    digits: dict = dataclasses.field(default_factory=dict)  # line -> decimals
    readings: object = None  # case -> mistakes that cannot be told from this one there
    states_shown: bool = False  # it shows in the states only
    catalogued: object = None  # of learners.py, run by its own loop
    is_right: bool = False  # the rule itself, in another arithmetic


RIGHT = Mistake("the rule", is_right=True)


# --- running ------------------------------------------------------------------------------------


class Place:
    """One parameter in one step: constants, the old states, and every quantity computed so far."""

    def __init__(self, constants, name, theta, g, old, t):
        vars(self).update(constants)
        vars(self).update(old)
        self.name, self.theta, self.g, self.old, self.t = name, theta, g, old, t
        self.start = theta
        self.pair = {}  # W and b of the same layer
        self.keep = {}  # what a line puts into a state by the way
        self.grads = self.parameters = None

    @property
    def is_bias(self):
        return self.name[0] == "b"


def constants_of(lesson, case, mistake):
    given = {**learners.FURTHER, **learners.DEFAULTS[lesson], **case["hyperparameters"]}
    given = mistake.constants(given) if mistake.constants else given
    given["b1"] = given.get("beta1", given["beta"])  # one name for both lessons' first average
    given["b2"] = given.get("beta2")
    return given


def layers_of(lesson, case):
    if lesson in SERIES:
        return [["x"]]
    return [[f"W{n}", f"b{n}"] for n in range(1, len(case["start"]) // 2 + 1)]


def brought(lesson, case, dtype):
    """Every step's gradients by the name of the parameter."""
    array = lambda value: np.atleast_2d(np.array(value, dtype))  # noqa: E731
    if lesson in SERIES:
        return [{"x": array(step[GIVEN[lesson]])} for step in case["steps"]]
    return [{name: array(step["d" + name]) for name in case["start"]} for step in case["steps"]]


def run(lesson, case, mistake=RIGHT, dtype=np.float64):
    """The learner's numbers: parameters and states after the last step, or a series' days."""
    with np.errstate(all="ignore"):  # 0/0 and overflows are part of some mistakes
        if mistake.catalogued:
            return learners.run(lesson, Typed(case, dtype), [mistake.catalogued])
        return _run(lesson, case, mistake, dtype)


def _run(lesson, case, mistake, dtype):
    constants = constants_of(lesson, case, mistake)
    steps = brought(lesson, case, dtype)
    starts = {name: [step[name] for step in steps] for name in steps[0]}
    steps = mistake.steps(steps) if mistake.steps else steps
    theta = {name: np.array(value, dtype) for name, value in case.get("start", {}).items()}
    memory = {}  # (state, parameter) -> array
    for state in KEPT[lesson]:
        for name, grads in starts.items():
            start = mistake.first.get(state, lambda first, every: np.zeros_like(first))
            memory[state, name] = start(steps[0][name], grads).astype(dtype)
    ticks, days = 0, collections.defaultdict(list)
    for number, grads in enumerate(steps, 1):
        last = {}
        for layer in layers_of(lesson, case):
            ticks += len(layer) if mistake.clock == "parameter" else 1
            places = []
            for at, name in enumerate(layer):
                t = {"layer": ticks, "parameter": ticks - len(layer) + at + 1}.get(mistake.clock, number)
                t = mistake.clock(t) if callable(mistake.clock) else t
                old = {state: memory[state, name] for state in KEPT[lesson]}
                c = Place(constants, name, theta.get(name), grads[name], old, t)
                c.grads, c.parameters = grads, theta
                places.append(c)
            for c in places:
                c.pair = {other.name[0]: other for other in places}
            for line in RULES[lesson]:  # v of W, v of b, then the next line, as the notebook has it
                for c in places:
                    take(lesson, line, c, mistake)
                    if line == "theta":
                        theta[c.name] = c.theta
            for c in places:
                last[c.name] = c
                for state in KEPT[lesson]:
                    memory[state, c.name] = c.keep.get(state, getattr(c, state))
        for name in SHOWN.get(lesson, []):
            days[name].append(float(getattr(last["x"], name)[0, 0]))
    outputs = {name: np.array(values, dtype) for name, values in days.items()}
    outputs.update(theta)
    for state in STATES.get(lesson, []):
        outputs.update({f"{state}_d{name}": memory[state, name] for name in theta})
    return mistake.shown(outputs, last) if mistake.shown else outputs


def take(lesson, line, c, mistake):
    """Runs one line as this learner has it."""
    meant = mistake.only is None or mistake.only(c)
    if meant and line in mistake.skips:
        return
    function = mistake.lines.get(line) if meant else None
    function = function or RULES[lesson][line]
    values = []
    for quantity in list(inspect.signature(function).parameters)[1:]:
        taken = mistake.reads.get((line, quantity)) if meant else None
        values.append(taken(c) if taken else getattr(c, quantity))
    value = function(c, *values)
    if meant and line in mistake.digits:
        value = np.round(value, mistake.digits[line])
    setattr(c, line, value)


class Typed(common.Case):
    """A case as learners.py wants it, in single or double precision."""

    def __init__(self, content, dtype):
        self.lesson, self.name = content["lesson"], content["name"]
        self.hyperparameters = content["hyperparameters"]
        self.start = {name: np.array(v, dtype) for name, v in content["start"].items()}
        self._steps = [{n: np.array(v, dtype) for n, v in step.items()} for step in content["steps"]]


# --- random cases -------------------------------------------------------------------------------

CONSTANTS = {
    "alpha": [0.02, 0.05, 0.003, 0.1, 0.001],
    "beta": [0.8, 0.95, 0.7, 0.6, 0.85],
    "beta1": [0.8, 0.85, 0.7, 0.95, 0.6],
    "beta2": [0.99, 0.95, 0.888, 0.9, 0.97],
    "epsilon": [1e-8, 1e-6, 0.001, 1e-7, 1e-4],
    "alpha0": [0.3, 0.05, 0.1, 0.5],
    "rate": [0.5, 0.1, 0.25, 2],
    "base": [0.9],
    "k": [0.6],
    "interval": [3],
}
NEEDED = {"alpha0", "rate"}  # of decay's constants the rule reads these


@dataclasses.dataclass
class Wish:
    """What a sub-kind needs of its cases."""

    steps: tuple = (1, 4)
    shapes: str = "any"  # any, column (W of one input at times), square (layers of one shape)
    small: bool = False  # betas below 1/2, where 1 - βt is not yet negative
    decay: bool = False  # weight_decay may be given


def pick(rng, values):
    return values[int(rng.integers(len(values)))]


def random_constants(rng, lesson, wish, unlike=None):
    """The defaults in half of the cases; for another case, values the first does not have."""
    if unlike is None and not wish.small and rng.random() < 0.5:
        return {}
    given = {}
    for name, default in learners.DEFAULTS[lesson].items():
        if lesson == "decay" and name not in NEEDED:
            continue
        choices = [0.3, 0.25, 0.2, 0.35] if wish.small and name.startswith("beta") else CONSTANTS[name]
        before = None if unlike is None else unlike.get(name, default)
        given[name] = pick(rng, [value for value in choices if value != before])
    return given


def random_shapes(rng, wish):
    layers = pick(rng, [2] * 8 + [1, 3]) if wish.shapes == "any" else 2
    sizes = rng.integers(1, 5, layers + 1).tolist()
    if wish.shapes == "square":
        sizes = [int(rng.integers(1, 4))] * (layers + 1)
    if wish.shapes == "column" and rng.random() < 0.6:
        sizes = [1] + ([1] if rng.random() < 0.5 else sizes[1:2]) + sizes[2:]
    return list(zip(sizes[1:], sizes[:-1]))


def random_values(rng, lesson, shapes, count):
    """The start of the parameters and what every step brings."""
    if lesson == "decay":
        epochs = np.cumsum(rng.integers(1, 4, count)).tolist()
        return {"steps": [{"epoch": epoch} for epoch in epochs]}
    if lesson in SERIES:
        return {"steps": [{"theta": round(float(rng.uniform(-20, 60)), 2)} for _ in range(count)]}
    names = {}
    for layer, (rows, columns) in enumerate(shapes, 1):
        names.update({f"W{layer}": (rows, columns), f"b{layer}": (rows, 1)})
    start = {name: rng.standard_normal(shape).tolist() for name, shape in names.items()}
    sized = lambda shape: 10.0 ** rng.uniform(-3, 0.3, shape) * rng.choice([-1, 1], shape)  # noqa: E731
    steps = [{"d" + name: sized(shape).tolist() for name, shape in names.items()} for _ in range(count)]
    return {"start": start, "steps": steps}


def random_case(rng, lesson, wish):
    low, high = wish.steps
    if lesson in SERIES:
        low, high = max(low, 3), max(high, 6)
    case = {"lesson": lesson, "name": "random", "hyperparameters": random_constants(rng, lesson, wish)}
    if wish.decay and rng.random() < 0.5:
        case["hyperparameters"]["weight_decay"] = pick(rng, [0.01, 0.1, 0.001, 0.05])
    shapes = random_shapes(rng, wish)
    return case | random_values(rng, lesson, shapes, int(rng.integers(low, high + 1)))


def other_case(rng, lesson, case, wish):
    """The same shapes, other numbers, other constants, three or four steps."""
    given = random_constants(rng, lesson, wish, unlike=case["hyperparameters"])
    if "weight_decay" in case["hyperparameters"]:
        given["weight_decay"] = 0.03
    shapes = [np.shape(v) for n, v in case.get("start", {}).items() if n[0] == "W"]
    content = {"lesson": lesson, "name": "other", "hyperparameters": given}
    return content | random_values(rng, lesson, shapes, int(rng.integers(3, 5)))


# --- the kinds ----------------------------------------------------------------------------------


@dataclasses.dataclass
class Kind:
    number: int
    name: str
    lessons: list
    draw: object  # (rng, lesson, case) -> Mistake, or None where the case has no place for it
    wish: Wish
    single: bool = False

    @property
    def label(self):
        return f"{self.number} {self.name}"


KINDS = []


def kind(number, name, lessons, single=False, **wish):
    def add(draw):
        KINDS.append(Kind(number, name, list(lessons), draw, Wish(**wish), single))
        return draw

    return add


AVERAGING = ["momentum", "rmsprop", "adam"]
MOVING = AVERAGING + ["ewma", "bias-correction"]


def line(state, of):
    """A state's line as a mistake has it: of(constant, old, new)."""
    name, squared = average(state)
    if state == "v":
        return lambda c, v, g: of(getattr(c, name), v, squared(g))
    return lambda c, s, g: of(getattr(c, name), s, squared(g))


def correction(state, of):
    """A correction as a mistake has it: of(state, constant, t)."""
    if state == "v":
        return lambda c, v: of(v, c.b1, c.t)
    return lambda c, s: of(s, c.b2, c.t)


# 1 siblings: the same change in both lines

WRONG_CORRECTIONS = {
    "plus": lambda x, b, t: x / (1 + b**t),
    "multiplied": lambda x, b, t: x * (1 - b**t),
    "without t": lambda x, b, t: x / (1 - b),
    "divided by the power": lambda x, b, t: x / b**t,
    "product for power": lambda x, b, t: x / (1 - b * t),
    "power of 1 - beta": lambda x, b, t: x / (1 - b) ** t,
}
WRONG_AVERAGES = {
    "without the factor": lambda b, x, y: b * x + y,
    "exchanged": lambda b, x, y: (1 - b) * x + b * y,
    "minus": lambda b, x, y: b * x - (1 - b) * y,
}


def _both_corrections(name, of):
    two = (2, 2) if name == "product for power" else (2, 4)

    @kind(1, f"both corrections: {name}", ["adam"], small=name == "product for power", steps=two)
    def draw(rng, lesson, case):
        lines = {"v_hat": correction("v", of), "s_hat": correction("s", of)}
        return Mistake(f"both corrections: {name}", lines)


def _both_averages(name, of):
    @kind(1, f"both averages: {name}", ["adam"])
    def draw(rng, lesson, case):
        # With a minus s is negative and its root no number: only the states tell.
        lines = {state: line(state, of) for state in "vs"}
        return Mistake(f"both averages: {name}", lines, states_shown=name == "minus")


for _name, _of in WRONG_CORRECTIONS.items():
    _both_corrections(_name, _of)
for _name, _of in WRONG_AVERAGES.items():
    _both_averages(_name, _of)


# 2 complements


@kind(2, "1 - constant everywhere", MOVING + ["decay"])
def complement(rng, lesson, case):
    names = ["rate"] if lesson == "decay" else [constant_of(s, lesson) for s in KEPT[lesson]]
    name = pick(rng, names)
    return Mistake(f"1 - {name} for {name}", constants=lambda k: {**k, name: 1 - k[name]})


@kind(2, "power for its complement in one line", ["adam", "bias-correction"])
def power(rng, lesson, case):
    state = pick(rng, KEPT[lesson])
    name = CORRECTION[lesson][state]
    return Mistake(f"βᵗ for 1 − βᵗ in {name}", {name: correction(state, lambda x, b, t: x / b**t)})


@kind(2, "one factor of an average", MOVING)
def one_factor(rng, lesson, case):
    state = pick(rng, KEPT[lesson])
    both = pick(rng, [True, False])
    of = (lambda b, x, y: b * x + b * y) if both else (lambda b, x, y: (1 - b) * x + (1 - b) * y)
    return Mistake(f"{'β' if both else '1 − β'} on both in {state}", {state: line(state, of)})


# 3 constants


def given_in(case):
    return {**learners.DEFAULTS[case["lesson"]], **case["hyperparameters"]}


def another_value(name, value, words):
    """A constant of another value. What is ten times here may be ten times or 0.1 elsewhere, or for
    a beta a tenth of 1 − β."""

    def readings(case):
        given = given_in(case)[name]
        ways = [lambda k: k[name] * value / given]
        if name.startswith("beta"):
            ways.append(lambda k: 1 - (1 - k[name]) * (1 - value) / (1 - given))
        for way in ways:
            yield Mistake(words, constants=lambda k, way=way: {**k, name: way(k)})

    return Mistake(words, constants=lambda k: {**k, name: value}, readings=readings)


def listed(rng, lesson, case, name, values):
    given = given_in(case)[name]
    value = pick(rng, [one for one in values if one != given])
    return another_value(name, value, f"{name} is {value}, not {given}")


def _lessons_with(name):
    return [lesson for lesson in learners.DEFAULTS if name in learners.DEFAULTS[lesson]]


@kind(3, "epsilon 1e-7 to 1e-4", _lessons_with("epsilon"))
def epsilon(rng, lesson, case):
    return listed(rng, lesson, case, "epsilon", [1e-7, 1e-6, 1e-5, 1e-4])


@kind(3, "learning rate times or over 10, 2, 100", OPTIMIZERS + ["decay"])
def rate(rng, lesson, case):
    name = "alpha0" if lesson == "decay" else "alpha"
    given = given_in(case)[name]
    factor = pick(rng, [10, 2, 100])
    value = float(f"{given * factor if rng.random() < 0.5 else given / factor:.6g}")
    return another_value(name, value, f"{name} is {value}, not {given}")


@kind(3, "first beta of another value", ["momentum", "adam", "ewma", "bias-correction"], steps=(2, 4))
def beta1(rng, lesson, case):
    return listed(rng, lesson, case, constant_of("v", lesson), [0.95, 0.8, 0.5, 0.99])


@kind(3, "beta2 of another value", _lessons_with("beta2"), steps=(2, 4))
def beta2(rng, lesson, case):
    return listed(rng, lesson, case, "beta2", [0.99, 0.9, 0.9999, 0.95])


@kind(3, "any constant, any round value", list(learners.DEFAULTS))
def round_value(rng, lesson, case):
    names = [n for n in learners.DEFAULTS[lesson] if lesson != "decay" or n in NEEDED]
    name = pick(rng, names)
    digits = int(rng.integers(1, 100))
    value = {"epsilon": digits * 10.0 ** -int(rng.integers(4, 8))}.get(name, digits / 100)
    return listed(rng, lesson, case, name, [float(f"{value:.4g}"), 0.123])


# 4 coefficients


def _shrunk(strength, words, only):
    lines = {"theta": lambda c, theta, change: theta - change - strength(c) * theta}
    return Mistake(words, lines, only=only)


def _decay_without_alpha(name, only):
    @kind(4, name, OPTIMIZERS, decay=True)
    def draw(rng, lesson, case):
        strength = case["hyperparameters"].get("weight_decay") or pick(rng, [0.01, 0.1, 0.001, 0.05])
        mistake = _shrunk(lambda c: strength, f"θ − {strength}·θ without α", only)
        if strength == {**learners.FURTHER, **case["hyperparameters"]}["weight_decay"]:
            given = _shrunk(lambda c: c.weight_decay, "θ − weight_decay·θ without α", only)
            mistake.readings = lambda _: [given]
        return mistake


_decay_without_alpha("weight decay without alpha", None)
_decay_without_alpha("weight decay without alpha, weights only", lambda c: not c.is_bias)


def scaled_gradient(factor, words):
    # Every line that reads g reads the scaled one, as if the backward pass had scaled it.
    places = [(name, "g") for name in ("v", "s", "change")]
    return Mistake(words, reads={place: lambda c: c.g * factor for place in places})


@kind(4, "gradient times or over 2", OPTIMIZERS)
def doubled(rng, lesson, case):
    factor = pick(rng, [2, 0.5])
    return scaled_gradient(factor, f"{factor}·g for g")


@kind(4, "gradient times or over m", OPTIMIZERS)
def summed(rng, lesson, case):
    m, over = int(rng.integers(3, 11)), rng.random() < 0.5
    return scaled_gradient(1 / m if over else m, f"the gradient {'over' if over else 'times'} {m}")


@kind(4, "coupled weight decay the rule does not have", OPTIMIZERS)
def coupled(rng, lesson, case):
    strength = pick(rng, [0.1, 0.001, 0.05, 0.3])
    only = pick(rng, [None, lambda c: not c.is_bias])
    reads = {(name, "g"): lambda c: c.g + strength * c.start for name in ("v", "s", "change")}
    words = "" if only is None else ", weights only"
    return Mistake(f"g + {strength}·θ{words}", reads=reads, only=only)


@kind(4, "gradient clipped", OPTIMIZERS)
def clipped(rng, lesson, case):
    bound = pick(rng, [1, 0.5, 0.1, 0.01])
    reads = {(name, "g"): lambda c: np.clip(c.g, -bound, bound) for name in ("v", "s", "change")}
    return Mistake(f"the gradient clipped at ±{bound}", reads=reads)


# 5 state and time

LATER = {"steps": (2, 4)}


def states_chosen(rng, lesson):
    """One state or, where there are two, both."""
    kept = KEPT[lesson]
    return kept if len(kept) > 1 and rng.random() < 0.4 else [pick(rng, kept)]


@kind(5, "state lost between steps", MOVING, **LATER)
def lost(rng, lesson, case):
    chosen = states_chosen(rng, lesson)
    nothing = lambda c: np.zeros_like(c.g)  # noqa: E731
    return Mistake(f"{chosen} starts at 0 in each step", reads={(s, s): nothing for s in chosen})


@kind(5, "old state used", AVERAGING + ["bias-correction"])
def stale(rng, lesson, case):
    state = pick(rng, KEPT[lesson])
    user = CORRECTION.get(lesson, {}).get(state) or {"v": "change", "s": "root"}[state]
    return Mistake(f"the old {state} in {user}", reads={(user, state): lambda c: c.old[state]})


@kind(5, "state starts at the first value", MOVING, **LATER)
def first_value(rng, lesson, case):
    chosen = states_chosen(rng, lesson)
    starts = {"v": lambda first, every: first, "s": lambda first, every: first**2}
    return Mistake(f"{chosen} starts at the first", first={s: starts[s] for s in chosen})


@kind(5, "state starts at the mean", ["ewma", "bias-correction"], **LATER)
def mean_value(rng, lesson, case):
    return Mistake("v starts at the mean of all", first={"v": lambda first, every: np.mean(every, axis=0)})


def _shifted(steps):
    return [{n: np.zeros_like(g) for n, g in steps[0].items()}] + steps[:-1]


@kind(5, "one step late", OPTIMIZERS + SERIES, **LATER)
def late(rng, lesson, case):
    return Mistake("the gradient of the step before, 0 at first", steps=_shifted)


@kind(5, "t counts the layers", ["adam"], **LATER)
def t_layers(rng, lesson, case):
    return Mistake("t is raised for each layer", clock="layer")


@kind(5, "t counts the parameters", ["adam"], **LATER)
def t_parameters(rng, lesson, case):
    return Mistake("t is raised for each parameter", clock="parameter")


@kind(5, "t + 1", ["adam", "bias-correction"])
def t_more(rng, lesson, case):
    return Mistake("t + 1 for t", clock=lambda t: t + 1)


@kind(5, "t - 1 from step 2", ["adam", "bias-correction"], steps=(3, 4))
def t_less(rng, lesson, case):
    return Mistake("t − 1 from step 2", clock=lambda t: max(t - 1, 1))


@kind(5, "last step not made", OPTIMIZERS, **LATER)
def too_few(rng, lesson, case):
    return Mistake("the last step is not made", steps=lambda steps: steps[:-1])


@kind(5, "one step too many", OPTIMIZERS)
def too_many(rng, lesson, case):
    return Mistake("the last gradient twice", steps=lambda steps: steps + steps[-1:])


@kind(5, "newest first", OPTIMIZERS + SERIES, **LATER)
def newest_first(rng, lesson, case):
    return Mistake("the steps in reverse order", steps=lambda steps: steps[::-1])


@kind(5, "rate that compounds", ["decay"])
def compounds(rng, lesson, case):
    epochs = [step["epoch"] for step in case["steps"]]

    def shown(outputs, last):  # every day divides the day before
        k = last["x"]
        days = k.alpha0 * np.cumprod(outputs["alpha"] / k.alpha0)
        return {"alpha": days}

    return Mistake(f"alpha of the epoch before for alpha0, epochs {epochs}", shown=shown)


# 6 copying


def readings_of(lesson):
    """Every (line, quantity) of an update that has its own in W and in b."""
    for name, function in RULES[lesson].items():
        for quantity in list(inspect.signature(function).parameters)[1:]:
            if (name, quantity) != ("theta", "change"):
                yield name, quantity


def _copied(name, of, into, start):
    @kind(6, name, OPTIMIZERS, shapes="column")
    def draw(rng, lesson, case):
        places = [p for p in readings_of(lesson) if (p == ("theta", "theta")) == start]
        place = pick(rng, places)
        words = f"{into}'s {place[0]} reads {of}'s {place[1]}"
        return Mistake(
            words,
            reads={place: lambda c: getattr(c.pair[of], place[1])},
            only=lambda c: c.name[0] == into,
        )


_copied("W's quantity in b's update", "W", "b", False)
_copied("b's quantity in W's update", "b", "W", False)
_copied("b's update starts from W", "W", "b", True)
_copied("W's update starts from b", "b", "W", True)


def pairs_of_layers(rng, case):
    """A parameter and the same one of another layer, if the shapes agree."""
    names = list(case["start"])
    fits = [
        (a, b)
        for a in names
        for b in names
        if a != b and a[0] == b[0] and np.shape(case["start"][a]) == np.shape(case["start"][b])
    ]
    return pick(rng, fits) if fits else None


@kind(6, "another layer's gradient", OPTIMIZERS, shapes="square")
def other_gradient(rng, lesson, case):
    mine, theirs = pairs_of_layers(rng, case)
    whole = rng.random() < 0.4  # W and b of the layer, or one of them
    only = (lambda c: c.name[1:] == mine[1:]) if whole else (lambda c: c.name == mine)
    reads = {(n, "g"): lambda c: c.grads[c.name[0] + theirs[1:]] for n in ("v", "s", "change")}
    words = f"layer {mine[1:]} reads d{theirs}" if whole else f"{mine} reads d{theirs}"
    return Mistake(words + (" and its sibling" if whole else ""), reads=reads, only=only)


@kind(6, "update starts from another layer", OPTIMIZERS, shapes="square")
def other_start(rng, lesson, case):
    mine, theirs = pairs_of_layers(rng, case)
    reads = {("theta", "theta"): lambda c: c.parameters[theirs]}
    return Mistake(f"{mine} starts from {theirs}", reads=reads, only=lambda c: c.name == mine)


@kind(6, "a parameter not updated", OPTIMIZERS)
def still(rng, lesson, case):
    which = pick(rng, [*case["start"], "weights", "biases"])
    only = {
        "weights": lambda c: not c.is_bias,
        "biases": lambda c: c.is_bias,
    }.get(which, lambda c: c.name == which)
    return Mistake(f"{which}: not updated", skips=("theta",), only=only)


@kind(6, "a state not updated", AVERAGING)
def still_state(rng, lesson, case):
    state, which = pick(rng, KEPT[lesson]), pick(rng, [*case["start"], "all"])
    only = None if which == "all" else (lambda c: c.name == which)
    return Mistake(f"{state} of {which}: stays 0", skips=(state,), only=only)


# 7 returns


@kind(7, "v and s exchanged in the print", ["adam"])
def exchanged(rng, lesson, case):
    def shown(outputs, last):
        other = {"v": "s", "s": "v"}
        states = {n: outputs[other[n[0]] + n[1:]] for n in outputs if "_d" in n}
        return {**outputs, **states}

    return Mistake("v printed as s and s as v", shown=shown, states_shown=True)


@kind(7, "corrected moments returned, and used next", ["adam", "bias-correction"], steps=(2, 4))
def stored(rng, lesson, case):
    def back(state, name):
        def put(c, value):
            c.keep[state] = correction(state, lambda x, b, t: x / (1 - b**t))(c, value)
            return c.keep[state]

        return (lambda c, v: put(c, v)) if state == "v" else (lambda c, s: put(c, s))

    lines = {name: back(state, name) for state, name in CORRECTION[lesson].items()}
    shown = None
    if lesson in SERIES:  # v = v / (1 - beta**t): there is no second name
        shown = lambda outputs, last: {"v": outputs["v_corrected"]}  # noqa: E731
    return Mistake("v and s overwritten with their corrections", lines, shown=shown, states_shown=True)


@kind(7, "corrected moments printed only", ["adam", "bias-correction"], steps=(2, 4))
def corrected_shown(rng, lesson, case):
    def shown(outputs, last):
        if lesson in SERIES:
            return {"v": outputs["v_corrected"]}
        hats = {f"{s}_d{n}": getattr(c, hat) for n, c in last.items() for s, hat in CORRECTION[lesson].items()}
        return {name: hats.get(name, value) for name, value in outputs.items()}

    return Mistake("v̂ and ŝ printed as v and s", shown=shown, states_shown=True)


# 8 rounding


ROUNDED = [lesson for lesson in RULES if lesson != "decay"]  # its one line is the print


@kind(8, "one intermediate rounded", ROUNDED)
def one_rounded(rng, lesson, case):
    lines = [name for name in RULES[lesson] if name != "theta"]
    name, digits = pick(rng, lines), pick(rng, [3, 4])
    return Mistake(f"{name} rounded to {digits} decimals", digits={name: digits})


@kind(8, "every intermediate rounded", ROUNDED)
def all_rounded(rng, lesson, case):
    digits = pick(rng, [3, 4])
    return Mistake(f"everything rounded to {digits} decimals", digits=dict.fromkeys(RULES[lesson], digits))


# 9 single precision


@kind(9, "single precision, right", OPTIMIZERS, single=True, steps=(1, 30))
def single_right(rng, lesson, case):
    return Mistake("the rule in single precision", is_right=True)


@kind(9, "single precision, a catalogued mistake", OPTIMIZERS, single=True, steps=(1, 30))
def single_wrong(rng, lesson, case):
    catalogued = [m for m in learners.MISTAKES[lesson].values() if m.family == "catalogue"]
    one = pick(rng, catalogued)
    return Mistake(f"{one.name} in single precision", catalogued=one)


# 10 two changes in one line

TWO_IN_AVERAGE = {
    "exchanged, with a minus": lambda b, x, y: (1 - b) * x - b * y,
    "no factor, with a minus": lambda b, x, y: b * x - y,
    "both factors lost": lambda b, x, y: x + y,
    "1 − β on the old, none on the new": lambda b, x, y: (1 - b) * x + y,
}
TWO_IN_CORRECTION = {
    "multiplied, with a plus": lambda x, b, t: x * (1 + b**t),
    "multiplied, without t": lambda x, b, t: x * (1 - b),
    "a plus, without t": lambda x, b, t: x / (1 + b),
    "a plus, t + 1": lambda x, b, t: x / (1 + b ** (t + 1)),
}


@kind(10, "two changes in an average", MOVING, steps=(2, 4))
def two_in_average(rng, lesson, case):
    state, name = pick(rng, KEPT[lesson]), pick(rng, list(TWO_IN_AVERAGE))
    # The root of a negative s is no number: then only the states tell.
    lines = {state: line(state, TWO_IN_AVERAGE[name])}
    return Mistake(f"{name} in {state}", lines, states_shown=state == "s" and "minus" in name)


@kind(10, "two changes in a correction", ["adam", "bias-correction"], steps=(2, 4))
def two_in_correction(rng, lesson, case):
    state, name = pick(rng, KEPT[lesson]), pick(rng, list(TWO_IN_CORRECTION))
    hat = CORRECTION[lesson][state]
    return Mistake(f"{name} in {hat}", {hat: correction(state, TWO_IN_CORRECTION[name])})


# --- learners -----------------------------------------------------------------------------------


@dataclasses.dataclass
class Learner:
    kind: Kind
    lesson: str
    number: int
    case: dict
    other: dict
    mistake: Mistake
    form: object
    names: list  # what is printed
    outputs: dict
    right: dict

    @property
    def text(self):
        return self.form({name: self.outputs[name] for name in self.names}).decode()

    @property
    def right_text(self):
        return self.form({name: self.right[name] for name in self.names if name in self.right}).decode()

    @property
    def truth(self):
        return f"{self.lesson}: {self.mistake.truth}"

    def readings(self):
        """The learner's function, and what cannot be told from it on this case."""
        yield self.mistake
        if self.mistake.readings:
            yield from self.mistake.readings(self.case)

    def elsewhere(self, mistake=None, case=None):
        """The numbers on another case, in double precision as gradus traces them."""
        return run(self.lesson, case or self.other, mistake or self.mistake)

    @property
    def is_visible(self):
        """Whether a printed number that is a number differs from the rule's print."""
        if self.mistake.is_right:
            return True
        if self.text == self.right_text or self.kind.single and self.is_noise:
            return False
        numbers = np.concatenate([np.ravel(self.outputs[n]) for n in self.names])
        return bool(np.isfinite(numbers).any()) and not self.is_shorter

    @property
    def is_noise(self):
        """In single precision, what another order of operations may have done in as many steps."""
        bound = 2e-7 * (2 + len(self.case["steps"]))
        return all(
            n in self.right and diagnosis.near(self.outputs[n], self.right[n], bound) for n in self.names
        )

    @property
    def is_shorter(self):
        """A rounded result that is the rule's, printed with fewer digits."""
        decimals = set(self.mistake.digits.values())
        return bool(decimals) and all(
            n in self.right and diagnosis.near(self.outputs[n], np.round(self.right[n], min(decimals)), 1e-14)
            for n in self.names
        )


def shown_names(rng, lesson, mistake, outputs):
    """Parameters, now and then with the states."""
    if lesson in SERIES or mistake.states_shown or rng.random() < 0.35:
        return list(outputs)
    return [name for name in outputs if "_d" not in name]


NOTEBOOK = prints.Form("notebook", prints.notebook)
SERIES_FORMS = [prints.Form("array", prints.series_array), prints.Form("loop", prints.series_loop)]


def draw(one, number, seed):
    """The number-th learner of a sub-kind, or None where Python stops or the case has no place."""
    rng = np.random.default_rng(zlib.crc32(f"{seed}|{one.label}|{number}".encode()))
    lesson = one.lessons[number % len(one.lessons)]
    case = random_case(rng, lesson, one.wish)
    other = other_case(rng, lesson, case, one.wish)
    mistake = one.draw(rng, lesson, case)
    dtype = np.float32 if one.single else np.float64
    try:
        outputs = run(lesson, case, mistake, dtype)
        run(lesson, other, mistake)
    except (KeyError, ValueError, IndexError):  # shapes that do not broadcast, a layer not there
        return None
    names = shown_names(rng, lesson, mistake, outputs)
    form = pick(rng, SERIES_FORMS) if lesson in SERIES else NOTEBOOK
    right = run(lesson, case, RIGHT, dtype)
    return Learner(one, lesson, number, case, other, mistake, form, names, outputs, right)


WAYS = {
    "the value": lambda x: x,
    "the complement": lambda x: 1 - x,
    "the square": lambda x: x**2,
    "the root": lambda x: x**0.5,
}


def possible(lesson, case):
    """Mistakes another learner may have made on this case: some of every sub-kind, every constant by
    every small factor, and what learners.py knows."""
    rng = np.random.default_rng(1)
    for one in KINDS:
        for _ in range(TWINS if lesson in one.lessons else 0):
            try:
                yield one.draw(rng, lesson, case)
            except TypeError:  # no two layers of one shape
                break
    factors = [*range(2, 11), 100]
    for name, given in given_in(case).items():
        for factor in [*factors, *(1 / f for f in factors)]:
            yield another_value(name, given * factor, f"{name} times {factor:.3g}")
        # A value may be that of another constant, too: 0.9 is β₁, 10⁻⁴ the root of 10⁻⁸.
        for other in given_in(case):
            for words, way in WAYS.items():
                yield Mistake(
                    f"{words} of {other} for {name}",
                    constants=lambda k, n=name, o=other, way=way: {**k, n: way(k[o])},
                )
        yield _shrunk(lambda c, name=name: vars(c)[name], f"θ − {name}·θ", None)
        yield _shrunk(lambda c, name=name: vars(c)[name], f"θ − {name}·θ", lambda c: not c.is_bias)
    # α·λ·θ of the given λ is a listed form; what a strength without α prints may be the same, weights only too.
    for only in (None, lambda c: not c.is_bias):
        yield _shrunk(lambda c: c.alpha * c.weight_decay, "θ − α·weight_decay·θ", only)
    for digits in (3, 4):  # which intermediates are rounded may not show
        for without in (["root"], ["root", "change"], ["change"], ["theta"], ["theta", "root"]):
            lines = [name for name in RULES[lesson] if name not in without]
            yield Mistake(f"{lines} rounded to {digits}", digits=dict.fromkeys(lines, digits))
    if lesson in OPTIMIZERS:
        for one in learners.MISTAKES[lesson].values():
            yield Mistake(one.name, catalogued=one)


# --- judging ------------------------------------------------------------------------------------

COLUMNS = ["drawn", "visible", "named", "ambiguous", "twin", "unknown", "WRONG"]


@dataclasses.dataclass
class Judged:
    column: str  # named, ambiguous, twin, unknown, WRONG; invisible, none
    why: str = ""
    answer: object = None
    seconds: float = 0.0
    learner: object = None


class Judge:
    def __init__(self, bench):
        self.bench = bench

    def judge(self, learner):
        if learner is None:
            return Judged("none")
        if not learner.is_visible:
            return Judged("invisible", learner=learner)
        path = self.bench.write(".json", json.dumps(learner.case).encode())
        began = time.monotonic()
        answer = self.bench.diagnose(learner.lesson, path, learner.text.encode())
        seconds = time.monotonic() - began
        column, why = self.column(learner, answer, path)
        return Judged(column, why, answer, seconds, learner)

    def column(self, learner, answer, path):
        if answer.verdict not in diagnosis.EXITS:
            return "WRONG", f"{answer.verdict} {answer.talk[:200]}"
        if learner.mistake.is_right:
            return ("named", "") if answer.verdict == "correct" else self.not_right(answer)
        if answer.verdict == "correct":
            return "WRONG", "FALSE CORRECT: the rule prints other digits"
        if answer.verdict == "unknown":
            return "unknown", ""
        other = self.bench.write(".json", json.dumps(learner.other).encode())
        variants = answer.variants[:TRACED]
        traces = [self.bench.trace(learner.lesson, other, variant)[0] for variant in variants]
        if any(self.agrees(learner, m, trace) for trace in traces for m in learner.readings()):
            return ("ambiguous" if answer.verdict == "ambiguous" else "named"), ""
        twin = self.twin(learner, traces)
        if twin:
            return "twin", twin
        here = self.bench.trace(learner.lesson, path, variants[0])[0] if variants else None
        fits = here is not None and all(n in here for n in learner.names)
        fits = fits and learner.form({n: here[n] for n in learner.names}).decode() == learner.text
        first = answer.diagnoses[0] if answer.diagnoses else {}
        said = f"{first.get('reproduced')} of {first.get('of')} numbers claimed"
        where = "fits here, not elsewhere" if fits else f"prints other digits here ({said})"
        return "WRONG", f"{answer.verdict} {' | '.join(variants[:4])}: {where}"

    @staticmethod
    def not_right(answer):
        if answer.verdict == "unknown":
            return "unknown", ""
        return "WRONG", f"{answer.verdict} {answer.variants[:3]} for the rule in single precision"

    @staticmethod
    def agrees(learner, mistake, trace):
        if trace is None:
            return False
        there = learner.elsewhere(mistake)
        return all(n in there for n in learner.names) and diagnosis.all_near(there, trace, learner.names, 1e-9)

    def twin(self, learner, traces):
        """Another learner of these kinds who prints the same here, and whom the answer names: the
        print cannot tell the two apart, yet the answer should have left both open."""
        dtype = np.float32 if learner.kind.single else np.float64
        for mistake in possible(learner.lesson, learner.case):
            try:
                found = run(learner.lesson, learner.case, mistake, dtype)
                if any(n not in found for n in learner.names):
                    continue
                if learner.form({n: found[n] for n in learner.names}).decode() != learner.text:
                    continue
                readings = [mistake, *(mistake.readings(learner.case) if mistake.readings else [])]
                if any(self.agrees(learner, m, trace) for trace in traces for m in readings):
                    return mistake.truth
            except (KeyError, ValueError, IndexError):  # what does not run on this case
                continue
        return None


# --- reporting ----------------------------------------------------------------------------------


class Report:
    def __init__(self, folder):
        self.rows = {}
        self.examples = pathlib.Path(folder)
        self.kept = collections.Counter()
        self.wrong, self.unknown, self.twins = [], [], []

    def add(self, one, judged):
        row = self.rows.setdefault(one.label, collections.Counter())
        if judged.column == "none":
            return
        row["drawn"] += 1
        if judged.column == "invisible":
            return
        row["visible"] += 1
        row[judged.column] += 1
        row["seconds"] += judged.seconds
        by_lesson = self.rows.setdefault("lesson " + judged.learner.lesson, collections.Counter())
        by_lesson.update({"drawn": 1, "visible": 1, judged.column: 1, "seconds": judged.seconds})
        kept = {"WRONG": self.wrong, "unknown": self.unknown, "twin": self.twins}.get(judged.column)
        if kept is None:
            return
        wanted = judged.column != "unknown" or self.kept[one.label, judged.learner.lesson] < 2
        if wanted:
            self.kept[one.label, judged.learner.lesson] += judged.column == "unknown"
            kept.append((one, judged, self.write(one, judged)))

    def write(self, one, judged):
        """A folder with all that is needed to see one answer again."""
        learner = judged.learner
        name = re.sub(r"[^a-z0-9]+", "-", f"{one.label} {learner.lesson} {learner.number}".lower())
        folder = self.examples / judged.column.lower() / name
        folder.mkdir(parents=True, exist_ok=True)
        there = learner.elsewhere()
        (folder / "case.json").write_text(json.dumps(learner.case, indent=1))
        (folder / "other.json").write_text(json.dumps(learner.other, indent=1))
        (folder / "print.txt").write_text(learner.text)
        (folder / "right.txt").write_text(learner.right_text)
        (folder / "other-print.txt").write_text(
            "".join(f"{n} = {there[n].tolist()}\n" for n in learner.names if n in there)
        )
        (folder / "answer.json").write_text(json.dumps(judged.answer.content, indent=1))
        (folder / "truth.txt").write_text(
            f"{one.label}\n{learner.truth}\n{judged.column} {judged.why}\n"
            f"gradus diagnose {learner.lesson} --case case.json print.txt\n"
        )
        return folder

    def show(self, by_lesson=True):
        print(f"{'kind':52}" + "".join(f"{name:>10}" for name in COLUMNS) + f"{'s each':>8}{'good':>7}")
        groups = collections.defaultdict(collections.Counter)
        for label, row in self.rows.items():
            if not label.startswith("lesson"):
                groups[label.split()[0]].update(row)
        previous = None
        for label, row in self.rows.items():
            number = label.split()[0]
            if number == "lesson":
                continue
            if number != previous:
                self.line(f"{number} ALL", groups[number])
            previous = number
            self.line(label, row)
        if by_lesson:
            for label, row in self.rows.items():
                if label.startswith("lesson"):
                    self.line(label, row)
        self.line("all", sum(groups.values(), collections.Counter()))

    def total(self):
        """The sums over all kinds."""
        return sum(
            (row for label, row in self.rows.items() if not label.startswith("lesson")), collections.Counter())

    @staticmethod
    def line(label, row):
        visible = row["visible"]
        good = f"{(row['named'] + row['ambiguous']) / visible:7.0%}" if visible else "      ·"
        each = f"{row['seconds'] / visible:8.2f}" if visible else "       ·"
        print(f"{label:52}" + "".join(f"{row[name] or '·':>10}" for name in COLUMNS) + each + good)

    def show_examples(self):
        for title, found in (("WRONG", self.wrong), ("twin", self.twins), ("unknown", self.unknown)):
            if found:
                print(f"\n{title}: examples")
            for one, judged, folder in found:
                print(f"  {one.label}: {judged.learner.truth}\n    {judged.why or 'no name'}\n    {folder}")


def chosen(options):
    if not options.only:
        return KINDS
    parts = options.only.split(",")
    return [one for one in KINDS if any(p == str(one.number) or not p.isdigit() and p in one.name for p in parts)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--gradus", metavar="FILE", required=True, help="the built executable")
    parser.add_argument("--count", type=int, default=20, help="learners of each sub-kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", metavar="KIND[,…]", help="numbers of kinds, parts of names")
    parser.add_argument("--lessons", metavar="LESSON[,…]", help="these lessons only")
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count()))
    parser.add_argument("--least", type=float, default=0, help="the least share named, for exit 0")
    parser.add_argument("--most-wrong", type=float, default=0, help="the greatest share of wrong names")
    parser.add_argument("--examples", metavar="FOLDER", help="where files of what went wrong are kept")
    options = parser.parse_args()
    jobs = [(one, draw(one, n, options.seed)) for one in chosen(options) for n in range(options.count)]
    if options.lessons:
        jobs = [j for j in jobs if j[1] and j[1].lesson in options.lessons.split(",")]
    bench, report = diagnosis.Bench(options.gradus), Report(options.examples or tempfile.mkdtemp(prefix="kinds-"))
    judge = Judge(bench)
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for (one, _), judged in zip(jobs, pool.map(judge.judge, [learner for _, learner in jobs])):
            report.add(one, judged)
    report.show()
    report.show_examples()
    print(f"{bench.calls} calls of gradus")
    bench.close(keep=False)
    all_ = report.total()
    named = (all_["named"] + all_["ambiguous"]) / max(1, all_["visible"])
    wrong = all_["WRONG"] / max(1, all_["visible"])
    print(f"{named:.0%} of {all_['visible']} visible mistakes are named, {wrong:.1%} wrongly")
    return 1 if named < options.least or wrong > options.most_wrong else 0


if __name__ == "__main__":
    sys.exit(main())
