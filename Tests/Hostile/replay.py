#!/usr/bin/env python3
"""Replays hostile inputs against the command: paths, pipes, races, kills, and text that is not what it seems.

  Tests/Hostile/replay.py --gradus .build/release/gradus [--quick]

Prints how many of the checks held, and exits 1 unless all did. --quick takes a few seconds. A kind of
hostility is a module with a function `check(checks)`; it is listed in KINDS. Standard library only.
"""

import argparse
import sys
import time

import kills
import paths
import races
import reading
import texts
from checks import Checks

KINDS = [paths, reading, texts, races, kills]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gradus", required=True, help="the command")
    parser.add_argument("--quick", action="store_true", help="fewer races and kills")
    options = parser.parse_args()
    checks = Checks(options.gradus, options.quick)
    for kind in KINDS:
        begun, before = time.monotonic(), checks.passed + len(checks.failed)
        kind.check(checks)
        count = checks.passed + len(checks.failed) - before
        print(f"{kind.__name__}: {count} checks in {time.monotonic() - begun:.1f} s")
    print(f"{checks.passed} of {checks.passed + len(checks.failed)}")
    sys.exit(1 if checks.failed else 0)


if __name__ == "__main__":
    main()
