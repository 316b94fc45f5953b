"""The lessons of the network as a person would write them in a NumPy notebook.

What `notebook.py` says of itself holds here too; it runs these functions. Two things NumPy leaves to
the machine, so they are spelled out here, and the bits are then the same everywhere:

- A matrix product and a sum add their terms left to right. NumPy's `@` (its BLAS) and np.sum use
  other orders and fused operations, so they are asked as well, and must agree to SUM_BOUND times the
  sum of the terms' magnitudes. A product of shapes that do not fit is refused by `@` itself.
- exp and log give the nearest double, from sixty decimal digits. np.exp and np.log must agree to
  FUNCTION_BOUND of the result.

Everything else is NumPy's own, by bits.
"""

import decimal
import functools
import math

import numpy as np

SUM_BOUND = 1e-13
FUNCTION_BOUND = 4 * 2.0**-52
LEAST = 2.0**-1074  # the step between subnormal numbers

DIGITS = decimal.Context(prec=60)  # more than a double needs to decide its rounding


class NumPyDisagrees(Exception):
    """NumPy's own operation gives something else than the one spelled out here."""


class Asked:
    """How often NumPy's own @, np.sum, np.exp and np.log were asked, and what only a sign tells."""

    numbers = 0


# --- sums ---------------------------------------------------------------------------------------


def product(a, b):
    """a @ b, every element summed left to right; b may be a column that has lost its second axis."""
    numpy = a @ b  # raises ValueError where Python would stop
    columns = b.reshape(b.shape[0], -1)
    result = np.zeros((a.shape[0], columns.shape[1]))
    for i in range(a.shape[0]):
        for j in range(columns.shape[1]):
            for k in range(a.shape[1]):
                result[i, j] += a[i, k] * columns[k, j]
    result = result.reshape(numpy.shape)
    agree("@", result, numpy, SUM_BOUND * (np.abs(a) @ np.abs(b)))
    return result


def total(x):
    """np.sum(x), row after row."""
    result = np.float64(0)
    for number in x.ravel():
        result += number
    agree("np.sum", result, np.sum(x), SUM_BOUND * np.sum(np.abs(x)))
    return result


def sums(x, axis):
    """np.sum(x, axis=axis, keepdims=True)."""
    lines = x if axis == 1 else x.T
    result = np.zeros((len(lines), 1))
    for i, line in enumerate(lines):
        for number in line:
            result[i, 0] += number
    result = result if axis == 1 else result.T
    size = np.sum(np.abs(x), axis=axis, keepdims=True)
    agree(f"np.sum(axis={axis})", result, np.sum(x, axis=axis, keepdims=True), SUM_BOUND * size)
    return result


def agree(what, ours, numpy, bound):
    """NaN where NumPy has NaN, the same infinities, and everything else within the bound."""
    Asked.numbers += np.size(ours)
    same = (ours == numpy) | (np.isnan(ours) & np.isnan(numpy)) | (np.abs(ours - numpy) <= bound)
    if np.shape(ours) != np.shape(numpy) or not np.all(same):
        raise NumPyDisagrees(f"{what}: NumPy has {numpy!r}, one term after the other {ours!r}")


# --- functions ----------------------------------------------------------------------------------


@functools.cache
def nearest_exp(x):
    if math.isnan(x):
        return x
    if abs(x) > 1000:  # infinity and 0 begin long before
        return math.inf if x > 0 else 0.0
    return float(DIGITS.exp(decimal.Decimal(x)))


@functools.cache
def nearest_log(x):
    if math.isnan(x) or x < 0:
        return math.nan
    if x == 0 or math.isinf(x):
        return math.inf if x > 0 else -math.inf
    return float(DIGITS.ln(decimal.Decimal(x)))


def each(function, numpy, x):
    result = np.array([function(float(number)) for number in x.ravel()]).reshape(x.shape)
    agree(function.__name__, result, numpy(x), FUNCTION_BOUND * np.abs(result) + 4 * LEAST)
    return result


def exp(x):
    return each(nearest_exp, np.exp, x)


def log(x):
    return each(nearest_log, np.log, x)


def sigmoid(z):
    return 1 / (1 + exp(-z))


def stable_sigmoid(z):
    return np.where(z >= 0, 1 / (1 + exp(-z)), exp(z) / (exp(z) + 1))


def relu(z):
    return np.maximum(0, z)


# --- mini-batches -------------------------------------------------------------------------------


# Mistakes in the slices.
SLICES = [
    "last-is-the-head",
    "last-repeats-the-previous",
    "last-begins-one-late",
    "last-inside-the-loop",
    "batches-grow",
    "every-batch-is-the-first",
    "batches-slide",
    "last-begins-at-the-remainder",
    "last-begins-at-twice-the-size",
    "last-begins-after-the-first",
    "last-begins-at-their-number",
    "last-begins-with-the-last-full-one",
    "last-takes-a-full-size",
    "last-begins-one-early",
    "last-ends-one-early",
    "full-ones-end-one-early",
    "full-ones-begin-one-late",
]


def random_mini_batches(X, Y, size, shuffled_X, shuffled_Y, variant):
    """The notebook's function: what it has counted, and a list of (first, count, X, Y)."""
    m = Y.shape[1]
    full = math.floor(m / size)
    rest = m - size if variant("last-size-not-floored") else m - size * full
    labels = shuffled_X if variant("labels-from-the-examples") else shuffled_Y
    mistake = next((name for name in SLICES if variant(name)), None)
    mini_batches = []

    def append(first, count):
        end = first + count
        mini_batches.append((first, count, shuffled_X[:, first:end], labels[:, first:end]))

    def append_last():
        if m % size == 0:
            return
        if mistake == "last-is-the-head":
            append(0, rest)
        elif mistake == "last-repeats-the-previous":
            append((full - 1) * size, size)
        elif mistake == "last-begins-one-late":
            append(full * size + 1, rest - 1)
        elif mistake == "last-begins-one-early":
            append(full * size - 1, rest + 1)
        elif mistake == "last-ends-one-early":
            append(full * size, rest - 1)
        elif mistake in starts:
            append(starts[mistake], m - starts[mistake])
        else:
            append(full * size, rest)

    # Slices of the last mini-batch that go on to the end.
    starts = {
        "last-begins-at-the-remainder": rest,
        "last-begins-at-twice-the-size": 2 * size,
        "last-begins-after-the-first": size,
        "last-begins-at-their-number": full,
        "last-begins-with-the-last-full-one": (full - 1) * size,
        "last-takes-a-full-size": m - size,
    }
    for k in range(full):
        if mistake == "batches-grow":
            append(0, (k + 1) * size)
        elif mistake == "every-batch-is-the-first":
            append(0, size)
        elif mistake == "batches-slide":
            append(k, size)
        elif mistake == "full-ones-end-one-early":
            append(k * size, size - 1)
        elif mistake == "full-ones-begin-one-late":
            append(k * size + 1, size - 1)
        else:
            append(k * size, size)
        if mistake == "last-inside-the-loop":
            append_last()
    if mistake != "last-inside-the-loop":
        append_last()
    return m, full, rest, mini_batches


def mini_batches(case, variant, record):
    size = int(case.hyperparameter("size", 64))
    for t, step in case.steps():
        X, Y = step["X"], step["Y"]
        permutation = [int(column) for column in step["p"].ravel()]
        shuffled_X = X if variant("nothing-shuffled") else X[:, permutation]
        is_old = variant("labels-not-shuffled") or variant("nothing-shuffled")
        shuffled_Y = Y if is_old else Y[:, permutation]
        m, full, rest, found = random_mini_batches(X, Y, size, shuffled_X, shuffled_Y, variant)
        first, count, X_t, Y_t = found[t - 1]
        everything = {
            "shuffled_X": shuffled_X,
            "shuffled_Y": shuffled_Y,
            "m": m,
            "full": full,
            "rest": rest,
            # The one that is left out can still be looked at; it is only never used.
            "batches": full if variant("last-is-left-out") else len(found),
            "count": count,
            "first": first,
            "last": first + X_t.shape[1],
            "X_t": X_t,
            "Y_t": Y_t,
        }
        write(record, t, everything)


# --- the network --------------------------------------------------------------------------------


def write(record, t, lines):
    """A step with one update, and every line of it a result."""
    record.step(t)
    record.update()
    for name, value in lines.items():
        record.line(name, value)
    record.results(**lines)


def forward(step, parameters, J, variant):
    """Z, A of every layer, and the cost: the lines in their order."""
    X, Y = step["X"], step["Y"]
    L = len(parameters) // 2
    lines = {}
    A = X
    for l in range(1, L + 1):
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        if variant("missing-bias"):
            Z = product(W, A)
        elif variant("column-loses-its-dimension") and l == 1:
            if X.shape[1] == 1:
                Z = product(W, X[:, 0]) + b
            else:  # several such examples: each W·x is a row
                Z = product(W, X).T + b
        else:
            Z = product(W, A) + b
        if l < L:
            A = sigmoid(Z) if variant("sigmoid-in-hidden-layers") else relu(Z)
        elif variant("relu-at-the-output"):
            A = relu(Z)
        elif variant("stable-sigmoid"):
            A = stable_sigmoid(Z)
        else:
            A = sigmoid(Z)
        lines |= {f"Z{l}": Z, f"A{l}": A}
    m = Y.shape[1]
    if variant("cost-from-logits"):
        loss = loss_from_logits(Z, Y)
    elif variant("cost-forgets-the-zeros"):
        loss = -log(A) * Y
    else:
        loss = cross_entropy(A, Y)
    if variant("cost-summed"):
        J = total(loss)
    elif variant("cost-accumulates"):
        J = J + 1 / m * total(loss)
    elif variant("cost-of-first-examples"):
        J = 1 / m * total(loss[:, :L])
    else:
        J = 1 / m * total(loss)
    return lines | {"m": m, "loss": loss, "J": J}


def cross_entropy(A, Y):
    return -log(A) * Y + -log(1 - A) * (1 - Y)


def loss_from_logits(Z, Y):
    return np.maximum(Z, 0) - Z * Y + log(1 + exp(-np.abs(Z)))


def forward_propagation(case, variant, record):
    J = case.state("J")
    for t, step in case.steps():
        lines = forward(step, case.parameters(), J, variant)
        J = lines["J"]
        write(record, t, lines)


def back_propagation(case, variant, record):
    J = case.state("J")
    for t, step in case.steps():
        parameters = case.parameters()
        lines = forward(step, parameters, J, variant)
        J = lines["J"]
        lines |= backward(step, parameters, lines, variant)
        write(record, t, lines)


def backward(step, parameters, cache, variant):
    """The derivatives, from the last layer to the first."""
    X, Y = step["X"], step["Y"]
    m = Y.shape[1]
    L = len(parameters) // 2
    lines = {}
    for l in range(L, 0, -1):
        A = cache[f"A{l}"]
        A_before = X if l == 1 else cache[f"A{l - 1}"]
        if l == L:
            if variant("mean-in-the-gradients") or variant("missing-mean"):
                dZ = A - Y
            elif variant("answer-and-label-swapped"):
                dZ = 1 / m * (Y - A)
            elif variant("sigmoid-derivative-twice"):
                dZ = 1 / m * ((A - Y) * A * (1 - A))
            else:
                dZ = 1 / m * (A - Y)
        else:
            dA = product(parameters[f"W{l + 1}"].T, dZ)
            dZ = dA if variant("missing-gate") else dA * (A > 0)
            lines[f"dA{l}"] = dA
        if variant("mean-in-the-gradients") or variant("mean-twice"):
            dW = 1 / m * product(dZ, A_before.T)
            db = 1 / m * sums(dZ, axis=1)
        elif variant("bias-sums-everything"):
            dW = product(dZ, A_before.T)
            db = total(dZ)
        elif variant("bias-sums-the-wrong-axis"):
            dW = product(dZ, A_before.T)
            db = sums(dZ, axis=0)
        else:
            dW = product(dZ, A_before.T)
            db = sums(dZ, axis=1)
        lines |= {f"dZ{l}": dZ, f"dW{l}": dW, f"db{l}": db}
    return lines


# --- the training loop's cost -------------------------------------------------------------------


def training(case, variant, record):
    m = case.hyperparameter("m", 300.0)
    epoch_total = case.state("total")
    for t, step in case.steps():
        Z, Y = step["Z"], step["Y"]
        A = stable_sigmoid(Z) if variant("stable-sigmoid") else sigmoid(Z)
        loss = loss_from_logits(Z, Y) if variant("cost-from-logits") else cross_entropy(A, Y)
        batch = Y.shape[1]
        mean = 1 / batch * total(loss)
        means = ["averaged-twice", "sum-of-means", "mean-of-means"]
        if any(variant(name) for name in means):
            epoch_total = epoch_total + mean
        elif variant("last-batch-over-m"):
            epoch_total = total(loss)
        else:
            epoch_total = epoch_total + total(loss)
        if variant("last-batch-mean"):
            cost = mean
        elif variant("last-batch-sum"):
            cost = total(loss)
        elif variant("last-mean-over-m"):
            cost = mean / m
        elif variant("sum-of-losses"):
            cost = epoch_total
        elif variant("mean-of-means"):
            cost = epoch_total / t
        elif variant("sum-of-means"):
            cost = epoch_total
        else:
            cost = epoch_total / m
        seen = {"seen": float(t)} if variant("mean-of-means") else {}
        write(record, t, {"A": A, "loss": loss, "total": epoch_total, "cost": cost} | seen)


LESSONS = {
    "mini-batches": mini_batches,
    "forward-propagation": forward_propagation,
    "back-propagation": back_propagation,
    "training": training,
}
