#!/usr/bin/env python3
"""Worksheets filled in by NumPy and marked by gradus.

The case of a worksheet is read from the line in which the sheet says what it is made from; every number written
into it comes from `notebook.py` and `network.py`, or from arithmetic written down here, none from Gradus. Checked:

- right numbers, rounded to the digits asked for, earn all points;
- numbers of a program with one known mistake are named, alone or in a group;
- one slip that is carried on costs the points of one blank.
"""

import argparse
import csv
import io
import json
import pathlib
import sys
import tempfile

import common
import network  # noqa: F401  (the lessons of the network register themselves)
import notebook

LESSONS = ["ewma", "bias-correction", "momentum", "rmsprop", "adam", "forward-propagation", "back-propagation"]
DIGITS = 5


class Sheet:
    """A worksheet in CSV: its case, and its rows without answers."""

    def __init__(self, gradus, folder, lesson, seed):
        code, text, talk = gradus.run("worksheet", lesson, "--seed", str(seed), "--format", "csv")
        if code != 0:
            raise SystemExit(f"gradus worksheet {lesson} --seed {seed}: exit {code}: {talk}")
        self.lesson = lesson
        self.head, table = text.split("\n", 1)
        source = json.loads(self.head[self.head.index("{") :])
        path = folder / "case.json"
        path.write_text(json.dumps(source["case"]), encoding="utf-8")
        self.case = common.Case(path)
        self.rows = list(csv.DictReader(io.StringIO(table)))
        if not self.rows or any(row["answer"] for row in self.rows):
            raise SystemExit(f"gradus worksheet {lesson} --seed {seed}: no blanks, or filled ones")

    def filled(self, numbers):
        """The sheet with numbers in its blanks; a row more for each answer, as a spreadsheet writes it."""
        out = io.StringIO()
        writer = csv.DictWriter(out, self.rows[0].keys())
        writer.writeheader()
        for row, number in zip(self.rows, numbers):
            text = "" if number is None else "NaN" if number != number else f"{number:.{DIGITS - 1}e}"
            writer.writerow(dict(row, answer=text))
        return self.head + "\n" + out.getvalue()

    def numbers(self, variant):
        """What a program writes into the blanks; None where it has no such number."""
        try:
            record = notebook.run(self.lesson, self.case, variant)
        except notebook.UnknownVariant:
            raise
        except Exception:  # Python stops, and nothing is printed
            return None
        found = {}
        for step in record.steps:
            for name, value in step.results.items():
                found[name, step.t] = value
            for update in step.updates:
                for target, value in update.lines:
                    found[target, step.t] = value
        numbers = []
        for row in self.rows:
            value = found.get((row["quantity"], int(row["t"])))
            at = int(row["row"]), int(row["column"])
            fits = value is not None and at[0] < value.shape[0] and at[1] < value.shape[1]
            numbers.append(float(value[at]) if fits else None)
        return numbers


def graded(gradus, folder, sheet, numbers):
    path = folder / "sheet.csv"
    path.write_text(sheet.filled(numbers), encoding="utf-8")
    code, text, talk = gradus.run("grade", sheet.lesson, str(path), "--format", "json")
    if code not in (0, 1):
        raise SystemExit(f"gradus grade {sheet.lesson}: exit {code}: {talk}")
    return code, json.loads(text)["submissions"][0]


def is_same(a, b):
    """Whether two numbers are written with the same digits."""
    return a == b or (a is not None and b is not None and f"{a:.{DIGITS - 1}e}" == f"{b:.{DIGITS - 1}e}")


def check_right(gradus, folder, sheet):
    code, grade = graded(gradus, folder, sheet, sheet.numbers(None))
    if code == 0 and grade["verdict"] == "correct" and grade["points"] == grade["pointsOf"] == len(sheet.rows):
        return []
    return [f"right numbers: {grade['verdict']}, {grade['points']} of {grade['pointsOf']} points"]


def check_variant(gradus, folder, sheet, variant, right):
    numbers = sheet.numbers(variant)
    if numbers is None or all(number is None for number in numbers):
        return None
    shown = [a for a, b in zip(numbers, right) if a is not None and not is_same(a, b)]
    _, grade = graded(gradus, folder, sheet, numbers)
    if not shown:
        return [] if grade["verdict"] == "correct" else [f"{variant}: invisible, but {grade['verdict']}"]
    if variant in grade["diagnoses"]:
        return []
    # A last digit that rounds to the right one's neighbour is all some other forms differ by.
    if grade["points"] == grade["pointsOf"]:
        return []
    return [f"{variant}: {grade['verdict']} {grade['diagnoses']}, {grade['message']}"]


# --- one slip, carried on by hand -------------------------------------------------------------------


def ewma_with_a_slip(case):
    """v₁ is a tenth too large; every day after it goes on from that."""
    beta = case.hyperparameter("beta", 0.9)
    v, numbers = 0.0, []
    for t, day in case.steps():
        v = beta * v + (1 - beta) * day["theta"]
        v = v * 1.1 if t == 1 else v
        numbers.append(v)
    return numbers, 1


def adam_with_a_slip(case):
    """v̂₁ of W1[0,0] is a tenth too large, and used in that step only; the other parameters are right."""
    alpha, epsilon = case.hyperparameter("alpha", 0.01), case.hyperparameter("epsilon", 1e-8)
    beta1, beta2 = case.hyperparameter("beta1", 0.9), case.hyperparameter("beta2", 0.999)
    numbers, ends = [], []
    for name in sorted(case.parameters(), key=lambda p: (p[1:], p[0])):
        theta, v, s = case.start[name][0, 0], 0.0, 0.0
        for t, grads in case.steps():
            g = grads["d" + name][0, 0]
            v = beta1 * v + (1 - beta1) * g
            s = beta2 * s + (1 - beta2) * g * g
            v_hat, s_hat = v / (1 - beta1**t), s / (1 - beta2**t)
            if name == "W1" and t == 1:
                v_hat *= 1.1
            theta = theta - alpha * v_hat / (s_hat**0.5 + epsilon)
            if name == "W1":
                numbers += [v, v_hat, s, s_hat, theta]
        if name != "W1":
            ends.append(theta)
    return numbers + ends, 2


SLIPS = {"ewma": ewma_with_a_slip, "adam": adam_with_a_slip}


def check_slip(gradus, folder, sheet):
    numbers, blank = SLIPS[sheet.lesson](sheet.case)
    order = [(row["t"], row["quantity"]) for row in sheet.rows]
    if len(order) != len(numbers):
        return [f"a slip: {len(order)} blanks, {len(numbers)} numbers: {order}"]
    code, grade = graded(gradus, folder, sheet, numbers)
    marks = [one["mark"] for one in grade["blanks"]]
    wrong = [index + 1 for index, mark in enumerate(marks) if mark == "wrong"]
    if code == 1 and wrong == [blank] and grade["points"] == grade["pointsOf"] - 1 and "follows" in marks:
        return []
    return [f"a slip in blank {blank}: wrong are {wrong}, {grade['points']} of {grade['pointsOf']} points"]




def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--gradus", metavar="FILE", required=True, help="the executable to check")
    parser.add_argument("--seeds", type=int, default=3, help="how many seeds of each lesson")
    options = parser.parse_args()
    gradus = common.Gradus(options.gradus)
    variants = {one["id"]: [v["id"] for v in one["variants"]] for one in gradus.lessons()}
    tally = common.Tally()
    sheets = named = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for lesson in LESSONS:
            for seed in range(options.seeds):
                sheet = Sheet(gradus, folder, lesson, seed)
                sheets += 1
                problems = check_right(gradus, folder, sheet)
                right = sheet.numbers(None)
                for variant in variants[lesson]:
                    found = check_variant(gradus, folder, sheet, variant, right)
                    if found is not None:
                        named += 1
                        problems += found
                if lesson in SLIPS:
                    problems += check_slip(gradus, folder, sheet)
                tally.close(f"{lesson}, seed {seed}", problems)
    print(f"{sheets} worksheets, {named} mistakes made in NumPy, {tally.failed} sheets with differences")
    return 1 if tally.failed or not named else 0


if __name__ == "__main__":
    sys.exit(main())
