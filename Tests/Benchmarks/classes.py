#!/usr/bin/env python3
"""Measures grading large classes: the time must grow with the number of students, not with its square.

    Tests/Benchmarks/classes.py --gradus .build/release/gradus [--students 20000]

Grades a class and one of twice the size in each format: files of a few numbers, some right, some with one of
the lesson's mistakes, some unreadable; and worksheets, for which the class notes compare the sheets.
Fails if the smaller class of files takes more than SECONDS of processor time, or if twice the students take
more than MOST times as long.
"""

import argparse
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

SECONDS = 6
MOST = 2.6
LESSON = "gradient-descent"


def output(*command):
    return subprocess.run(command, capture_output=True, text=True).stdout


def submissions(gradus):
    """What students hand in: the rule's numbers, those of each mistake, and a word that is not a number."""
    variants = json.loads(output(gradus, "coverage", LESSON, "--format", "json"))["variants"]
    texts = ["I was ill.\n"]
    for variant in [None, *variants]:
        trace = [gradus, "trace", LESSON, "--case", "by-hand", "--format", "json"]
        done = output(*trace, *(["--variant", variant] if variant else []))
        if done:
            outputs = json.loads(done)["outputs"]
            texts.append("".join(f"{name} = {value}\n" for name, value in outputs.items()))
    return texts


def worksheets(gradus, students):
    """A sheet a student, of whom every tenth has one with other digits."""
    sheet = output(gradus, "worksheet", "ewma", "--case", "course", "--format", "csv")
    return [
        sheet if at % 10 else sheet.replace('"digits":5', '"digits":4') for at in range(students)
    ]


def seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 1:
        sys.exit(f"{command}: exit code {done.returncode}: {done.stderr[:300]}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def write(folder, texts):
    for at, text in enumerate(texts):
        (folder / f"student{at:06}.txt").write_text(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gradus", required=True)
    parser.add_argument("--students", type=int, default=20_000)
    given = parser.parse_args()
    gradus = str(pathlib.Path(given.gradus).resolve())
    kinds = submissions(gradus)
    fits = True
    with tempfile.TemporaryDirectory() as name:
        for lesson, what in ((LESSON, "files"), ("ewma", "worksheets")):
            case = ["--case", "by-hand"] if what == "files" else []
            sizes = (given.students, 2 * given.students)
            folders = []
            for size in sizes:
                folder = pathlib.Path(name) / f"{what}-{size}"
                folder.mkdir()
                write(
                    folder,
                    [kinds[at % len(kinds)] for at in range(size)]
                    if what == "files"
                    else worksheets(gradus, size),
                )
                folders.append(folder)
            for form in ("text", "csv", "json"):
                one, two = (
                    seconds([gradus, "grade", lesson, str(folder), *case, "--format", form, "--output", "-"])
                    for folder in folders
                )
                holds = two <= MOST * one and (what != "files" or given.students > 20_000 or one <= SECONDS)
                fits &= holds
                print(
                    f"{what:10} {form:4}  {sizes[0]}: {one:5.2f} s   {sizes[1]}: {two:5.2f} s   "
                    f"{two / one:.2f} times as long{'' if holds else '   TOO LONG'}", flush=True)
    sys.exit(0 if fits else 1)


if __name__ == "__main__":
    main()
