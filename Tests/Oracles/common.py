"""What the oracles share: reading cases and numbers, comparing bits, running gradus, counting."""

import json
import pathlib
import re
import subprocess

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]
PARAMETER = re.compile(r"[A-Za-z]+[1-9][0-9]*")  # W1, b2; not v_dW1
SHOWN_PER_RUN = 3  # differences printed for one golden or one run; the rest only counted
SHOWN_IN_ALL = 30


# --- numbers ------------------------------------------------------------------------------------


def read_json(text):
    """JSON with every number a float: as an int, the "-0" of a golden would lose its sign."""
    return json.loads(text, parse_int=float)


def matrix(value):
    """A 2-D float64 array from a number, a row or a list of rows; JSON has "NaN" as a text."""
    if isinstance(value, np.ndarray):
        return value
    rows = value if isinstance(value, list) else [value]
    if not isinstance(rows[0], list):
        rows = [rows]
    return np.array([[float(number) for number in row] for row in rows], dtype=np.float64)


def same_elements(a, b):
    """Where two arrays of one shape have the same bits; one NaN is as good as another."""
    a, b = np.ascontiguousarray(a), np.ascontiguousarray(b)
    return (a.view(np.uint64) == b.view(np.uint64)) | (np.isnan(a) & np.isnan(b))


def same_bits(a, b):
    return a.shape == b.shape and bool(same_elements(a, b).all())


def difference(expected, found, expected_name, found_name):
    """The first element whose bits differ, both numbers in full; None if there is none."""
    if expected.shape != found.shape:
        return f"{found_name} has shape {found.shape}, {expected_name} {expected.shape}"
    same = same_elements(expected, found)
    if same.all():
        return None
    row, column = (int(at) for at in np.argwhere(~same)[0])
    return f"element [{row},{column}]: " + ", ".join(
        f"{name} {number!r} ({number.hex()})"
        for name, number in (
            (found_name, float(found[row, column])),
            (expected_name, float(expected[row, column])),
        )
    )


# --- cases --------------------------------------------------------------------------------------


class Drawing:
    """The values of a case file, drawn with NumPy where the file says how instead of what."""

    def __init__(self):
        self._random = None

    def seed(self, seed):
        self._random = np.random.RandomState(int(seed))  # what np.random.seed does

    def value(self, value):
        """A number as it is, a list as an array, {"randn": [2, 3]} drawn."""
        if isinstance(value, dict):
            return self._drawn(dict(value))
        return matrix(value) if isinstance(value, list) else value

    def _drawn(self, braces):
        if "seed" in braces:
            self.seed(braces.pop("seed"))
        [(way, shape)] = braces.items()
        if way == "zeros":
            return np.zeros(whole(shape))
        if self._random is None:
            raise ValueError(f"{way}: no seed stands before it")
        if way == "permutation":
            return matrix(self._random.permutation(*whole(shape)).tolist())
        if way == "rand":
            return self._random.rand(*whole(shape))
        if way == "randn":
            return self._random.randn(*whole(shape))
        if way == "he":
            units, inputs = whole(shape)
            return self._random.randn(units, inputs) * np.sqrt(2 / inputs)
        raise ValueError(f"nothing is drawn with '{way}'")


def whole(shape):
    return tuple(int(number) for number in (shape if isinstance(shape, list) else [shape]))


class Case:
    """A case file: hyperparameters, start values, and what each step brings.

    Values are drawn once, in the order of the file; a repeated step has the same ones each time.
    """

    def __init__(self, path):
        content = read_json(pathlib.Path(path).read_text(encoding="utf-8"))
        self.lesson = content["lesson"]
        self.name = content["name"]
        self.hyperparameters = content.get("hyperparameters", {})
        self.start = {}
        self._steps = []
        drawing = Drawing()
        for key, value in content.items():
            if key == "seed":
                drawing.seed(value)
            elif key == "start":
                self.start = {name: matrix(drawing.value(one)) for name, one in value.items()}
            elif key == "steps":
                self._steps = [
                    {
                        name: one if name in ("t", "repeat") else drawing.value(one)
                        for name, one in step.items()
                    }
                    for step in value
                ]

    def hyperparameter(self, name, default):
        return self.hyperparameters.get(name, default)

    def parameters(self):
        """W1, b1, W2 … as the case starts them."""
        return {p: value.copy() for p, value in self.start.items() if PARAMETER.fullmatch(p)}

    def states(self, name):
        """One state of every parameter, by the name of the gradient: v["dW1"]; 0 if not given."""
        return {
            "d" + p: self.start.get(f"{name}_d{p}", np.zeros_like(value)).copy()
            for p, value in self.parameters().items()
        }

    def state(self, name):
        """A state of a lesson without parameters; a 1×1 array, 0 if not given."""
        return self.start.get(name, np.zeros((1, 1))).copy()

    def steps(self):
        """Every t, with the step's gradients as arrays and its bare numbers as plain floats."""
        t = 0
        for step in self._steps:
            values = {name: one for name, one in step.items() if name not in ("t", "repeat")}
            # A parameter's gradient is an array even where the file has a bare number.
            for name in values:
                if name[0] == "d" and PARAMETER.fullmatch(name[1:]):
                    values[name] = matrix(step[name])
            t = int(step.get("t", t + 1))
            for turn in range(int(step.get("repeat", 1))):
                t += 1 if turn > 0 else 0
                yield t, values


def case_files(lessons):
    """Every lesson's id with its cases' files, for a folder with one folder a lesson."""
    found = {}
    for path in sorted(pathlib.Path(lessons).glob("*/cases/*.json")):
        lesson = read_json(path.read_text(encoding="utf-8"))["lesson"]
        found.setdefault(lesson, []).append(path)
    return found


# --- the command --------------------------------------------------------------------------------


class Gradus:
    """The built executable."""

    def __init__(self, path):
        self.path = str(pathlib.Path(path).resolve())
        self.calls = 0

    def run(self, *arguments):
        """The exit code, standard output and standard error of one call."""
        self.calls += 1
        done = subprocess.run(
            [self.path, *arguments], capture_output=True, text=True, encoding="utf-8", cwd=ROOT
        )
        return done.returncode, done.stdout, done.stderr.strip()

    def lessons(self):
        code, text, talk = self.run("lessons", "--format", "json")
        if code != 0:
            raise SystemExit(f"gradus lessons: exit {code}: {talk}")
        return json.loads(text)["lessons"]

    def trace(self, lesson, case, variants=()):
        """The trace as JSON, or None and why gradus stopped."""
        chosen = ["--variant", ",".join(variants)] if variants else []
        code, text, talk = self.run(
            "trace", lesson, "--case", str(case), *chosen, "--format", "json"
        )
        if code != 0:
            return None, f"exit {code}: {talk}"
        try:
            return read_json(text), None
        except json.JSONDecodeError as error:
            raise SystemExit(f"gradus trace {lesson} --case {case}: no JSON: {error}") from error


# --- counting -----------------------------------------------------------------------------------


class Tally:
    """Counts what passed and what failed, and prints the first differences of each."""

    def __init__(self):
        self.passed = 0
        self.failed = 0
        self._shown = 0

    def close(self, name, problems):
        """Ends one golden or run: passed if nothing was found."""
        if not problems:
            self.passed += 1
            return
        self.failed += 1
        shown = problems[: max(0, min(SHOWN_PER_RUN, SHOWN_IN_ALL - self._shown))]
        self._shown += len(shown)
        if shown:
            print(f"FAILED {name}")
        for problem in shown:
            print(f"  {problem}")
        if shown and len(problems) > len(shown):
            print(f"  … and {len(problems) - len(shown)} more")

    def finish(self):
        """Prints the last line; the exit code."""
        print(f"{self.passed} passed, {self.failed} failed")
        return 1 if self.failed or not self.passed else 0
