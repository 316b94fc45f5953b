"""The lessons' equations as a person would write them in a NumPy notebook.

An independent implementation: nothing here is read from Gradus, its goldens or its equations. The
bits depend on the order of the operations, so every line is written as the lecture writes it and
Python groups it: alpha * v_corrected / (np.sqrt(s_corrected) + epsilon) multiplies first.

Matrices are 2-D float64 arrays; hyperparameters, t and l are plain Python numbers, so beta**t is the
C library's pow: correctly rounded by glibc for every power the cases need, as Gradus rounds its own.
What NumPy does to a bias that reads the arrays of its weights (it stretches it) is left to NumPy.
The lessons of the network, with matrix products, sums, exp and log, are in `network.py`.
"""

import dataclasses
import importlib.util
import pathlib

import numpy as np

import network


class UnknownVariant(Exception):
    """A variant that nobody has written here."""


class Variant:
    """Which one variant a run is made with; remembers whether any line below knows it."""

    def __init__(self, name):
        self.name = name
        self.is_known = name is None

    def __call__(self, name):
        if name != self.name:
            return False
        self.is_known = True
        return True


# Mistakes in a convention rather than in the rule: both sides of their comparison run with it.
WITHIN = {
    ("decay", "missing-floor"): "staircase",
    ("decay", "round-for-floor"): "staircase",
    ("decay", "power-lost"): "exponential",
    ("decay", "root-lost"): "square-root-epoch",
    ("decay", "root-lost-step"): "square-root-step",
}


# --- what a run writes down ---------------------------------------------------------------------


@dataclasses.dataclass(eq=False)
class Update:
    parameter: str | None
    layer: int | None
    lines: list  # (target, value), in the order they ran


@dataclasses.dataclass(eq=False)
class Step:
    t: int
    updates: list
    results: dict  # every parameter and state (in a series, every result) after the step


class Record:
    """Every line of a run, each value copied when the line runs."""

    def __init__(self):
        self.steps = []

    def step(self, t):
        self.steps.append(Step(t, [], {}))

    def update(self, parameter=None, layer=None):
        self.steps[-1].updates.append(Update(parameter, layer, []))

    def line(self, target, value):
        self.steps[-1].updates[-1].lines.append((target, copied(value)))

    def end(self, parameters, **states):
        """Notes the results of a step: W1, b1 …, and the states of each, as v_dW1."""
        results = dict(parameters)
        for name, state in states.items():
            results.update({f"{name}_{d}": value for d, value in state.items()})
        self.results(**results)

    def results(self, **values):
        self.steps[-1].results = {name: copied(value) for name, value in values.items()}


def copied(value):
    """A copy as a 2-D array, of an array or of a plain number."""
    return np.array(value, dtype=np.float64, ndmin=2)


def run(lesson, case, name):
    """Runs a lesson with one variant (None: the rule) on a case.

    Raises what Python raises where the variant's code cannot run (a KeyError for a layer that is
    not there), and UnknownVariant for a variant that is not written here.
    """
    record = Record()
    variant = Variant(name)
    with np.errstate(all="ignore"):  # 0/0 is part of some lessons
        LESSONS[lesson](case, variant, record)
    if not variant.is_known:
        raise UnknownVariant(name)
    return record


def layers(parameters, variant):
    """The layers that `for l in range(L)` updates with str(l+1)."""
    count = len(parameters) // 2
    if variant("layer-two-only"):
        return [1 + 1] * count  # str(l+1) read as str(1+1)
    if variant("first-layer-only"):
        return [1]  # return inside the loop
    return range(1, count + 1)


# --- series -------------------------------------------------------------------------------------


def ewma(case, variant, record):
    beta = case.hyperparameter("beta", 0.9)
    v = case.state("v")
    v_unset = case.state("v_unset")
    for t, day in case.steps():
        theta = day["theta"]
        record.step(t)
        record.update()
        if variant("recursion-as-product"):
            v = beta * v * v + (1 - beta) * theta
        elif variant("stored-elsewhere"):
            v = beta * v_unset + (1 - beta) * theta
        elif variant("difference-form"):
            v = v + (1 - beta) * (theta - v)
        else:
            v = beta * v + (1 - beta) * theta
        record.line("v", v)
        if variant("stored-elsewhere"):
            record.results(v=v, v_unset=v_unset)
        else:
            record.results(v=v)


def ewma_facts(case):
    """How far the average looks back, and what is left of a value that old."""
    beta = case.hyperparameter("beta", 0.9)
    n = round(1 / (1 - beta))
    w = beta**n
    return [("window", copied(n)), ("fading", copied(w))]


def bias_correction(case, variant, record):
    beta = case.hyperparameter("beta", 0.98)
    v = case.state("v")
    c = case.state("c")
    for t, day in case.steps():
        theta = day["theta"]
        record.step(t)
        record.update()
        v = beta * v + (1 - beta) * theta
        record.line("v", v)
        if variant("corrected-stored-back"):
            v = v / (1 - beta**t)
            record.line("v", v)
            record.results(v=v)
            continue
        if variant("running-correction"):
            c = beta * c + (1 - beta)
            record.line("c", c)
            v_corrected = v / c
        elif variant("no-correction"):
            v_corrected = v
        elif variant("missing-exponent"):
            v_corrected = v / (1 - beta)
        elif variant("exponent-fixed-at-two"):
            v_corrected = v / (1 - beta**2)
        elif variant("product-for-power"):
            v_corrected = v / (1 - beta * t)
        else:
            v_corrected = v / (1 - beta**t)
        record.line("v_corrected", v_corrected)
        if variant("running-correction"):
            record.results(v=v, v_corrected=v_corrected, c=c)
        else:
            record.results(v=v, v_corrected=v_corrected)


def decay(case, variant, record):
    alpha0 = case.hyperparameter("alpha0", 0.2)
    rate = case.hyperparameter("rate", 1.0)
    base = case.hyperparameter("base", 0.95)
    k = case.hyperparameter("k", 1.0)
    interval = case.hyperparameter("interval", 1000.0)
    table = [0.1, 0.67, 0.5, 0.4]  # the note's answers, three of them miscopied
    for index, (t, step) in enumerate(case.steps()):
        epoch = step["epoch"]
        record.step(t)
        record.update()
        if variant("reciprocal-first"):
            alpha = 1 / (1 + rate * epoch) * alpha0
        elif variant("exponential"):
            alpha = base**epoch * alpha0
        elif variant("power-lost"):
            alpha = base * epoch * alpha0
        elif variant("square-root-epoch"):
            alpha = k / np.sqrt(epoch) * alpha0
        elif variant("root-lost"):
            alpha = k * epoch * alpha0
        elif variant("square-root-step"):
            alpha = k / np.sqrt(t) * alpha0
        elif variant("root-lost-step"):
            alpha = k * t * alpha0
        elif variant("manual"):
            alpha = step["manual"]
        elif variant("staircase"):
            alpha = alpha0 / (1 + rate * np.floor(epoch / interval))
        elif variant("missing-floor"):
            alpha = alpha0 / (1 + rate * (epoch / interval))
        elif variant("round-for-floor"):
            alpha = alpha0 / (1 + rate * np.round(epoch / interval))
        elif variant("zero-based-epoch"):
            alpha = alpha0 / (1 + rate * (epoch - 1))
        elif variant("fraction-lost"):
            alpha = 11 + rate * epoch * alpha0
        else:
            alpha = alpha0 / (1 + rate * epoch)
        if variant("miscopied-table") and index < len(table):
            alpha = table[index]
        record.line("alpha", alpha)
        record.results(alpha=alpha)


# --- optimizers ---------------------------------------------------------------------------------
# W is the layer's weights, p the parameter being updated (W itself, or b); dW and dp name their
# gradients.


def gradient_descent(case, variant, record):
    alpha = case.hyperparameter("alpha", 0.01)
    weight_decay = case.hyperparameter("weight_decay", 0.01)
    parameters = case.parameters()
    for t, grads in case.steps():
        record.step(t)
        for l in layers(parameters, variant):
            for kind in "Wb":
                p, dp, dW = f"{kind}{l}", f"d{kind}{l}", f"dW{l}"
                record.update(p, l)
                g = grads[dp]
                if variant("coupled-weight-decay"):
                    g = g + weight_decay * parameters[p]
                    record.line(dp, g)
                if variant("ascent"):
                    parameters[p] = parameters[p] + alpha * g
                elif variant("decoupled-weight-decay"):
                    parameters[p] = parameters[p] * (1 - alpha * weight_decay) - alpha * g
                elif variant("bias-uses-weights-gradient") and kind == "b":
                    parameters[p] = parameters[p] - alpha * grads[dW]
                else:
                    parameters[p] = parameters[p] - alpha * g
                record.line(p, parameters[p])
        record.end(parameters)


def momentum(case, variant, record):
    alpha = case.hyperparameter("alpha", 0.01)
    beta = case.hyperparameter("beta", 0.9)
    weight_decay = case.hyperparameter("weight_decay", 0.01)
    parameters = case.parameters()
    v = case.states("v")
    for t, grads in case.steps():
        record.step(t)
        for l in layers(parameters, variant):
            for kind in "Wb":
                p, dp, W, dW = f"{kind}{l}", f"d{kind}{l}", f"W{l}", f"dW{l}"
                is_bias = kind == "b"
                record.update(p, l)
                g = grads[dp]

                if variant("coupled-weight-decay"):
                    g = g + weight_decay * parameters[p]
                    record.line(dp, g)
                if variant("without-factor") or variant("nesterov"):
                    v[dp] = beta * v[dp] + g
                elif variant("keras-velocity") or variant("keras-nesterov"):
                    v[dp] = beta * v[dp] - alpha * g
                elif variant("torch-dampening"):
                    dampening = beta * (t > 1)
                    v[dp] = beta * v[dp] + (1 - dampening) * g
                elif variant("correction-on-the-gradient"):
                    v[dp] = beta * v[dp] + g / (1 - beta * t)
                else:
                    v[dp] = beta * v[dp] + (1 - beta) * g
                record.line("v_" + dp, v[dp])

                if variant("keras-velocity"):
                    parameters[p] = parameters[p] + v[dp]
                elif variant("keras-nesterov"):
                    parameters[p] = parameters[p] + beta * v[dp] - alpha * g
                elif variant("nesterov"):
                    parameters[p] = parameters[p] - alpha * (g + beta * v[dp])
                elif variant("nesterov-with-factor"):
                    parameters[p] = parameters[p] - alpha * (beta * v[dp] + (1 - beta) * g)
                elif variant("bias-corrected"):
                    parameters[p] = parameters[p] - alpha * (v[dp] / (1 - beta**t))
                elif variant("decoupled-weight-decay"):
                    parameters[p] = parameters[p] * (1 - alpha * weight_decay) - alpha * v[dp]
                elif variant("velocity-unused"):
                    parameters[p] = parameters[p] - alpha * g
                elif variant("bias-uses-weights-velocity") and is_bias:
                    parameters[p] = parameters[p] - alpha * v[dW]
                elif variant("bias-starts-from-weights") and is_bias:
                    parameters[p] = parameters[W] - alpha * v[dp]
                else:
                    parameters[p] = parameters[p] - alpha * v[dp]
                record.line(p, parameters[p])
        record.end(parameters, v=v)


def rmsprop(case, variant, record):
    alpha = case.hyperparameter("alpha", 0.01)
    beta = case.hyperparameter("beta", 0.9)
    beta2 = case.hyperparameter("beta2", 0.999)
    epsilon = case.hyperparameter("epsilon", 1e-8)
    weight_decay = case.hyperparameter("weight_decay", 0.01)
    parameters = case.parameters()
    s = case.states("s")
    m = case.states("m")
    v = case.states("v")
    for t, grads in case.steps():
        record.step(t)
        for l in layers(parameters, variant):
            for kind in "Wb":
                p, dp, dW = f"{kind}{l}", f"d{kind}{l}", f"dW{l}"
                record.update(p, l)
                g = grads[dp]

                if variant("coupled-weight-decay"):
                    g = g + weight_decay * parameters[p]
                    record.line(dp, g)
                if variant("centred"):
                    m[dp] = beta2 * m[dp] + (1 - beta2) * g
                    record.line("m_" + dp, m[dp])
                if variant("current-gradient-only"):
                    s[dp] = g**2
                else:
                    s[dp] = beta2 * s[dp] + (1 - beta2) * g**2
                record.line("s_" + dp, s[dp])

                if variant("with-momentum"):
                    v[dp] = beta * v[dp] + g / (np.sqrt(s[dp]) + epsilon)
                    record.line("v_" + dp, v[dp])
                    change = alpha * v[dp]
                elif variant("with-momentum-keras"):
                    v[dp] = beta * v[dp] + alpha * g / (np.sqrt(s[dp]) + epsilon)
                    record.line("v_" + dp, v[dp])
                    change = v[dp]
                elif variant("with-nesterov-momentum"):
                    step = alpha * g / (np.sqrt(s[dp]) + epsilon)
                    v[dp] = beta * v[dp] + step
                    record.line("v_" + dp, v[dp])
                    change = step + beta * v[dp]
                elif variant("centred"):
                    change = alpha * g / (np.sqrt(s[dp] - m[dp] ** 2) + epsilon)
                elif variant("bias-corrected"):
                    change = alpha * g / (np.sqrt(s[dp] / (1 - beta2**t)) + epsilon)
                elif variant("epsilon-inside-root"):
                    change = alpha * g / np.sqrt(s[dp] + epsilon)
                elif variant("missing-epsilon"):
                    change = alpha * g / np.sqrt(s[dp])
                elif variant("epsilon-outside-fraction"):
                    change = alpha * (g / np.sqrt(s[dp]) + epsilon)
                elif variant("square-for-root"):
                    change = alpha * g / (np.square(s[dp]) + epsilon)
                elif variant("missing-root"):
                    change = alpha * g / (s[dp] + epsilon)
                elif variant("bias-uses-weights-statistics") and kind == "b":
                    change = alpha * g / (np.sqrt(s[dW]) + epsilon)
                else:
                    change = alpha * g / (np.sqrt(s[dp]) + epsilon)
                parameters[p] = parameters[p] - change
                record.line(p, parameters[p])
        if variant("centred"):
            record.end(parameters, s=s, m=m)
        elif any(variant(f"with-{k}") for k in ("momentum", "momentum-keras", "nesterov-momentum")):
            record.end(parameters, s=s, v=v)
        else:
            record.end(parameters, s=s)


def adam(case, variant, record):
    alpha = case.hyperparameter("alpha", 0.01)
    beta1 = case.hyperparameter("beta1", 0.9)
    beta2 = case.hyperparameter("beta2", 0.999)
    epsilon = case.hyperparameter("epsilon", 1e-8)
    weight_decay = case.hyperparameter("weight_decay", 0.01)
    parameters = case.parameters()
    v = case.states("v")
    s = case.states("s")
    s_max = case.states("s_max")
    for t, grads in case.steps():
        record.step(t)
        v_corrected, s_corrected = {}, {}
        for l in layers(parameters, variant):
            for kind in "Wb":
                p, dp, W, dW = f"{kind}{l}", f"d{kind}{l}", f"W{l}", f"dW{l}"
                is_bias = kind == "b"
                record.update(p, l)
                g = grads[dp]
                if variant("coupled-weight-decay"):
                    g = g + weight_decay * parameters[p]
                    record.line(dp, g)

                # The first moment and its correction.
                v[dp] = beta1 * v[dp] + (1 - beta1) * g
                record.line("v_" + dp, v[dp])
                if variant("corrected-moments-stored-back"):
                    v[dp] = v[dp] / (1 - beta1**t)
                    record.line("v_" + dp, v[dp])
                else:
                    if variant("no-bias-correction"):
                        v_corrected[dp] = v[dp]
                    elif variant("missing-exponent"):
                        v_corrected[dp] = v[dp] / (1 - beta1)
                    elif variant("exponent-fixed-at-two"):
                        v_corrected[dp] = v[dp] / (1 - beta1**2)
                    elif variant("layer-index-exponent") or variant("layer-index-exponent-in-v"):
                        v_corrected[dp] = v[dp] / (1 - beta1**l)
                    elif variant("bias-first-moment-corrected-with-beta2") and is_bias:
                        v_corrected[dp] = v[dp] / (1 - beta2**t)
                    elif variant("nesterov"):
                        ahead = beta1 * (v[dp] / (1 - beta1 ** (t + 1)))
                        v_corrected[dp] = ahead + (1 - beta1) * (g / (1 - beta1**t))
                    else:
                        v_corrected[dp] = v[dp] / (1 - beta1**t)
                    record.line("v_corrected_" + dp, v_corrected[dp])

                # The second moment and its correction.
                if variant("beta1-in-second-moment"):
                    s[dp] = beta1 * s[dp] + (1 - beta1) * g**2
                elif variant("second-moment-decays-with-beta1"):
                    s[dp] = beta1 * s[dp] + (1 - beta2) * g**2
                elif variant("second-moment-without-decay"):
                    s[dp] = s[dp] + (1 - beta2) * g**2
                elif variant("second-moment-built-on-v"):
                    s[dp] = beta2 * v[dp] + (1 - beta2) * g**2
                else:
                    s[dp] = beta2 * s[dp] + (1 - beta2) * g**2
                record.line("s_" + dp, s[dp])
                if variant("corrected-moments-stored-back"):
                    s[dp] = s[dp] / (1 - beta2**t)
                    record.line("s_" + dp, s[dp])
                else:
                    if variant("amsgrad"):
                        s_max[dp] = np.maximum(s_max[dp], s[dp])
                        record.line("s_max_" + dp, s_max[dp])
                        s_corrected[dp] = s_max[dp] / (1 - beta2**t)
                    elif variant("no-bias-correction"):
                        s_corrected[dp] = s[dp]
                    elif variant("missing-exponent"):
                        s_corrected[dp] = s[dp] / (1 - beta2)
                    elif variant("exponent-fixed-at-two"):
                        s_corrected[dp] = s[dp] / (1 - beta2**2)
                    elif variant("layer-index-exponent") or variant("layer-index-exponent-in-s"):
                        s_corrected[dp] = s[dp] / (1 - beta2**l)
                    elif variant("second-moment-corrected-with-beta1"):
                        s_corrected[dp] = s[dp] / (1 - beta1**t)
                    else:
                        s_corrected[dp] = s[dp] / (1 - beta2**t)
                    record.line("s_corrected_" + dp, s_corrected[dp])

                # The step.
                if variant("corrected-moments-stored-back"):
                    parameters[p] = parameters[p] - alpha * v[dp] / (np.sqrt(s[dp]) + epsilon)
                elif variant("epsilon-hat"):
                    epsilon_t = epsilon / np.sqrt(1 - beta2**t)
                    step = alpha * v_corrected[dp] / (np.sqrt(s_corrected[dp]) + epsilon_t)
                    parameters[p] = parameters[p] - step
                elif variant("adamw"):
                    change = alpha * v_corrected[dp] / (np.sqrt(s_corrected[dp]) + epsilon)
                    parameters[p] = parameters[p] * (1 - alpha * weight_decay) - change
                elif variant("bias-divided-by-weights-root") and is_bias:
                    parameters[p] = parameters[p] / np.sqrt(s[dW])
                elif variant("bias-starts-from-weights") and is_bias:
                    change = alpha * v_corrected[dp] / (np.sqrt(s_corrected[dp]) + epsilon)
                    parameters[p] = parameters[W] - change
                elif variant("epsilon-outside-fraction"):
                    quotient = v_corrected[dp] / np.sqrt(s_corrected[dp])
                    parameters[p] = parameters[p] - alpha * (quotient + epsilon)
                else:
                    if variant("epsilon-inside-root"):
                        denominator = np.sqrt(s_corrected[dp] + epsilon)
                    elif variant("missing-epsilon"):
                        denominator = np.sqrt(s_corrected[dp])
                    elif variant("square-for-root"):
                        denominator = np.square(s_corrected[dp]) + epsilon
                    elif variant("missing-root"):
                        denominator = s_corrected[dp] + epsilon
                    elif variant("uncorrected-second-moment"):
                        denominator = np.sqrt(s[dp]) + epsilon
                    elif variant("bias-uses-weights-statistics") and is_bias:
                        denominator = np.sqrt(s_corrected[dW]) + epsilon
                    else:
                        denominator = np.sqrt(s_corrected[dp]) + epsilon
                    parameters[p] = parameters[p] - alpha * v_corrected[dp] / denominator
                record.line(p, parameters[p])
        if variant("amsgrad"):
            record.end(parameters, v=v, s=s, s_max=s_max)
        else:
            record.end(parameters, v=v, s=s)


LESSONS = {
    "gradient-descent": gradient_descent,
    "ewma": ewma,
    "bias-correction": bias_correction,
    "momentum": momentum,
    "rmsprop": rmsprop,
    "adam": adam,
    "decay": decay,
    **network.LESSONS,
}
FACTS = {"ewma": ewma_facts}

# Further lessons, a file each, which add themselves to LESSONS.
for _path in sorted((pathlib.Path(__file__).resolve().parent / "lessons").glob("*.py")):
    _spec = importlib.util.spec_from_file_location(f"lesson_{_path.stem}", _path)
    _spec.loader.exec_module(importlib.util.module_from_spec(_spec))
