#!/usr/bin/env python3
"""Runs `gradus train` as published notebooks and reference runs were made, and compares what they printed.

    Tests/Oracles/training.py --gradus .build/release/gradus

Every cost in all its printed digits, the accuracy, and how many epochs have a cost that is no number.
Tests/Recorded/training.json has the runs; none of their numbers is Gradus's own.
"""

import argparse
import json
import sys

import common

RECORDED = common.ROOT / "Tests" / "Recorded" / "training.json"


def shown(cost):
    """A cost as the notebook's "%f" shows it; an infinity is counted as no number, too."""
    value = float(cost)
    return "nan" if value != value or value in (float("inf"), float("-inf")) else "%f" % value


def problems(run, found):
    if [shown(entry["cost"]) for entry in found["log"]] != run["log"]:
        yield f"costs {[shown(entry['cost']) for entry in found['log']]}, recorded {run['log']}"
    if found["epochsWithoutCost"] != run["epochsWithoutCost"]:
        yield (
            f"{found['epochsWithoutCost']} epochs without a cost, "
            f"recorded {run['epochsWithoutCost']}"
        )
    if run["accuracy"] is not None:
        digits = len(run["accuracy"].split(".")[1])
        # Some notebooks print the number in full, some to a few digits.
        if round(found["accuracy"], min(digits, 12)) != round(float(run["accuracy"]), min(digits, 12)):
            yield f"accuracy {found['accuracy']}, recorded {run['accuracy']}"
    first = run.get("firstWithoutCost")
    accident = found["firstAccident"]
    if first is not None and (accident is None or accident["epoch"] > first):
        yield f"the first cost that is no number is of epoch {first}, gradus says {accident}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--gradus", metavar="FILE", required=True)
    options = parser.parse_args()
    gradus = common.Gradus(options.gradus)
    tally = common.Tally()
    for run in json.loads(RECORDED.read_text(encoding="utf-8"))["runs"]:
        code, text, talk = gradus.run("train", *run["arguments"], "--format", "json")
        if code != 0:
            tally.close(run["name"], [f"exit {code}: {talk}"])
            continue
        tally.close(run["name"], list(problems(run, common.read_json(text))))
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
