#!/usr/bin/env python3
"""Lets Gradus name what printed published logs, whole and damaged, and runs the command it answers with.

    Tests/Oracles/logs.py --probe .build/release/probe --gradus .build/release/gradus

Tests/Recorded/published-logs.json has the logs and what their code does; none of it is Gradus's own answer.
With --samples DIR the logs of another folder of the same kind are diagnosed and listed, not judged.
"""

import argparse
import json
import pathlib
import random
import re
import subprocess
import sys

import common

RECORDED = common.ROOT / "Tests" / "Recorded" / "published-logs.json"


def diagnosis(probe, text):
    run = subprocess.run(
        [probe], input=f"log\n{text}\nend of log\n", capture_output=True, text=True, check=True
    )
    return json.loads(run.stdout)


def problems(log, found):
    if found.get("verdict") != log["verdict"]:
        yield f"the verdict is {found.get('verdict', found)}, expected {log['verdict']}"
        return
    first = found["diagnoses"][0]
    wanted = {
        "variant": sorted(log["variants"]),
        "optimizer": log["optimizer"],
        "cost": log["cost"],
        "decay": log["decay"],
        "learningRate": log["learningRate"],
        "epochs": log["epochs"],
        "reproduced": log["reproduced"],
        "of": log["of"],
        "accuracy": True,
    }
    for key, value in wanted.items():
        own = first[key]
        if key == "variant":
            own = sorted(part for part in own.split(",") if part)
        if own != value:
            yield f"{key} is {own}, expected {value}"


def beginning(log):
    """The first two costs of a log and the learning rates beside them, below the optimizer as the notebook writes it."""
    costs = [line for line in log["text"] if re.search(r"after epoch (0|1000):", line)]
    optimizer = "gd" if log["optimizer"] == "gradient-descent" else log["optimizer"]
    return [f'optimizer = "{optimizer}"', *costs]


def beginning_problems(log, found):
    """Two lines must be enough to name a rule as it is."""
    first = found["diagnoses"][0]
    wanted = {
        "variant": "",
        "optimizer": log["optimizer"],
        "cost": log["cost"],
        "decay": log["decay"],
        "learningRate": log["learningRate"],
        "reproduced": 2,
        "of": 2,
    }
    if found["verdict"] != log["verdict"]:
        yield f"the verdict is {found['verdict']}, expected {log['verdict']}"
    for key, value in wanted.items():
        if first[key] != value:
            yield f"{key} is {first[key]}, expected {value}"


def command_problems(gradus, found):
    """The command must print what the diagnosis says it does."""
    words = found["diagnoses"][0]["command"].split()[1:]
    code, text, talk = gradus.run(*words, "--format", "json")
    if code != 0:
        yield f"{words}: exit {code}: {talk}"
        return
    costs = {entry["epoch"]: float(entry["cost"]) for entry in common.read_json(text)["log"]}
    for line in found["lines"]:
        if "%f" % costs.get(line["epoch"], -1) != line["reproduced"]:
            yield f"{words}: epoch {line['epoch']} is {costs.get(line['epoch'])}"


def damaged(log, rng):
    """The same log with a digit misread, a line lost, a line doubled, and all of it on one line."""
    costs = [i for i, line in enumerate(log["text"]) if re.match(r"Cost after epoch \d+: \d", line)]

    def changed(name, text, reproduced, of):
        return dict(log, name=f"{log['name']}, {name}", text=text, reproduced=reproduced, of=of)

    of = log["of"]
    for at in [costs[0], costs[1], rng.choice(costs[2:])]:
        line = log["text"][at]
        place = len(line) - rng.choice([1, 2, 3])
        other = str((int(line[place]) + rng.randrange(1, 10)) % 10)
        text = list(log["text"])
        text[at] = line[:place] + other + line[place + 1 :]
        yield changed(f"a digit of line {at + 1} misread", text, of - 1, of)
    lost = rng.choice(costs[1:-1])
    text = [line for i, line in enumerate(log["text"]) if i != lost]
    yield changed("a line lost", text, of - 1, of - 1)
    text = log["text"][: lost + 1] + log["text"][lost:]
    yield changed("a line doubled", text, of, of)
    yield changed("on one line", [" ".join(log["text"])], of, of)
    yield changed("without its first line", log["text"][1:], of - 1, of - 1)


def listed(probe, folder):
    for path in sorted(pathlib.Path(folder).glob("*.json")):
        log = json.loads(path.read_text(encoding="utf-8"))
        found = diagnosis(probe, "\n".join(log["printed"]))
        names = [one["variant"] or "the rule" for one in found.get("diagnoses", [])]
        print(path.name, log.get("labels"), "→", found.get("verdict"), names)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--probe", metavar="FILE", required=True)
    parser.add_argument("--gradus", metavar="FILE", required=True)
    parser.add_argument("--samples", metavar="DIR")
    options = parser.parse_args()
    if options.samples:
        listed(options.probe, options.samples)
        return 0
    gradus = common.Gradus(options.gradus)
    tally = common.Tally()
    rng = random.Random(11)
    logs = json.loads(RECORDED.read_text(encoding="utf-8"))["logs"]
    for log in logs:
        found = diagnosis(options.probe, "\n".join(log["text"]))
        wrong = list(problems(log, found))
        tally.close(log["name"], wrong or list(command_problems(gradus, found)))
        if not log["variants"]:
            found = diagnosis(options.probe, "\n".join(beginning(log)))
            tally.close(f"{log['name']}, two lines", list(beginning_problems(log, found)))
    # Five lines with one of them wrong, and ten: in every third log, for time.
    for log in logs[:-1:3]:
        for other in damaged(log, rng):
            if other["decay"] and "first line" in other["name"]:
                continue
            found = diagnosis(options.probe, "\n".join(other["text"]))
            tally.close(other["name"], list(problems(other, found)))
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
