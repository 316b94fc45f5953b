#!/usr/bin/env python3
"""Compares the elementary functions with arbitrary-precision arithmetic rounded once.

    Tests/Oracles/elementary.py --probe .build/release/probe

The probe is a command that answers lines "function bits [bits]" with the bits of the result, all
hexadecimal. Its arguments are drawn here: the usual ranges, every exponent, subnormals, the ends of
the range, beside 1 and 0 and multiples of pi/2, and cases made to lie half-way between two doubles
or next to that. mpmath (fast with gmpy2) computes each result to 200 bits, to 1200 where those end
half-way; rounding to the nearest double is done here, with whole numbers. A power with a negative
whole exponent is the reciprocal of the rounded positive power, by its definition.
"""

import argparse
import json
import math
import multiprocessing
import pathlib
import subprocess
import sys

import mpmath
import numpy as np
from mpmath import libmp

RECORDED = pathlib.Path(__file__).resolve().parents[1] / "Recorded"
SHOWN = 5  # wrong results printed for a function
FUNCTIONS = {
    "exp": libmp.mpf_exp, "log": libmp.mpf_log, "sin": libmp.mpf_sin, "cos": libmp.mpf_cos,
    "tanh": libmp.mpf_tanh, "power": libmp.mpf_pow,
    "integer-power": lambda x, n, bits, rounding: libmp.mpf_pow_int(x, n, bits, rounding),
}


# --- arguments ----------------------------------------------------------------------------------


def signed(random, values):
    return values * random.choice([-1.0, 1.0], values.shape)


def any_exponent(random, count, low, high):
    """Random significands with every exponent from low to high, and powers of 2 themselves."""
    values = np.ldexp(random.uniform(1, 2, count), random.integers(low, high + 1, count))
    powers = np.ldexp(1.0, np.arange(low, high + 1))
    return np.concatenate([values, powers])


def short(random, count, low, high):
    """A few significant bits: what makes sums and squares exact and lies half-way."""
    return np.ldexp(random.integers(1, 4096, count) * 1.0, random.integers(low, high, count))


def subnormal(random, count):
    return random.integers(1, 2**52, count).view(np.float64)


def beside(value, count):
    """The doubles nearest to a value, count to either side."""
    bits = np.int64(np.array(value).view(np.int64))
    return (bits + np.arange(-count, count + 1)).view(np.float64)


def arguments_of_exp(random, n):
    return np.concatenate([
        random.uniform(-20, 20, n // 2), random.uniform(-745.2, 709.8, n // 4),
        random.uniform(-745.14, -708, n // 8), signed(random, short(random, n // 16, -66, -45)),
        signed(random, any_exponent(random, n // 8, -1074, 9)), signed(random, subnormal(random, 500)),
        np.arange(-200_000, 200_001, 37) * (math.log(2) / 256),
        beside(709.782712893384, 500), beside(-745.1332191019412, 500),
        beside(-708.3964185322641, 500),
    ])


def arguments_of_log(random, n):
    return np.concatenate([
        random.uniform(0, 1, n // 2), random.uniform(0.9, 1.1, n // 8),
        1 + signed(random, any_exponent(random, n // 8, -52, -3)),
        any_exponent(random, n // 4, -1074, 1023), subnormal(random, n // 8),
        beside(1.0, 5000), beside(1.7976931348623157e308, 100)[:101],
        1 + np.arange(-256, 257) / 512, short(random, n // 32, -60, 40),
    ])


def arguments_of_sine(random, n):
    quarters = np.arange(1, 6001) * (math.pi / 2)
    return np.concatenate([
        random.uniform(-math.pi, 2 * math.pi, n // 2), random.uniform(-10_000, 10_000, n // 8),
        signed(random, any_exponent(random, n // 8, -1074, 1023)),
        signed(random, any_exponent(random, n // 8, -30, 20)),
        quarters, np.nextafter(quarters, 0), np.nextafter(quarters, 1e9),
        np.arange(1, 20_000) * (math.pi / 512), signed(random, short(random, n // 16, -45, -20)),
        signed(random, subnormal(random, 500)), beside(8192.0, 100),
        np.array([6381956970095103.0 * 2.0**797, 1e22, 1.7976931348623157e308]),
    ])


def arguments_of_tanh(random, n):
    return np.concatenate([
        random.uniform(-10, 10, n // 2), random.uniform(-23, 23, n // 8),
        random.uniform(-0.1, 0.1, n // 8), signed(random, any_exponent(random, n // 4, -1074, 5)),
        signed(random, short(random, n // 16, -45, -10)), signed(random, subnormal(random, 500)),
        beside(2.0**-6, 500), beside(2.0**-12, 500), beside(22.0, 500),
    ])


def arguments_of_power(random, n):
    def fitting(x, low=-1080.0, high=1025.0):
        """An exponent that brings the power to a random place between the ends of the range."""
        return random.uniform(low, high, x.shape) / np.log2(x)

    usual = random.uniform(0.01, 10, n // 4)
    wide = any_exponent(random, n // 8, -1074, 1023)
    wide = wide[wide != 1]
    near = 1 + signed(random, any_exponent(random, n // 8, -52, -2))
    near = near[(near != 1) & (near > 0)]
    decay = random.choice([0.9, 0.95, 0.98, 0.99, 0.999, 0.9999, 1.01], n // 8)
    roots = random.integers(1, 2**20, n // 16).astype(float)
    # Beside squares, and beside fourth powers: next to half-way for y = 1.5, 0.75, …
    squares = beside(np.repeat(roots**2, 1)[:, None], 2).ravel()
    fourths = beside((np.round(roots**0.6) ** 4)[:, None], 2).ravel()
    twos = np.ldexp(1.0, random.integers(-1074, 1024, 3000))
    twos = twos[twos != 1]
    least = random.choice([-1075.0, -1074.0, -1076.0, -1074.5], twos.shape) / np.log2(twos)
    ones = beside(1.0, 300)
    ones = np.tile(ones[ones != 1], 12)
    pairs = [
        (usual, random.uniform(-20, 20, usual.shape)), (wide, fitting(wide)), (near, fitting(near)),
        (wide, fitting(wide, -1076, -1021)), (near, random.uniform(-5, 5, near.shape)),
        (decay, random.uniform(0, 5000, decay.shape)),
        (usual, random.integers(-40, 40, usual.shape) + 0.5),
        (roots**2, random.choice([0.5, 1.5, 2.5, 3.5], roots.shape)),
        (squares, random.choice([0.5, 1.5, 2.5, 3.5, 5.5, -0.5, -1.5], squares.shape)),
        (fourths, random.choice([0.25, 0.75, 1.25, 1.75, 2.25, 0.125], fourths.shape)),
        (ones, random.choice([0.5, 1.5, 2.5, 0.25, 0.75, -1.5, -0.5, 1e10 + 0.5], ones.shape)),
        (short(random, n // 16, -500, 500), random.choice([0.5, 1.5, 0.25, -0.5], n // 16)),
        (signed(random, near), random.integers(2**31, 2**40, near.shape).astype(float)),
        (-ones, np.ldexp(random.integers(2**52, 2**53, ones.shape), random.integers(-2, 3, 7200))),
        (subnormal(random, 2000), random.uniform(-1, 1.02, 2000)), (twos, least),
        ([0.25, 0.25, 4.0, 4.0, 16.0, 0.0625], [537.5, 537.25, -537.5, -537.25, -268.75, 268.75]),
        (usual[:2000], signed(random, any_exponent(random, 2000, -1074, -40))[:2000]),
    ]
    x, y = (np.concatenate(part) for part in zip(*pairs))
    return x, y


def arguments_of_integer_power(random, n):
    x = random.choice([0.9, 0.95, 0.98, 0.99, 0.999, 0.9999, 0.5, 1.01, 1.5, 3.0], n // 4)
    usual = signed(random, random.uniform(0.01, 10, n // 4))
    wide = signed(random, any_exponent(random, n // 4, -1074, 1023))
    near = 1 + signed(random, any_exponent(random, n // 4, -52, -2))
    near = near[(near != 1) & (near != 0)]
    most = 1080 / np.abs(np.log2(np.abs(near)))
    # Odd numbers whose power has 54 bits lie half-way.
    exponents = random.integers(3, 35, n // 8)
    midpoints = np.floor(2.0 ** ((53 + random.uniform(0, 1.1, n // 8)) / exponents))
    next_to = beside(midpoints[:, None], 2).ravel()
    pairs = [
        (x, random.integers(1, 10_001, x.shape)), (usual, random.integers(-20, 200, usual.shape)),
        (wide, random.integers(-4, 5, wide.shape)), (wide, random.integers(3, 20, wide.shape)),
        (near, np.minimum(most * random.uniform(0, 1, near.shape), 2.0**62).astype(np.int64)),
        (midpoints * 2.0 ** random.integers(-30, 30, n // 8), exponents),
        (next_to, np.repeat(exponents, 5)),
        (subnormal(random, 500), random.integers(1, 3, 500)),
        (beside(1.0, 2000), random.integers(3, 2**50, 4001)),
        (beside(2.0**-100, 500), random.integers(10, 12, 1001)),
    ]
    x, y = (np.concatenate(part) for part in zip(*pairs))
    return x, y.astype(np.int64)


def recorded(name):
    """The arguments the unit tests record, as bits."""
    if name == "integer-power":
        rows = json.loads((RECORDED / "powers.json").read_text(encoding="utf-8"))["powers"]
        return np.array([row["base"] for row in rows]), np.array([row["exponent"] for row in rows])
    rows = json.loads((RECORDED / "elementary.json").read_text(encoding="utf-8")).get(name, [])
    return np.array([int(row[0], 16) for row in rows], dtype=np.uint64).view(np.float64)


def arguments(name, n):
    """The arguments of a function, one column or two."""
    random = np.random.default_rng(list(FUNCTIONS).index(name))
    with np.errstate(all="ignore"):
        if name == "power":
            return arguments_of_power(random, n)
        if name == "integer-power":
            drawn, kept = arguments_of_integer_power(random, n), recorded(name)
            return tuple(np.concatenate(part) for part in zip(drawn, kept))
        draw = {"exp": arguments_of_exp, "log": arguments_of_log, "tanh": arguments_of_tanh}
        drawn = draw.get(name, arguments_of_sine)(random, n)
        return (np.concatenate([drawn, recorded(name)]),)


# --- the exact value ----------------------------------------------------------------------------


def fraction(value):
    """An mpmath number as a ratio of whole numbers."""
    sign, significand, exponent, _ = value
    significand = -int(significand) if sign else int(significand)
    return (significand << exponent, 1) if exponent >= 0 else (significand, 1 << -exponent)


def rounded(value):
    """The nearest double, ties to even: Python divides whole numbers correctly rounded."""
    over, under = fraction(value)
    try:
        return over / under
    except OverflowError:
        return math.inf if over > 0 else -math.inf


def exact(name, x, y=None):
    """The value to 200 bits, and to 1200 if those are so few that it may lie half-way."""
    for bits in (200, 1200):
        operands = [libmp.from_float(x)]
        if name == "power":
            operands.append(libmp.from_float(y))
        elif name == "integer-power":
            operands.append(int(y))
        value = FUNCTIONS[name](*operands, bits + 20, "n")
        # An irrational power is not within 2^-200 of half-way, but an exact one comes out so near.
        value = libmp.mpf_pos(value, bits, "n")
        if value[3] > 54:  # the bits of the significand, which is odd
            break
    return value


def expected(name, x, y=None):
    """The nearest double and the exact value."""
    if name == "log" and x <= 0 or x == 0:
        value = {"exp": 1.0, "cos": 1.0, "log": -math.inf}.get(name, x)
        return value, None
    if name in ("power", "integer-power"):
        if x < 0 and int(y) != y:
            return math.nan, None
        # Far outside the range the exact value would have millions of digits.
        size = y * math.log2(abs(x)) if x not in (1, -1) else 0
        if abs(size) > 1100 or abs(x) == math.inf:
            odd = x < 0 and int(y) & 1
            value = math.inf if size > 0 else 0.0
            return (-value if odd else value), None
        if -(2**31) < y < 0 and int(y) == y:
            below, _ = expected(name, x, -y)
            return (1 / below if below else math.copysign(math.inf, below)), None
    elif name in ("exp", "tanh") and abs(x) > 800:
        return {"exp": math.inf if x > 0 else 0.0, "tanh": math.copysign(1, x)}[name], None
    value = exact(name, x, y)
    result = rounded(value)
    return (math.copysign(result, x) if name in ("sin", "tanh") and result == 0 else result), value


def error_in_ulps(found, value):
    if not math.isfinite(found):
        return 0.0
    over, under = fraction(value)
    a, b = found.as_integer_ratio()
    c, d = math.ulp(found).as_integer_ratio()
    return abs((a * under - over * b) * d / (b * under * c))


def check_part(task):
    """How many of a part are wrong, the worst error, and the first wrong ones as text."""
    name, columns, found = task
    wrong, worst, shown = 0, 0.0, []
    for operands, result in zip(zip(*(column.tolist() for column in columns)), found.tolist()):
        right, value = expected(name, *operands)
        if value is not None:
            worst = max(worst, error_in_ulps(result, value))
        same = result == right and math.copysign(1, result) == math.copysign(1, right)
        if not same and not (math.isnan(result) and math.isnan(right)):
            wrong += 1
            if len(shown) < SHOWN:
                text = ", ".join(n.hex() if isinstance(n, float) else str(n) for n in operands)
                shown.append(f"{name}({text}): found {result.hex()}, nearest {right.hex()}")
    return wrong, worst, shown


# --- the probe ----------------------------------------------------------------------------------


def ask(probe, name, columns):
    """The probe's results for the arguments, as doubles."""
    bits = [column.view(np.uint64).tolist() for column in columns]
    lines = "\n".join(f"{name} " + " ".join(f"{b:x}" for b in row) for row in zip(*bits)) + "\n"
    done = subprocess.run([probe], input=lines, capture_output=True, text=True)
    answers = done.stdout.split()
    if done.returncode != 0 or len(answers) != len(columns[0]):
        raise SystemExit(f"{probe}: {len(answers)} answers to {len(columns[0])} lines of {name}")
    return np.array([int(answer, 16) for answer in answers], dtype=np.uint64).view(np.float64)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n")[0], formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("function", nargs="*", help="functions to check; all if none is named")
    parser.add_argument("--probe", metavar="FILE", required=True)
    parser.add_argument("--points", metavar="N", type=int, default=100_000)
    options = parser.parse_args()
    for unknown in set(options.function) - set(FUNCTIONS):
        parser.error(f"unknown function '{unknown}'; valid: {', '.join(FUNCTIONS)}")

    failed = False
    with multiprocessing.Pool(2) as pool:
        for name in options.function or FUNCTIONS:
            columns = arguments(name, options.points)
            found = ask(options.probe, name, columns)
            parts = range(0, len(found), 5000)
            tasks = [(name, [c[i : i + 5000] for c in columns], found[i : i + 5000]) for i in parts]
            results = pool.map(check_part, tasks, chunksize=1)
            wrong = sum(result[0] for result in results)
            worst = max(result[1] for result in results)
            print(
                f"{name}: {len(found)} points, {wrong} not correctly rounded, "
                f"worst error {worst:.6f} ulps", flush=True,
            )
            for text in [text for result in results for text in result[2]][:SHOWN]:
                print(f"  {text}")
            failed |= wrong > 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
