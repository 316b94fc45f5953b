#!/usr/bin/env python3
"""How fast the diagnosis is, in a release build.

    swift build -c release --product figures && swift build -c release --product gradus
    python3 Tests/Benchmarks/diagnosis.py --bin .build/release

Promised: every set of up to three of Adam's variants with scopes, course case, under 100 ms on one
core; a class of 10,000 graded in under 30 s on two cores.
"""

import argparse
import subprocess
import tempfile
import time


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bin", required=True, help="the folder of the built executables")
    parser.add_argument("--students", type=int, default=10_000)
    options = parser.parse_args()
    subprocess.run([f"{options.bin}/figures", "--speed"], check=True)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [f"{options.bin}/figures", "--class", str(options.students), folder], check=True
        )
        start = time.monotonic()
        done = subprocess.run(
            [f"{options.bin}/gradus", "grade", "adam", folder, "--format", "csv"],
            stdout=subprocess.PIPE, check=False, text=True,
        )
        seconds = time.monotonic() - start
    rows = done.stdout.strip().split("\n")[1:]
    verdicts = {}
    for row in rows:
        verdict = row.split(",")[2]
        verdicts[verdict] = verdicts.get(verdict, 0) + 1
    print(f"{len(rows)} submissions graded in {seconds:.1f} s: {verdicts}")


if __name__ == "__main__":
    main()
