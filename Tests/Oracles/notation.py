#!/usr/bin/env python3
"""Runs the NumPy text of every lesson as Python and compares its bits with the traces of gradus.

    Tests/Oracles/notation.py --gradus .build/debug/gradus

Each "numpy" line of `gradus lessons --format json`, the rule's and every variant's, is executed
with exec() over every case: arrays for matrices, plain Python numbers for hyperparameters, t, l and
inputs, and names ending in _W for the quantities of the layer's weights. So the text is Python that
runs, and computes what gradus computes.

NumPy adds the terms of @ and np.sum in an order of its own, and its np.exp and np.log need not give
the nearest double. So a line with one of these, and every line that uses such a line's result, must
agree to a relative difference of BOUND (NaN with NaN, infinity with infinity); all others in bits.
"""

import argparse
import pathlib
import re
import sys

import numpy as np

import common
from common import PARAMETER, Case, difference, matrix

BOUND = 1e-12
ROUNDED_BY_THE_MACHINE = re.compile(r"@|\bnp\.(sum|exp|log)\b")
NAME = re.compile(r"[A-Za-z_]\w*")

# Not in the equations: what is written down afterwards.
SKIPPED = {"miscopied-table": "it changes the answers written down, not the equations"}
# The loop goes wrong, not the equations: those of the parameters the trace visits are compared.
LOOPS = ("layer-two-only", "first-layer-only")


class Stopped(Exception):
    """A line that Python cannot run."""


class Notebook:
    """The variables of a case, and the execution of equations over them."""

    def __init__(self, lesson, case, hyperparameters):
        self.states = [one["name"] for one in lesson["symbols"] if one["role"] == "state"]
        self.case = case
        self.hyperparameters = hyperparameters
        # W1, b1 … are themselves in the equations of a network, which does not change them.
        constant = any(
            one["role"] == "parameter" and PARAMETER.fullmatch(one["name"])
            for one in lesson["symbols"]
        )
        self.constants = case.parameters() if constant else {}
        self.theta = {} if constant else case.parameters()
        # What the parameters keep between steps; in a series (None) what the one rule keeps.
        self.kept = {p: {s: case.states(s)["d" + p] for s in self.states} for p in self.theta}
        self.kept[None] = {s: case.state(s) for s in self.states}

    def begin(self, values):
        """A step's gradients or inputs."""
        self.values = values
        self.of_weights = {}

    def update(self, lines, t, parameter, layer):
        """Runs the lines for one parameter; the value of each, in order."""
        # Nothing but NumPy, int and what the page names.
        names = {"np": np, "int": int, "t": t, "__builtins__": {}}
        names.update(self.hyperparameters)
        names.update({name: value.copy() for name, value in self.constants.items()})
        names.update({name: kept.copy() for name, kept in self.kept[parameter].items()})
        if parameter is None:
            names.update(self.values)
        else:
            gradient = self.values["d" + parameter].copy()
            names.update(theta=self.theta[parameter].copy(), g=gradient, l=layer)
            names.update(self.of_weights.get(layer, {}))
        values = []
        for line in lines:
            try:
                with np.errstate(all="ignore"):
                    exec(line["numpy"], names)
            except Exception as error:
                raise Stopped(f"{line['numpy']}: {error!r}") from error
            values.append(np.array(names[line["target"]], dtype=np.float64, ndmin=2))
        self.kept[parameter] = {name: names[name] for name in self.kept[parameter]}
        if parameter is not None:
            self.theta[parameter] = names["theta"]
            if not parameter.startswith("b"):
                self.of_weights[layer] = {
                    name + "_W": value for name, value in names.items() if name[0] != "_"
                }
        return values


def named(target, parameter):
    """What a trace calls the target of a line."""
    if parameter is None:
        return target
    return {"theta": parameter, "g": "d" + parameter}.get(target, f"{target}_d{parameter}")


def only_near(equations):
    """The targets of the lines whose bits depend on the machine's @, np.sum, np.exp or np.log."""
    found = set()
    while True:
        more = {
            one["target"]
            for one in equations
            if ROUNDED_BY_THE_MACHINE.search(one["numpy"])
            or found & set(NAME.findall(one["numpy"].split("=", 1)[1]))
        } | found
        if more == found:
            return found
        found = more  # once more: what is kept is used in the next step, above its line


class Near:
    """The numbers that only had to agree to BOUND, and the greatest difference among them."""

    numbers = 0
    worst = 0.0

    def difference(self, result, found):
        """As `common.difference`, to a relative difference of BOUND."""
        if result.shape != found.shape:
            return difference(result, found, "the text gives", "gradus has")
        size = np.maximum(np.abs(result), np.abs(found))
        same = (result == found) | (np.isnan(result) & np.isnan(found))
        with np.errstate(all="ignore"):
            apart = np.where(same, 0, np.abs(result - found) / size)
        self.numbers += result.size
        self.worst = max(self.worst, float(np.max(apart)))  # NaN stays for the next line
        wrong = ~(apart <= BOUND)
        if not wrong.any():
            return None
        at = tuple(np.argwhere(wrong)[0])
        text = f"gradus has {float(found[at])!r}, the text gives {float(result[at])!r}"
        return f"element [{at[0]},{at[1]}]: {text}: {apart[at]:.1e} apart"


def compare(lesson, case, trace, weights, biases, near):
    """The differences between the executed text and a trace, and how much was compared."""
    machine = {id(equations): only_near(equations) for equations in (weights, biases)}
    hyperparameters = trace["hyperparameters"]  # the case's, and the defaults of the others
    problems, lines, numbers = [], 0, 0
    for name, value in hyperparameters.items():
        if value != case.hyperparameter(name, value):
            problems.append(f"{name} is {value!r} in the trace, not as the case gives it")
    notebook = Notebook(lesson, case, hyperparameters)
    steps = list(case.steps())
    if len(steps) != len(trace["steps"]):
        return [f"{len(trace['steps'])} steps traced, the case has {len(steps)}"], 0, 0
    for (t, values), step in zip(steps, trace["steps"]):
        if t != step["t"]:
            return problems + [f"t is {step['t']!r} in the trace, {t} in the case"], lines, numbers
        notebook.begin(values)
        for update in step["updates"]:
            parameter = update["parameter"]
            layer = None if update["layer"] is None else int(update["layer"])
            equations = biases if (parameter or "").startswith("b") else weights
            results = notebook.update(equations, t, parameter, layer)
            expected = [named(line["target"], parameter) for line in equations]
            found = [line["target"] for line in update["lines"]]
            if expected != found:
                problems.append(f"t = {t}, {parameter}: the text has {expected}, the trace {found}")
                continue
            for result, line, equation in zip(results, update["lines"], equations):
                lines += 1
                numbers += result.size
                found = matrix(line["value"])
                if equation["target"] in machine[id(equations)]:
                    text = near.difference(result, found)
                else:
                    text = difference(result, found, "the text gives", "gradus has")
                if text:
                    problems.append(f"t = {t}, {line['target']}, {text}\n    {equation['numpy']}")
    return problems, lines, numbers


def runs_as_python(lesson, case, weights, biases):
    """Why the text cannot run on a case either; None if it can."""
    # The defaults are not in the lesson's JSON; any number tells whether the text runs.
    defaults = {one["name"]: 1.0 for one in lesson["symbols"] if one["role"] == "hyperparameter"}
    notebook = Notebook(lesson, case, {**defaults, **case.hyperparameters})
    try:
        for t, values in case.steps():
            notebook.begin(values)
            for parameter in notebook.theta or [None]:
                equations = biases if (parameter or "").startswith("b") else weights
                layer = int(parameter.lstrip("Wb")) if parameter else None
                notebook.update(equations, t, parameter, layer)
    except Stopped as stop:
        return str(stop)
    return None


def check_lesson(gradus, lesson, cases, tally, notes):
    before = tally.failed
    total_lines = total_numbers = runs = 0
    near = Near()
    rule = {"id": None, "weights": lesson["equations"], "biases": lesson["equations"]}
    loaded = {case.name: (path, case) for path in cases for case in [Case(path)]}
    missing = set(lesson["cases"]) ^ set(loaded)
    if missing:
        tally.close(lesson["id"], [f"cases of gradus and of the folder differ: {sorted(missing)}"])
    for one in [rule, *lesson["variants"]]:
        name, weights, biases = one["id"], one["weights"], one["biases"]
        if name in SKIPPED:
            notes.append(f"{lesson['id']} {name}: {SKIPPED[name]}")
            continue
        for case_name in (n for n in lesson["cases"] if n in loaded):
            path, case = loaded[case_name]
            run = f"{lesson['id']} --case {case_name}" + (f" --variant {name}" if name else "")
            if not weights or not biases:
                tally.close(run, ["gradus lists no equations"])
                continue
            trace, stopped = gradus.trace(lesson["id"], case_name, [name] if name else [])
            if trace is None and name in LOOPS:
                notes.append(f"{run}: the loop visits a layer the case has not")
                continue
            if trace is None:
                python = runs_as_python(lesson, case, weights, biases)
                if python is None:
                    tally.close(run, [f"gradus stops ({stopped}), Python runs"])
                else:
                    tally.close(run, [])
                    notes.append(f"{run}: gradus stops, and so does Python: {python}")
                continue
            try:
                problems, lines, numbers = compare(lesson, case, trace, weights, biases, near)
            except Stopped as stop:
                tally.close(run, [f"Python stops: {stop}"])
                continue
            tally.close(run, problems)
            runs += 1
            total_lines += lines
            total_numbers += numbers
    bad = tally.failed - before
    verdict = f"{bad} FAILED" if bad else "all bits agree"
    if near.numbers:
        verdict += f" but of {near.numbers} behind @, sum, exp, log: {near.worst:.0e} apart at most"
    print(f"{lesson['id']}: {runs} runs, {total_lines} lines, {total_numbers} numbers: {verdict}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("lesson", nargs="*", help="lessons to check; all if none is named")
    parser.add_argument("--gradus", metavar="FILE", required=True, help="the built executable")
    parser.add_argument("--lessons", metavar="FOLDER", default=common.ROOT / "lessons")
    options = parser.parse_args()

    gradus = common.Gradus(options.gradus)
    cases = common.case_files(pathlib.Path(options.lessons))
    lessons = gradus.lessons()
    for named_lesson in set(options.lesson) - {lesson["id"] for lesson in lessons}:
        parser.error(f"unknown lesson '{named_lesson}'")
    tally, notes = common.Tally(), []
    for lesson in lessons:
        if not options.lesson or lesson["id"] in options.lesson:
            check_lesson(gradus, lesson, cases.get(lesson["id"], []), tally, notes)
    if notes:
        print("Not compared, and why:")
        for note in notes:
            print(f"  {note}")
    print(f"{gradus.calls} calls of gradus")
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
