#!/usr/bin/env python3
"""Compares Gradus's random numbers with NumPy's and scikit-learn's, bit by bit.

    Tests/Oracles/random_numbers.py --probe .build/debug/probe

The probe answers each line on its standard input with one line: doubles as 16 hexadecimal digits of
their bits, words, integers and labels in decimal. Every request starts from its own seed:

    random SEED words N              random SEED permutation N
    random SEED uniform N            random SEED shuffle N       (of 0, 1 … N - 1)
    random SEED uniform LOW HIGH N   moons SEED N NOISE          (x, y, label of each row)
    random SEED normal N             he SEED 2,5,2,1             (W1 row by row, W2, W3)
    random SEED randint LOW HIGH N   mixed SEED                  (see `mixed` below)

NumPy takes log, cos and sin from a library that need not round them to the nearest double; Gradus
rounds its own correctly. So whatever holds a normal or a point of the moons is computed twice more,
in plain Python: with NumPy's functions, which must give NumPy's bits, and with correctly rounded
ones, which must give Gradus's. Where Gradus's bits are not NumPy's, those functions then are the
whole difference; it is counted. Everything else must have NumPy's bits. If scikit-learn is
installed, the steps of `make_moons` written here must give its points.

Of NumPy for x86-64: a compiler that fuses products and sums makes other normals.
"""

import argparse
import decimal
import functools
import math
import re
import struct
import subprocess
import sys

import numpy as np

import common

try:
    import sklearn
    from sklearn.datasets import make_moons
except ImportError:
    make_moons = None

SEEDS = [*range(51), 12345, 2**31, 2**32 - 1]
RANGES = [
    (0, 2), (0, 10), (-5, 5), (0, 1000), (0, 2**31), (41, 42),
    (0, 2**32), (0, 2**32 + 1), (-(2**40), 2**50),
]  # fmt: skip
LENGTHS = [10, 148, 300]
MOONS = [(300, "0.2"), (299, "0.2")]
LAYERS = [2, 5, 2, 1]


# --- numbers ------------------------------------------------------------------------------------


def token(value):
    if isinstance(value, (int, np.integer)):
        return str(value)
    return struct.pack(">d", value).hex()


def double(bits):
    return struct.unpack(">d", bytes.fromhex(bits))[0]


def ulps(a, b):
    """How many doubles from one to the other, given as their bits."""
    a, b = (int(bits, 16) for bits in (a, b))
    a, b = (2**63 - x if x >= 2**63 else x for x in (a, b))  # the negative ones downwards
    return abs(a - b)


# --- correctly rounded functions ----------------------------------------------------------------

DIGITS = decimal.Context(prec=60)  # more than any double needs to decide its rounding
LOGS = {}  # how many ulps the C library's log of each argument is off


@functools.cache
def rounded_log(x):
    nearest = float(DIGITS.ln(decimal.Decimal(x)))
    LOGS[x] = ulps(token(nearest), token(math.log(x)))
    return nearest


@functools.cache
def rounded_series(x, power):
    """The series of cos (power 0) or sin (power 1)."""
    with decimal.localcontext(DIGITS):
        x = decimal.Decimal(x)
        term = total = x**power if power else decimal.Decimal(1)
        while total + term / 1000 != total:
            power += 2
            term *= -x * x / (power * (power - 1))
            total += term
    return float(total)


def rounded_cos(angles):
    return np.array([rounded_series(float(x), 0) for x in angles])


def rounded_sin(angles):
    return np.array([rounded_series(float(x), 1) for x in angles])


# --- NumPy's steps with other functions ---------------------------------------------------------


class Stepwise:
    """What is used of `np.random`, the normals step by step with a log of one's choice."""

    def __init__(self, log):
        self.log = log
        self.spare = None

    def seed(self, seed):
        state = np.random.RandomState(seed)
        self.rand, self.uniform, self.permutation = state.rand, state.uniform, state.permutation
        self.shuffle = state.shuffle
        self.spare = None

    def gauss(self):
        if self.spare is not None:
            value, self.spare = self.spare, None
            return value
        while True:
            x1, x2 = 2 * self.rand() - 1, 2 * self.rand() - 1
            r2 = x1 * x1 + x2 * x2
            if 0 < r2 < 1:
                break
        f = math.sqrt(-2 * self.log(r2) / r2)
        self.spare = f * x1
        return f * x2

    def randn(self, *shape):
        return np.array([self.gauss() for _ in range(math.prod(shape))]).reshape(shape)

    def normal(self, scale, size):
        return 0 + scale * self.randn(*size)


class Functions:
    def __init__(self, random, cos, sin):
        self.random, self.cos, self.sin = random, cos, sin


NUMPY = Functions(np.random, np.cos, np.sin)
LIBRARY = Functions(Stepwise(math.log), np.cos, np.sin)  # NumPy's log is the C library's, as Python's
ROUNDED = Functions(Stepwise(rounded_log), rounded_cos, rounded_sin)


# --- what the requests ask for ------------------------------------------------------------------


def moons(use, count, noise):
    """The steps of scikit-learn's `make_moons`: the points and the labels."""
    outside = count // 2
    outer, inner = np.linspace(0, np.pi, outside), np.linspace(0, np.pi, count - outside)
    x = np.append(use.cos(outer), 1 - use.cos(inner))
    y = np.append(use.sin(outer), 1 - use.sin(inner) - 0.5)
    order = np.arange(count)
    use.random.shuffle(order)
    points = np.vstack([x, y]).T[order]
    labels = np.repeat([0, 1], [outside, count - outside])[order]
    return points + use.random.normal(scale=noise, size=points.shape), labels


def moons_rows(use, count, noise):
    points, labels = moons(use, count, noise)
    return [value for (x, y), label in zip(points, labels) for value in (x, y, label)]


def he(use):
    weights = [
        use.random.randn(to, before) * np.sqrt(2 / before) for before, to in zip(LAYERS, LAYERS[1:])
    ]
    return np.concatenate([w.ravel() for w in weights])


def mixed(use):
    """What the spare normal must survive."""
    random = use.random
    return [
        *random.randn(3),
        *random.permutation(7),
        *random.rand(2),
        *random.randn(2),
        *random.uniform(0, 10, 2),
        *random.permutation(5),
        *random.randn(1),
    ]


def shuffled(count):
    numbers = list(range(count))
    np.random.shuffle(numbers)
    return numbers


def plain_requests(seed):
    """Requests without functions: their text, and what NumPy answers."""
    random, bind = np.random, functools.partial
    yield f"random {seed} words 1300", bind(random.randint, 0, 2**32, 1300, dtype=np.uint32)
    yield f"random {seed} uniform 1000", bind(random.rand, 1000)
    yield f"random {seed} uniform -3.5 7.25 100", bind(random.uniform, -3.5, 7.25, 100)
    for low, high in RANGES:
        # The default type; on Windows it would be one of 32 bits.
        numbers = bind(random.randint, low, high, 100, dtype=np.int64)
        yield f"random {seed} randint {low} {high} 100", numbers
    for n in LENGTHS:
        yield f"random {seed} permutation {n}", bind(random.permutation, n)
        yield f"random {seed} shuffle {n}", bind(shuffled, n)


def function_requests(seed):
    """Requests with functions: kind, text, and what NumPy's steps answer with them."""
    yield "normals", f"random {seed} normal 1000", lambda use: use.random.randn(1000)
    for n, noise in MOONS:
        rows = functools.partial(moons_rows, count=n, noise=float(noise))
        yield "moons", f"moons {seed} {n} {noise}", rows
    yield "He weights", f"he {seed} {','.join(map(str, LAYERS))}", he
    yield "mixed", f"mixed {seed}", mixed


# --- comparing ----------------------------------------------------------------------------------


def differences(expected, found, expected_name, found_name):
    """Every position where the tokens are not those of the numbers; doubles with their bits."""
    if len(expected) != len(found):
        return [f"{found_name} has {len(found)} numbers, {expected_name} {len(expected)}"]

    def shown(bits):
        return f"{double(bits)!r} (0x{bits})" if re.fullmatch("[0-9a-f]{16}", bits) else repr(bits)

    problems = []
    for at, (value, other) in enumerate(zip(expected, found)):
        one = token(value)
        if one != other:
            sides = (shown(other), shown(one)) if isinstance(value, float) else (other, one)
            problems.append(f"number {at}: {found_name} has {sides[0]}, {expected_name} {sides[1]}")
    return problems


class Count:
    """The numbers of one kind, and those whose bits are not NumPy's."""

    def __init__(self):
        self.numbers = self.other = self.greatest = 0

    def add(self, numpy, gradus):
        self.numbers += len(numpy)
        for value, bits in zip(numpy, gradus):
            if token(value) != bits:
                self.other += 1
                self.greatest = max(self.greatest, ulps(token(value), bits))


def ask(probe, requests):
    """The probe's answers, a list of tokens for each request."""
    text = "".join(request + "\n" for request in requests)
    done = subprocess.run([probe], input=text, capture_output=True, text=True)
    lines = done.stdout.splitlines()
    if done.returncode != 0 or len(lines) != len(requests):
        at = f"; the next would be '{requests[len(lines)]}'" if len(lines) < len(requests) else ""
        sys.exit(
            f"{probe}: exit {done.returncode}, {len(lines)} answers to {len(requests)} requests{at}"
            f"\n{done.stderr.strip()}"
        )
    return {request: line.lower().split() for request, line in zip(requests, lines)}


def check_seed(seed, gradus, tally, counts):
    """Compares every answer of a seed; how many numbers had to have NumPy's bits."""
    plain = 0
    for text, answer in plain_requests(seed):
        np.random.seed(seed)
        numpy = list(answer())
        plain += len(numpy)
        tally.close(text, differences(numpy, gradus[text], "NumPy", "Gradus"))
    for kind, text, answer in function_requests(seed):
        by = {}
        for use in (NUMPY, LIBRARY, ROUNDED):
            use.random.seed(seed)
            by[use] = list(answer(use))
        problems = differences(by[ROUNDED], gradus[text], "NumPy's steps correctly rounded", "Gradus")
        library = [token(value) for value in by[LIBRARY]]
        problems += differences(by[NUMPY], library, "NumPy", "its steps written here")
        tally.close(text, problems)
        if not problems:
            counts.setdefault(kind, Count()).add(by[NUMPY], gradus[text])
    return plain


def check_scikit_learn(seed, tally):
    """Its points and labels against the steps written here."""
    for n, noise in MOONS:
        np.random.seed(seed)
        ours, our_labels = moons(NUMPY, n, float(noise))
        np.random.seed(seed)
        points, labels = make_moons(n, noise=float(noise))
        problem = common.difference(points, ours, "scikit-learn has", "its steps written here")
        problems = [problem] if problem else []
        if not np.array_equal(labels, our_labels):
            problems.append("the labels are not scikit-learn's")
        tally.close(f"make_moons({n}, noise={noise}) after seed {seed}", problems)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n")[0], formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--probe", metavar="FILE", required=True)
    options = parser.parse_args()

    requests = []
    for seed in SEEDS:
        requests += [text for text, _ in plain_requests(seed)]
        requests += [text for _, text, _ in function_requests(seed)]
    gradus = ask(options.probe, requests)
    tally = common.Tally()
    counts = {}
    plain = 0
    for seed in SEEDS:
        plain += check_seed(seed, gradus, tally, counts)
        if make_moons:
            check_scikit_learn(seed, tally)

    print(f"NumPy {np.__version__}, {len(SEEDS)} seeds, {len(requests)} requests")
    print(f"words, uniforms, integers, orders: {plain:,} numbers compared with NumPy's bits")
    for kind, count in counts.items():
        but = f", by up to {count.greatest} ulp, by its functions alone" if count.other else ""
        print(f"{kind}: {count.numbers:,} numbers compared; {count.other} are not NumPy's{but}")
    wrong = [off for off in LOGS.values() if off]
    print(
        f"the C library's log is not the nearest double for {len(wrong)} of {len(LOGS):,} arguments, "
        f"by up to {max(wrong, default=0)} ulp"
    )
    if make_moons:
        print(f"scikit-learn {sklearn.__version__}: its make_moons compared with the steps written here")
    else:
        print("scikit-learn is not installed; make_moons was compared with its steps in NumPy only")
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
