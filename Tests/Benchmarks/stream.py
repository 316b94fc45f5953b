#!/usr/bin/env python3
"""Measures a trace of a million steps against the plain Python loop that writes the same lines.

    Tests/Benchmarks/stream.py --gradus .build/release/gradus [--steps 1000000] [--rounds 3]

Both read the same generated case and write the same bytes to a file; they take turns, and the best time
of each counts. Prints lines a second, the ratio, and the greatest memory of the tracer for the whole
case and for a tenth of it. Asked for: ten times the lines a second, under 40 MB, the same for both.
"""

import argparse
import filecmp
import os
import pathlib
import random
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent


def write_case(path, steps):
    """A temperature series of so many days."""
    draw = random.Random(1)
    with open(path, "w", encoding="utf-8") as file:
        file.write('{"lesson": "ewma", "name": "long", "hyperparameters": {"beta": 0.9}, "steps": [\n')
        file.write(",\n".join(f'{{"theta": {draw.gauss(50, 10):.2f}}}' for _ in range(steps)))
        file.write("\n]}\n")


def run(command, output):
    """Seconds and greatest memory in MB of a command that writes to a file."""
    start = time.perf_counter()
    pid = os.fork()
    if pid == 0:
        os.dup2(os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
        os.execvp(command[0], command)
    _, status, usage = os.wait4(pid, 0)
    if status != 0:
        sys.exit(f"{command[0]} failed: status {status}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--gradus", required=True)
    parser.add_argument("--steps", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        case, ours, theirs = (f"{folder}/{name}" for name in ("case.json", "gradus", "python"))
        tracer = [options.gradus, "trace", "ewma", "--case", case, "--format", "jsonl"]
        write_case(case, options.steps // 10)
        _, short_memory = run(tracer, ours)
        write_case(case, options.steps)
        fast, slow = [], []
        for _ in range(options.rounds):
            seconds, memory = run(tracer, ours)
            fast.append(seconds)
            slow.append(run([sys.executable, str(HERE / "stream_loop.py"), case], theirs)[0])
        same = filecmp.cmp(ours, theirs, shallow=False)
    ratio = min(slow) / min(fast)
    print(f"lines: {options.steps}, the same bytes: {'yes' if same else 'NO'}")
    print(f"gradus       {options.steps / min(fast):12,.0f} lines a second")
    print(f"Python loop  {options.steps / min(slow):12,.0f} lines a second")
    print(f"ratio        {ratio:12.1f}   (asked for: 10)")
    print(f"memory       {memory:12.1f} MB, {short_memory:.1f} MB for a tenth (asked for: under 40)")
    sys.exit(0 if same and ratio >= 10 and memory < 40 else 1)


if __name__ == "__main__":
    main()
