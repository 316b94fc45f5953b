#!/usr/bin/env python3
"""Times the worksheets and keys of a class: 200 students, every lesson, each of the paper formats.

    Tests/Benchmarks/sheets.py --gradus .build/release/gradus

Fails if one class takes longer than five seconds.
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile
import time

STUDENTS = 200
MOST_SECONDS = 5


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gradus", required=True)
    gradus = str(pathlib.Path(parser.parse_args().gradus).resolve())
    lessons = subprocess.run([gradus, "lessons"], capture_output=True, text=True, check=True).stdout
    slow = False
    for lesson in [line.split()[0] for line in lessons.splitlines() if line[:1].islower()]:
        for form in ("markdown", "html", "latex"):
            with tempfile.TemporaryDirectory() as name:
                roster = pathlib.Path(name) / "roster.csv"
                roster.write_text("".join(f"Student {i}\n" for i in range(STUDENTS)))
                folder = pathlib.Path(name) / "class"
                command = [gradus, "key", lesson, "--students", str(roster), "--format", form]
                start = time.monotonic()
                done = subprocess.run([*command, "--output", str(folder)], capture_output=True, text=True)
                seconds = time.monotonic() - start
                files = sum(1 for path in folder.rglob("*") if path.is_file())
                if done.returncode != 0 or files != 2 * STUDENTS + 1:
                    sys.exit(f"{lesson}: {done.stderr}")
                slow |= seconds > MOST_SECONDS
                sight = done.stderr.splitlines()[1]
                print(f"{lesson:20} {form:9} {seconds:5.2f} s   {sight}")
    sys.exit(1 if slow else 0)


if __name__ == "__main__":
    main()
