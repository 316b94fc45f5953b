#!/usr/bin/env python3
"""Writes the output of every `$ gradus …` line in the pages anew, or checks it.

    Tests/Pages/refresh.py --gradus .build/debug/gradus          write
    Tests/Pages/refresh.py --gradus .build/debug/gradus --check  compare, exit 1 if a page has drifted

A fenced block that begins with ```console holds one or more commands, each followed by what it prints.
`printf '…' |` before it types lines, `| head -N` keeps the first N, `| tail -N` the last. `swift test` makes the same comparison inside the process; this script
runs the real executable, and is the one that writes.

The transcripts of `Tests/CommandTests/Texts` (a command, all it prints, its exit code) are treated alike.
"""

import argparse
import difflib
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
TEXTS = ROOT / "Tests/CommandTests/Texts"
PAGES = [ROOT / "README.md", *sorted(ROOT.glob("lessons/*.md")), *sorted(ROOT.glob("lessons/*/lesson.md"))]


def output(gradus, command):
    """What a `[printf '…' |] gradus … [| head -N | tail -N]` line prints on standard output."""
    command, end, limit = (re.split(r" \| (head|tail) -", command) + ["", ""])[:3]
    typed, mark, rest = command.partition("' | ")
    words = shlex.split(rest if mark else command)
    lines = typed.removeprefix("printf '").replace("\\n", "\n") if mark else None
    with tempfile.TemporaryDirectory() as states:
        run = subprocess.run(
            [gradus, *words[1:]], capture_output=True, text=True, cwd=ROOT, input=lines,
            env=os.environ | {"XDG_STATE_HOME": states},
        )
    if run.returncode not in (0, 1):
        sys.exit(f"{command}: exit {run.returncode}\n{run.stderr}")
    lines = run.stdout.split("\n")[:-1]
    if not end:
        return lines
    return lines[: int(limit)] if end == "head" else lines[-int(limit) :]


def refreshed(text, gradus):
    """The page with every console block written anew."""

    def block(match):
        commands = [l for l in match.group(1).split("\n") if l.startswith("$ ")]
        lines = []
        for command in commands:
            if not command.startswith(("$ gradus", "$ printf '")):
                return match.group(0)  # a shell recipe, not a run to show
            lines += [command, *output(gradus, command[2:]), ""]
        return "```console\n" + "\n".join(lines[:-1]) + "\n```"

    return re.sub(r"```console\n(.*?)\n```", block, text, flags=re.S)


def without_lists(text, lessons):
    """A text with the lists of the curriculum as `{every lesson}`, so that a new lesson changes no transcript."""
    rows = "".join(  # an idea goes on below itself
        rf"{re.escape(one['id'])} +" + r"\s+".join(re.escape(word) for word in one["idea"].split()) + r"\n"
        for one in lessons)
    text = re.sub(rows, "{every lesson with its idea}\n", text)
    optimizers = [one for one in lessons if any(line["target"] == "theta" for line in one["equations"])]
    for some, name in ((lessons, "{every lesson}"), (optimizers, "{every optimizer}")):
        words = r",\s+".join(re.escape(one["id"]) for one in some)  # a list may be broken after any comma
        text = re.sub(rf"(?<=[ \n]){words}\.", name + ".", text)
    return text


def transcript(text, gradus):
    """The transcript with every command run anew, in the folder of its files."""
    listed = subprocess.run([gradus, "lessons", "--format", "json"], capture_output=True, text=True, check=True)
    lessons = json.loads(listed.stdout)["lessons"]
    blocks = []
    for command in (line for line in text.split("\n") if line.startswith("$ gradus")):
        words = shlex.split(command[2:])
        run = subprocess.run(
            [gradus, *words[1:]], capture_output=True, text=True, cwd=TEXTS / "files"
        )
        said = without_lists(run.stdout + run.stderr, lessons)
        blocks.append(f"{command}\n{said}[exit {run.returncode}]\n")
    return "\n".join(blocks)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--gradus", required=True)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    gradus = str(pathlib.Path(options.gradus).resolve())
    drifted = 0
    for page in [*PAGES, *sorted(TEXTS.glob("*.txt"))]:
        old = page.read_text(encoding="utf-8")
        new = (transcript if page.suffix == ".txt" else refreshed)(old, gradus)
        if new == old:
            continue
        name = str(page.relative_to(ROOT))
        if options.check:
            drifted += 1
            sys.stdout.writelines(
                difflib.unified_diff(
                    old.splitlines(True), new.splitlines(True), name, name + " (this run)"
                )
            )
        else:
            page.write_text(new, encoding="utf-8")
            print(f"{name}: written")
    sys.exit(1 if drifted else 0)


if __name__ == "__main__":
    main()
