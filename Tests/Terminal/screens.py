#!/usr/bin/env python3
"""Plays keys to programs in a pseudo-terminal and compares whole screens with Tests/Terminal/screens/*.txt.

    screens.py --gradus .build/debug/gradus --talk .build/debug/talk [--random 10000 --seed 1]
    screens.py --gradus .build/debug/gradus --talk .build/debug/talk --record [--only NAME]

A script says what runs, and then, behind ==, the keys, each followed by the screen they lead to:

    command: gradus step adam
    size: 80×24
    environment: NO_COLOR=1

    == <Down> n :line<Space>5<Enter> <Resize 20×5>

With `scrolled: shown` the rows that have left the screen at its top stand in front of it.

To add one: write it without the screens, run with --record --only NAME, and read what was recorded. The first
section may have no keys. After the script the terminal must be as it was; --only also skips what follows it:
every way of ending leaves the terminal as it was, a stopped program goes on, and random keys do no harm
(programs.txt says which programs, and how each shows that it is alive).
"""

import argparse
import concurrent.futures
import difflib
import itertools
import os
import pathlib
import shlex
import sys
import tempfile
import time

import endings
from keys import Chaos, parse
from pseudo import ESCAPE, Program

HERE = pathlib.Path(__file__).resolve().parent


class Script:
    """A script's file, taken apart."""

    def __init__(self, path):
        self.name = path.stem
        self.path = path
        head, *sections = ("\n" + path.read_text()).split("\n==")
        self.head = head.strip("\n")
        fields = dict(line.split(": ", 1) for line in self.head.splitlines() if ": " in line)
        self.command = fields["command"]
        self.size = tuple(int(number) for number in fields.get("size", "80×24").split("×"))
        self.shows_scrolled = fields.get("scrolled") == "shown"
        self.environment = dict(
            word.split("=", 1) for word in shlex.split(fields.get("environment", "")))
        self.sections = []
        for section in sections:
            keys, _, screen = section.partition("\n")
            self.sections.append((keys.strip(), screen.strip("\n")))

    def play(self, programs):
        """The screens the keys lead to; where one is expected, it has a moment to come."""
        program = Program(arguments(self.command, programs), self.size, self.environment)
        try:
            program.begin()
            for keys, expected in self.sections:
                type_keys(program, parse(keys))
                deadline = time.monotonic() + 3
                while True:
                    program.settle()
                    seen = self.seen(program)
                    if seen == expected or not expected or time.monotonic() > deadline:
                        break
                yield keys, seen
            wrong = endings.finished(program)
            if wrong:
                yield "at the end", "\n".join(wrong)
        finally:
            program.close()

    def seen(self, program):
        text = program.screen.text()
        if self.shows_scrolled:
            text = "".join(row + "\n" for row in program.screen.scrolled) + text
        if program.has_ended():
            text += "\n".join([f"ended with {program.end()}"] + program.damage())
        return text.strip("\n")


def arguments(command, programs):
    words = shlex.split(command)
    return [programs[words[0]]] + words[1:]


def type_keys(program, keys):
    """Types; waits after an Escape alone, and where the terminal shows what is typed, for the answer to a line."""
    for key in keys:
        if isinstance(key, tuple):
            program.settle()
            program.resize(*key)
        else:
            program.send(key)
            if key == b"\x1b":
                program.settle()
                time.sleep(ESCAPE)
            elif key == b"\r" and not program.screen.is_alternate:
                program.settle()


def difference(expected, seen):
    """The rows that differ."""
    rows = difflib.unified_diff(expected.splitlines(), seen.splitlines(), "recorded", "seen", "", "", 1)
    return "\n".join("  " + row for row in rows)


def check(script, programs):
    """What differs, in words; nothing if all is as recorded."""
    wrong = []
    played = list(script.play(programs))
    for number, (keys, seen) in enumerate(played):
        expected = script.sections[number][1] if number < len(script.sections) else ""
        if seen != expected:
            wrong.append(f"{script.name}, screen {number + 1}, after '{keys}':\n"
                         + difference(expected, seen))
    return wrong


def record(script, programs):
    text = script.head + "\n"
    for number, (keys, seen) in enumerate(script.play(programs)):
        if number >= len(script.sections):
            sys.exit(f"{script.name}: {seen}")
        text += f"\n== {keys}".rstrip() + f"\n{seen}\n"
    script.path.write_text(text)


def random_keys(name, command, alive, answer, count, seed):
    """Random sequences in runs of 1,000; what went wrong, in words."""
    chaos = Chaos(f"{seed} {name}")
    program, sent, ended, answered = None, [], 0, 0

    def failure(what):
        shown = "\n".join(f"  {sequence!r}" for sequence in sent[-20:])
        return [f"random keys, {name}, seed {seed}: {what}\nthe last of what was sent:\n{shown}"]

    def judge_end():
        code = program.end()
        if code not in (0, 130, 131):
            return failure(f"it ended with {code}")
        return failure("; ".join(program.damage())) if program.damage() else []

    try:
        for number in range(count):
            if program is None:
                program = Program(command)
                program.is_emulated = False
                program.begin()
                sent = []
            sequence = chaos.sequence()
            sent.append(sequence)
            if isinstance(sequence, tuple):
                program.resize(*sequence, tell=False)
            else:
                program.send(sequence)
            if number % 10 == 9:
                program.until(lambda: program.is_waiting() or program.has_ended())
            is_last = number % 1_000 == 999 or number == count - 1
            if is_last and not program.has_ended():
                wrong = endings.is_alive(program, alive, answer)
                if wrong:
                    return failure(wrong)
                answered += not program.has_ended()
                program.send(b"q")
            if is_last or program.has_ended():
                if wrong := judge_end():
                    return wrong
                ended += 1
                program.close()
                program = None
        print(f"{count} random sequences to {name} in {ended} runs: {answered} were alive when asked, "
              "the others had been ended by a key; the terminal was restored by all")
        return []
    finally:
        if program:
            program.close()


def survive(row, programs, count, seed):
    """Every way of ending and random keys, for a line of programs.txt; what went wrong, in words."""
    command, alive, answer = row
    words, keys, answer = arguments(command, programs), b"".join(parse(alive)), answer.encode()
    wrong = endings.check(command, words, keys, answer)
    return wrong + (random_keys(command, words, keys, answer, count, seed) if count else [])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--gradus")
    parser.add_argument("--talk")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--only")
    parser.add_argument("--random", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    # What the programs remember is not to touch what their user does.
    home = tempfile.TemporaryDirectory()
    os.environ["HOME"] = home.name
    os.environ.pop("XDG_STATE_HOME", None)
    programs = {name: str(pathlib.Path(path).resolve())
                for name, path in (("gradus", options.gradus), ("talk", options.talk)) if path}

    scripts = [Script(path) for path in sorted((HERE / "screens").glob("*.txt"))]
    scripts = [script for script in scripts if script.command.split()[0] in programs
               and options.only in (None, script.name)]
    wrong = []
    for script in scripts:
        if options.record:
            record(script, programs)
        else:
            wrong += check(script, programs)
    count = sum(len(script.sections) for script in scripts)
    print(f"{len(scripts)} scripts, {count} screens {'recorded' if options.record else 'compared'}")

    if not options.only and not options.record:
        lines = (HERE / "programs.txt").read_text().splitlines()
        rows = [[part.strip() for part in line.split("|")]
                for line in lines if line and not line.startswith("#")]
        rows = [row for row in rows if row[0].split()[0] in programs]
        # They mostly wait, each for its own terminal.
        with concurrent.futures.ProcessPoolExecutor(max(1, len(rows))) as pool:
            for found in pool.map(survive, rows, *(itertools.repeat(value) for value in (
                    programs, options.random, options.seed))):
                wrong += found
    for text in wrong:
        print(text, file=sys.stderr)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
