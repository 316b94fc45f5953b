#!/usr/bin/env python3
"""Measures `gradus train` against the course's training notebook in NumPy.

    Tests/Benchmarks/training.py --gradus .build/release/gradus [--rounds 3] [--notebook-rounds 1]

Both train the moons with Adam for 10,000 epochs; they take turns, and the best time of each counts, from
the start of the process to its end. Then gradus alone trains two and four times as long: the time should
grow likewise, the memory should not. The costs must agree in every digit the notebook prints, or the exit
is 1.
"""

import argparse
import csv
import os
import pathlib
import re
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
EPOCHS = 10_000


def run(command, output):
    """Seconds and greatest memory in MB of a command that writes to a file."""
    start = time.perf_counter()
    pid = os.fork()
    if pid == 0:
        os.dup2(os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
        try:
            os.execvp(command[0], command)
        except OSError as error:
            print(f"{command[0]}: {error}", file=sys.stderr)
            os._exit(127)
    _, status, usage = os.wait4(pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(command)}: exit {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def printed_costs(path):
    """The notebook's costs by epoch, as it prints them."""
    text = pathlib.Path(path).read_text(encoding="utf-8")
    return dict(re.findall(r"Cost after epoch (\d+): (\S+)", text))


def full_costs(path):
    """The costs of gradus by epoch, with the notebook's number of digits."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if not {"epoch", "cost"} <= set(rows.fieldnames or []):
            sys.exit(f"gradus train: no columns epoch, cost but {rows.fieldnames}")
        return {row["epoch"]: f"{float(row['cost']):f}" for row in rows}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--gradus", required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--notebook-rounds", type=int, default=1)
    options = parser.parse_args()
    notebook = [sys.executable, str(HERE / "notebook.py"), "--optimizer", "adam", "--epochs", str(EPOCHS)]

    def train(epochs):
        return [options.gradus, "train", "--optimizer", "adam", "--epochs", str(epochs), "--format", "csv"]

    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = f"{folder}/gradus", f"{folder}/notebook"
        _, least = run(["true"], os.devnull)
        fast, slow, memory = {EPOCHS: []}, [], {}
        for turn in range(max(options.rounds, options.notebook_rounds)):
            if turn < options.rounds:
                seconds, memory[EPOCHS] = run(train(EPOCHS), ours)
                fast[EPOCHS].append(seconds)
            if turn < options.notebook_rounds:
                slow.append(run(notebook, theirs)[0])
        found, expected = full_costs(ours), printed_costs(theirs)
        for epochs in (2 * EPOCHS, 4 * EPOCHS):
            fast[epochs] = []
            for _ in range(options.rounds):
                seconds, memory[epochs] = run(train(epochs), ours)
                fast[epochs].append(seconds)

    different = [epoch for epoch in expected if found.get(epoch) != expected[epoch]]
    for epoch in different:
        print(f"cost after epoch {epoch}: notebook {expected[epoch]}, gradus {found.get(epoch)}")
    same = bool(expected) and not different
    once = min(fast[EPOCHS])
    print(f"costs: {len(expected)} printed by the notebook, the same: {'yes' if same else 'NO'}")
    print(f"notebook  {EPOCHS:6,} epochs {min(slow):8.3f} s")
    for epochs, times in fast.items():
        print(
            f"gradus    {epochs:6,} epochs {min(times):8.3f} s, {min(times) / once:.2f} times the first, "
            f"{memory[epochs]:.1f} MB"
        )
    print(f"ratio     {min(slow) / once:13.1f}")
    print(f"memory counts {least:.1f} MB for any process, what this script had when it started it")
    sys.exit(0 if same else 1)


if __name__ == "__main__":
    main()
