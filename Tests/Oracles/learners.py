"""Learners who wrote the course notebook's functions in NumPy, with the mistakes learners make.

Nothing here is read from Gradus. A learner's function is a table of lines, each named for what it
computes (v, v_hat, root …) and run in order for every parameter; a mistake replaces some lines, or
says which layers are visited, how often, with which hyperparameters or which t. So mistakes combine,
and each can be narrowed to the weights, the biases or one layer.

    outputs = run("adam", case, [MISTAKES["adam"]["missing-epsilon"]])
"""

import dataclasses
import itertools

import numpy as np

# What each lesson keeps from step to step, in the order the notebook prints it.
STATES = {"gradient-descent": [], "momentum": ["v"], "rmsprop": ["s"], "adam": ["v", "s"]}
OPTIMIZERS = list(STATES)
SERIES = ["ewma", "bias-correction", "decay"]

DEFAULTS = {
    "gradient-descent": {"alpha": 0.01},
    "momentum": {"alpha": 0.01, "beta": 0.9},
    "rmsprop": {"alpha": 0.01, "beta2": 0.999, "epsilon": 1e-8},
    "adam": {"alpha": 0.01, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8},
    "ewma": {"beta": 0.9},
    "bias-correction": {"beta": 0.98},
    "decay": {"alpha0": 0.2, "rate": 1.0, "base": 0.95, "k": 1.0, "interval": 1000.0},
}
# Not the lesson's own, but read by some conventions.
FURTHER = {"weight_decay": 0.01, "beta": 0.9}


# --- a line's place -----------------------------------------------------------------------------


class Place:
    """One parameter at one step, as a line of the update sees it: c.theta, c.g, c.v, c.alpha, c.t …

    `weights` is the place of the same layer's W; for W it is the place itself.
    """

    def __init__(self, settings, memory, grads, t, kind, layer, count, weights):
        vars(self).update(settings)
        self.memory, self.grads, self.t = memory, grads, t
        self.kind, self.l, self.layers = kind, layer, count
        self.p, self.d = f"{kind}{layer}", f"d{kind}{layer}"
        self.theta = memory["theta"][self.p]
        self.weights = weights or self

    def old(self, state):
        """A state as the step before left it; zeros if nothing was given."""
        return self.memory[state].get(self.d, np.zeros_like(self.memory["theta"][self.p]))

    def keep(self, state, value):
        """What `v["dW1"] = value` does."""
        self.memory[state][self.d] = value
        setattr(self, state, value)
        return value

    @property
    def is_bias(self):
        return self.kind == "b"


# --- the rules, line by line --------------------------------------------------------------------

_END = {"start": lambda c: c.theta, "theta": lambda c: c.start - c.change}

RULES = {
    "gradient-descent": {
        "g": lambda c: c.grads[c.d],
        "change": lambda c: c.alpha * c.g,
        **_END,
    },
    "momentum": {
        "g": lambda c: c.grads[c.d],
        "v": lambda c: c.beta * c.v + (1 - c.beta) * c.g,
        "v_used": lambda c: c.v,
        "change": lambda c: c.alpha * c.v_used,
        **_END,
    },
    "rmsprop": {
        "g": lambda c: c.grads[c.d],
        "s": lambda c: c.beta2 * c.s + (1 - c.beta2) * c.g**2,
        "s_used": lambda c: c.s,
        "under": lambda c: c.s_used,
        "root": lambda c: np.sqrt(c.under),
        "denominator": lambda c: c.root + c.epsilon,
        "numerator": lambda c: c.g,
        "change": lambda c: c.alpha * c.numerator / c.denominator,
        **_END,
    },
    "adam": {
        "g": lambda c: c.grads[c.d],
        "v": lambda c: c.beta1 * c.v + (1 - c.beta1) * c.g,
        "v_hat": lambda c: c.v / (1 - c.beta1**c.t),
        "s": lambda c: c.beta2 * c.s + (1 - c.beta2) * c.g**2,
        "s_hat": lambda c: c.s / (1 - c.beta2**c.t),
        "v_used": lambda c: c.v_hat,
        "s_used": lambda c: c.s_hat,
        "under": lambda c: c.s_used,
        "root": lambda c: np.sqrt(c.under),
        "denominator": lambda c: c.root + c.epsilon,
        "numerator": lambda c: c.v_used,
        "change": lambda c: c.alpha * c.numerator / c.denominator,
        **_END,
    },
    "ewma": {"v": lambda c: c.beta * c.v + (1 - c.beta) * c.theta},
    "bias-correction": {
        "v": lambda c: c.beta * c.v + (1 - c.beta) * c.theta,
        "v_corrected": lambda c: c.v / (1 - c.beta**c.t),
    },
    "decay": {
        "time": lambda c: c.epoch,
        "alpha": lambda c: c.alpha0 / (1 + c.rate * c.time),
    },
}


# --- mistakes -----------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True, eq=False)
class Mistake:
    name: str
    family: str  # "catalogue", "convention", or what kind of slip it is
    lines: dict = dataclasses.field(default_factory=dict)
    scope: str | None = None  # weights, biases, layer2
    settings: object = None  # hyperparameters as given -> as the learner has them
    clock: object = None  # t -> the t the learner uses
    order: object = None  # number of layers -> the layers visited, in order
    rounds: int = 1  # how often the whole update runs in a step
    digits: int | None = None  # every value rounded to so many decimals
    after: object = None  # outputs -> outputs, as a last wrong touch

    def holds(self, c):
        return (
            self.scope is None
            or self.scope == f"layer{c.l}"
            or self.scope == ("biases" if c.is_bias else "weights")
        )

    def narrowed(self, scope):
        return dataclasses.replace(self, name=f"{self.name}@{scope}", scope=scope)

    @property
    def is_catalogued(self):
        return self.family in ("catalogue", "convention")


def _catalogue(**lines):
    return {name.replace("_", "-"): one for name, one in lines.items()}


def _biases(right, wrong):
    """A line that is wrong for biases only: the copy of W's line was not adapted."""
    return lambda c: wrong(c) if c.is_bias else right(c)


def _layer_two_only(count):
    return [2] * count


def _first_layer_only(count):
    return [1]


def _decayed(c):
    return c.theta * (1 - c.alpha * c.weight_decay)


def _with_decay(c):
    return c.grads[c.d] + c.weight_decay * c.theta


_adam = RULES["adam"]
_rms = RULES["rmsprop"]
_mom = RULES["momentum"]


def _amsgrad(c):
    greatest = c.keep("s_max", np.maximum(c.old("s_max"), c.s))
    return greatest / (1 - c.beta2**c.t)


def _keras_adam(c):
    """Keras folds the corrections into the learning rate, α·√(1 − β₂ᵗ)/(1 − β₁ᵗ); what is left of
    them beside the moments is here, so that mistakes in the moments combine with it."""
    return c.root + c.epsilon / np.sqrt(1 - c.beta2**c.t)


# Each lesson's mistakes that Gradus has a name for, as lines that replace the rule's.
CATALOGUE = {
    "gradient-descent": {
        "ascent": {"theta": lambda c: c.start + c.change},
        "bias-uses-weights-gradient": {
            "g": lambda c: c.grads[f"dW{c.l}"],
        },
    },
    "momentum": {
        "correction-on-the-gradient": {
            "v": lambda c: c.beta * c.v + c.g / (1 - c.beta * c.t),
        },
        "velocity-unused": {"v_used": lambda c: c.g},
        "bias-uses-weights-velocity": {"v_used": _biases(_mom["v_used"], lambda c: c.weights.v)},
        "bias-starts-from-weights": {
            "start": _biases(_mom["start"], lambda c: c.memory["theta"][f"W{c.l}"]),
        },
    },
    "rmsprop": {
        "current-gradient-only": {"s": lambda c: c.g**2},
        "missing-epsilon": {"denominator": lambda c: c.root},
        "epsilon-outside-fraction": {
            "denominator": lambda c: c.root,
            "change": lambda c: c.alpha * (c.numerator / c.denominator + c.epsilon),
        },
        "square-for-root": {"root": lambda c: np.square(c.under)},
        "missing-root": {"root": lambda c: c.under},
        "bias-uses-weights-statistics": {"s_used": _biases(_rms["s_used"], lambda c: c.weights.s)},
    },
    "adam": {
        "beta1-in-second-moment": {"s": lambda c: c.beta1 * c.s + (1 - c.beta1) * c.g**2},
        "second-moment-decays-with-beta1": {
            "s": lambda c: c.beta1 * c.s + (1 - c.beta2) * c.g**2,
        },
        "second-moment-without-decay": {"s": lambda c: c.s + (1 - c.beta2) * c.g**2},
        "second-moment-built-on-v": {"s": lambda c: c.beta2 * c.v + (1 - c.beta2) * c.g**2},
        "no-bias-correction": {"v_hat": lambda c: c.v, "s_hat": lambda c: c.s},
        "missing-exponent": {
            "v_hat": lambda c: c.v / (1 - c.beta1),
            "s_hat": lambda c: c.s / (1 - c.beta2),
        },
        "exponent-fixed-at-two": {
            "v_hat": lambda c: c.v / (1 - c.beta1**2),
            "s_hat": lambda c: c.s / (1 - c.beta2**2),
        },
        "layer-index-exponent": {
            "v_hat": lambda c: c.v / (1 - c.beta1**c.l),
            "s_hat": lambda c: c.s / (1 - c.beta2**c.l),
        },
        "layer-index-exponent-in-v": {"v_hat": lambda c: c.v / (1 - c.beta1**c.l)},
        "layer-index-exponent-in-s": {"s_hat": lambda c: c.s / (1 - c.beta2**c.l)},
        "second-moment-corrected-with-beta1": {"s_hat": lambda c: c.s / (1 - c.beta1**c.t)},
        "uncorrected-second-moment": {"s_used": lambda c: c.s},
        "corrected-moments-stored-back": {
            "v_hat": lambda c: c.keep("v", c.v / (1 - c.beta1**c.t)),
            "s_hat": lambda c: c.keep("s", c.s / (1 - c.beta2**c.t)),
        },
        "missing-epsilon": {"denominator": lambda c: c.root},
        "epsilon-outside-fraction": {
            "denominator": lambda c: c.root,
            "change": lambda c: c.alpha * (c.numerator / c.denominator + c.epsilon),
        },
        "square-for-root": {"root": lambda c: np.square(c.under)},
        "missing-root": {"root": lambda c: c.under},
        "bias-uses-weights-statistics": {
            "s_used": _biases(_adam["s_used"], lambda c: c.weights.s_hat),
        },
        "bias-first-moment-corrected-with-beta2": {
            "v_hat": _biases(_adam["v_hat"], lambda c: c.v / (1 - c.beta2**c.t)),
        },
        "bias-starts-from-weights": {
            "start": _biases(_adam["start"], lambda c: c.memory["theta"][f"W{c.l}"]),
        },
        "bias-divided-by-weights-root": {
            "theta": _biases(_adam["theta"], lambda c: c.start / np.sqrt(c.weights.s)),
        },
    },
    "ewma": {
        "recursion-as-product": {"v": lambda c: c.beta * c.v * c.v + (1 - c.beta) * c.theta},
        "stored-elsewhere": {"v": lambda c: c.beta * c.unset + (1 - c.beta) * c.theta},
    },
    "bias-correction": {
        "no-correction": {"v_corrected": lambda c: c.v},
        "missing-exponent": {"v_corrected": lambda c: c.v / (1 - c.beta)},
        "exponent-fixed-at-two": {"v_corrected": lambda c: c.v / (1 - c.beta**2)},
        "product-for-power": {"v_corrected": lambda c: c.v / (1 - c.beta * c.t)},
        "corrected-stored-back": {"v_corrected": lambda c: c.keep("v", c.v / (1 - c.beta**c.t))},
    },
    "decay": {
        "missing-floor": {"time": lambda c: c.epoch / c.interval},
        "round-for-floor": {"time": lambda c: np.round(c.epoch / c.interval)},
        "fraction-lost": {"alpha": lambda c: 11 + c.rate * c.time * c.alpha0},
        "power-lost": {"alpha": lambda c: c.base * c.time * c.alpha0},
        "root-lost": {"alpha": lambda c: c.k * c.time * c.alpha0},
        "root-lost-step": {"alpha": lambda c: c.k * c.t * c.alpha0},
        "miscopied-table": {
            "alpha": lambda c: [0.1, 0.67, 0.5, 0.4][c.index]
            if c.index < 4
            else c.alpha0 / (1 + c.rate * c.time),
        },
    },
}

# Other books' and frameworks' forms: not mistakes.
CONVENTIONS = {
    "gradient-descent": {
        "coupled-weight-decay": {"g": _with_decay},
        "decoupled-weight-decay": {"start": _decayed},
    },
    "momentum": {
        "without-factor": {"v": lambda c: c.beta * c.v + c.g},
        "keras-velocity": {
            "v": lambda c: c.beta * c.v - c.alpha * c.g,
            "theta": lambda c: c.start + c.v_used,
        },
        "nesterov": {
            "v": lambda c: c.beta * c.v + c.g,
            "v_used": lambda c: c.g + c.beta * c.v,
        },
        "nesterov-with-factor": {"v_used": lambda c: c.beta * c.v + (1 - c.beta) * c.g},
        "keras-nesterov": {
            "v": lambda c: c.beta * c.v - c.alpha * c.g,
            "theta": lambda c: c.start + c.beta * c.v_used - c.alpha * c.g,
        },
        "torch-dampening": {
            "v": lambda c: c.beta * c.v + (c.g if c.t == 1 else (1 - c.beta) * c.g),
        },
        "bias-corrected": {"v_used": lambda c: c.v / (1 - c.beta**c.t)},
        "coupled-weight-decay": {"g": _with_decay},
        "decoupled-weight-decay": {"start": _decayed},
    },
    "rmsprop": {
        "with-momentum": {
            "change": lambda c: c.alpha
            * c.keep("v", c.beta * c.old("v") + c.numerator / c.denominator),
        },
        "with-momentum-keras": {
            "change": lambda c: c.keep(
                "v", c.beta * c.old("v") + c.alpha * c.numerator / c.denominator
            ),
        },
        "with-nesterov-momentum": {
            "change": lambda c: c.alpha * c.numerator / c.denominator
            + c.beta
            * c.keep("v", c.beta * c.old("v") + c.alpha * c.numerator / c.denominator),
        },
        "coupled-weight-decay": {"g": _with_decay},
        "centred": {
            "under": lambda c: c.s_used
            - c.keep("m", c.beta2 * c.old("m") + (1 - c.beta2) * c.g) ** 2,
        },
        "bias-corrected": {"s_used": lambda c: c.s / (1 - c.beta2**c.t)},
        "epsilon-inside-root": {
            "under": lambda c: c.s_used + c.epsilon,
            "denominator": lambda c: c.root,
        },
    },
    "adam": {
        "epsilon-inside-root": {
            "under": lambda c: c.s_used + c.epsilon,
            "denominator": lambda c: c.root,
        },
        "amsgrad": {"s_hat": _amsgrad},
        "nesterov": {
            "v_hat": lambda c: c.beta1 * (c.v / (1 - c.beta1 ** (c.t + 1)))
            + (1 - c.beta1) * (c.g / (1 - c.beta1**c.t)),
        },
        "adamw": {"start": _decayed},
        "coupled-weight-decay": {"g": _with_decay},
        "epsilon-hat": {"denominator": _keras_adam},
    },
    "ewma": {"difference-form": {"v": lambda c: c.v + (1 - c.beta) * (c.theta - c.v)}},
    "bias-correction": {
        "running-correction": {
            "v_corrected": lambda c: c.v / c.keep("c", c.beta * c.old("c") + (1 - c.beta)),
        },
    },
    "decay": {
        "reciprocal-first": {"alpha": lambda c: 1 / (1 + c.rate * c.time) * c.alpha0},
        "exponential": {"alpha": lambda c: c.base**c.time * c.alpha0},
        "square-root-epoch": {"alpha": lambda c: c.k / np.sqrt(c.time) * c.alpha0},
        "square-root-step": {"alpha": lambda c: c.k / np.sqrt(c.t) * c.alpha0},
        "manual": {"alpha": lambda c: c.manual},
        "staircase": {"time": lambda c: np.floor(c.epoch / c.interval)},
        "zero-based-epoch": {"time": lambda c: c.epoch - 1},
    },
}


def _neighbour(c):
    """The gradient of the next layer, where it fits; what an index off by one reads."""
    other = c.grads.get(f"d{c.kind}{c.l % c.layers + 1}")
    return other if other is not None and other.shape == c.theta.shape else c.grads[c.d]


def _turned(c):
    g = c.grads[c.d]
    return g.T if g.shape[0] == g.shape[1] else g


def _own(c):
    return c.grads[c.d]


# Mistakes nobody catalogued, by family. Lines first; those of one moment serve every lesson with it.
_EVERY_OPTIMIZER = {
    "wrong sign": {"the step is added": {"theta": lambda c: c.start + c.change}},
    "start of the step lost": {
        "only the step is stored": {"theta": lambda c: -c.change},
        "the gradient is updated": {"start": lambda c: c.g},
    },
    "learning rate lost or doubled": {
        "no learning rate": {"change": lambda c: c.change_of(c, 1.0)},
        "learning rate squared": {"change": lambda c: c.change_of(c, c.alpha**2)},
    },
    "neighbouring layer's gradient": {"the next layer's gradient": {"g": _neighbour}},
    "matrix transposed": {"a square gradient is transposed": {"g": _turned}},
    "bias with W's statistics": {
        "the bias's g is dW": {"g": lambda c: c.grads[f"dW{c.l}"]},
    },
    "step applied twice": {"theta is updated twice": {"theta": lambda c: c.start - c.change - c.change}},
}

_FIRST_MOMENT = {  # `beta` is what the lesson calls it: b(c)
    "factor lost or swapped": lambda b: {
        "1 - beta missing in v": {"v": lambda c: b(c) * c.v + c.g},
        "beta missing in v": {"v": lambda c: c.v + (1 - b(c)) * c.g},
        "beta and 1 - beta exchanged in v": {"v": lambda c: (1 - b(c)) * c.v + b(c) * c.g},
        "beta on both in v": {"v": lambda c: b(c) * c.v + b(c) * c.g},
    },
    "plus for minus": lambda b: {
        "1 + beta in v": {"v": lambda c: b(c) * c.v + (1 + b(c)) * c.g},
        "minus the gradient in v": {"v": lambda c: b(c) * c.v - (1 - b(c)) * c.g},
    },
}

_SECOND_MOMENT = {
    "factor lost or swapped": {
        "1 - beta2 missing in s": {"s": lambda c: c.beta2 * c.s + c.g**2},
        "beta2 and 1 - beta2 exchanged in s": {
            "s": lambda c: (1 - c.beta2) * c.s + c.beta2 * c.g**2,
        },
    },
    "power lost": {
        "g for its square in s": {"s": lambda c: c.beta2 * c.s + (1 - c.beta2) * c.g},
        "2 g for its square in s": {"s": lambda c: c.beta2 * c.s + (1 - c.beta2) * (c.g * 2)},
    },
    "stale state": {"the old s in the root": {"s_used": lambda c: c.s_before}},
    "plus for minus": {
        "1 + beta2 in s": {"s": lambda c: c.beta2 * c.s + (1 + c.beta2) * c.g**2},
        "epsilon subtracted": {"denominator": lambda c: c.root - c.epsilon},
    },
    "wrong numerator": {"1 for the gradient": {"numerator": lambda c: np.ones_like(c.g)}},
    "no division": {"numerator alone": {"change": lambda c: c.alpha * c.numerator}},
    "product for quotient": {
        "times the root": {"change": lambda c: c.alpha * c.numerator * c.denominator},
    },
}

_ONE_LESSON = {
    "momentum": {"stale state": {"the old v in the step": {"v_used": lambda c: c.v_before}}},
    "adam": {
        "stale state": {
            "the old v is corrected": {"v_hat": lambda c: c.v_before / (1 - c.beta1**c.t)},
            "the old s is corrected": {"s_hat": lambda c: c.s_before / (1 - c.beta2**c.t)},
        },
        "one correction lost": {
            "the uncorrected v in the step": {"v_used": lambda c: c.v},
            "g for v in the step": {"v_used": lambda c: c.g},
        },
        "power lost": {
            "beta1 t for its power": {"v_hat": lambda c: c.v / (1 - c.beta1 * c.t)},
            "beta2 t for its power": {"s_hat": lambda c: c.s / (1 - c.beta2 * c.t)},
            "no exponent in v's correction": {"v_hat": lambda c: c.v / (1 - c.beta1)},
            "no exponent in s's correction": {"s_hat": lambda c: c.s / (1 - c.beta2)},
            "(1 - beta1) to the t": {"v_hat": lambda c: c.v / (1 - c.beta1) ** c.t},
        },
        "plus for minus": {"1 + beta1 to the t": {"v_hat": lambda c: c.v / (1 + c.beta1**c.t)}},
        "product for quotient": {"v times its correction": {"v_hat": lambda c: c.v * (1 - c.beta1**c.t)}},
        "root for the wrong quantity": {
            "root of s before its correction": {
                "s_hat": lambda c: np.sqrt(c.s) / (1 - c.beta2**c.t),
                "root": lambda c: c.under,
            },
            "root of v": {"v_used": lambda c: np.sqrt(c.v_hat)},
            "root of the correction": {"s_hat": lambda c: c.s / np.sqrt(1 - c.beta2**c.t)},
        },
        "state overwritten": {
            "v overwritten with its correction": {
                "v_hat": lambda c: c.keep("v", c.v / (1 - c.beta1**c.t)),
            },
            "s overwritten with its correction": {
                "s_hat": lambda c: c.keep("s", c.s / (1 - c.beta2**c.t)),
            },
        },
        "bias with W's statistics": {
            "the bias's v_hat is W's": {"v_used": lambda c: c.weights.v_hat},
            "both of the bias's moments are W's": {
                "v_used": lambda c: c.weights.v_hat,
                "s_used": lambda c: c.weights.s_hat,
            },
        },
        "beta1 and beta2 exchanged": {
            "beta2 in v": {"v": lambda c: c.beta2 * c.v + (1 - c.beta2) * c.g},
            "v corrected with beta2": {"v_hat": lambda c: c.v / (1 - c.beta2**c.t)},
        },
    },
    "ewma": {
        "factor lost or swapped": {
            "1 - beta missing": {"v": lambda c: c.beta * c.v + c.theta},
            "beta missing": {"v": lambda c: c.v + (1 - c.beta) * c.theta},
            "beta and 1 - beta exchanged": {"v": lambda c: (1 - c.beta) * c.v + c.beta * c.theta},
            "beta on both": {"v": lambda c: c.beta * c.v + c.beta * c.theta},
        },
        "plus for minus": {
            "1 + beta": {"v": lambda c: c.beta * c.v + (1 + c.beta) * c.theta},
            "minus today": {"v": lambda c: c.beta * c.v - (1 - c.beta) * c.theta},
        },
        "start of the step lost": {"no past": {"v": lambda c: (1 - c.beta) * c.theta}},
    },
    "bias-correction": {
        "factor lost or swapped": {
            "1 - beta missing": {"v": lambda c: c.beta * c.v + c.theta},
            "beta and 1 - beta exchanged": {"v": lambda c: (1 - c.beta) * c.v + c.beta * c.theta},
        },
        "plus for minus": {"1 + beta to the t": {"v_corrected": lambda c: c.v / (1 + c.beta**c.t)}},
        "power lost": {"(1 - beta) to the t": {"v_corrected": lambda c: c.v / (1 - c.beta) ** c.t}},
        "product for quotient": {"times its correction": {"v_corrected": lambda c: c.v * (1 - c.beta**c.t)}},
        "stale state": {"the old v is corrected": {"v_corrected": lambda c: c.v_before / (1 - c.beta**c.t)}},
    },
    "decay": {
        "plus for minus": {"1 - rate epoch": {"alpha": lambda c: c.alpha0 / (1 - c.rate * c.time)}},
        "factor lost or swapped": {
            "1 missing": {"alpha": lambda c: c.alpha0 / (c.rate * c.time)},
            "rate missing": {"alpha": lambda c: c.alpha0 / (1 + c.time)},
            "alpha0 missing": {"alpha": lambda c: 1 / (1 + c.rate * c.time)},
        },
        "product for quotient": {"times": {"alpha": lambda c: c.alpha0 * (1 + c.rate * c.time)}},
        "power lost": {"rate to the epoch": {"alpha": lambda c: c.alpha0 / (1 + c.rate**c.time)}},
        "stale state": {"last epoch's rate decays": {
            "alpha": lambda c: c.keep("alpha0", c.memory["alpha0"].get(None, c.alpha0) / (1 + c.rate * c.time)),
        }},
    },
}


def _scaled(**factors):
    """A hyperparameter misread by a factor: alpha=10."""
    return lambda given: {k: v * factors.get(k, 1) for k, v in given.items()}


def _exchanged(given):
    return {**given, "beta1": given["beta2"], "beta2": given["beta1"]}


def _set(**values):
    return lambda given: {**given, **values}


def _transposed_squares(outputs):
    return {
        name: value.T if name[0] == "W" and value.shape[0] == value.shape[1] else value
        for name, value in outputs.items()
    }


def _swapped_layers(count):
    return list(range(count, 0, -1))


def _structural(lesson):
    """Mistakes of the function around the equations."""
    rate = "alpha0" if lesson == "decay" else "alpha"
    if rate in DEFAULTS[lesson]:
        yield Mistake("learning rate × 10", "learning rate × 10 or / 10", settings=_scaled(**{rate: 10}))
        yield Mistake("learning rate / 10", "learning rate × 10 or / 10", settings=_scaled(**{rate: 0.1}))
    yield Mistake("defaults used", "defaults for the given", settings=_set(**DEFAULTS[lesson]))
    for digits in range(2, 7):
        yield Mistake(f"rounded to {digits} decimals", "rounded early", digits=digits)
    if lesson in ("adam", "bias-correction"):
        yield Mistake("t one too small", "t one too small or large", clock=lambda t: t - 1)
        yield Mistake("t one too large", "t one too small or large", clock=lambda t: t + 1)
        yield Mistake("t always 1", "t one too small or large", clock=lambda t: 1)
    if "epsilon" in DEFAULTS[lesson]:
        yield Mistake("epsilon 10e-8", "epsilon 10e-8", settings=_set(epsilon=10e-8))
    if lesson == "adam":
        yield Mistake("beta1 and beta2 exchanged", "beta1 and beta2 exchanged", settings=_exchanged)
    if lesson not in OPTIMIZERS:
        return
    yield Mistake("last layer never updated", "last layer never updated", order=lambda n: range(1, n))
    yield Mistake("first layer never updated", "first layer never updated", order=lambda n: range(2, n + 1))
    yield Mistake("the whole update runs twice", "step applied twice", rounds=2)
    yield Mistake("square weights transposed", "matrix transposed", after=_transposed_squares)


def _change_of(c, rate):
    """The step of any rule with another learning rate."""
    if hasattr(c, "denominator"):
        return rate * c.numerator / c.denominator
    return rate * (c.v_used if hasattr(c, "v_used") else c.g)


Place.change_of = staticmethod(_change_of)


def _merged(*tables):
    merged = {}
    for table in tables:
        for family, mistakes in table.items():
            merged.setdefault(family, {}).update(mistakes)
    return merged


def _beyond(lesson):
    """The lesson's uncatalogued mistakes made of lines, by family."""
    tables = [_ONE_LESSON.get(lesson, {})]
    if lesson in OPTIMIZERS:
        tables.append(_EVERY_OPTIMIZER)
    if lesson in ("momentum", "adam"):
        of = (lambda c: c.beta) if lesson == "momentum" else (lambda c: c.beta1)
        tables.append({family: make(of) for family, make in _FIRST_MOMENT.items()})
    if lesson in ("rmsprop", "adam"):
        tables.append(_SECOND_MOMENT)
    return _merged(*tables)


def _all(lesson):
    for name, lines in CATALOGUE[lesson].items():
        yield Mistake(name, "catalogue", lines)
    for name, lines in CONVENTIONS[lesson].items():
        yield Mistake(name, "convention", lines)
    if lesson in OPTIMIZERS:
        family = "first layer only" if lesson == "rmsprop" else "catalogue"
        yield Mistake("first-layer-only", family, order=_first_layer_only)
    if lesson in ("momentum", "adam"):
        yield Mistake("layer-two-only", "catalogue", order=_layer_two_only)
    for family, mistakes in _beyond(lesson).items():
        for name, lines in mistakes.items():
            yield Mistake(name, family, lines)
    yield from _structural(lesson)


MISTAKES = {lesson: {one.name: one for one in _all(lesson)} for lesson in RULES}

# For biases only by their nature: narrowing them to the weights leaves the rule. And made for one
# form of the rule: the staircase's own mistakes are compared with the staircase.
FOR_BIASES = ("bias-uses-weights-gradient", "the bias's g is dW")


# --- running ------------------------------------------------------------------------------------


# Pairs that can be read in two ways: whether a decayed gradient is decayed again when the loop meets
# its layer a second time, which of two roots a mistake is in, and whether a bias that keeps its
# corrected moments under the old names looks for W's there, too.
TWO_READINGS = [
    {"coupled-weight-decay", "layer-two-only"},
    {"with-nesterov-momentum", "bias-uses-weights-statistics"},
    {"square-for-root", "bias-divided-by-weights-root"},
    {"corrected-moments-stored-back", "bias-uses-weights-statistics"},
]


def runnable(mistakes):
    """Whether no two of the mistakes want the same line of the same parameter."""
    for one, other in itertools.combinations(mistakes, 2):
        if {one.name.split("@")[0], other.name.split("@")[0]} in TWO_READINGS:
            return False
        if one.order and other.order or one.settings and other.settings:
            return False
        apart = one.scope and other.scope and one.scope != other.scope
        both_kinds = {one.scope, other.scope} == {"weights", "biases"}
        both_layers = apart and all(s.startswith("layer") for s in (one.scope, other.scope))
        if set(one.lines) & set(other.lines) and not both_kinds and not both_layers:
            return False
    return True


def run(lesson, case, mistakes=()):
    """The learner's numbers: every parameter and state after the last step, or a series' values."""
    with np.errstate(all="ignore"):  # 0/0 is part of some mistakes
        follow = _optimize if lesson in OPTIMIZERS else _series
        outputs = follow(lesson, case, mistakes)
    for mistake in mistakes:
        if mistake.after:
            outputs = mistake.after(outputs)
    return outputs


def _settings(lesson, case, mistakes):
    given = {**FURTHER, **DEFAULTS[lesson], **case.hyperparameters}
    for mistake in mistakes:
        if mistake.settings:
            given = {**given, **mistake.settings(given)}
    return given


def _line(lesson, name, c, mistakes):
    """Runs one line as this learner has it."""
    function = RULES[lesson][name]
    for mistake in mistakes:
        if name in mistake.lines and mistake.holds(c):
            function = mistake.lines[name]
    value = function(c)
    for mistake in mistakes:
        if mistake.digits is not None and mistake.holds(c):
            value = np.round(value, mistake.digits)
    return value


def _clock(t, c_mistakes):
    for mistake in c_mistakes:
        if mistake.clock:
            t = mistake.clock(t)
    return t


def _optimize(lesson, case, mistakes):
    settings = _settings(lesson, case, mistakes)
    theta = case.parameters()
    count = len(theta) // 2
    memory = {"theta": theta}
    for state in ("v", "s", "m", "s_max"):
        memory[state] = case.states(state)
    order = next((m.order for m in mistakes if m.order), lambda n: range(1, n + 1))
    for t, grads in case.steps():
        for _ in range(max((m.rounds for m in mistakes), default=1)):
            for layer in order(count):
                weights = None
                for kind in "Wb":
                    c = Place(
                        settings, memory, grads, _clock(t, mistakes), kind, layer, count, weights
                    )
                    _update(lesson, c, mistakes)
                    weights = weights or c
    outputs = {name: theta[name] for name in sorted(theta, key=_printed_order)}
    for state in STATES[lesson]:
        for name in list(outputs)[: 2 * count]:
            outputs[f"{state}_d{name}"] = memory[state]["d" + name]
    return outputs


def _printed_order(name):
    return int(name[1:]), name[0] != "W"


def _update(lesson, c, mistakes):
    # A line for the gradient may be wrong for the biases only by the gradient it reads.
    active = [m for m in mistakes if not (m.name.split("@")[0] in FOR_BIASES and not c.is_bias)]
    for state in STATES[lesson]:
        setattr(c, state, c.old(state))
        setattr(c, state + "_before", c.old(state))
    for name in RULES[lesson]:
        value = _line(lesson, name, c, active)
        if name == "theta":
            c.memory["theta"][c.p] = value
        elif name in STATES[lesson]:
            c.keep(name, value)
        else:
            setattr(c, name, value)


class Day:
    """A step of a series, as its lines see it."""

    def __init__(self, settings, memory, step, t, index):
        vars(self).update(settings)
        # Of NumPy's type, so that a division by zero is an infinity and no exception.
        vars(self).update({name: np.float64(value) for name, value in step.items()})
        self.memory, self.t, self.index = memory, t, index
        self.unset = memory["v"].get("unset", 0.0)
        self.l, self.is_bias = None, False

    def old(self, state):
        return self.memory[state].get(None, 0.0)

    def keep(self, state, value):
        self.memory[state][None] = value
        setattr(self, state, value)
        return value


def _series(lesson, case, mistakes):
    settings = _settings(lesson, case, mistakes)
    memory = {"v": {}, "c": {}, "alpha0": {}}
    for state in ("v", "c"):
        if state in case.start:
            memory[state][None] = float(case.start[state][0, 0])
    overwritten = any(m.name == "corrected-stored-back" for m in mistakes)
    values = {name: [] for name in _shown_of_series(lesson, overwritten)}
    for index, (t, step) in enumerate(case.steps()):
        c = Day(settings, memory, step, _clock(t, mistakes), index)
        c.v = c.v_before = c.old("v")
        for name in RULES[lesson]:
            value = _line(lesson, name, c, mistakes)
            if name == "v":
                c.keep("v", value)
            else:
                setattr(c, name, value)
        for name in values:
            values[name].append(float(getattr(c, name)))
    return {name: np.array(numbers) for name, numbers in values.items()}


def _shown_of_series(lesson, overwritten):
    if lesson == "decay":
        return ["alpha"]
    if lesson == "ewma" or overwritten:  # v = v / (1 - beta**t): there is no second name
        return ["v"]
    return ["v", "v_corrected"]
